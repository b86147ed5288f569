//! The ledger and its report of leftover entries as workbooks.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::wire::Wire;
use remit_store::page::Slice;
use remit_store::problem::ledger::{LedgerFilter, LedgerRow, LedgerSort};
use uuid::Uuid;

use super::lists::names;
use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::{leftover, read};

const COLUMNS: &[Column] = &[
    ("台账", 14.0),
    ("编号", 15.0),
    ("事项", 36.0),
    ("责任单位", 20.0),
    ("列账日期", 12.0),
    ("整改时限", 12.0),
    ("在账天数", 10.0),
    ("状态", 10.0),
    ("销号编号", 15.0),
    ("销号日期", 12.0),
    ("说明", 36.0),
];

/// The whole filtered ledger, up to [`ROWS_MAX`] rows. `words` is the filter as the person sees it.
pub async fn ledger(
    app: &App,
    ctx: &OpCtx,
    filter: LedgerFilter,
    sort: LedgerSort,
    words: &str,
) -> Answer<Workbook> {
    let page = read::entries(app, ctx, &filter, sort, Slice::first(ROWS_MAX)).await?;
    audit::note_read(app, ctx, "export.ledger", format!("{} rows", page.rows.len())).await?;
    book(app, ctx, "监管台账", words, &page.rows).await
}

/// The report of open entries that have to be explained (不留余账, §3.3).
pub async fn leftover(app: &App, ctx: &OpCtx) -> Answer<Workbook> {
    let rows = leftover::report(app, ctx).await?;
    audit::note_read(app, ctx, "export.leftover", format!("{} rows", rows.len())).await?;
    let words = format!("列账满{}天仍未销号", app.settings.deadlines.leftover_days);
    book(app, ctx, "不留余账报告", &words, &rows).await
}

async fn book(
    app: &App,
    ctx: &OpCtx,
    title: &'static str,
    words: &str,
    rows: &[LedgerRow],
) -> Answer<Workbook> {
    let units = names(app, ctx, rows.iter().filter_map(unit)).await?;
    let rows = rows.iter().map(|row| line(row, &units, ctx.today())).collect();
    write(
        ctx,
        &List {
            title,
            file: title,
            filter: words,
            columns: COLUMNS,
            rows,
        },
    )
}

fn unit(row: &LedgerRow) -> Option<Uuid> {
    let of_problem = row.problem.as_ref().map(|problem| problem.org_id);
    of_problem.or_else(|| row.point.as_ref().map(|point| point.org_id))
}

fn line(row: &LedgerRow, units: &HashMap<Uuid, String>, today: NaiveDate) -> Vec<Cell> {
    let entry = &row.entry;
    let (code, title) = match (&row.problem, &row.point) {
        (Some(problem), _) => (problem.code.clone(), problem.title.clone()),
        (None, Some(point)) => (point.code.clone(), point.title.clone()),
        (None, None) => (String::new(), String::new()),
    };
    let unit = unit(row).and_then(|id| units.get(&id)).cloned();
    let age = entry.closed_on.unwrap_or(today) - entry.opened_on;
    vec![
        Cell::Text(entry.ledger.get().zh().to_owned()),
        Cell::Text(code),
        Cell::Text(title),
        Cell::Text(unit.unwrap_or_default()),
        Cell::Day(Some(entry.opened_on)),
        Cell::Day(Some(entry.due_on)),
        Cell::Number(f64::from(i32::try_from(age.num_days()).unwrap_or(i32::MAX))),
        Cell::Text(entry.state.get().zh().to_owned()),
        Cell::Text(entry.close_no.clone().unwrap_or_default()),
        Cell::Day(entry.closed_on),
        Cell::Text(entry.explanation.clone().unwrap_or_default()),
    ]
}
