//! Coordination cases (K11, K12).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::coordination::Known;
use remit_service::coordination::read::{self as service, Reader};
use remit_shared::coordination::case::{bases_conflict, clock};
use remit_shared::coordination::{CaseScope, CaseState, CitationSource, RefusalGround};
use remit_shared::id::NodeKind;
use remit_shared::problem::Alert;

use super::case_part::{
    CaseCitation, CaseDecision, CaseParty, CaseReview, CoordinationEvent, FollowUpCheck, events,
};
use super::consultation::{Consultation, CoordinationMeeting};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// A coordination case with its stages and clocks (§3.7, K11).
#[derive(Description)]
pub struct CoordinationCase {
    known: Known,
    reader: Arc<Reader>,
}

impl Listed for CoordinationCase {}

impl CoordinationCase {
    /// A case as this reader sees it.
    pub fn new(known: Known, reader: &Arc<Reader>) -> Self {
        Self {
            known,
            reader: Arc::clone(reader),
        }
    }

    fn running(&self) -> Option<NaiveDate> {
        let row = &self.known.row;
        clock::running(row.state.get(), row.due_on, row.step_due_on)
    }

    fn cited(&self, source: CitationSource, id: uuid::Uuid) -> Vec<CaseCitation> {
        self.known.cited(source, id).cloned().map(CaseCitation).collect()
    }
}

#[Object(use_type_description)]
impl CoordinationCase {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Case, self.known.row.id)
    }

    /// Number, such as `XT-2022-0001`.
    async fn no(&self) -> &str {
        &self.known.row.no
    }

    /// Matter in dispute.
    async fn matter(&self) -> &str {
        &self.known.row.matter
    }

    /// Between whom.
    async fn scope_kind(&self) -> Code<CaseScope> {
        self.known.row.scope_kind.get().into()
    }

    /// Written request.
    async fn statement(&self) -> &str {
        &self.known.row.statement
    }

    /// Department that applied.
    async fn applicant(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.known.row.applicant_org_id).await
    }

    /// Opened by the oversight section ex officio.
    async fn ex_officio(&self) -> bool {
        self.known.row.ex_officio
    }

    /// State.
    async fn state(&self) -> Code<CaseState> {
        self.known.row.state.get().into()
    }

    /// Alert beside the state.
    async fn alert(&self) -> Code<Alert> {
        self.known.row.alert.get().into()
    }

    /// Day of the application.
    async fn applied_on(&self) -> NaiveDate {
        self.known.row.applied_on
    }

    /// Day of the acceptance.
    async fn accepted_on(&self) -> Option<NaiveDate> {
        self.known.row.accepted_on
    }

    /// Deadline of the decision.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.known.row.due_on
    }

    /// Deadline that runs now: the step's, or that of the decision if it comes first.
    async fn running_due_on(&self) -> Option<NaiveDate> {
        self.running()
    }

    /// Working days by which it has passed.
    async fn overdue_working_days(&self) -> u32 {
        self.reader.overdue(self.running())
    }

    /// Working days by which the deadline was extended.
    async fn extended_wd(&self) -> Option<i32> {
        self.known.row.extended_wd
    }

    /// Name of the person of the office in charge.
    async fn handler(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.known.row.handler_id).await
    }

    /// What has to be supplemented.
    async fn supplement_list(&self) -> Option<&str> {
        self.known.row.supplement_list.as_deref()
    }

    /// What was supplemented.
    async fn supplement_text(&self) -> Option<&str> {
        self.known.row.supplement_text.as_deref()
    }

    /// Ground proposed or confirmed for a refusal.
    async fn refusal_ground(&self) -> Option<Code<RefusalGround>> {
        self.known.row.refusal_ground.map(|ground| ground.get().into())
    }

    /// Its reason.
    async fn refusal_reason(&self) -> Option<&str> {
        self.known.row.refusal_reason.as_deref()
    }

    /// Why it was withdrawn, or what was agreed.
    async fn withdraw_reason(&self) -> Option<&str> {
        self.known.row.withdraw_reason.as_deref()
    }

    /// Written rounds so far.
    async fn round(&self) -> i32 {
        self.known.row.round
    }

    /// Whether two parties name different leads on clauses of the same rank: then experts have to be consulted.
    async fn bases_conflict(&self) -> bool {
        bases_conflict(self.known.stands())
    }

    /// Clauses that the application cites.
    async fn citations(&self) -> Vec<CaseCitation> {
        self.cited(CitationSource::Application, self.known.row.id)
    }

    /// Clauses that a refusal rests on.
    async fn refusal_citations(&self) -> Vec<CaseCitation> {
        self.cited(CitationSource::Refusal, self.known.row.id)
    }

    /// Parties with their opinions: the positions side by side.
    async fn parties(&self) -> Vec<CaseParty> {
        let opinions = |org| {
            let rows = self.known.opinions.iter().filter(move |row| row.org_id == org);
            let cited = |id| self.known.cited(CitationSource::Opinion, id).cloned().collect();
            rows.map(|row| (row.clone(), cited(row.id))).collect()
        };
        let parties = self.known.parties.iter();
        parties
            .map(|row| CaseParty {
                opinions: opinions(row.org_id),
                row: row.clone(),
            })
            .collect()
    }

    /// The decision.
    async fn decision(&self) -> Option<CaseDecision> {
        self.known.decision.clone().map(|row| CaseDecision {
            citations: self
                .known
                .cited(CitationSource::Decision, row.id)
                .cloned()
                .collect(),
            row,
        })
    }

    /// Checks after the decision.
    async fn checks(&self) -> Vec<FollowUpCheck> {
        self.known.checks.iter().cloned().map(FollowUpCheck).collect()
    }

    /// Coordination meetings, oldest first.
    async fn meetings(&self, ctx: &Context<'_>) -> Result<Vec<CoordinationMeeting>> {
        let request = RequestContext::of(ctx)?;
        let rows = request
            .batches
            .coordination
            .meetings
            .load(self.known.row.id, |ids| {
                let reader = Arc::clone(&self.reader);
                async move { request.value(service::meetings(&request.app, &reader, &ids).await) }
            });
        Ok(rows
            .await?
            .into_iter()
            .flatten()
            .map(CoordinationMeeting)
            .collect())
    }

    /// Global id of the expert session on it.
    async fn session_id(&self) -> Option<ID> {
        self.known
            .row
            .session_id
            .map(|id| global(NodeKind::ExpertSession, id))
    }

    /// What the experts say: for the office once all are in, for an expert the own one; empty for others.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Vec<CaseReview>> {
        let request = RequestContext::of(ctx)?;
        let Some(key) = self.known.row.session_id.zip(self.known.session) else {
            return Ok(Vec::new());
        };
        let rows = request.batches.coordination.reviews.load(key, |keys| {
            let reader = Arc::clone(&self.reader);
            async move {
                let found = service::reviews(&request.app, &reader, &keys).await;
                let mut found = request.value(found)?;
                let taken = keys
                    .into_iter()
                    .map(|key| (key, found.remove(&key.0).unwrap_or_default()));
                Ok(taken.collect())
            }
        });
        Ok(rows.await?.into_iter().flatten().map(CaseReview).collect())
    }

    /// The consultation that failed before.
    async fn consultation(&self, ctx: &Context<'_>) -> Result<Option<Consultation>> {
        let request = RequestContext::of(ctx)?;
        let id = self.known.row.consultation_id;
        let row = request.batches.coordination.consultations.load(id, |ids| {
            let reader = Arc::clone(&self.reader);
            async move {
                let rows = service::consultations_of(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.row.id, row))
            }
        });
        Ok(row.await?.map(|row| Consultation::new(row, &self.reader)))
    }

    /// Documents, oldest first.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let rows = request
            .batches
            .coordination
            .evidence
            .load(self.known.row.id, |ids| {
                let reader = Arc::clone(&self.reader);
                async move { request.value(service::evidence(&request.app, &reader, &ids).await) }
            });
        Ok(rows.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&request.app, &self.known).into_iter();
        Ok(actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// History, oldest step first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<CoordinationEvent>> {
        events(ctx, &self.reader, self.known.row.id).await
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.known.row.version
    }
}
