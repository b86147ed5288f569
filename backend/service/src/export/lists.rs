//! Powers lists of a day and list changes as workbooks (K36, K37). The columns of a powers list are those of its template
//! first, so that it can be read back.

use std::collections::HashMap;

use remit_shared::list::change::ItemText;
use remit_shared::list::table::PowerColumn;
use remit_shared::table::TableColumn;
use remit_shared::wire::Wire;
use remit_store::entity::{list_change, power_list_version};
use remit_store::page::Slice;
use uuid::Uuid;

use super::sheet::{Cell, Column, List, write};
use super::{ROWS_MAX, Workbook};
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::list::change::read_item;
use crate::list::power::{self, ChangeFilter, PowerFilter, PowerSort};
use crate::organisation;

/// Widths of the columns, those of the template first.
const WIDTHS: [f64; 9] = [22.0, 12.0, 44.0, 56.0, 20.0, 10.0, 12.0, 12.0, 28.0];
/// Columns of the list of changes.
const CHANGES: [Column; 11] = [
    ("事项编码", 22.0),
    ("变动", 8.0),
    ("原行使单位", 20.0),
    ("现行使单位", 20.0),
    ("原权力类别", 12.0),
    ("现权力类别", 12.0),
    ("原事项名称", 40.0),
    ("现事项名称", 40.0),
    ("批准文号", 22.0),
    ("执行日期", 12.0),
    ("公布日期", 12.0),
];

/// The list of a day as filtered, up to [`ROWS_MAX`] rows. `words` is the filter as the person sees it.
pub async fn powers(
    app: &App,
    ctx: &OpCtx,
    filter: PowerFilter,
    sort: PowerSort,
    words: &str,
) -> Answer<Workbook> {
    let as_of = filter.as_of;
    let page = power::page(app, ctx, filter, sort, Slice::first(ROWS_MAX)).await?;
    let made: Vec<Uuid> = page.rows.iter().filter_map(last_change).collect();
    let changes = power::changes_by_ids(app, ctx, &made).await?;
    let names = names(app, ctx, page.rows.iter().map(|row| row.org_id)).await?;
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| {
            let over = row.cancelled && row.valid_to.is_some_and(|day| day < as_of);
            let change = last_change(row).and_then(|id| changes.get(&id));
            vec![
                Cell::Text(row.code.clone()),
                text(row.category.get().zh()),
                Cell::Text(row.name.clone()),
                Cell::Text(row.basis.clone()),
                Cell::Text(names.get(&row.org_id).cloned().unwrap_or_default()),
                text(if over { "已取消" } else { "有效" }),
                Cell::Day(Some(row.valid_from)),
                Cell::Day(row.valid_to),
                Cell::Text(change.map(said).unwrap_or_default()),
            ]
        })
        .collect();
    audit::note_read(app, ctx, "export.power_list", format!("{} rows", rows.len())).await?;
    let headings = PowerColumn::ALL
        .iter()
        .map(|column| column.zh())
        .chain(PowerColumn::READ_ONLY.iter().copied());
    let columns: Vec<Column> = headings.zip(WIDTHS).collect();
    write(
        ctx,
        &List {
            title: "权责清单",
            file: "权责清单",
            filter: words,
            columns: &columns,
            rows,
        },
    )
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

fn last_change(row: &power_list_version::Model) -> Option<Uuid> {
    row.ended_by.or(row.change_id)
}

fn said(change: &list_change::Model) -> String {
    let doc = change.doc_no.as_deref().unwrap_or_default();
    format!("{}（{doc}）", change.op.get().zh())
}

/// Names of the organisations.
pub(super) async fn names(
    app: &App,
    ctx: &OpCtx,
    ids: impl Iterator<Item = Uuid>,
) -> Answer<HashMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let found = organisation::by_ids(app, ctx, &ids).await?;
    Ok(found.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The changes as filtered, with their before and after.
pub async fn list_changes(app: &App, ctx: &OpCtx, filter: ChangeFilter, words: &str) -> Answer<Workbook> {
    let page = power::changes(app, ctx, &filter, Slice::first(ROWS_MAX)).await?;
    let orgs = page
        .rows
        .iter()
        .flat_map(|row| row.from_org_id.into_iter().chain(row.to_org_id));
    let names = names(app, ctx, orgs).await?;
    let mut rows = Vec::with_capacity(page.rows.len());
    for change in &page.rows {
        let before = read_item(change.before.as_deref())?;
        let after = read_item(change.after.as_deref())?;
        let unit = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let category = |item: Option<&ItemText>| item.map_or("", |item| item.category.zh()).to_owned();
        let name = |item: Option<&ItemText>| item.map(|item| item.name.clone()).unwrap_or_default();
        rows.push(vec![
            Cell::Text(change.code.clone()),
            text(change.op.get().zh()),
            Cell::Text(unit(change.from_org_id)),
            Cell::Text(unit(change.to_org_id)),
            Cell::Text(category(before.as_ref())),
            Cell::Text(category(after.as_ref())),
            Cell::Text(name(before.as_ref())),
            Cell::Text(name(after.as_ref())),
            text(change.doc_no.as_deref().unwrap_or("")),
            Cell::Day(change.effective_on),
            Cell::Day(change.published_on),
        ]);
    }
    audit::note_read(app, ctx, "export.list_changes", format!("{} rows", rows.len())).await?;
    write(
        ctx,
        &List {
            title: "权责清单变动",
            file: "权责清单变动",
            filter: words,
            columns: &CHANGES,
            rows,
        },
    )
}
