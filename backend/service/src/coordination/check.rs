//! Checks after the duties are defined (K12): 60 and 120 working days after the decision.

use remit_shared::coordination::case::CaseProposal;
use remit_shared::coordination::{CaseEventKind as E, CheckResult};
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::{coordination_case, follow_up_check, problem};
use remit_store::{Text, row};
use uuid::Uuid;

use super::fire;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::{Origin, Raise, Step, create};
use crate::work::Work;

/// Characters of the matter in a problem's title.
const TITLE: usize = 100;

/// A check and what it found.
#[derive(Debug, Clone)]
pub struct Check {
    /// The case.
    pub step: Step,
    /// Whether the decision is put into practice.
    pub result: CheckResult,
    /// What was found, at most 4 000 characters.
    pub findings: String,
    /// Party that fails to act on the decision; the lead department if none is named.
    pub org: Option<Uuid>,
}

/// `FOLLOW_UP` → CLOSED with the last check that finds it effective; one that does not raises a problem (`CASE_CHECK`).
pub async fn check(app: &App, ctx: &OpCtx, input: Check) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.check").await?;
    let result = check_in(&mut work, input).await;
    work.finish(result).await
}

async fn check_in(work: &mut Work<'_>, input: Check) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseCheck)?;
    let findings = text::optional_body("findings", &input.findings, text::BODY_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let proposal = CaseProposal {
        text: &findings,
        result: Some(input.result),
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Check, proposal)?;
    let check = loaded
        .known
        .open_checks()
        .next()
        .cloned()
        .ok_or_else(Refusal::not_found)?;
    let problem = if outcome.raises_problem {
        Some(raise(work, &loaded, &check, (input.org, &findings)).await?)
    } else {
        None
    };
    let check = follow_up_check::Model {
        done_on: Some(work.ctx.today()),
        result: Some(Text(input.result)),
        findings: Some(findings.clone()),
        checked_by: loaded.acting.map(|acting| acting.person),
        problem_id: problem.map(|problem| problem.id),
        updated_at: work.ctx.now(),
        ..check
    };
    row::update(&work.tx, check).await?;
    let closes = outcome.to.is_over();
    let row = coordination_case::Model {
        ended_on: closes.then(|| work.ctx.today()),
        ..loaded.known.row.clone()
    };
    work.subject("coordination_case", row.id, row.no.clone());
    loaded
        .save(work, row, (E::Check, &outcome), Some(&findings), &[])
        .await
}

async fn raise(
    work: &mut Work<'_>,
    loaded: &fire::Loaded,
    check: &follow_up_check::Model,
    (org, findings): (Option<Uuid>, &str),
) -> Answer<problem::Model> {
    let case = &loaded.known.row;
    let lead = loaded
        .known
        .decision
        .as_ref()
        .map(|decision| decision.lead_org_id);
    let org = org
        .filter(|org| loaded.known.party_ids().contains(org))
        .or(lead)
        .unwrap_or(case.applicant_org_id);
    let matter: String = case.matter.chars().take(TITLE).collect();
    let raise = Raise {
        client_id: check.id,
        org,
        section: None,
        title: format!("{matter}：协调意见落实不到位"),
        facts: findings.to_owned(),
        category: ProblemCategory::Shifting,
        severity: Severity::Moderate,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::CaseCheck,
        source_id: Some(check.id),
        reporter: None,
    };
    create(work, raise, origin).await
}
