//! Drafting.

use remit_shared::policy::Capability;
use remit_shared::problem::ProblemState;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::staffing::machine::offered;
use remit_shared::staffing::{ProposalBasis, ProposalKind, ProposalState};
use remit_shared::text;
use remit_store::entity::staffing_proposal::Model;
use remit_store::staffing as rows;
use remit_store::{Text, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::require_supervised;
use crate::work::Work;

/// Posts that one proposal may move.
const POSTS_MOST: i32 = 200;

/// What is proposed.
#[derive(Debug, Clone)]
pub struct DraftInput {
    /// Year of the result or the findings.
    pub year: i32,
    /// Unit.
    pub org: Uuid,
    /// What kind of proposal.
    pub kind: ProposalKind,
    /// What it rests on.
    pub basis: ProposalBasis,
    /// Closed problems of the unit, when it rests on findings.
    pub findings: Vec<Uuid>,
    /// The proposal in words.
    pub text: String,
    /// Posts more or fewer.
    pub quota_delta: Option<i32>,
    /// Id given by the client; sending twice gives the first proposal back.
    pub client_id: Option<Uuid>,
}

/// — → DRAFT: the oversight section or another section of the office.
pub async fn draft(app: &App, ctx: &OpCtx, input: DraftInput) -> Answer<Model> {
    let mut work = Work::begin(app, ctx, "staffing.draft").await?;
    let result = draft_in(&mut work, input).await;
    work.finish(result).await
}

async fn draft_in(work: &mut Work<'_>, input: DraftInput) -> Answer<Model> {
    let scope = work.authorise(Capability::StaffingDraft)?;
    if let Some(client_id) = input.client_id
        && let Some(first) = rows::by_client_id(&work.tx, &scope, client_id).await?
    {
        work.subject("staffing_proposal", first.id, first.no.clone());
        return Ok(first);
    }
    let content = text::body("text", &input.text)?;
    require_supervised(work, input.org).await?;
    check_posts(&input)?;
    let run = rows::frozen_run(&work.tx, input.year).await?;
    let basis_ids = match input.basis {
        ProposalBasis::FrozenResult => vec![run.as_ref().ok_or_else(no_result)?.id],
        ProposalBasis::InYearFindings => findings(work, &input).await?,
    };
    let result = match &run {
        Some(run) => rows::result_of(&work.tx, run.id, input.org).await?,
        None => None,
    };
    offered(input.kind, result.map(|result| result.band.get()))?;
    let row = fresh(work, input, content, &basis_ids).await?;
    work.subject("staffing_proposal", row.id, row.no.clone());
    let row = row::insert(&work.tx, row).await?;
    work.after(&row);
    Ok(row)
}

/// A reduction takes posts away, a tilt or hiring gives some; the others move none.
fn check_posts(input: &DraftInput) -> Answer<()> {
    let fits = match (input.kind, input.quota_delta) {
        (_, None) => true,
        (ProposalKind::Reduce, Some(posts)) => (-POSTS_MOST..0).contains(&posts),
        (ProposalKind::Tilt | ProposalKind::Hiring, Some(posts)) => (1..=POSTS_MOST).contains(&posts),
        (ProposalKind::SectionAdjust | ProposalKind::NotConsider, Some(posts)) => posts == 0,
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "编制增减数与事项不符：倾斜和用编为增加，调减为减少，其他事项不增减。",
        "The posts do not fit: favouring adds some, reducing takes some away, the others move none.",
    )
    .on("quotaDelta")
    .into())
}

async fn findings(work: &Work<'_>, input: &DraftInput) -> Answer<Vec<Uuid>> {
    let found = rows::findings(&work.tx, &input.findings).await?;
    let closed = found
        .iter()
        .all(|problem| problem.org_id == input.org && problem.state.get() == ProblemState::Closed);
    if found.is_empty() || found.len() != input.findings.len() || !closed {
        return Err(Refusal::new(
            RefusalCode::State,
            "依据年内发现问题提出的，须列出该单位已销号的问题。",
            "A proposal on findings names closed problems of the unit.",
        )
        .on("findingIds")
        .into());
    }
    Ok(input.findings.clone())
}

async fn fresh(work: &Work<'_>, input: DraftInput, content: String, basis_ids: &[Uuid]) -> Answer<Model> {
    let actor = work.actor()?;
    let number = work.tx.next_number(&format!("staffing:{}", input.year)).await?;
    let now = work.ctx.now();
    Ok(Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        year: input.year,
        no: format!("BZ-{}-{number:04}", input.year),
        org_id: input.org,
        kind: Text(input.kind),
        basis: Text(input.basis),
        basis_ids: serde_json::to_string(basis_ids).map_err(|error| Fault::Broken(error.to_string()))?,
        content,
        quota_delta: input.quota_delta,
        state: Text(ProposalState::Draft),
        run_id: None,
        band: None,
        group_rank: None,
        group_size: None,
        group_rank_p5: None,
        group_rank_p95: None,
        security: None,
        check_reason: None,
        lead_reason: None,
        drafted_by: actor.person_id,
        checked_by: None,
        checked_on: None,
        submitted_by: None,
        submitted_on: None,
        decided_by: None,
        decided_on: None,
        doc_no: None,
        decision: None,
        due_on: None,
        implemented_by: None,
        implemented_on: None,
        implementation: None,
        reviewed_by: None,
        reviewed_on: None,
        review: None,
        client_id: input.client_id,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

fn no_result() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该年度监管结果尚未冻结，不能作为机构编制建议的依据。",
        "The year's result is not frozen; it cannot found a staffing proposal.",
    )
    .on("basis")
}
