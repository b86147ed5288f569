//! The fields of a quarter's window.

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::linkage::read::{self as service, Reader};
use remit_service::rows::{Reply, linkage_window};
use remit_shared::id::NodeKind;
use remit_shared::linkage::{SubmissionOutcome, SubmissionState, WindowState};
use remit_shared::wire::Wire;
use uuid::Uuid;

use super::Countermeasure;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::problem::action::ActionAvailability;

/// A quarter's window, in which linkage departments report (季度联动收集窗口, §3.6).
#[derive(Description)]
pub struct LinkageWindow {
    row: linkage_window::Model,
    reader: Arc<Reader>,
}

impl LinkageWindow {
    /// Wraps a row for a reader.
    pub fn new(row: linkage_window::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }

    /// The row that a submission names.
    pub async fn row(
        request: &RequestContext,
        reader: &Arc<Reader>,
        id: Uuid,
    ) -> Result<linkage_window::Model> {
        let row = request.batches.linkage_windows.load(id, |ids| {
            let reader = Arc::clone(reader);
            async move {
                let rows = service::windows_by_ids(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.id, row))
            }
        });
        row.await?.ok_or_else(|| request.missing("linkage_window", id))
    }

    async fn answers(&self, request: &RequestContext) -> Result<Vec<Reply>> {
        let replies = request.batches.linkage_replies.load(self.row.id, |ids| {
            let reader = Arc::clone(&self.reader);
            async move { request.value(service::replies(&request.app, &reader, &ids).await) }
        });
        Ok(replies.await?.unwrap_or_default())
    }
}

/// How a department has replied to a window: so many submissions in one state, or a nil return.
#[derive(Description)]
pub struct LinkageReply {
    reply: Reply,
    shows_outcome: bool,
}

#[Object(use_type_description)]
impl LinkageReply {
    /// The department.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.reply.org_id).await
    }

    /// State of these submissions.
    async fn state(&self) -> Code<SubmissionState> {
        self.reply.state.into()
    }

    /// Whether they came after the quarter's end.
    async fn late(&self) -> bool {
        self.reply.late
    }

    /// What became of them; for the department once the window is fed back.
    async fn outcome(&self) -> Option<Code<SubmissionOutcome>> {
        self.reply.outcome.filter(|_| self.shows_outcome).map(Code::from)
    }

    /// How many.
    async fn count(&self) -> i64 {
        self.reply.count
    }
}

#[Object(use_type_description)]
impl LinkageWindow {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::LinkageWindow, self.row.id)
    }

    /// Year.
    async fn year(&self) -> i32 {
        self.row.year
    }

    /// Quarter, 1 to 4.
    async fn quarter(&self) -> i32 {
        self.row.quarter
    }

    /// Opens at 00:00 of this day, Asia/Shanghai: the 10th-last working day of the quarter.
    async fn opens_on(&self) -> NaiveDate {
        self.row.opens_on
    }

    /// Closes at 24:00 of this day, the quarter's last.
    async fn closes_on(&self) -> NaiveDate {
        self.row.closes_on
    }

    /// Late submissions are taken until 24:00 of this day.
    async fn grace_until(&self) -> NaiveDate {
        self.row.grace_until
    }

    /// State (§3.6).
    async fn state(&self) -> Code<WindowState> {
        self.row.state.get().into()
    }

    /// Deadline of the present state: the end of collection, of grace, of the study, of the feedback.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Working days until then; negative once it has passed.
    async fn working_days_left(&self) -> Option<i64> {
        self.reader.days_left(&self.row)
    }

    /// When departments without a reply were reminded.
    async fn reminded_on(&self) -> Option<NaiveDate> {
        self.row.reminded_on
    }

    /// What the study came to; the office's.
    async fn study_note(&self) -> Option<&str> {
        self.row.study_note.as_deref().filter(|_| self.reader.sees_all())
    }

    /// When its study was finished.
    async fn studied_at(&self) -> Option<DateTime<Utc>> {
        self.row.studied_at
    }

    /// When outcomes were fed back to the departments.
    async fn fed_back_at(&self) -> Option<DateTime<Utc>> {
        self.row.fed_back_at
    }

    /// What all departments were told.
    async fn feedback(&self) -> Option<&str> {
        self.row.feedback.as_deref()
    }

    /// How departments replied: all of them for the office, its own replies for a department (R2).
    async fn replies(&self, ctx: &Context<'_>) -> Result<Vec<LinkageReply>> {
        let replies = self.answers(RequestContext::of(ctx)?).await?;
        let shows_outcome = self.reader.shows_outcome(self.row.state.get());
        let wrap = |reply| LinkageReply { reply, shows_outcome };
        Ok(replies.into_iter().map(wrap).collect())
    }

    /// Countermeasures that its study came to; the office's.
    async fn countermeasures(&self, ctx: &Context<'_>) -> Result<Vec<Countermeasure>> {
        let request = RequestContext::of(ctx)?;
        let rows = request.batches.countermeasures_of.load(self.row.id, |ids| {
            let reader = Arc::clone(&self.reader);
            async move { request.value(service::countermeasures(&request.app, &reader, &ids).await) }
        });
        Ok(rows.await?.into_iter().flatten().map(Countermeasure).collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let replies = self.answers(request).await?;
        let actions = self.reader.window_actions(&request.app, &self.row, &replies);
        Ok(actions
            .into_iter()
            .map(|action| ActionAvailability::of(&request.op, action.event.code(), action.outcome))
            .collect())
    }
}
