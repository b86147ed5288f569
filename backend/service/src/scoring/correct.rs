//! A document corrects a frozen result (§3.10): it names the records and their right values. The result in force stays so
//! until a run that reads them corrected is reviewed and published in its place.

use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::scoring::input::Correction;
use remit_shared::scoring::life::RunEventKind;
use remit_shared::text;
use remit_store::entity::{score_correction, score_run};
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::life::{fire, save};
use super::read::input_of;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What a document orders.
#[derive(Debug, Clone, Default)]
pub struct Decree {
    /// Its number.
    pub doc_no: String,
    /// The records corrected, each of a unit; none where the records themselves were put right by their own procedure.
    pub records: Vec<(Uuid, Correction)>,
}

/// Orders the correction of a frozen result.
pub async fn correct(app: &App, ctx: &OpCtx, step: Step, decree: Decree) -> Answer<score_run::Model> {
    let mut work = Work::begin(app, ctx, "result.correct").await?;
    let result = correct_in(&mut work, step, decree).await;
    work.finish(result).await
}

async fn correct_in(work: &mut Work<'_>, step: Step, decree: Decree) -> Answer<score_run::Model> {
    let scope = work.authorise(Capability::ResultFreeze)?;
    let doc_no = text::optional_line("docNo", &decree.doc_no, 60)?;
    let (mut run, to) = fire(work, step, RunEventKind::Correct, &doc_no).await?;
    for (org, correction) in decree.records {
        if !scope.covers(org) {
            return Err(Refusal::not_found().into());
        }
        let correction = checked(work, &run, org, correction).await?;
        let made = new_row(work, &run, org, correction, &doc_no);
        row::insert(&work.tx, made).await?;
    }
    work.remark(doc_no.clone());
    run.state = Text(to);
    run.doc_no = Some(doc_no);
    save(work, run).await
}

fn new_row(
    work: &Work<'_>,
    run: &score_run::Model,
    org_id: Uuid,
    correction: Correction,
    doc_no: &str,
) -> score_correction::Model {
    let (now, actor) = (work.ctx.now(), work.ctx.actor.as_ref());
    score_correction::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: run.jurisdiction_id,
        run_id: run.id,
        org_id,
        indicator: Text(correction.code),
        corrected_ref: correction.reference,
        corrected_to: correction.to,
        doc_no: doc_no.to_owned(),
        decided_by: actor.map(|actor| actor.person_id),
        created_at: now,
        created_by: actor.map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// A correction is tried on the inputs that the run was made of, so that it cannot name what is not there.
pub(super) async fn checked(
    work: &Work<'_>,
    run: &score_run::Model,
    org: Uuid,
    correction: Correction,
) -> Answer<Correction> {
    let correction = Correction {
        reference: correction.reference.trim().to_owned(),
        ..correction
    };
    let orgs = organisation::by_ids(&work.tx, run.jurisdiction_id, &[org]).await?;
    let code = orgs.into_iter().next().ok_or_else(Refusal::not_found)?.code;
    let mut units = input_of(run)?.units;
    let unit = units
        .iter_mut()
        .find(|unit| unit.code == code)
        .ok_or_else(Refusal::not_found)?;
    unit.inputs.correct(&correction)?;
    Ok(correction)
}
