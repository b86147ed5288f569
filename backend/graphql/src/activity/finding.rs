//! A finding of a joint activity (§3.13).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::activity::read::{Loaded, Reader};
use remit_service::rows::{file_object, finding};
use remit_shared::activity::FindingState;
use remit_shared::id::NodeKind;
use remit_shared::problem::{ProblemCategory, Severity};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::problem::Problem;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// A finding of a joint activity (§3.13).
#[derive(Description)]
pub struct Finding {
    pub(super) row: finding::Model,
    pub(super) loaded: Arc<Loaded>,
    pub(super) files: Vec<file_object::Model>,
    pub(super) reader: Arc<Reader>,
}

#[Object(use_type_description)]
impl Finding {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Finding, self.row.id)
    }

    /// Place in the activity, from 1.
    async fn seq(&self) -> i32 {
        self.row.seq
    }

    /// Unit concerned.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What was found.
    async fn facts(&self) -> &str {
        &self.row.facts
    }

    /// Clause that is not kept.
    async fn basis(&self) -> &str {
        &self.row.basis
    }

    /// Kind of failing.
    async fn category(&self) -> Code<ProblemCategory> {
        self.row.category.get().into()
    }

    /// Severity as first judged.
    async fn severity(&self) -> Code<Severity> {
        self.row.severity.get().into()
    }

    /// State.
    async fn state(&self) -> Code<FindingState> {
        self.row.state.get().into()
    }

    /// Name of the person who recorded it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.author_id)).await
    }

    /// Until when the unit answers.
    async fn answer_due_on(&self) -> Option<NaiveDate> {
        self.row.answer_due_on
    }

    /// When the unit answered, or its days ended.
    async fn answered_on(&self) -> Option<NaiveDate> {
        self.row.answered_on
    }

    /// Name of the person who answered; null if the days ended.
    async fn answered_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.row.answered_by).await
    }

    /// What the unit contests.
    async fn grounds(&self) -> Option<&str> {
        self.row.grounds.as_deref()
    }

    /// The unit let its days pass: no objection.
    async fn lapsed(&self) -> bool {
        self.row.lapsed
    }

    /// When it was converted or dropped.
    async fn settled_on(&self) -> Option<NaiveDate> {
        self.row.settled_on
    }

    /// Why it was dropped, or why the objection was not followed.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The problem it became, for readers whose scope opens that too.
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        Problem::load_if_named(RequestContext::of(ctx)?, self.row.problem_id).await
    }

    /// Evidence of the team, grounds of the unit.
    async fn files(&self) -> Vec<EvidenceFile> {
        self.files.iter().cloned().map(EvidenceFile).collect()
    }

    /// What the state and the reader's role could ever allow, each with the reason why not now (§3.13).
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.finding_actions(&self.loaded, &self.row).into_iter();
        Ok(actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
