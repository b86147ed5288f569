//! A sheet given back with what became of each row.

use remit_shared::table::{ANSWER, Cell, TableColumn};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet, XlsxError};

use super::sheet::Sheet;
use super::{ImportLine, ImportOutcome};
use crate::context::OpCtx;
use crate::export::{Workbook, excel_day};
use crate::failure::{Answer, Fault};

/// The sheet as it came, with the column 导入结果 at its end; refused rows stand out. `widths` are those of the
/// columns that are read, in their order.
pub(crate) fn answer<C: TableColumn>(
    ctx: &OpCtx,
    sheet: &Sheet<C>,
    widths: &[f64],
    lines: &[ImportLine],
) -> Answer<Workbook> {
    let bytes = give_back(sheet, widths, lines)
        .map_err(|error| Fault::Broken(format!("the workbook failed: {error}")))?;
    Ok(Workbook {
        name: format!("{}导入结果-{}.xlsx", C::ROWS_ZH, ctx.today()),
        bytes,
    })
}

fn give_back<C: TableColumn>(
    sheet: &Sheet<C>,
    widths: &[f64],
    lines: &[ImportLine],
) -> Result<Vec<u8>, XlsxError> {
    let kept: Vec<usize> = (0..sheet.header.len())
        .filter(|place| sheet.header.get(*place).is_none_or(|name| name.trim() != ANSWER))
        .collect();
    let mut names: Vec<String> = kept
        .iter()
        .filter_map(|place| sheet.header.get(*place).cloned())
        .collect();
    names.push(ANSWER.to_owned());
    let mut book = Book::new();
    let page = book.add_worksheet().set_name(C::ROWS_ZH)?;
    head::<C>(page, &names, widths)?;
    page.set_column_width(u16::try_from(kept.len()).unwrap_or(u16::MAX), 60)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let wrong = plain
        .clone()
        .set_background_color(Color::RGB(0x00FD_E3E1))
        .set_font_color(Color::RGB(0x009C_1C12));
    for (row, ((_, cells), line)) in (1u32..).zip(sheet.rows.iter().zip(lines)) {
        let format = if line.outcome == ImportOutcome::Refused {
            &wrong
        } else {
            &plain
        };
        for (column, place) in (0u16..).zip(&kept) {
            let cell = cells.get(*place).unwrap_or(&Cell::Empty);
            write(page, (row, column), cell, format)?;
        }
        let column = u16::try_from(kept.len()).unwrap_or(u16::MAX);
        page.write_string_with_format(row, column, line.words(), format)?;
    }
    page.set_freeze_panes(1, 2)?;
    book.save_to_buffer()
}

fn head<C: TableColumn>(page: &mut Worksheet, names: &[String], widths: &[f64]) -> Result<(), XlsxError> {
    for (column, name) in (0u16..).zip(names) {
        page.write_with_format(0, column, name, &bold())?;
        let known = C::ALL.iter().position(|known| known.zh() == name);
        let width = known.and_then(|place| widths.get(place)).copied();
        page.set_column_width(column, width.unwrap_or(14.0))?;
    }
    Ok(())
}

/// How the header of a template or an answer looks.
pub(crate) fn bold() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF5))
        .set_border(FormatBorder::Thin)
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, format)?,
        Cell::Text(text) => page.write_string_with_format(row, column, text, format)?,
        Cell::Number(number) => page.write_number_with_format(row, column, *number, format)?,
        Cell::Day(day) => {
            let format = format.clone().set_num_format("yyyy-mm-dd");
            page.write_datetime_with_format(row, column, excel_day(*day)?, &format)?
        }
    };
    Ok(())
}
