//! The daily ledger as a workbook: the columns of the template first, so that it can be read back, then what the
//! year has brought.

use remit_shared::plan::point::table::{PointColumn, READ_ONLY};
use remit_shared::wire::Wire;
use remit_store::entity::{duty, ledger_entry};
use remit_store::page::Slice;
use remit_store::plan::point::{PointFilter, PointRow, PointSort};
use uuid::Uuid;

use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::plan::point::read::{self, Reader};

/// Widths of the columns, those of the template first.
const WIDTHS: [f64; 19] = [
    16.0, 34.0, 16.0, 34.0, 34.0, 11.0, 9.0, 12.0, 20.0, 11.0, 8.0, 12.0, 12.0, 12.0, 20.0, 10.0, 9.0, 12.0,
    15.0,
];

/// The whole filtered ledger, up to [`ROWS_MAX`] rows. `words` is the filter as the person sees it.
pub async fn points(
    app: &App,
    ctx: &OpCtx,
    filter: PointFilter,
    sort: PointSort,
    words: &str,
) -> Answer<Workbook> {
    let reader = read::reader(app, ctx, filter.year).await?;
    let page = read::points(app, &reader, &filter, sort, Slice::first(ROWS_MAX)).await?;
    let ids: Vec<Uuid> = page.rows.iter().map(|row| row.point.id).collect();
    let duties = read::duties_of(app, &reader, &ids).await?;
    let entries = read::entries(app, &reader, &ids).await?;
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| {
            let duties = duties.get(&row.point.id).map_or(&[][..], Vec::as_slice);
            let entry = entries.get(&row.point.id).and_then(|list| list.first());
            line(&reader, row, duties, entry)
        })
        .collect();
    audit::note_read(app, ctx, "export.points", format!("{} rows", rows.len())).await?;
    let names = PointColumn::ALL
        .iter()
        .map(|column| column.zh())
        .chain(READ_ONLY.iter().copied());
    let columns: Vec<Column> = names.zip(WIDTHS).collect();
    write(
        ctx,
        &List {
            title: "日常监管台账",
            file: "问效点日常监管台账",
            filter: words,
            columns: &columns,
            rows,
        },
    )
}

fn line(
    reader: &Reader,
    row: &PointRow,
    duties: &[duty::Model],
    entry: Option<&ledger_entry::Model>,
) -> Vec<Cell> {
    let point = &row.point;
    let text = |text: &str| Cell::Text(text.to_owned());
    let duties: Vec<&str> = duties.iter().map(|duty| duty.text.as_str()).collect();
    vec![
        text(&point.code),
        text(&point.title),
        text(row.section.as_ref().map_or("", |section| &section.name)),
        Cell::Text(duties.join("\n")),
        text(&point.target),
        text(point.measure.get().zh()),
        Cell::Number(f64::from(point.importance)),
        Cell::Day(Some(point.due_on)),
        text(&row.org.name),
        text(point.state.get().zh()),
        Cell::Number(f64::from(point.progress)),
        text(reader.light(point).zh()),
        Cell::Day(point.reported_on),
        Cell::Day(point.done_on),
        text(point.outcome.map_or("", |outcome| outcome.get().zh())),
        text(point.quality.map_or("", |quality| quality.get().zh())),
        text(match point.sampled {
            Some(true) => "是",
            Some(false) => "否",
            None => "",
        }),
        Cell::Day(point.approved_on),
        text(entry.and_then(|entry| entry.close_no.as_deref()).unwrap_or("")),
    ]
}
