//! The package for the comprehensive assessment (§5.12, K34): made once, byte for byte the same ever after.

use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::scoring::life::RunEventKind;
use remit_shared::scoring::number::decimal_text;
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::{assessment_export, org, score_run, unit_result};
use remit_store::scoring as rows;
use remit_store::{StoreError, Text, organisation, row};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::life::{fire, save};
use super::read::params_of;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// The package as it is written.
#[derive(Serialize)]
struct Package<'a> {
    format: &'static str,
    year: i32,
    run: i32,
    inputs_sha256: &'a str,
    engine: &'a str,
    weight: String,
    base_points: String,
    rows: Vec<PackageRow<'a>>,
}

#[derive(Serialize)]
struct PackageRow<'a> {
    code: &'a str,
    name: &'a str,
    total: String,
    points: String,
    rank: Option<i32>,
    grade: Option<&'static str>,
}

/// FROZEN → EXPORTED. Asking again returns the package that was made.
pub async fn export(app: &App, ctx: &OpCtx, step: Step) -> Answer<assessment_export::Model> {
    let mut work = Work::begin(app, ctx, "export.run").await?;
    let result = export_in(&mut work, step).await;
    work.finish(result).await
}

async fn export_in(work: &mut Work<'_>, step: Step) -> Answer<assessment_export::Model> {
    let scope = work.authorise(Capability::ExportRun)?;
    if let Some(made) = rows::export_of(&work.tx, &scope, step.id).await? {
        work.subject("score_run", made.run_id, made.sha256.clone());
        return Ok(made);
    }
    let (mut run, to) = fire(work, step, RunEventKind::Export, "").await?;
    let results = rows::results(&work.tx, &scope, &run).await?;
    let ids: Vec<_> = results.iter().map(|row| row.org_id).collect();
    let orgs = organisation::by_ids(&work.tx, run.jurisdiction_id, &ids).await?;
    let params = params_of(&run)?;
    let (weight, base) = (
        params.export_weight.normalize().to_string(),
        params.export_base.normalize().to_string(),
    );
    let body = package(&run, &results, &orgs, (&weight, &base))?;
    let now = work.ctx.now();
    let actor = work.actor()?;
    let made = assessment_export::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: run.jurisdiction_id,
        run_id: run.id,
        weight,
        base_points: base,
        rows: i32::try_from(results.len()).unwrap_or(i32::MAX),
        sha256: hex::encode(Sha256::digest(body.as_bytes())),
        body,
        exported_by: Some(actor.person_id),
        exported_on: work.ctx.today(),
        acknowledged_on: None,
        acknowledged_no: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let made = row::insert(&work.tx, made).await?;
    run.state = Text(to);
    save(work, run).await?;
    work.remark(made.sha256.clone());
    Ok(made)
}

fn package(
    run: &score_run::Model,
    results: &[unit_result::Model],
    orgs: &[org::Model],
    (weight, base): (&str, &str),
) -> Answer<String> {
    let mut rows: Vec<PackageRow<'_>> = results
        .iter()
        .filter_map(|result| {
            let org = orgs.iter().find(|org| org.id == result.org_id)?;
            Some(PackageRow {
                code: &org.code,
                name: &org.name,
                total: decimal_text(result.total_e4),
                points: decimal_text(result.export_e4),
                rank: result.rank,
                grade: result.grade.map(|grade| grade.get().code()),
            })
        })
        .collect();
    rows.sort_by(|a, b| a.code.cmp(b.code));
    let package = Package {
        format: "remit-assessment-export/1",
        year: run.year,
        run: run.no,
        inputs_sha256: &run.inputs_sha256,
        engine: &run.engine,
        weight: weight.to_owned(),
        base_points: base.to_owned(),
        rows,
    };
    Ok(serde_json::to_string_pretty(&package).map_err(|error| Fault::Broken(error.to_string()))?)
}

/// The package of a run.
pub async fn of_run(
    app: &App,
    ctx: &OpCtx,
    run: &score_run::Model,
) -> Answer<Option<assessment_export::Model>> {
    let scope = ctx.authorise(Capability::ExportRead)?;
    Ok(rows::export_of(app.db.read(), &scope, run.id).await?)
}

/// The receiving body has acknowledged the package under a number of its own.
pub async fn acknowledge(app: &App, ctx: &OpCtx, run: Step, no: &str) -> Answer<assessment_export::Model> {
    let mut work = Work::begin(app, ctx, "export.acknowledge").await?;
    let result = acknowledge_in(&mut work, run, no).await;
    work.finish(result).await
}

async fn acknowledge_in(work: &mut Work<'_>, step: Step, no: &str) -> Answer<assessment_export::Model> {
    let scope = work.authorise(Capability::ExportRun)?;
    let no = text::line("acknowledgedNo", no, 60)?;
    let made = rows::export_of(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("score_run", made.run_id, made.sha256.clone());
    if made.version != step.version {
        return Err(StoreError::Stale {
            table: "assessment_export",
        }
        .into());
    }
    let acknowledged = assessment_export::Model {
        acknowledged_on: Some(work.ctx.today()),
        acknowledged_no: Some(no),
        updated_at: work.ctx.now(),
        ..made
    };
    Ok(row::update(&work.tx, acknowledged).await?)
}
