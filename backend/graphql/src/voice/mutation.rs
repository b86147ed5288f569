//! Writes of windows, comments, ballots and appraisals.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::rows::{mutual_ballot, voice_window};
use remit_service::voice::appraisal::{self, AppraisalList, Mode};
use remit_service::voice::{comment, mutual, window};
use remit_shared::id::NodeKind;
use remit_shared::rating::RatingLevel;
use remit_shared::refusal::Refusal;
use remit_shared::voice::VoiceKind;
use remit_shared::voice::appraisal::Written;
use remit_shared::voice::window::Days;

use super::VoiceWindow;
use super::appraisal::AppraisalLine;
use super::comment::CommentCard;
use super::mutual::{MutualBallotInput, MutualDesk};
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// The days of a window.
#[derive(Debug, InputObject)]
pub struct SetVoiceWindowInput {
    /// Year of the plan.
    pub year: i32,
    /// What it collects.
    pub kind: Code<VoiceKind>,
    /// First day.
    pub opens_on: NaiveDate,
    /// Last day, ends at 24:00; 10 January of the next year at the latest.
    pub closes_on: NaiveDate,
    /// Why the days of an open window change.
    pub reason: Option<String>,
    /// Version that the person saw; left out for the first time.
    pub version: Option<i32>,
}

impl From<SetVoiceWindowInput> for window::SetWindow {
    fn from(input: SetVoiceWindowInput) -> Self {
        Self {
            year: input.year,
            kind: input.kind.0,
            days: Days {
                opens_on: input.opens_on,
                closes_on: input.closes_on,
            },
            reason: input.reason.unwrap_or_default(),
            version: input.version,
        }
    }
}

/// Names a window and the version seen.
#[derive(Debug, InputObject)]
pub struct VoiceWindowInput {
    /// The window.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// A leader's comment on a unit.
#[derive(Debug, InputObject)]
pub struct CommentInput {
    /// Year of the plan.
    pub year: i32,
    /// The unit.
    pub org_id: ID,
    /// The level; left out to take the comment back.
    pub level: Option<Code<RatingLevel>>,
    /// A sentence, at most 500 characters; may be empty.
    pub text: Option<String>,
}

impl TryFrom<CommentInput> for comment::CommentInput {
    type Error = Refusal;

    fn try_from(input: CommentInput) -> Result<Self, Refusal> {
        Ok(Self {
            year: input.year,
            org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
            level: input.level.map(|level| level.0),
            text: input.text.unwrap_or_default(),
        })
    }
}

/// A row of an appraisal list.
#[derive(Debug, InputObject)]
pub struct AppraisalRowInput {
    /// Name of the institution, the key within the year.
    pub institution: String,
    /// Name or code of the unit it counts for.
    pub org_code: String,
    /// Grade A to D.
    pub grade: String,
    /// Score, 0 to 100; may be left out.
    pub score: Option<String>,
}

/// An appraisal list.
#[derive(Debug, InputObject)]
pub struct ImportAppraisalInput {
    /// Year.
    pub year: i32,
    /// The rows.
    pub rows: Vec<AppraisalRowInput>,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Take the good rows although others are refused; asked for after a dry run.
    pub leave_out: bool,
}

impl From<ImportAppraisalInput> for (AppraisalList, Mode) {
    fn from(input: ImportAppraisalInput) -> Self {
        let rows = (1_u32..).zip(input.rows).map(|(number, row)| {
            let written = Written {
                institution: row.institution,
                parent: row.org_code,
                grade: row.grade,
                score: row.score.unwrap_or_default(),
            };
            (number, written)
        });
        let mode = match (input.dry_run, input.leave_out) {
            (true, _) => Mode::Try,
            (false, true) => Mode::LeaveOut,
            (false, false) => Mode::Whole,
        };
        let list = AppraisalList {
            year: input.year,
            file_name: String::new(),
            rows: rows.collect(),
        };
        (list, mode)
    }
}

/// The window as changed, or why it was not.
#[derive(SimpleObject)]
pub struct VoiceWindowPayload {
    /// The window.
    window: Option<VoiceWindow>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl VoiceWindowPayload {
    async fn of(request: &RequestContext, answer: Answer<voice_window::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let window = match settled.value {
            Some(row) => request.value(window::view(&request.app, &request.op, &row).await)?,
            None => None,
        };
        Ok(Self {
            window: window.map(VoiceWindow),
            problems: settled.problems,
        })
    }
}

/// The card as changed, or why it was not.
#[derive(SimpleObject)]
pub struct CommentPayload {
    /// The unit's card.
    card: Option<CommentCard>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// The ballot as it stands, or why nothing was changed.
#[derive(SimpleObject)]
pub struct MutualPayload {
    /// The ballot with its units.
    desk: Option<MutualDesk>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl MutualPayload {
    async fn of(ctx: &Context<'_>, answer: Answer<mutual_ballot::Model>) -> Result<Self> {
        let settled = RequestContext::of(ctx)?.settle(answer)?;
        let desk = match settled.value {
            Some(ballot) => Some(MutualDesk::load(ctx, Some(ballot.year)).await?),
            None => None,
        };
        Ok(Self {
            desk,
            problems: settled.problems,
        })
    }
}

/// What became of a list.
#[derive(SimpleObject)]
pub struct ImportAppraisalPayload {
    /// Whether rows were written.
    done: bool,
    /// The rows, each with what became of it.
    lines: Vec<AppraisalLine>,
    /// Why the list as a whole was refused; empty otherwise.
    problems: Vec<UserProblem>,
}

/// Writes of the other voices.
#[derive(Debug, Default)]
pub struct VoiceMutation;

#[Object]
impl VoiceMutation {
    /// Sets the days of a year's window for comments or ballots, or changes them.
    async fn set_voice_window(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: SetVoiceWindowInput,
    ) -> Result<VoiceWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = window::set(&request.app, &request.op, input.into()).await;
        VoiceWindowPayload::of(request, answer).await
    }

    /// Reminds everybody who has not finished.
    async fn remind_voices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: VoiceWindowInput,
    ) -> Result<VoiceWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::VoiceWindow, &input.id, input.version)?;
            window::remind(&request.app, &request.op, step).await
        };
        VoiceWindowPayload::of(request, answer.await).await
    }

    /// Lets the units read the summary of what was said of them.
    async fn publish_voices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: VoiceWindowInput,
    ) -> Result<VoiceWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::VoiceWindow, &input.id, input.version)?;
            window::publish(&request.app, &request.op, step).await
        };
        VoiceWindowPayload::of(request, answer.await).await
    }

    /// Writes, changes or takes back the leader's own comment on a unit (K25).
    async fn comment_on_unit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The comment.")] input: CommentInput,
    ) -> Result<CommentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { comment::write(&request.app, &request.op, input.try_into()?).await };
        let settled = request.settle(answer.await)?;
        Ok(CommentPayload {
            card: settled.value.map(CommentCard),
            problems: settled.problems,
        })
    }

    /// Keeps a draft of the department's mutual ballot (K26).
    async fn keep_mutual_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ballot so far.")] input: MutualBallotInput,
    ) -> Result<MutualPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { mutual::keep(&request.app, &request.op, input.try_into()?).await };
        MutualPayload::of(ctx, answer.await).await
    }

    /// Casts the department's mutual ballot: whole, signed, once a year (K26).
    async fn cast_mutual_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The whole ballot.")] input: MutualBallotInput,
    ) -> Result<MutualPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { mutual::cast(&request.app, &request.op, input.try_into()?).await };
        MutualPayload::of(ctx, answer.await).await
    }

    /// Takes a list of appraisals in, or says what would happen (K29).
    async fn import_appraisal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list.")] input: ImportAppraisalInput,
    ) -> Result<ImportAppraisalPayload> {
        let request = RequestContext::of(ctx)?;
        let (list, mode) = input.into();
        let answer = appraisal::import(&request.app, &request.op, list, mode).await;
        let settled = request.settle(answer)?;
        let (done, lines) = settled
            .value
            .map_or((false, Vec::new()), |report| (report.done, report.lines));
        Ok(ImportAppraisalPayload {
            done,
            lines: lines.into_iter().map(AppraisalLine).collect(),
            problems: settled.problems,
        })
    }
}
