//! Push sheets (K18): the desk, the sheet, its A4 form.

mod convert;
mod detail;
mod list;
mod print;
mod write;

crate::lazy_page!(desk: SheetList, PushRead => list::page);
crate::lazy_page!(record: SheetDetail, PushRead => detail::page);
crate::lazy_page!(record: SheetPrint, PushRead => print::page);

crate::operation!("graphql/sheet.graphql":
    SheetRows, SheetPage, SheetUnits, WriteSheet, PushSheetNow, ReceiveSheet, ConvertSheet, FileSheet
);

/// The sheet as the page holds it.
type Sheet = sheet_page::SheetPagePushSheet;
