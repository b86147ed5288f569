//! Excel files of the lists: typed cells, CJK-safe, with who, when and which filter on every page (K37).
//!
//! Every export is audited (§4) and carries a watermark line with login and time.

mod appraisals;
mod burden;
mod cases;
mod ledger;
mod lists;
mod points;
mod problems;
mod sheet;

pub(crate) use appraisals::appraisals;
pub use burden::burden;
pub use cases::cases;
pub use ledger::{ledger, leftover};
pub use lists::{list_changes, powers};
pub use points::points;
pub use problems::problems;
pub(crate) use sheet::excel_day;

/// A file to hand out.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// File name, with the day.
    pub name: String,
    /// Content of the .xlsx.
    pub bytes: Vec<u8>,
}

/// Rows one export may hold; a longer list has to be narrowed first.
pub const ROWS_MAX: u64 = 20_000;
