//! The frame of an exported list: title, watermark line, filter line, header, typed rows, print setup.

use chrono::{NaiveDate, TimeDelta};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet, XlsxError,
};

use super::Workbook;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// A cell with its type.
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Day(Option<NaiveDate>),
}

/// A column: header and width in characters.
pub(super) type Column = (&'static str, f64);

/// What an exported list says.
pub(super) struct List<'a> {
    pub title: &'a str,
    pub file: &'a str,
    /// The filter in words, as the person set it.
    pub filter: &'a str,
    pub columns: &'a [Column],
    pub rows: Vec<Vec<Cell>>,
}

/// First row of the table, below title, watermark and filter.
const HEAD: u32 = 3;

pub(super) fn write(ctx: &OpCtx, list: &List<'_>) -> Answer<Workbook> {
    let who = ctx.signed_in()?.label.clone();
    let at = (ctx.now() + TimeDelta::hours(8)).format("%Y-%m-%d %H:%M");
    let mark = format!("{who} 于 {at} 导出，共{}条。仅供内部工作使用。", list.rows.len());
    let bytes = build(list, &mark).map_err(|error| Fault::Broken(format!("the workbook failed: {error}")))?;
    Ok(Workbook {
        name: format!("{}-{}.xlsx", list.file, ctx.today()),
        bytes,
    })
}

fn build(list: &List<'_>, mark: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let page = book.add_worksheet().set_name(list.title)?;
    let title = Format::new().set_bold().set_font_size(16);
    page.write_with_format(0, 0, list.title, &title)?;
    page.write_with_format(1, 0, mark, &Format::new().set_font_color(Color::Gray))?;
    page.write(2, 0, format!("筛选条件：{}", list.filter))?;
    header(page, list.columns)?;
    let plain = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let day = plain.clone().set_num_format("yyyy-mm-dd");
    for (row, cells) in (HEAD + 1..).zip(&list.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) => page.write_string_with_format(row, column, text, &plain)?,
                Cell::Number(number) => page.write_number_with_format(row, column, *number, &plain)?,
                Cell::Day(None) => page.write_blank(row, column, &plain)?,
                Cell::Day(Some(date)) => {
                    page.write_datetime_with_format(row, column, excel_day(*date)?, &day)?
                }
            };
        }
    }
    page.set_freeze_panes(HEAD + 1, 2)?
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_header(format!("&R&8&K808080{mark}"))
        .set_footer("&C第 &P 页，共 &N 页");
    book.save_to_buffer()
}

fn header(page: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF5))
        .set_border(FormatBorder::Thin);
    for (index, (name, width)) in (0u16..).zip(columns) {
        page.write_with_format(HEAD, index, *name, &format)?;
        page.set_column_width(index, *width)?;
    }
    Ok(())
}

/// A date as a spreadsheet keeps it.
pub(crate) fn excel_day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let (month, day) = (
        date.month().try_into().unwrap_or(1),
        date.day().try_into().unwrap_or(1),
    );
    ExcelDateTime::from_ymd(date.year().try_into().unwrap_or(1900), month, day)
}
