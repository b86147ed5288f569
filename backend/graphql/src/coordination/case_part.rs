//! What hangs on coordination cases: parties, opinions, clauses, decision, checks, history.

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::coordination::read::{self as service, Reader};
use remit_service::rows::{
    case_citation, case_decision, case_opinion, case_party, coordination_event, expert_review,
    follow_up_check,
};
use remit_shared::coordination::{CheckResult, CitationKind, CitationSource, DecisionKind, PartyRole};
use remit_shared::id::NodeKind;
use remit_shared::panel::ReviewState;
use uuid::Uuid;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};

/// A clause that somebody relies on (§2 `legal_basis`).
#[derive(Description)]
pub struct CaseCitation(pub case_citation::Model);

#[Object(use_type_description)]
impl CaseCitation {
    /// Where it is cited.
    async fn source(&self) -> Code<CitationSource> {
        self.0.source.get().into()
    }

    /// Law, three-fixes provisions or document.
    async fn kind(&self) -> Code<CitationKind> {
        self.0.kind.get().into()
    }

    /// Title, without the marks 《》.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Article.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// Words relied on; may be empty.
    async fn quote(&self) -> &str {
        &self.0.quote
    }

    /// Regulation of the library, where it is one.
    async fn regulation_id(&self) -> Option<ID> {
        self.0.regulation_id.map(|id| global(NodeKind::Regulation, id))
    }
}

/// A party's opinion in one written round (§2 `CaseOpinion`).
#[derive(Description)]
pub struct CaseOpinion {
    /// The opinion.
    pub row: case_opinion::Model,
    /// Clauses that it cites.
    pub citations: Vec<case_citation::Model>,
}

#[Object(use_type_description)]
impl CaseOpinion {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::CaseOpinion, self.row.id)
    }

    /// Written round, 1 or 2.
    async fn round(&self) -> i32 {
        self.row.round
    }

    /// Day on which it was asked for.
    async fn asked_on(&self) -> NaiveDate {
        self.row.asked_on
    }

    /// Last day of the answer.
    async fn due_on(&self) -> NaiveDate {
        self.row.due_on
    }

    /// Day of the answer.
    async fn replied_on(&self) -> Option<NaiveDate> {
        self.row.replied_on
    }

    /// The day passed without an answer, which counts as no objection.
    async fn lapsed(&self) -> bool {
        self.row.lapsed
    }

    /// Its position.
    async fn position(&self) -> Option<&str> {
        self.row.position.as_deref()
    }

    /// Who should lead, as it says.
    async fn lead_org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        unit(ctx, self.row.lead_org_id).await
    }

    /// Clauses that it cites.
    async fn citations(&self) -> Vec<CaseCitation> {
        self.citations.iter().cloned().map(CaseCitation).collect()
    }
}

/// A party to a case with its opinions: one column of the positions side by side.
#[derive(Description)]
pub struct CaseParty {
    /// The party.
    pub row: case_party::Model,
    /// Its opinions, by round.
    pub opinions: Vec<(case_opinion::Model, Vec<case_citation::Model>)>,
}

#[Object(use_type_description)]
impl CaseParty {
    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Lead or assisting in the consultation.
    async fn role(&self) -> Code<PartyRole> {
        self.row.role.get().into()
    }

    /// Role that the decision gives it.
    async fn decided_role(&self) -> Option<Code<PartyRole>> {
        self.row.decided_role.map(|role| role.get().into())
    }

    /// Its opinions, by round.
    async fn opinions(&self) -> Vec<CaseOpinion> {
        let opinions = self.opinions.iter().cloned();
        opinions
            .map(|(row, citations)| CaseOpinion { row, citations })
            .collect()
    }
}

/// The decision of a case (§2 `CaseDecision`).
#[derive(Description)]
pub struct CaseDecision {
    /// The decision.
    pub row: case_decision::Model,
    /// Clauses that it cites.
    pub citations: Vec<case_citation::Model>,
}

#[Object(use_type_description)]
impl CaseDecision {
    /// Agreed or decided.
    async fn kind(&self) -> Code<DecisionKind> {
        self.row.kind.get().into()
    }

    /// How the duties are divided.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// The one lead department.
    async fn lead_org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.lead_org_id).await
    }

    /// Document number of the commission, for an important matter.
    async fn commission_doc_no(&self) -> Option<&str> {
        self.row.commission_doc_no.as_deref()
    }

    /// Document number, once published.
    async fn doc_no(&self) -> Option<&str> {
        self.row.doc_no.as_deref()
    }

    /// Day of the decision.
    async fn decided_on(&self) -> NaiveDate {
        self.row.decided_on
    }

    /// Day on which it was published.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.row.published_on
    }

    /// Clauses that it cites.
    async fn citations(&self) -> Vec<CaseCitation> {
        self.citations.iter().cloned().map(CaseCitation).collect()
    }
}

/// A check after the decision (§2 `FollowUpCheck`, K12).
#[derive(Description)]
pub struct FollowUpCheck(pub follow_up_check::Model);

#[Object(use_type_description)]
impl FollowUpCheck {
    /// Place, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// Day from which it may be made.
    async fn planned_on(&self) -> NaiveDate {
        self.0.planned_on
    }

    /// Last day.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// Day on which it was made.
    async fn done_on(&self) -> Option<NaiveDate> {
        self.0.done_on
    }

    /// Result.
    async fn result(&self) -> Option<Code<CheckResult>> {
        self.0.result.map(|result| result.get().into())
    }

    /// What it found.
    async fn findings(&self) -> Option<&str> {
        self.0.findings.as_deref()
    }

    /// Name of the person who checked.
    async fn checked_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.checked_by).await
    }

    /// Problem raised, where the division is not in force.
    async fn problem_id(&self) -> Option<ID> {
        self.0.problem_id.map(|id| global(NodeKind::Problem, id))
    }
}

/// What an expert says on a case; hidden until all are in.
#[derive(Description)]
pub struct CaseReview(pub expert_review::Model);

#[Object(use_type_description)]
impl CaseReview {
    /// Name of the expert.
    async fn expert(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.person_id)).await
    }

    /// State.
    async fn state(&self) -> Code<ReviewState> {
        self.0.state.get().into()
    }

    /// Opinion; empty while it is owed.
    async fn opinion(&self) -> &str {
        &self.0.opinion
    }
}

/// One step in the history of a consultation or a case.
#[derive(Description)]
pub struct CoordinationEvent(coordination_event::Model);

#[Object(use_type_description)]
impl CoordinationEvent {
    /// Place in the history, from 1.
    async fn seq(&self) -> i32 {
        self.0.seq
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// What happened: a value of ConsultationEventKind or CaseEventKind.
    async fn event(&self) -> &str {
        &self.0.event
    }

    /// Name and post of the person; empty for automatic steps.
    async fn actor(&self) -> &str {
        &self.0.actor_label
    }

    /// Party concerned.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        unit(ctx, self.0.org_id).await
    }

    /// Beginning of the reason or statement.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }

    /// Done by the clock.
    async fn automatic(&self) -> bool {
        self.0.automatic
    }
}

/// The history of a consultation or a case.
pub(super) async fn events(
    ctx: &Context<'_>,
    reader: &Arc<Reader>,
    id: Uuid,
) -> Result<Vec<CoordinationEvent>> {
    let request = RequestContext::of(ctx)?;
    let rows = request.batches.coordination.events.load(id, |ids| {
        let reader = Arc::clone(reader);
        async move { request.value(service::events(&request.app, &reader, &ids).await) }
    });
    Ok(rows.await?.into_iter().flatten().map(CoordinationEvent).collect())
}

/// A unit that a row may name.
pub(super) async fn unit(ctx: &Context<'_>, id: Option<Uuid>) -> Result<Option<Org>> {
    match id {
        Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
        None => Ok(None),
    }
}
