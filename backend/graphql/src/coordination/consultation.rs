//! Consultations between departments (K10).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::coordination::read::{Consulted, Reader};
use remit_service::rows::{consultation_party, coordination_meeting};
use remit_shared::coordination::{CaseEventKind, CaseScope, CaseState, ConsultationState, PartyRole};
use remit_shared::id::NodeKind;
use remit_shared::problem::Alert;
use uuid::Uuid;

use super::case_part::{CoordinationEvent, events};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::action::ActionAvailability;

/// A consultation between departments, which comes before every coordination case (§3.7, K10).
#[derive(Description)]
pub struct Consultation {
    seen: Consulted,
    reader: Arc<Reader>,
}

impl Listed for Consultation {}

impl Consultation {
    /// A consultation as this reader sees it.
    pub fn new(seen: Consulted, reader: &Arc<Reader>) -> Self {
        Self {
            seen,
            reader: Arc::clone(reader),
        }
    }
}

#[Object(use_type_description)]
impl Consultation {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Consultation, self.seen.row.id)
    }

    /// Number, such as `XS-2022-0001`.
    async fn no(&self) -> &str {
        &self.seen.row.no
    }

    /// Matter in dispute.
    async fn matter(&self) -> &str {
        &self.seen.row.matter
    }

    /// What is disputed.
    async fn dispute(&self) -> &str {
        &self.seen.row.dispute
    }

    /// Between whom.
    async fn scope_kind(&self) -> Code<CaseScope> {
        self.seen.row.scope_kind.get().into()
    }

    /// Lead department, which convenes.
    async fn lead_org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.seen.row.lead_org_id).await
    }

    /// State.
    async fn state(&self) -> Code<ConsultationState> {
        self.seen.row.state.get().into()
    }

    /// Alert beside the state.
    async fn alert(&self) -> Code<Alert> {
        self.seen.row.alert.get().into()
    }

    /// Day of the opening.
    async fn opened_on(&self) -> NaiveDate {
        self.seen.row.opened_on
    }

    /// Last day.
    async fn due_on(&self) -> NaiveDate {
        self.seen.row.due_on
    }

    /// Working days by which it is overdue; 0 once it has ended.
    async fn overdue_working_days(&self) -> u32 {
        let open = self.seen.row.state.get() == ConsultationState::Open;
        self.reader.overdue(open.then_some(self.seen.row.due_on))
    }

    /// Memo of what was agreed.
    async fn memo(&self) -> Option<&str> {
        self.seen.row.memo.as_deref()
    }

    /// Day on which it was agreed or failed.
    async fn ended_on(&self) -> Option<NaiveDate> {
        self.seen.row.ended_on
    }

    /// What the parties disagree on.
    async fn fail_reason(&self) -> Option<&str> {
        self.seen.row.fail_reason.as_deref()
    }

    /// Last day for applying for coordination, once it has failed.
    async fn apply_by(&self) -> Option<NaiveDate> {
        self.seen.row.apply_by
    }

    /// Parties, the lead first.
    async fn parties(&self) -> Vec<ConsultationParty> {
        self.seen.parties.iter().cloned().map(ConsultationParty).collect()
    }

    /// Meetings with minutes, oldest first.
    async fn meetings(&self) -> Vec<CoordinationMeeting> {
        self.seen
            .meetings
            .iter()
            .cloned()
            .map(CoordinationMeeting)
            .collect()
    }

    /// Global id of the case that came of it.
    async fn case_id(&self) -> Option<ID> {
        self.seen
            .case
            .as_ref()
            .map(|case| global(NodeKind::Case, case.id))
    }

    /// Number of that case.
    async fn case_no(&self) -> Option<&str> {
        self.seen.case.as_ref().map(|case| case.no.as_str())
    }

    /// State of that case.
    async fn case_state(&self) -> Option<Code<CaseState>> {
        self.seen.case.as_ref().map(|case| case.state.get().into())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now; APPLY too.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self
            .reader
            .consultation_actions(&request.app, &self.seen)
            .into_iter();
        let mut actions: Vec<_> = actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect();
        if let Some(outcome) = self.reader.may_apply(&request.app, &self.seen) {
            actions.push(ActionAvailability::new(
                &request.op,
                CaseEventKind::Apply,
                outcome,
            ));
        }
        Ok(actions)
    }

    /// History, oldest step first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<CoordinationEvent>> {
        events(ctx, &self.reader, self.seen.row.id).await
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.seen.row.version
    }
}

/// A party to a consultation: its view and its signature.
#[derive(Description)]
pub struct ConsultationParty(consultation_party::Model);

#[Object(use_type_description)]
impl ConsultationParty {
    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Lead or assisting.
    async fn role(&self) -> Code<PartyRole> {
        self.0.role.get().into()
    }

    /// Its view on the division of duties.
    async fn view(&self) -> Option<&str> {
        self.0.view.as_deref()
    }

    /// Day of its first answer.
    async fn answered_on(&self) -> Option<NaiveDate> {
        self.0.answered_on
    }

    /// Name of the person who signed the present memo.
    async fn signed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.signed_by).await
    }

    /// Day of the signature.
    async fn signed_on(&self) -> Option<NaiveDate> {
        self.0.signed_on
    }
}

/// A meeting of a consultation or a case, with its minutes.
#[derive(Description)]
pub struct CoordinationMeeting(pub(super) (coordination_meeting::Model, Vec<Uuid>));

#[Object(use_type_description)]
impl CoordinationMeeting {
    /// Day.
    async fn held_on(&self) -> NaiveDate {
        self.0.0.held_on
    }

    /// Where.
    async fn place(&self) -> &str {
        &self.0.0.place
    }

    /// Minutes.
    async fn minutes(&self) -> &str {
        &self.0.0.minutes
    }

    /// Parties that attended.
    async fn attended(&self, ctx: &Context<'_>) -> Result<Vec<Org>> {
        orgs(RequestContext::of(ctx)?, &self.0.1).await
    }
}

/// Units that rows name, in one look-up.
pub(super) async fn orgs(request: &RequestContext, ids: &[Uuid]) -> Result<Vec<Org>> {
    let found = futures_util::future::try_join_all(ids.iter().map(|id| Org::load(request, *id))).await?;
    Ok(found.into_iter().flatten().collect())
}
