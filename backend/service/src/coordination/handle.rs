//! What the oversight section does with an application: have it supplemented, propose to refuse it, accept it; and the
//! office lead's confirmation of a refusal (§3.7).

use remit_shared::coordination::case::CaseProposal;
use remit_shared::coordination::citation::{self, Citation};
use remit_shared::coordination::{CaseEventKind as E, CitationSource, RefusalGround};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::Text;
use remit_store::entity::coordination_case;

use super::{fire, record};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// APPLIED → SUPPLEMENT, once, with the list of what is missing.
pub async fn ask_supplement(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    list: &str,
) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.ask_supplement").await?;
    let result = ask_supplement_in(&mut work, step, list).await;
    work.finish(result).await
}

async fn ask_supplement_in(work: &mut Work<'_>, step: Step, list: &str) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let list = text::optional_body("list", list, text::REASON_MAX)?;
    let loaded = fire::load(work, &scope, step).await?;
    let proposal = CaseProposal {
        text: &list,
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::AskSupplement, proposal)?;
    let row = coordination_case::Model {
        supplement_list: Some(list.clone()),
        refusal_ground: None,
        refusal_reason: None,
        refusal_by: None,
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::AskSupplement, &outcome), Some(&list), &[])
        .await
}

/// Why a case should not be accepted.
#[derive(Debug, Clone)]
pub struct Refusing {
    /// The case.
    pub step: Step,
    /// Ground from the fixed list.
    pub ground: RefusalGround,
    /// Reason, at most 1 000 characters.
    pub reason: String,
    /// The article that says so.
    pub citations: Vec<Citation>,
}

/// The oversight section proposes to refuse: the office lead confirms.
pub async fn propose_refusal(app: &App, ctx: &OpCtx, input: Refusing) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.propose_refusal").await?;
    let result = propose_refusal_in(&mut work, input).await;
    work.finish(result).await
}

async fn propose_refusal_in(work: &mut Work<'_>, input: Refusing) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let reason = text::optional_body("reason", &input.reason, text::REASON_MAX)?;
    let loaded = fire::load(work, &scope, input.step).await?;
    let proposal = CaseProposal {
        text: &reason,
        ground: Some(input.ground),
        citations: input.citations.len(),
        ..CaseProposal::default()
    };
    let outcome = loaded.ask(work, E::ProposeRefusal, proposal)?;
    let cited = citation::checked(&input.citations)?;
    let case = loaded.known.row.id;
    record::cite(work, case, (CitationSource::Refusal, case, None), &cited).await?;
    let row = coordination_case::Model {
        refusal_ground: Some(Text(input.ground)),
        refusal_reason: Some(reason.clone()),
        refusal_by: loaded.acting.map(|acting| acting.person),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::ProposeRefusal, &outcome), Some(&reason), &[])
        .await
}

/// APPLIED → REFUSED: the office lead confirms what the section proposed.
pub async fn refuse(app: &App, ctx: &OpCtx, step: Step) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.refuse").await?;
    let result = refuse_in(&mut work, step).await;
    work.finish(result).await
}

async fn refuse_in(work: &mut Work<'_>, step: Step) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseDecide)?;
    let loaded = fire::load(work, &scope, step).await?;
    let outcome = loaded.ask(work, E::Refuse, CaseProposal::default())?;
    let reason = loaded.known.row.refusal_reason.clone();
    let row = coordination_case::Model {
        ended_on: Some(work.ctx.today()),
        ..loaded.known.row.clone()
    };
    loaded
        .save(work, row, (E::Refuse, &outcome), reason.as_deref(), &[])
        .await
}

/// APPLIED → ACCEPTED: 30 working days run; the present division stays in force meanwhile. A refusal that was only
/// proposed is dropped.
pub async fn accept(app: &App, ctx: &OpCtx, step: Step) -> Answer<coordination_case::Model> {
    let mut work = Work::begin(app, ctx, "case.accept").await?;
    let result = accept_in(&mut work, step).await;
    work.finish(result).await
}

async fn accept_in(work: &mut Work<'_>, step: Step) -> Answer<coordination_case::Model> {
    let scope = work.authorise(Capability::CaseHandle)?;
    let loaded = fire::load(work, &scope, step).await?;
    let outcome = loaded.ask(work, E::Accept, CaseProposal::default())?;
    let row = coordination_case::Model {
        accepted_on: Some(work.ctx.today()),
        handler_id: loaded.acting.map(|acting| acting.person),
        refusal_ground: None,
        refusal_reason: None,
        refusal_by: None,
        ..loaded.known.row.clone()
    };
    loaded.save(work, row, (E::Accept, &outcome), None, &[]).await
}
