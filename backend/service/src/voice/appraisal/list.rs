//! Reading appraisals: the list, its grades, the lists imported, and the list as a workbook that can be read back.

use std::collections::HashMap;

use remit_shared::policy::Capability;
use remit_shared::voice::AppraisalMark;
use remit_store::entity::{appraisal_row, import_batch};
use remit_store::page::{Page, Slice};
use remit_store::voice::appraisal::{self as rows, AppraisalFilter, AppraisalSort};

use super::scope;
use crate::app::App;
use crate::context::OpCtx;
use crate::export::{self, Workbook};
use crate::failure::Answer;

/// A page of appraisals that the reader may see.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: &AppraisalFilter,
    sort: AppraisalSort,
    slice: Slice,
) -> Answer<Page<appraisal_row::Model>> {
    let scope = scope(ctx)?;
    Ok(rows::page(app.db.read(), &scope, filter, sort, slice).await?)
}

/// How a year's institutions are graded.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Institutions by grade.
    pub grades: HashMap<AppraisalMark, i64>,
}

/// The grades of a year, of what the reader may see.
pub async fn summary(app: &App, ctx: &OpCtx, year: i32) -> Answer<Summary> {
    let scope = scope(ctx)?;
    Ok(Summary {
        grades: rows::grades(app.db.read(), &scope, year).await?,
    })
}

/// The lists imported for a year, the last first; for those who import.
pub async fn batches(app: &App, ctx: &OpCtx, year: i32) -> Answer<Vec<import_batch::Model>> {
    let scope = ctx.authorise(Capability::AppraisalImport)?;
    Ok(rows::batches(app.db.read(), scope.jurisdiction_id(), year).await?)
}

/// The filtered list as a workbook whose first columns are those of the template.
pub async fn export(
    app: &App,
    ctx: &OpCtx,
    filter: &AppraisalFilter,
    sort: AppraisalSort,
    words: &str,
) -> Answer<Workbook> {
    let page = list(app, ctx, filter, sort, Slice::first(export::ROWS_MAX)).await?;
    export::appraisals(app, ctx, &page.rows, words).await
}
