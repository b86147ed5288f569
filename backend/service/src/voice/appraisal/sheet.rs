//! The empty template of a year's appraisal, and a list given back with what became of each row.

use remit_shared::policy::Capability;
use remit_shared::voice::AppraisalMark;
use remit_shared::voice::appraisal::{ANSWER, AppraisalColumn};
use remit_shared::wire::Wire;
use remit_store::scoring::inputs;
use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet, XlsxError,
};

use super::AppraisalList;
use crate::app::App;
use crate::audit;
use crate::context::OpCtx;
use crate::export::Workbook;
use crate::failure::{Answer, Fault};
use crate::plan::point::import::{ImportLine, ImportOutcome};

/// Widths of the columns of [`AppraisalColumn`], in characters.
const WIDTHS: [f64; 4] = [36.0, 28.0, 12.0, 12.0];

/// The template, with the units of the registry beside it.
pub async fn template(app: &App, ctx: &OpCtx, year: i32) -> Answer<Workbook> {
    let scope = ctx.authorise(Capability::AppraisalImport)?;
    let units = inputs::units(app.db.read(), scope.jurisdiction_id(), ctx.today()).await?;
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    audit::note_read(app, ctx, "export.appraisal_template", year.to_string()).await?;
    let bytes = build(&names, year).map_err(|error| broken(&error))?;
    Ok(Workbook {
        name: format!("{year}年事业单位绩效考核导入模板.xlsx"),
        bytes,
    })
}

fn broken(error: &XlsxError) -> Fault {
    Fault::Broken(format!("the workbook failed: {error}"))
}

fn build(units: &[&str], year: i32) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let page = book.add_worksheet().set_name("考核结果")?;
    head(page, &[])?;
    let grades: Vec<&str> = AppraisalMark::ALL.iter().map(|mark| mark.code()).collect();
    page.add_data_validation(1, 2, 999, 2, &DataValidation::new().allow_list_strings(&grades)?)?;
    page.set_freeze_panes(1, 1)?;
    let names = book.add_worksheet().set_name("主管部门名录")?;
    names.set_column_width(0, 30)?;
    for (row, name) in (0_u32..).zip(units) {
        names.write(row, 0, *name)?;
    }
    let notes = book.add_worksheet().set_name("填写说明")?;
    notes.set_column_width(0, 90)?;
    let lines = [
        format!("一、本表用于导入{year}年度事业单位绩效考核结果，请勿改动表头。"),
        "二、“事业单位”是识别依据：同一年度名称相同的视为同一单位，重复导入只更新、不新增。".to_owned(),
        "三、“主管部门”填写“主管部门名录”中的名称；市直属事业单位填写本单位名称。".to_owned(),
        "四、“考核等次”为A、B、C、D之一；“考核得分”为0至100，可以不填，填写时以得分计分。".to_owned(),
        "五、导入前先预检，逐行列出问题；全部通过后一次导入。".to_owned(),
    ];
    for (row, line) in (0_u32..).zip(lines) {
        notes.write(row, 0, line)?;
    }
    book.save_to_buffer()
}

fn head(page: &mut Worksheet, more: &[(&str, f64)]) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF5))
        .set_border(FormatBorder::Thin);
    let own = AppraisalColumn::ALL.iter().map(|column| column.zh()).zip(WIDTHS);
    for (column, (name, width)) in (0_u16..).zip(own.chain(more.iter().copied())) {
        page.write_with_format(0, column, name, &bold)?;
        page.set_column_width(column, width)?;
    }
    Ok(())
}

/// The list as it came, with the column 导入结果 at its end; refused rows stand out.
pub(super) fn answer(ctx: &OpCtx, list: &AppraisalList, lines: &[ImportLine]) -> Answer<Workbook> {
    let bytes = give_back(list, lines).map_err(|error| broken(&error))?;
    Ok(Workbook {
        name: format!("事业单位绩效考核导入结果-{}.xlsx", ctx.today()),
        bytes,
    })
}

fn give_back(list: &AppraisalList, lines: &[ImportLine]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let page = book.add_worksheet().set_name("考核结果")?;
    head(page, &[(ANSWER, 60.0)])?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let wrong = plain
        .clone()
        .set_background_color(Color::RGB(0x00FD_E3E1))
        .set_font_color(Color::RGB(0x009C_1C12));
    for (row, ((_, written), line)) in (1_u32..).zip(list.rows.iter().zip(lines)) {
        let refused = line.outcome == ImportOutcome::Refused;
        let format = if refused { &wrong } else { &plain };
        let words = line.words();
        let texts = [
            &written.institution,
            &written.parent,
            &written.grade,
            &written.score,
            &words,
        ];
        for (column, text) in (0_u16..).zip(texts) {
            page.write_string_with_format(row, column, text.as_str(), format)?;
        }
    }
    page.set_freeze_panes(1, 1)?;
    book.save_to_buffer()
}
