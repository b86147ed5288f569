//! The empty template of a unit.

use remit_shared::plan::point::PointMeasure;
use remit_shared::plan::point::table::PointColumn;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;
use remit_store::entity::{duty, org, org_section};
use remit_store::organisation;
use remit_store::plan::duty as duties;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, FormatAlign, Workbook as Book, Worksheet, XlsxError,
};

use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::export::Workbook;
use crate::failure::{Answer, Fault};
use crate::import::bold;
use remit_shared::refusal::Refusal;

/// Rows of the template that have a code already.
const PREPARED: u32 = 30;
/// Widths of the columns of [`PointColumn`], in characters.
pub(super) const WIDTHS: [f64; 8] = [16.0, 32.0, 16.0, 40.0, 40.0, 12.0, 10.0, 14.0];

/// The template of the actor's unit for a year.
pub async fn template(app: &App, ctx: &OpCtx, year: i32) -> Answer<Workbook> {
    let scope = ctx.authorise(Capability::PointWrite)?;
    let actor = ctx.signed_in()?;
    let own = actor.org_id.ok_or_else(Refusal::not_found)?;
    let unit = organisation::by_ids(app.db.read(), scope.jurisdiction_id(), &[own])
        .await?
        .into_iter()
        .next()
        .ok_or_else(Refusal::not_found)?;
    let sections = organisation::sections(app.db.read(), &scope, &[own]).await?;
    let sections: Vec<_> = sections.into_values().flatten().collect();
    let duties = duties::of_orgs(app.db.read(), scope.jurisdiction_id(), &[own], ctx.today()).await?;
    audit::note_read(app, ctx, "export.point_template", year.to_string()).await?;
    let bytes = build(&unit, &sections, &duties, year).map_err(|error| broken(&error))?;
    Ok(Workbook {
        name: format!("{}-{year}年问效点填报模板.xlsx", unit.name),
        bytes,
    })
}

fn broken(error: &XlsxError) -> Fault {
    Fault::Broken(format!("the workbook failed: {error}"))
}

fn build(
    unit: &org::Model,
    sections: &[org_section::Model],
    duties: &[duty::Model],
    year: i32,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let page = book.add_worksheet().set_name("问效点")?;
    head(page, &header())?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for row in 1..=PREPARED {
        let code = format!("{}{row:02}", super::prefix(unit));
        page.write_string_with_format(row, 0, code, &plain)?;
    }
    choices(page)?;
    page.set_freeze_panes(1, 2)?;
    let lists = book.add_worksheet().set_name("职责与科室")?;
    for (column, (name, width)) in
        (0u16..).zip([("序号", 8.0), ("职责", 70.0), ("依据", 40.0), ("科室", 20.0)])
    {
        lists.write_with_format(0, column, name, &bold())?;
        lists.set_column_width(column, width)?;
    }
    for (row, duty) in (1u32..).zip(duties) {
        lists.write(row, 0, duty.sort)?;
        lists.write_with_format(row, 1, &duty.text, &plain)?;
        lists.write_with_format(row, 2, &duty.basis, &plain)?;
    }
    for (row, section) in (1u32..).zip(sections) {
        lists.write(row, 3, &section.name)?;
    }
    let notes = book.add_worksheet().set_name("填写说明")?;
    notes.set_column_width(0, 90)?;
    for (row, line) in (0u32..).zip(notes_of(year)) {
        notes.write(row, 0, line)?;
    }
    book.save_to_buffer()
}

fn notes_of(year: i32) -> Vec<String> {
    vec![
        format!("一、本表用于填报{year}年问效点，请勿增加、删除或改动表头。"),
        "二、“编号”是识别问效点的依据：编号相同的视为同一问效点，重复导入不会重复新增。".to_owned(),
        "三、“对应职责”填写“职责与科室”表中的职责原文或序号，多项职责在同一单元格内换行填写。".to_owned(),
        "四、“计量方式”从数量指标、节点指标、比率指标中选择；目标须写明数量、比率或完成标志。".to_owned(),
        "五、“重要程度”为1至5的整数，5为最重要。".to_owned(),
        format!("六、“完成时限”为{year}年内的日期，例如{year}-09-30。"),
        "七、只填编号、其他各列为空的行不会导入。".to_owned(),
    ]
}

fn choices(page: &mut Worksheet) -> Result<(), XlsxError> {
    let names: Vec<&str> = PointMeasure::ALL.iter().map(|measure| measure.zh()).collect();
    let measure = DataValidation::new().allow_list_strings(&names)?;
    page.add_data_validation(1, 5, 999, 5, &measure)?;
    let importance = DataValidation::new().allow_whole_number(DataValidationRule::Between(1, 5));
    page.add_data_validation(1, 6, 999, 6, &importance)?;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    page.set_column_format(7, &day)?;
    Ok(())
}

fn header() -> Vec<String> {
    PointColumn::ALL
        .iter()
        .map(|column| column.zh().to_owned())
        .collect()
}

fn head(page: &mut Worksheet, names: &[String]) -> Result<(), XlsxError> {
    for (column, name) in (0u16..).zip(names) {
        page.write_with_format(0, column, name, &bold())?;
        let width = PointColumn::ALL
            .iter()
            .position(|known| known.zh() == name)
            .and_then(|place| WIDTHS.get(place))
            .copied();
        page.set_column_width(column, width.unwrap_or(14.0))?;
    }
    Ok(())
}
