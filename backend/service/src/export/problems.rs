//! The list of problems as a workbook.

use remit_shared::policy::Capability;
use remit_shared::wire::Wire;
use remit_store::page::Slice;
use remit_store::problem::{ProblemRow, ProblemSort};

use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::read::{self, Narrow, Reader};

const COLUMNS: &[Column] = &[
    ("编号", 15.0),
    ("问题", 36.0),
    ("单位", 20.0),
    ("责任科室", 16.0),
    ("来源", 12.0),
    ("类别", 14.0),
    ("程度", 8.0),
    ("状态", 12.0),
    ("预警", 10.0),
    ("登记日期", 12.0),
    ("整改期限", 12.0),
    ("逾期（工作日）", 13.0),
    ("退回次数", 9.0),
    ("延期次数", 9.0),
    ("销号编号", 15.0),
    ("销号日期", 12.0),
];

/// The whole filtered list, up to [`ROWS_MAX`] rows. `words` is the filter as the person sees it.
pub async fn problems(
    app: &App,
    ctx: &OpCtx,
    narrow: Narrow,
    sort: ProblemSort,
    words: &str,
) -> Answer<Workbook> {
    let reader = read::reader(app, ctx, Capability::ProblemRead).await?;
    let page = read::problems(app, &reader, narrow, sort, Slice::first(ROWS_MAX)).await?;
    let rows: Vec<_> = page.rows.iter().map(|row| line(&reader, row)).collect();
    audit::note_read(app, ctx, "export.problems", format!("{} rows", rows.len())).await?;
    write(
        ctx,
        &List {
            title: "履职问题",
            file: "履职问题",
            filter: words,
            columns: COLUMNS,
            rows,
        },
    )
}

fn line(reader: &Reader, row: &ProblemRow) -> Vec<Cell> {
    let problem = &row.problem;
    let source = if reader.hides_source(problem) {
        "监管渠道"
    } else {
        problem.source.get().zh()
    };
    vec![
        Cell::Text(problem.code.clone()),
        Cell::Text(problem.title.clone()),
        Cell::Text(row.org.name.clone()),
        Cell::Text(
            row.section
                .as_ref()
                .map(|section| section.name.clone())
                .unwrap_or_default(),
        ),
        Cell::Text(source.to_owned()),
        Cell::Text(problem.category.get().zh().to_owned()),
        Cell::Text(problem.severity.get().zh().to_owned()),
        Cell::Text(problem.state.get().zh().to_owned()),
        Cell::Text(problem.alert.get().zh().to_owned()),
        Cell::Day(Some(problem.raised_on)),
        Cell::Day(problem.due_on),
        Cell::Number(f64::from(reader.overdue(problem))),
        Cell::Number(f64::from(problem.returned_count)),
        Cell::Number(f64::from(problem.extensions_count)),
        Cell::Text(problem.close_no.clone().unwrap_or_default()),
        Cell::Day(problem.closed_on),
    ]
}
