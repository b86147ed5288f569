//! A duty adjustment (§3.12, K35).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::list::read::{self as service, Reader};
use remit_service::rows::{adjustment_event, adjustment_party, duty_adjustment};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::list::{AdjustmentEventKind, AdjustmentKind, AdjustmentState, CheckResult};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;

/// A duty adjustment (职责调整, §3.12).
#[derive(Description)]
pub struct DutyAdjustment {
    pub(super) row: duty_adjustment::Model,
    pub(super) reader: Arc<Reader>,
}

impl Listed for DutyAdjustment {}

impl DutyAdjustment {
    /// Wraps a row that the reader's scope opened.
    pub fn new(row: duty_adjustment::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }
}

#[Object(use_type_description)]
impl DutyAdjustment {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Adjustment, self.row.id)
    }

    /// Number, such as `TZ-2022-0001`.
    async fn no(&self) -> &str {
        &self.row.no
    }

    /// Why duties are adjusted.
    async fn kind(&self) -> Code<AdjustmentKind> {
        self.row.kind.get().into()
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What is to be adjusted and why.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// Law, three-fixes provisions or document with its article.
    async fn basis(&self) -> &str {
        &self.row.basis
    }

    /// State.
    async fn state(&self) -> Code<AdjustmentState> {
        self.row.state.get().into()
    }

    /// Unit that proposed it; null for the office.
    async fn proposer_org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.row.proposer_org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }

    /// Name of the person who proposed it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.author_id)).await
    }

    /// Units concerned, in the order named.
    async fn parties(&self, ctx: &Context<'_>) -> Result<Vec<AdjustmentParty>> {
        let request = RequestContext::of(ctx)?;
        let reader = &self.reader;
        let found = request.batches.lists.parties.load(self.row.id, |ids| async move {
            request.value(service::parties(&request.app, reader, &ids).await)
        });
        Ok(found.await?.into_iter().flatten().map(AdjustmentParty).collect())
    }

    /// The problem that showed the need, if one did; whether it can be read is the problem's matter.
    async fn problem_id(&self) -> Option<ID> {
        let id = self.row.source_id?;
        (self.row.source_kind.as_deref() == Some("problem")).then(|| global(NodeKind::Problem, id))
    }

    /// Number of the coordination case that stands for a memo.
    async fn case_no(&self) -> Option<&str> {
        self.row.case_no.as_deref()
    }

    /// Deadline of the next step.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Day from which it is counted.
    async fn due_from(&self) -> Option<NaiveDate> {
        self.row.due_from
    }

    /// Working days it is counted with.
    async fn due_wd(&self) -> Option<i32> {
        self.row.due_wd
    }

    /// Working days by which the deadline has passed; the check, which has no last day, is never overdue.
    async fn overdue_days(&self) -> u32 {
        match self.row.due_on {
            Some(due) if self.row.state != AdjustmentState::Published => self.reader.overdue_days(due),
            _ => 0,
        }
    }

    /// When the consultation was opened.
    async fn consulted_on(&self) -> Option<NaiveDate> {
        self.row.consulted_on
    }

    /// When it went to the legal check.
    async fn legal_sent_on(&self) -> Option<NaiveDate> {
        self.row.legal_sent_on
    }

    /// What the justice bureau says, in short.
    async fn legal_opinion(&self) -> Option<&str> {
        self.row.legal_opinion.as_deref()
    }

    /// When that was attached.
    async fn legal_on(&self) -> Option<NaiveDate> {
        self.row.legal_on
    }

    /// Number of the approving document.
    async fn doc_no(&self) -> Option<&str> {
        self.row.doc_no.as_deref()
    }

    /// When it was approved.
    async fn approved_on(&self) -> Option<NaiveDate> {
        self.row.approved_on
    }

    /// Name of the person who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.row.approved_by).await
    }

    /// Day from which its changes are in force.
    async fn effective_on(&self) -> Option<NaiveDate> {
        self.row.effective_on
    }

    /// When the lists were changed.
    async fn lists_updated_on(&self) -> Option<NaiveDate> {
        self.row.lists_updated_on
    }

    /// When it was published.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.row.published_on
    }

    /// When it was checked.
    async fn checked_on(&self) -> Option<NaiveDate> {
        self.row.checked_on
    }

    /// What the check came to.
    async fn check_result(&self) -> Option<Code<CheckResult>> {
        self.row.check_result.map(|result| result.get().into())
    }

    /// What the check found.
    async fn check_note(&self) -> Option<&str> {
        self.row.check_note.as_deref()
    }

    /// Why it was rejected.
    async fn reject_reason(&self) -> Option<&str> {
        self.row.reject_reason.as_deref()
    }

    /// When it was proposed.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// A unit concerned by an adjustment and its signature (§3.12).
#[derive(Description)]
pub struct AdjustmentParty(pub(super) adjustment_party::Model);

#[Object(use_type_description)]
impl AdjustmentParty {
    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// When it signed the memo.
    async fn signed_on(&self) -> Option<NaiveDate> {
        self.0.signed_on
    }

    /// Name of the person who signed.
    async fn signed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.signed_by).await
    }

    /// What it noted when signing.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }
}

/// A line in the history of an adjustment.
#[derive(Description)]
pub struct AdjustmentEvent(pub(super) adjustment_event::Model);

#[Object(use_type_description)]
impl AdjustmentEvent {
    /// Place in the history, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened.
    async fn event(&self) -> Code<AdjustmentEventKind> {
        self.0.event.get().into()
    }

    /// State after it.
    async fn to_state(&self) -> Code<AdjustmentState> {
        self.0.to_state.get().into()
    }

    /// Name and post of the actor at the time.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Role of the hat worn.
    async fn role(&self) -> Option<Code<Role>> {
        self.0.role.map(|role| role.get().into())
    }

    /// Reason, document number or the like.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }
}
