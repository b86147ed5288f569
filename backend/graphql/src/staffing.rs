//! Staffing proposals (K33, §3.11).

pub mod mutation;
pub mod query;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::rows::staffing_proposal;
use remit_service::staffing::read;
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;
use remit_shared::scoring::Band;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::staffing::{ProposalBasis, ProposalEventKind, ProposalKind, ProposalState};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::problem::action::ActionAvailability;

/// What the machine allows the reader to do with a proposal.
type Actions = Vec<(ProposalEventKind, Result<(), Refusal>)>;

/// A staffing proposal: what is proposed for a unit, on what ground, and how firm that ground is (§3.11).
#[derive(Description)]
pub struct StaffingProposal {
    row: staffing_proposal::Model,
    actions: Option<Actions>,
}

impl From<staffing_proposal::Model> for StaffingProposal {
    fn from(row: staffing_proposal::Model) -> Self {
        Self { row, actions: None }
    }
}

impl StaffingProposal {
    /// A list with what can be done with each, asked at once.
    pub async fn all(request: &RequestContext, rows: Vec<staffing_proposal::Model>) -> Result<Vec<Self>> {
        let actions = request.value(read::actions(&request.app, &request.op, &rows).await)?;
        let pairs = rows.into_iter().zip(actions);
        Ok(pairs
            .map(|(row, actions)| Self {
                row,
                actions: Some(actions),
            })
            .collect())
    }
}

#[Object(use_type_description)]
impl StaffingProposal {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::StaffingProposal, self.row.id)
    }

    /// Year of the result or the findings.
    async fn year(&self) -> i32 {
        self.row.year
    }

    /// Number.
    async fn no(&self) -> &str {
        &self.row.no
    }

    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// What is proposed.
    async fn kind(&self) -> Code<ProposalKind> {
        self.row.kind.get().into()
    }

    /// What it rests on.
    async fn basis(&self) -> Code<ProposalBasis> {
        self.row.basis.get().into()
    }

    /// The run, or the closed problems, that it rests on.
    async fn basis_ids(&self) -> Vec<ID> {
        let kind = match self.row.basis.get() {
            ProposalBasis::FrozenResult => NodeKind::ScoreRun,
            ProposalBasis::InYearFindings => NodeKind::Problem,
        };
        read::basis_ids(&self.row)
            .into_iter()
            .map(|id| global(kind, id))
            .collect()
    }

    /// The proposal in words.
    async fn text(&self) -> &str {
        &self.row.content
    }

    /// Posts more or fewer.
    async fn quota_delta(&self) -> Option<i32> {
        self.row.quota_delta
    }

    /// State.
    async fn state(&self) -> Code<ProposalState> {
        self.row.state.get().into()
    }

    /// Frozen run whose figures are printed on it.
    async fn run(&self) -> Option<ID> {
        self.row.run_id.map(|id| global(NodeKind::ScoreRun, id))
    }

    /// Band of the unit in its group.
    async fn band(&self) -> Option<Code<Band>> {
        self.row.band.map(|band| band.get().into())
    }

    /// Rank in its group.
    async fn group_rank(&self) -> Option<i32> {
        self.row.group_rank
    }

    /// Ranked units of its group.
    async fn group_size(&self) -> Option<i32> {
        self.row.group_size
    }

    /// Group rank at the 5th percentile of the draws.
    async fn group_rank_p5(&self) -> Option<i32> {
        self.row.group_rank_p5
    }

    /// Group rank at the 95th percentile of the draws.
    async fn group_rank_p95(&self) -> Option<i32> {
        self.row.group_rank_p95
    }

    /// How firmly it stands there (§5.10).
    async fn security(&self) -> Option<Code<RankSecurity>> {
        self.row.security.map(|security| security.get().into())
    }

    /// The checker's reason for favouring a unit that is not in front.
    async fn check_reason(&self) -> Option<&str> {
        self.row.check_reason.as_deref()
    }

    /// The lead's reason for reducing a unit that is not securely at the back.
    async fn lead_reason(&self) -> Option<&str> {
        self.row.lead_reason.as_deref()
    }

    /// Name of the person who drafted it.
    async fn drafted_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.drafted_by)).await
    }

    /// Name of the person who checked it.
    async fn checked_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.row.checked_by).await
    }

    /// Day it was checked.
    async fn checked_on(&self) -> Option<NaiveDate> {
        self.row.checked_on
    }

    /// Day it was submitted to the commission.
    async fn submitted_on(&self) -> Option<NaiveDate> {
        self.row.submitted_on
    }

    /// Day of the decision.
    async fn decided_on(&self) -> Option<NaiveDate> {
        self.row.decided_on
    }

    /// The commission's document number.
    async fn doc_no(&self) -> Option<&str> {
        self.row.doc_no.as_deref()
    }

    /// The decision in words.
    async fn decision(&self) -> Option<&str> {
        self.row.decision.as_deref()
    }

    /// Day by which an adopted one is to be implemented.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// Day it was implemented.
    async fn implemented_on(&self) -> Option<NaiveDate> {
        self.row.implemented_on
    }

    /// What was done.
    async fn implementation(&self) -> Option<&str> {
        self.row.implementation.as_deref()
    }

    /// What the next year's result showed.
    async fn review(&self) -> Option<&str> {
        self.row.review.as_deref()
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// What the reader could do with it, and why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = if let Some(actions) = &self.actions {
            actions.clone()
        } else {
            let one = std::slice::from_ref(&self.row);
            let found = request.value(read::actions(&request.app, &request.op, one).await)?;
            found.into_iter().next().unwrap_or_default()
        };
        Ok(actions
            .into_iter()
            .map(|(event, outcome)| ActionAvailability::new(&request.op, event, outcome))
            .collect())
    }
}
