//! Proposing an adjustment, naming the units concerned, signing the memo (§3.12).

use remit_shared::list::adjustment::{self as machine, AdjustmentFacts, AdjustmentProposal};
use remit_shared::list::{AdjustmentEventKind as E, AdjustmentKind, AdjustmentState};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{adjustment_party, duty_adjustment};
use remit_store::list::adjustment as rows;
use remit_store::{Text, organisation, problem, row};
use uuid::Uuid;

use super::loaded::{acting, own_orgs};
use super::tell;
use super::write::{ADJUSTMENT, ask, distinct, note, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::number;
use crate::problem::Step;
use crate::work::Work;

/// A proposal to adjust duties.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Made by the client, so that sending twice writes once.
    pub client_id: Uuid,
    /// Why.
    pub kind: AdjustmentKind,
    /// One line.
    pub title: String,
    /// What is to be adjusted and why.
    pub text: String,
    /// Legal basis with its article.
    pub basis: String,
    /// Units concerned, as far as known.
    pub orgs: Vec<Uuid>,
    /// The problem that showed the need, if one did.
    pub problem: Option<Uuid>,
    /// Number of the coordination case that decided it, if one did.
    pub case_no: String,
}

/// A new adjustment: PROPOSED.
pub async fn propose(app: &App, ctx: &OpCtx, input: &Proposal) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.propose").await?;
    let result = propose_in(&mut work, input).await;
    work.finish(result).await
}

async fn propose_in(work: &mut Work<'_>, input: &Proposal) -> Answer<duty_adjustment::Model> {
    let scope = work.authorise(Capability::AdjustmentPropose)?;
    let actor = work.actor()?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        work.subject(ADJUSTMENT, first.id, first.no.clone());
        return Ok(first);
    }
    let orgs = distinct(&input.orgs);
    let calendar = work.app.calendar.get(work.app).await?;
    let facts = AdjustmentFacts {
        today: work.ctx.today(),
        calendar: &calendar,
        deadlines: &work.app.settings.deadlines,
        acting: acting(actor),
        own_orgs: own_orgs(actor),
        kind: input.kind,
        orgs: &[],
        signed: &[],
        has_case: false,
        has_opinion: false,
        changes: 0,
        unrevised: &[],
        check_on: None,
        proposal: AdjustmentProposal {
            basis: &input.basis,
            orgs: &orgs,
            ..AdjustmentProposal::default()
        },
    };
    let step = machine::propose(&facts)?;
    known_units(work, &orgs).await?;
    let row = fresh(work, input).await?;
    let row = row::insert(&work.tx, row).await?;
    work.subject(ADJUSTMENT, row.id, row.no.clone());
    add_parties(work, row.id, 0, &orgs).await?;
    note(work, &row, E::Propose, None, None).await?;
    work.after(&row);
    tell::of_adjustment(work, &row, &step).await?;
    Ok(row)
}

async fn fresh(work: &Work<'_>, input: &Proposal) -> Answer<duty_adjustment::Model> {
    let (actor, now) = (work.actor()?, work.ctx.now());
    let case_no = text::optional_line("caseNo", &input.case_no, text::NAME_MAX)?;
    let source = source(work, input.problem).await?;
    Ok(duty_adjustment::Model {
        title: text::title("title", &input.title)?,
        text: text::body("text", &input.text)?,
        basis: text::line("basis", &input.basis, text::REASON_MAX)?,
        no: number::adjustment(work).await?,
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        kind: Text(input.kind),
        proposer_org_id: own_orgs(actor).first().copied(),
        author_id: actor.person_id,
        source_kind: source.map(|_| "problem".to_owned()),
        source_id: source,
        case_no: Some(case_no).filter(|no| !no.is_empty()),
        state: Text(AdjustmentState::Proposed),
        due_from: None,
        due_wd: None,
        due_on: None,
        consulted_on: None,
        legal_sent_on: None,
        legal_opinion: None,
        legal_on: None,
        doc_no: None,
        approved_on: None,
        approved_by: None,
        effective_on: None,
        lists_updated_on: None,
        published_on: None,
        checked_on: None,
        check_result: None,
        check_note: None,
        reject_reason: None,
        reminded_on: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

/// The problem named, if the actor may read it.
async fn source(work: &Work<'_>, problem: Option<Uuid>) -> Answer<Option<Uuid>> {
    let Some(id) = problem else { return Ok(None) };
    let scope = work.authorise(Capability::ProblemRead)?;
    let found = problem::find(&work.tx, &scope, id).await?;
    Ok(Some(found.ok_or_else(Refusal::not_found)?.id))
}

/// Units named have to exist.
async fn known_units(work: &Work<'_>, orgs: &[Uuid]) -> Answer<()> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), orgs).await?;
    if found.len() == orgs.len() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "所选单位不存在，请从列表中重新选择。",
        "A unit does not exist; choose from the list.",
    )
    .on("orgIds")
    .into())
}

async fn add_parties(work: &Work<'_>, adjustment: Uuid, known: usize, orgs: &[Uuid]) -> Answer<()> {
    let (now, account) = (work.ctx.now(), work.actor()?.account_id);
    let rows = (known..).zip(orgs).map(|(place, org)| adjustment_party::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        adjustment_id: adjustment,
        org_id: *org,
        sort: i32::try_from(place).unwrap_or(i32::MAX),
        signed_on: None,
        signed_by: None,
        remark: None,
        created_at: now,
        created_by: Some(account),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    });
    row::insert_all(&work.tx, rows.collect()).await?;
    Ok(())
}

/// PROPOSED → CONSULTING: the units named now and before are all those concerned.
pub async fn consult(app: &App, ctx: &OpCtx, step: Step, orgs: &[Uuid]) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.consult").await?;
    let result = consult_in(&mut work, step, orgs).await;
    work.finish(result).await
}

async fn consult_in(work: &mut Work<'_>, step: Step, orgs: &[Uuid]) -> Answer<duty_adjustment::Model> {
    let mut loaded = open(work, E::Consult, step).await?;
    let all = distinct(&[loaded.orgs(), orgs].concat());
    let proposal = AdjustmentProposal {
        orgs: &all,
        ..AdjustmentProposal::default()
    };
    let outcome = ask(work, &loaded, E::Consult, proposal)?;
    known_units(work, &all).await?;
    let known = loaded.orgs().len();
    add_parties(work, loaded.row.id, known, all.get(known..).unwrap_or_default()).await?;
    loaded.row.consulted_on = Some(work.ctx.today());
    save(work, loaded.row, E::Consult, &outcome, None).await
}

/// CONSULTING: the lead of a unit concerned signs the memo.
pub async fn sign(app: &App, ctx: &OpCtx, step: Step, remark: &str) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.sign").await?;
    let result = sign_in(&mut work, step, remark).await;
    work.finish(result).await
}

async fn sign_in(work: &mut Work<'_>, step: Step, remark: &str) -> Answer<duty_adjustment::Model> {
    let loaded = open(work, E::Sign, step).await?;
    let outcome = ask(work, &loaded, E::Sign, AdjustmentProposal::default())?;
    let remark = text::optional_body("remark", remark, text::REASON_MAX)?;
    let remark = Some(remark).filter(|remark| !remark.is_empty());
    let actor = work.actor()?;
    let own = own_orgs(actor);
    let party = loaded
        .parties
        .into_iter()
        .find(|party| own.contains(&party.org_id));
    let party = party.ok_or_else(Refusal::not_found)?;
    let signed = adjustment_party::Model {
        signed_on: Some(work.ctx.today()),
        signed_by: Some(actor.person_id),
        remark: remark.clone(),
        updated_at: work.ctx.now(),
        ..party
    };
    row::update(&work.tx, signed).await?;
    save(work, loaded.row, E::Sign, &outcome, remark.as_deref()).await
}
