//! The other voices: windows, city leaders' comments, mutual ballots, appraisals, negative records (K25, K26, K29, C21).

pub mod appraisal;
pub mod comment;
pub mod mutation;
pub mod mutual;
pub mod query;
pub mod record;
pub mod result;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rows::voice_window;
use remit_service::voice::window::WindowView;
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;
use remit_shared::voice::{VoiceKind, VoiceWindowState};

use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::sentence;
use crate::id::global;
use crate::organisation::Person;
use crate::problem::action::ActionAvailability;

/// How far comments or ballots have come: names, never what anybody said (R6).
#[derive(SimpleObject)]
pub struct VoiceProgress {
    /// Leaders, or departments, that are asked.
    asked: i32,
    /// Those who have finished.
    done: i32,
    /// Comments written, or ballots cast.
    written: i32,
    /// Names of those who have not finished.
    missing: Vec<String>,
}

/// A year's window for city leaders' comments or mutual ballots (K25, K26).
#[derive(Description)]
pub struct VoiceWindow(pub WindowView);

#[Object(use_type_description)]
impl VoiceWindow {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::VoiceWindow, self.0.row.id)
    }

    /// Year of the plan.
    async fn year(&self) -> i32 {
        self.0.row.year
    }

    /// What it collects.
    async fn kind(&self) -> Code<VoiceKind> {
        self.0.row.kind.get().into()
    }

    /// State.
    async fn state(&self) -> Code<VoiceWindowState> {
        self.0.row.state.get().into()
    }

    /// First day.
    async fn opens_on(&self) -> NaiveDate {
        self.0.row.opens_on
    }

    /// Last day, ends at 24:00.
    async fn closes_on(&self) -> NaiveDate {
        self.0.row.closes_on
    }

    /// Last day on which those who had not finished were reminded.
    async fn reminded_on(&self) -> Option<NaiveDate> {
        self.0.row.reminded_on
    }

    /// Why the days changed while it was open.
    async fn reason(&self) -> Option<&str> {
        self.0.row.reason.as_deref()
    }

    /// When it was closed.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.closed_at
    }

    /// When its summary was published.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.published_at
    }

    /// Name of the person who published it.
    async fn published_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.row.published_by).await
    }

    /// Who has finished; for those who manage it.
    async fn progress(&self) -> Option<VoiceProgress> {
        let progress = self.0.progress.as_ref()?;
        Some(VoiceProgress {
            asked: whole(progress.asked),
            done: whole(progress.done),
            written: whole(progress.written),
            missing: progress.missing.clone(),
        })
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let op = &RequestContext::of(ctx)?.op;
        let actions = self.0.actions.iter();
        Ok(actions
            .map(|action| ActionAvailability::new(op, action.event, action.outcome.clone()))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.row.version
    }
}

/// The days of a window, for those who write in it.
#[derive(SimpleObject)]
pub struct VoiceDays {
    /// State.
    state: Code<VoiceWindowState>,
    /// First day.
    opens_on: NaiveDate,
    /// Last day, ends at 24:00.
    closes_on: NaiveDate,
}

impl VoiceDays {
    fn of(row: &voice_window::Model) -> Self {
        Self {
            state: row.state.get().into(),
            opens_on: row.opens_on,
            closes_on: row.closes_on,
        }
    }
}

/// Why something cannot be written now, in the reader's language and in both.
#[derive(SimpleObject)]
pub struct ClosedBecause {
    /// Chinese sentence.
    message_zh: String,
    /// In the language asked for.
    message: String,
}

impl ClosedBecause {
    fn of(request: &RequestContext, refusal: &Refusal) -> Self {
        Self {
            message_zh: refusal.zh.clone(),
            message: sentence(refusal, request.op.locale).to_owned(),
        }
    }
}

/// A count for the wire.
fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
