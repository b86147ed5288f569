//! The list of coordination cases as a workbook.

use std::collections::HashMap;

use remit_shared::policy::Capability;
use remit_shared::wire::Wire;
use remit_store::coordination::case::{CaseFilter, CaseSort};
use remit_store::organisation;
use remit_store::page::Slice;
use uuid::Uuid;

use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::coordination::Known;
use crate::coordination::read;
use crate::failure::Answer;

const COLUMNS: &[Column] = &[
    ("编号", 15.0),
    ("争议事项", 40.0),
    ("类型", 16.0),
    ("申请部门", 18.0),
    ("当事部门", 30.0),
    ("状态", 12.0),
    ("预警", 10.0),
    ("申请日期", 12.0),
    ("受理日期", 12.0),
    ("决定时限", 12.0),
    ("决定日期", 12.0),
    ("主办部门", 18.0),
    ("文号", 22.0),
    ("印发日期", 12.0),
];

/// The whole filtered list, up to [`ROWS_MAX`] rows. `words` is the filter as the person sees it.
pub async fn cases(
    app: &App,
    ctx: &OpCtx,
    filter: CaseFilter,
    sort: CaseSort,
    words: &str,
) -> Answer<Workbook> {
    let reader = read::reader(app, ctx, Capability::CaseRead).await?;
    let page = read::list(app, &reader, (filter, sort), Slice::first(ROWS_MAX)).await?;
    let mut wanted: Vec<Uuid> = page
        .rows
        .iter()
        .flat_map(|known| known.party_ids().to_vec())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let units = organisation::by_ids(app.db.read(), reader.scope.jurisdiction_id(), &wanted).await?;
    let names: HashMap<Uuid, String> = units.into_iter().map(|unit| (unit.id, unit.short_name)).collect();
    let rows: Vec<_> = page.rows.iter().map(|known| line(known, &names)).collect();
    audit::note_read(app, ctx, "export.cases", format!("{} rows", rows.len())).await?;
    write(
        ctx,
        &List {
            title: "职责分工协调事项",
            file: "协调事项",
            filter: words,
            columns: COLUMNS,
            rows,
        },
    )
}

fn line(known: &Known, names: &HashMap<Uuid, String>) -> Vec<Cell> {
    let row = &known.row;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let parties: Vec<String> = known.party_ids().iter().map(|id| name(*id)).collect();
    let decision = known.decision.as_ref();
    vec![
        Cell::Text(row.no.clone()),
        Cell::Text(row.matter.clone()),
        Cell::Text(row.scope_kind.get().zh().to_owned()),
        Cell::Text(name(row.applicant_org_id)),
        Cell::Text(parties.join("、")),
        Cell::Text(row.state.get().zh().to_owned()),
        Cell::Text(row.alert.get().zh().to_owned()),
        Cell::Day(Some(row.applied_on)),
        Cell::Day(row.accepted_on),
        Cell::Day(row.due_on),
        Cell::Day(row.decided_on),
        Cell::Text(
            decision
                .map(|decision| name(decision.lead_org_id))
                .unwrap_or_default(),
        ),
        Cell::Text(
            decision
                .and_then(|decision| decision.doc_no.clone())
                .unwrap_or_default(),
        ),
        Cell::Day(row.published_on),
    ]
}
