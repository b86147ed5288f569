//! Appraisals as a workbook: the columns of the template, so that it can be corrected and read back.

use remit_shared::voice::appraisal::{AppraisalColumn, score_of};
use remit_shared::wire::Wire;
use remit_store::entity::appraisal_row;
use remit_store::organisation;
use uuid::Uuid;

use super::Workbook;
use super::sheet::{Cell, Column, List, write};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Widths of the columns.
const WIDTHS: [f64; 4] = [36.0, 28.0, 12.0, 12.0];

/// The rows that the reader has been given. `words` is the filter as the person sees it.
pub(crate) async fn appraisals(
    app: &App,
    ctx: &OpCtx,
    rows: &[appraisal_row::Model],
    words: &str,
) -> Answer<Workbook> {
    let jurisdiction = ctx.signed_in()?.jurisdiction_id;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.parent_org_id).collect();
    let units = organisation::by_ids(app.db.read(), jurisdiction, &ids).await?;
    let name = |id: Uuid| {
        units
            .iter()
            .find(|unit| unit.id == id)
            .map_or("", |unit| unit.name.as_str())
    };
    let lines = rows.iter().map(|row| {
        vec![
            Cell::Text(row.institution.clone()),
            Cell::Text(name(row.parent_org_id).to_owned()),
            Cell::Text(row.grade.get().code().to_owned()),
            Cell::Text(
                row.score_centi
                    .map(|centi| score_of(centi).to_string())
                    .unwrap_or_default(),
            ),
        ]
    });
    let lines: Vec<Vec<Cell>> = lines.collect();
    audit::note_read(app, ctx, "export.appraisals", format!("{} rows", lines.len())).await?;
    let columns: Vec<Column> = AppraisalColumn::ALL
        .iter()
        .map(|column| column.zh())
        .zip(WIDTHS)
        .collect();
    write(
        ctx,
        &List {
            title: "事业单位绩效考核结果",
            file: "事业单位绩效考核结果",
            filter: words,
            columns: &columns,
            rows: lines,
        },
    )
}
