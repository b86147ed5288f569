//! The burden meter as a workbook (K46).

use remit_shared::burden::RequestKind;

use super::Workbook;
use super::sheet::{Cell, Column, List, write};
use crate::app::App;
use crate::audit;
use crate::burden::of_year;
use crate::context::OpCtx;
use crate::failure::Answer;

const COLUMNS: [Column; 14] = [
    ("单位", 28.0),
    ("1月", 8.0),
    ("2月", 8.0),
    ("3月", 8.0),
    ("4月", 8.0),
    ("5月", 8.0),
    ("6月", 8.0),
    ("7月", 8.0),
    ("8月", 8.0),
    ("9月", 8.0),
    ("10月", 8.0),
    ("11月", 8.0),
    ("12月", 8.0),
    ("合计", 10.0),
];

/// The requests of a year to each unit and town. `words` is the filter as the person sees it.
pub async fn burden(
    app: &App,
    ctx: &OpCtx,
    (year, kinds): (i32, &[RequestKind]),
    words: &str,
) -> Answer<Workbook> {
    let rows = of_year(app, ctx, year, kinds).await?;
    let lines = rows.into_iter().map(|row| {
        let total = row.total();
        let mut line = vec![Cell::Text(row.org.name)];
        let counts = row.months.into_iter().chain([total]);
        line.extend(counts.map(|count| Cell::Number(f64::from(i32::try_from(count).unwrap_or(i32::MAX)))));
        line
    });
    let lines: Vec<Vec<Cell>> = lines.collect();
    audit::note_read(app, ctx, "export.burden", format!("{} rows", lines.len())).await?;
    write(
        ctx,
        &List {
            title: "减负监测",
            file: "减负监测",
            filter: words,
            columns: &COLUMNS,
            rows: lines,
        },
    )
}
