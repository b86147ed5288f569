//! Running the scoring (K30).

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::scoring::input::{Fault as InputFault, ScoreInput, UnitInput};
use remit_shared::scoring::life::{RunState, may_run};
use remit_shared::scoring::report::{self, ScoreReport};
use remit_shared::scoring::{ENGINE_VERSION, canonical};
use remit_store::Text;
use remit_store::entity::score_run;
use remit_store::scoring as rows;
use uuid::Uuid;

use super::gather::{Inputs, gather};
use super::life::in_force;
use super::write_down::written;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// What a run is asked for.
#[derive(Debug, Clone, Copy)]
pub struct RunInput {
    /// Year of the plan.
    pub year: i32,
    /// Last day that counts.
    pub cut_on: NaiveDate,
}

/// — → DRAFT: scores the year as it stands at the cut-off. The engine runs outside the transaction.
pub async fn run(app: &App, ctx: &OpCtx, input: RunInput) -> Answer<score_run::Model> {
    let prepared = prepare(app, ctx, input).await;
    let mut work = Work::begin(app, ctx, "score.run").await?;
    let result = match prepared {
        Ok((inputs, report)) => keep(&mut work, input, inputs, report).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn prepare(app: &App, ctx: &OpCtx, input: RunInput) -> Answer<(Inputs, ScoreReport)> {
    let scope = ctx.authorise(Capability::ScoreRun)?;
    if input.cut_on > ctx.today() {
        return Err(cut_off(RefusalCode::Early).into());
    }
    if !(input.year..=input.year.saturating_add(1)).contains(&input.cut_on.year()) {
        return Err(cut_off(RefusalCode::Input).into());
    }
    let inputs = canonical(gather(app, &scope, input.year, input.cut_on).await?);
    let report = score(inputs.input.clone()).await?;
    Ok((inputs, report))
}

/// The inputs in the order in which they are stored, so that the rows of a trace come in the order in which anybody gets
/// them from the stored ones.
fn canonical(inputs: Inputs) -> Inputs {
    let codes = inputs.input.units.iter().map(|unit| unit.code.clone());
    let ids: HashMap<String, Uuid> = codes.zip(inputs.org_ids).collect();
    let input = canonical::canonical(&inputs.input);
    let known = |unit: &UnitInput| ids.get(&unit.code).copied().unwrap_or_default();
    Inputs {
        org_ids: input.units.iter().map(known).collect(),
        input,
        ..inputs
    }
}

/// The engine on a thread of its own, so that no request waits for it.
pub(super) async fn score(input: ScoreInput) -> Answer<ScoreReport> {
    let done = tokio::task::spawn_blocking(move || report::run(&input)).await;
    let report = done.map_err(|error| Fault::Broken(format!("the engine stopped: {error}")))?;
    report.map_err(|faults| unusable(&faults).into())
}

/// The rows are ours: faults in them are refused with the first one's place.
fn unusable(faults: &[InputFault]) -> Refusal {
    let first = faults.first();
    let part = |text: fn(&InputFault) -> &String| first.map(text).cloned().unwrap_or_default();
    let path = part(|fault| &fault.path);
    Refusal::new(
        RefusalCode::State,
        format!("测算数据有误（{path}）：{}", part(|fault| &fault.reason_zh)),
        format!(
            "The inputs are not usable ({path}): {}",
            part(|fault| &fault.reason_en)
        ),
    )
}

async fn keep(
    work: &mut Work<'_>,
    asked: RunInput,
    inputs: Inputs,
    report: ScoreReport,
) -> Answer<score_run::Model> {
    work.authorise(Capability::ScoreRun)?;
    let earlier = rows::of_year(&work.tx, asked.year).await?;
    let replaced = earlier.iter().find(|run| in_force(run));
    may_run(
        replaced.map(|run| run.state.get()),
        replaced.is_some_and(|run| run.doc_no.is_some()),
    )?;
    let now = work.ctx.now();
    let no = work.tx.next_number(&format!("score_run:{}", asked.year)).await?;
    let row = score_run::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        plan_id: inputs.plan.id,
        year: asked.year,
        no: i32::try_from(no).unwrap_or(i32::MAX),
        cut_on: asked.cut_on,
        state: Text(RunState::Draft),
        engine: ENGINE_VERSION.to_owned(),
        inputs_sha256: report.inputs_sha256.clone(),
        inputs: json(&inputs.input)?,
        influences: json(&report.influences)?,
        ran_by: work.ctx.actor.as_ref().map(|actor| actor.person_id),
        review: None,
        reviewed_by: None,
        published_by: None,
        published_on: None,
        list_open: false,
        frozen_by: None,
        frozen_on: None,
        doc_no: None,
        supersedes: replaced.map(|run| run.id),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    work.subject("score_run", row.id, format!("{}-{}", row.year, row.no));
    work.remark(row.inputs_sha256.clone());
    let written = written(
        &|| work.ctx.new_id(),
        row.jurisdiction_id,
        row.id,
        &inputs.org_ids,
        report,
    );
    let row = rows::keep(&work.tx, row, written).await?;
    work.after(&row.inputs_sha256);
    Ok(row)
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Answer<String> {
    Ok(serde_json::to_string(value).map_err(|error| Fault::Broken(error.to_string()))?)
}

fn cut_off(code: RefusalCode) -> Refusal {
    Refusal::new(
        code,
        "截止日期应在方案年度或次年之内，且不晚于今日。",
        "The cut-off has to lie in the plan's year or the next, and not after today.",
    )
    .on("cutOn")
}
