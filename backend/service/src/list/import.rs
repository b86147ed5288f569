//! A unit's powers list from a workbook (K36, K37): tried first, then all of it or nothing.
//!
//! An import begins a list or adds what a list lacks; the code is the business key, so the same sheet twice changes
//! nothing. What an item says is changed by a duty adjustment only, with its basis and its before and after: a row that
//! differs from the list is refused.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use remit_shared::list::PowerCategory;
use remit_shared::list::change::ItemText;
use remit_shared::list::table::{self, Line, PowerColumn};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use remit_store::entity::{org, power_list_version};
use remit_store::list::power;
use remit_store::organisation;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook as Book, XlsxError};
use uuid::Uuid;

use super::apply::{begin, new_item};
use super::change::item_text;
use crate::app::App;
use crate::context::OpCtx;
use crate::export::Workbook;
use crate::failure::{Answer, Failure, Fault};
use crate::import::{ImportLine, ImportOutcome, ImportReport, Sheet, answer, bold, once};
use crate::work::Work;

/// Widths of the columns of [`PowerColumn`], in characters.
const WIDTHS: [f64; 4] = [22.0, 14.0, 48.0, 60.0];

/// Reads a workbook of a unit's items, in force from a day on. `dry_run` only says what would happen.
pub async fn import(
    app: &App,
    ctx: &OpCtx,
    (org, from): (Uuid, NaiveDate),
    bytes: &[u8],
    dry_run: bool,
) -> Answer<ImportReport> {
    let action = if dry_run {
        "power_list.import_preview"
    } else {
        "power_list.import"
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = import_in(&mut work, org, from, bytes).await;
    match result {
        Ok((mut report, refused)) if dry_run || refused => {
            report.done = false;
            work.abandon().await?;
            Ok(report)
        }
        other => Ok(work.finish(other).await?.0),
    }
}

async fn import_in(
    work: &mut Work<'_>,
    org: Uuid,
    from: NaiveDate,
    bytes: &[u8],
) -> Answer<(ImportReport, bool)> {
    work.authorise(Capability::ListsEdit)?;
    let unit = unit(work, org).await?;
    work.subject("org", unit.id, unit.name.clone());
    let sheet = Sheet::<PowerColumn>::read(bytes)?;
    let codes: Vec<String> = sheet.rows.iter().map(|(_, cells)| sheet.names(cells).0).collect();
    let known = power::by_codes(&work.tx, work.tx.jurisdiction_id(), &codes).await?;
    let mut lines = Vec::with_capacity(sheet.rows.len());
    let mut seen = BTreeMap::new();
    for (number, cells) in &sheet.rows {
        let (code, title) = sheet.names(cells);
        let read = table::read(&sheet.layout, cells).and_then(|line| {
            once(&mut seen, *number, &line.code)?;
            Ok(line)
        });
        let done = match read {
            Ok(line) => write(work, &unit, from, &known, line).await,
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
    let report = ImportReport {
        answer: answer(work.ctx, &sheet, &WIDTHS, &lines)?,
        lines,
        done: true,
    };
    Ok((report, refused))
}

async fn unit(work: &Work<'_>, org: Uuid) -> Answer<org::Model> {
    let found = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org]).await?;
    Ok(found.into_iter().next().ok_or_else(Refusal::not_found)?)
}

async fn write(
    work: &Work<'_>,
    unit: &org::Model,
    from: NaiveDate,
    known: &HashMap<String, power_list_version::Model>,
    line: Line,
) -> Answer<ImportOutcome> {
    let item = ItemText {
        org: unit.id,
        code: line.code,
        category: line.category,
        name: line.name,
        basis: line.basis,
    };
    let Some(standing) = known.get(&item.code) else {
        let id = new_item(work, unit.id, &item.code).await?;
        begin(work, id, &item, from, None).await?;
        return Ok(ImportOutcome::Created);
    };
    if standing.org_id != unit.id {
        return Err(refuse(
            RefusalCode::Scope,
            format!("事项{}不在{}清单中，请核对编码。", item.code, unit.short_name),
            format!("The item {} is not in this unit's list.", item.code),
        ));
    }
    if standing.valid_to.is_some() {
        return Err(refuse(
            RefusalCode::State,
            format!("事项{}已取消，编码不得重复使用。", item.code),
            format!("The item {} is cancelled; codes are never used twice.", item.code),
        ));
    }
    if item_text(standing) == item {
        return Ok(ImportOutcome::Unchanged);
    }
    Err(refuse(
        RefusalCode::State,
        format!(
            "事项{}与现行清单不一致；清单内容的变动须经职责调整办理。",
            item.code
        ),
        format!(
            "The item {} differs from the list; what it says is changed by a duty adjustment only.",
            item.code
        ),
    ))
}

fn refuse(code: RefusalCode, zh: String, en: String) -> Failure {
    Refusal::new(code, zh, en).on("code").into()
}

/// The empty template.
pub fn template(ctx: &OpCtx) -> Answer<Workbook> {
    ctx.authorise(Capability::ListsEdit)?;
    let bytes = build().map_err(|error| Fault::Broken(format!("the workbook failed: {error}")))?;
    Ok(Workbook {
        name: "权责清单导入模板.xlsx".to_owned(),
        bytes,
    })
}

fn build() -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let page = book.add_worksheet().set_name("权责事项")?;
    for (column, (heading, width)) in (0u16..).zip(PowerColumn::ALL.iter().zip(WIDTHS)) {
        page.write_with_format(0, column, heading.zh(), &bold())?;
        page.set_column_width(column, width)?;
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        page.set_column_format(column, &plain)?;
    }
    let names: Vec<&str> = PowerCategory::ALL.iter().map(|category| category.zh()).collect();
    let choices = DataValidation::new().allow_list_strings(&names)?;
    page.add_data_validation(1, 1, 2999, 1, &choices)?;
    page.set_freeze_panes(1, 1)?;
    let notes = book.add_worksheet().set_name("填写说明")?;
    notes.set_column_width(0, 90)?;
    let lines = [
        "一、一次导入一个单位的权责事项，请勿增加、删除或改动表头。",
        "二、“事项编码”是识别事项的依据，由大写字母、数字和“-”组成，一经使用不得重复。",
        "三、“权力类别”从下拉列表中选择。",
        "四、“设定依据”写明法律、法规、规章的名称和条款。",
        "五、已在清单中的事项内容有变动的，不能以导入方式修改，须经职责调整办理。",
    ];
    for (row, line) in (0u32..).zip(lines) {
        notes.write(row, 0, line)?;
    }
    book.save_to_buffer()
}
