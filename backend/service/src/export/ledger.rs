//! The rectification ledger as a workbook.

use remit_shared::wire::Wire;
use remit_store::page::Slice;
use remit_store::problem::ledger::{LedgerFilter, LedgerRow, LedgerSort};

use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::read;

const COLUMNS: &[Column] = &[
    ("台账", 14.0),
    ("编号", 15.0),
    ("事项", 36.0),
    ("立账日期", 12.0),
    ("整改期限", 12.0),
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
    let rows: Vec<_> = page.rows.iter().map(line).collect();
    audit::note_read(app, ctx, "export.ledger", format!("{} rows", rows.len())).await?;
    write(
        ctx,
        &List {
            title: "监管台账",
            file: "监管台账",
            filter: words,
            columns: COLUMNS,
            rows,
        },
    )
}

fn line(row: &LedgerRow) -> Vec<Cell> {
    let entry = &row.entry;
    let (code, title) = match (&row.problem, &row.point) {
        (Some(problem), _) => (problem.code.clone(), problem.title.clone()),
        (None, Some(point)) => (point.code.clone(), point.title.clone()),
        (None, None) => (String::new(), String::new()),
    };
    vec![
        Cell::Text(entry.ledger.get().zh().to_owned()),
        Cell::Text(code),
        Cell::Text(title),
        Cell::Day(Some(entry.opened_on)),
        Cell::Day(Some(entry.due_on)),
        Cell::Text(entry.state.get().zh().to_owned()),
        Cell::Text(entry.close_no.clone().unwrap_or_default()),
        Cell::Day(entry.closed_on),
        Cell::Text(entry.explanation.clone().unwrap_or_default()),
    ]
}
