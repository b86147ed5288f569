//! Points from a workbook (K04, K37): tried first, then all of it or nothing; the code is the business key, so
//! the same sheet twice changes nothing the second time.

mod compare;
pub mod template;

use std::collections::{BTreeMap, HashMap};

use remit_shared::plan::point::table::{self, Line, PointColumn};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{duty, effectiveness_point, org, org_section};
use remit_store::organisation;
use remit_store::plan::{duty as duties, point as rows};
use uuid::Uuid;

use super::loaded::{Loaded, acting};
use super::write::{insert, own_unit, prefix, rewrite};
use super::year::{self, Year};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::import::{Sheet, answer, once};
use crate::work::Work;

pub use crate::import::{ImportLine, ImportOutcome, ImportReport};

/// What there is to compare rows with.
pub(super) struct Known {
    pub unit: org::Model,
    pub year: Year,
    pub sections: Vec<org_section::Model>,
    pub duties: Vec<duty::Model>,
    pub points: BTreeMap<String, effectiveness_point::Model>,
    pub linked: HashMap<Uuid, Vec<Uuid>>,
}

/// Reads a workbook of points of the own unit. `dry_run` only says what would happen.
pub async fn import(app: &App, ctx: &OpCtx, year: i32, bytes: &[u8], dry_run: bool) -> Answer<ImportReport> {
    let action = if dry_run {
        "point.import_preview"
    } else {
        "point.import"
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = import_in(&mut work, year, bytes).await;
    match result {
        Ok((mut report, refused)) if dry_run || refused => {
            report.done = false;
            work.abandon().await?;
            Ok(report)
        }
        other => Ok(work.finish(other).await?.0),
    }
}

async fn import_in(work: &mut Work<'_>, year: i32, bytes: &[u8]) -> Answer<(ImportReport, bool)> {
    work.authorise(Capability::PointWrite)?;
    let sheet = Sheet::<PointColumn>::read(bytes)?;
    let known = known(work, year).await?;
    let mut lines = Vec::with_capacity(sheet.rows.len());
    let mut seen = BTreeMap::new();
    for (number, cells) in &sheet.rows {
        let read = table::read(&sheet.layout, cells, year).and_then(|line| {
            once(&mut seen, *number, &line.code)?;
            Ok(line)
        });
        let (code, title) = sheet.names(cells);
        let done = match read {
            Ok(line) => write(work, &known, line).await,
            Err(refusal) => Err(refusal.into()),
        };
        let (outcome, refusal) = match done {
            Ok(outcome) => (outcome, None),
            Err(Failure::Refused(refusal)) => (ImportOutcome::Refused, Some(refusal)),
            Err(fault) => return Err(fault),
        };
        lines.push(ImportLine {
            row: *number,
            code,
            title,
            outcome,
            refusal,
        });
    }
    let refused = lines.iter().any(|line| line.outcome == ImportOutcome::Refused);
    work.remark(format!("{} rows", lines.len()));
    let answer = answer(work.ctx, &sheet, &template::WIDTHS, &lines)?;
    let report = ImportReport {
        lines,
        done: true,
        answer,
    };
    Ok((report, refused))
}

async fn known(work: &Work<'_>, of_year: i32) -> Answer<Known> {
    let scope = work.authorise(Capability::PointWrite)?;
    let jurisdiction = work.tx.jurisdiction_id();
    let unit = own_unit(work).await?;
    let year = year::for_act(work, of_year).await?;
    let registry = organisation::sections(&work.tx, &scope, &[unit.id]).await?;
    let points = rows::of_unit(&work.tx, &scope, (unit.id, of_year)).await?;
    let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
    let linked = rows::duties(&work.tx, &scope, &ids).await?;
    Ok(Known {
        sections: registry.into_values().flatten().collect(),
        duties: duties::of_orgs(&work.tx, jurisdiction, &[unit.id], work.ctx.today()).await?,
        points: points
            .into_iter()
            .map(|point| (point.code.clone(), point))
            .collect(),
        linked: linked
            .into_iter()
            .map(|(id, duties)| (id, duties.into_iter().map(|duty| duty.id).collect()))
            .collect(),
        unit,
        year,
    })
}

async fn write(work: &mut Work<'_>, known: &Known, line: Line) -> Answer<ImportOutcome> {
    let code = line.code.clone();
    if !code.starts_with(&prefix(&known.unit)) {
        return Err(foreign_code(&code, &known.unit).into());
    }
    let written = compare::resolve(known, line)?;
    let Some(point) = known.points.get(&code) else {
        insert(work, &known.unit, &known.year, (code, None), written).await?;
        return Ok(ImportOutcome::Created);
    };
    if compare::same(known, point, &written) {
        return Ok(ImportOutcome::Unchanged);
    }
    let actor = acting(work)?;
    let mut loaded = Loaded::around(work, point.clone(), Some(actor), known.year.clone()).await?;
    rewrite(work, &mut loaded, written, Some("表格导入")).await?;
    Ok(ImportOutcome::Updated)
}

fn foreign_code(code: &str, unit: &org::Model) -> Refusal {
    let prefix = prefix(unit);
    Refusal::new(
        RefusalCode::Scope,
        format!("编号{code}不属于本单位，本单位编号以“{prefix}”开头，例如{prefix}01。"),
        format!("The code {code} is not your unit's; its codes begin with {prefix}."),
    )
    .on("code")
}
