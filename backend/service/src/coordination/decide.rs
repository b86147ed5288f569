//! The office lead extends and decides; the section publishes (§3.7).

use remit_shared::coordination::case::CaseProposal;
use remit_shared::coordination::citation::{self, Citation};
use remit_shared::coordination::{CaseEventKind as E, CitationSource, DecisionKind, PartyRole};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::coordination::precedent;
use remit_store::entity::{case_decision, case_party, coordination_case};
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::{fire, record};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// The decision's deadline is extended, once, by at most 15 working days.
pub async fn extend(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    (days, reason): (u32, &str),
) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.extend").await?;
    let result = extend_in(&mut work, step, (days, reason)).await;
    work.finish(result).await
}

async fn extend_in(
    work: &mut Work<'_>,
    step: Step,
    (days, reason): (u32, &str),
) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseDecide)?;
    let reason = text::optional_body("reason", reason, text::REASON_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        text: &reason,
        days: Some(days),
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Extend, proposal)?;
    let row = coordination_case::Model {
        extended_wd: Some(i32::try_from(days).unwrap_or(i32::MAX)),
        extension_reason: Some(reason.clone()),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::Extend, &outcome), Some(&reason), &[])
        .await
}

/// How a matter is settled.
#[derive(Debug, Clone)]
pub struct Decide {
    /// The case.
    pub step: Step,
    /// Agreed, or decided.
    pub kind: DecisionKind,
    /// How the duties are divided, at most 4 000 characters.
    pub text: String,
    /// The one lead department.
    pub lead: Option<Uuid>,
    /// Assisting departments.
    pub assists: Vec<Uuid>,
    /// Clauses it rests on.
    pub citations: Vec<Citation>,
    /// An important matter.
    pub important: bool,
    /// Document number of the commission, for an important one.
    pub commission_doc_no: String,
}

/// HEARING or EXPERT → DECIDED.
pub async fn decide(app: &App, ctx: &OpCtx, input: Decide) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.decide").await?;
    let result = decide_in(&mut work, input).await;
    work.finish(result).await
}

async fn decide_in(work: &mut Work<'_>, input: Decide) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseDecide)?;
    let said = text::optional_body("text", &input.text, text::BODY_MAX)?;
    let commission = text::optional_line("commissionDocNo", &input.commission_doc_no, text::NAME_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let proposal = CaseProposal {
        text: &said,
        citations: input.citations.len(),
        lead: input.lead,
        assists: &input.assists,
        kind: Some(input.kind),
        important: input.important,
        doc_no: &commission,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Decide, proposal)?;
    let cited = citation::checked(&input.citations)?;
    let (lead, case) = (
        input.lead.unwrap_or(loaded.known.row.applicant_org_id),
        loaded.known.row.id,
    );
    let decision = case_decision::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        case_id: case,
        kind: Text(input.kind),
        text: said.clone(),
        lead_org_id: lead,
        important: input.important,
        commission_doc_no: Some(commission).filter(|text| !text.is_empty()),
        doc_no: None,
        decided_by: work.actor()?.person_id,
        decided_on: work.ctx.today(),
        published_on: None,
        created_at: work.ctx.now(),
        created_by: Some(scope.account_id()),
        updated_at: work.ctx.now(),
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let decision = row::insert(&work.tx, decision).await?;
    record::cite(work, case, (CitationSource::Decision, decision.id, None), &cited).await?;
    roles(work, &loaded.known.parties, lead, &input.assists).await?;
    let row = coordination_case::Model {
        decided_on: Some(work.ctx.today()),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::Decide, &outcome), Some(&said), &[])
        .await
}

/// Writes the roles that the decision gives the parties.
async fn roles(work: &Work<'_>, parties: &[case_party::Model], lead: Uuid, assists: &[Uuid]) -> Answer<()> {
    for party in parties {
        let role = if party.org_id == lead {
            Some(PartyRole::Lead)
        } else {
            assists.contains(&party.org_id).then_some(PartyRole::Assist)
        };
        let next = case_party::Model {
            decided_role: role.map(Text),
            updated_at: work.ctx.now(),
            ..party.clone()
        };
        row::update(&work.tx, next).await?;
    }
    Ok(())
}

/// DECIDED → PUBLISHED with its document number: to the parties and the towns concerned; from now on it is a
/// precedent that everybody finds.
pub async fn publish(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    (doc_no, towns): (&str, &[Uuid]),
) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.publish").await?;
    let result = publish_in(&mut work, step, (doc_no, towns)).await;
    work.finish(result).await
}

async fn publish_in(
    work: &mut Work<'_>,
    step: Step,
    (doc_no, towns): (&str, &[Uuid]),
) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let doc_no = text::optional_line("docNo", doc_no, text::NAME_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        doc_no: &doc_no,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::Publish, proposal)?;
    let known = &loaded.known;
    let decision = known
        .decision
        .clone()
        .ok_or_else(|| Fault::Broken("a decided case has no decision".to_owned()))?;
    let today = work.ctx.today();
    let decision = case_decision::Model {
        doc_no: Some(doc_no.clone()),
        published_on: Some(today),
        updated_at: work.ctx.now(),
        ..decision
    };
    let decision = row::update(&work.tx, decision).await?;
    let cited: Vec<_> = known
        .cited(CitationSource::Decision, decision.id)
        .cloned()
        .collect();
    let texts = precedent::texts(&known.row, &decision, &cited);
    precedent::enter(&work.tx, known.row.id, &texts).await?;
    let row = coordination_case::Model {
        published_on: Some(today),
        ..known.row.clone()
    };
    let names = town_names(work, towns).await?;
    let remark = format!("{doc_no} {names}");
    loaded
        .save(work, row, (E::Publish, &outcome), Some(&remark), towns)
        .await
}

/// The towns to which a decision goes, for its history.
async fn town_names(work: &Work<'_>, towns: &[Uuid]) -> Answer<String> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), towns).await?;
    let names: Vec<_> = found.into_iter().map(|town| town.short_name).collect();
    Ok(names.join("、"))
}
