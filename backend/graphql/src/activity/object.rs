//! A joint activity (§3.13, K06).

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::activity::read::Loaded;
use remit_shared::activity::{ActivityKind, ActivityState, read_kinds};
use remit_shared::id::NodeKind;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;
use crate::page::Listed;

/// A joint activity (督管活动, §3.13).
#[derive(Description)]
pub struct JointActivity(pub(super) Loaded);

impl Listed for JointActivity {}

#[Object(use_type_description)]
impl JointActivity {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Activity, self.0.row.id)
    }

    /// Number, such as `DG-2022-0001`.
    async fn no(&self) -> &str {
        &self.0.row.no
    }

    /// Year it belongs to.
    async fn year(&self) -> i32 {
        self.0.row.year
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.0.row.title
    }

    /// What it inspects.
    async fn kinds(&self) -> Vec<Code<ActivityKind>> {
        read_kinds(&self.0.row.kinds)
            .into_iter()
            .map(Code::from)
            .collect()
    }

    /// First day on site.
    async fn from_on(&self) -> NaiveDate {
        self.0.row.from_on
    }

    /// Last day on site.
    async fn to_on(&self) -> NaiveDate {
        self.0.row.to_on
    }

    /// State.
    async fn state(&self) -> Code<ActivityState> {
        self.0.row.state.get().into()
    }

    /// Name of the person in charge.
    async fn leader(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.row.leader_id)).await
    }

    /// Answer to the warning of a double inspection; null where there was none.
    async fn repeat_reason(&self) -> Option<&str> {
        self.0.row.repeat_reason.as_deref()
    }

    /// Number of the notice.
    async fn notice_doc_no(&self) -> Option<&str> {
        self.0.row.notice_doc_no.as_deref()
    }

    /// When the units were told.
    async fn notified_on(&self) -> Option<NaiveDate> {
        self.0.row.notified_on
    }

    /// When the team went on site.
    async fn entered_on(&self) -> Option<NaiveDate> {
        self.0.row.entered_on
    }

    /// When the findings were put to the units.
    async fn put_on(&self) -> Option<NaiveDate> {
        self.0.row.put_on
    }

    /// Until when the units answer.
    async fn answer_due_on(&self) -> Option<NaiveDate> {
        self.0.row.answer_due_on
    }

    /// The report in short.
    async fn report(&self) -> Option<&str> {
        self.0.row.report.as_deref()
    }

    /// When it was reported.
    async fn reported_on(&self) -> Option<NaiveDate> {
        self.0.row.reported_on
    }

    /// When its last problem was closed.
    async fn closed_on(&self) -> Option<NaiveDate> {
        self.0.row.closed_on
    }

    /// Why it was cancelled.
    async fn cancel_reason(&self) -> Option<&str> {
        self.0.row.cancel_reason.as_deref()
    }

    /// Units inspected, as far as the reader's scope shows them.
    async fn unit_count(&self) -> usize {
        self.0.units.len()
    }

    /// Units of which a visit is recorded.
    async fn visited_count(&self) -> usize {
        self.0
            .units
            .iter()
            .filter(|unit| unit.visited_on.is_some())
            .count()
    }

    /// Findings, as far as the reader's scope shows them.
    async fn finding_count(&self) -> usize {
        self.0.findings.len()
    }

    /// Findings that became problems.
    async fn problem_count(&self) -> usize {
        self.0
            .findings
            .iter()
            .filter(|row| row.problem_id.is_some())
            .count()
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.row.version
    }
}
