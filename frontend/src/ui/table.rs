//! Tables of records: order, columns and page in the URL; four states; cards on a phone.

mod cell;
mod list;
mod pager;
mod simple;

use crate::i18n::Text;

pub use cell::{Cell, Row};
pub use list::ListView;
pub use pager::Pager;
pub use simple::SimpleTable;

/// One column. Declared as constants: `const COLUMNS: &[Column] = &[Column::new("code", t::problem::CODE).sort("CODE", "CODE")];`
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Key in the URL.
    pub key: &'static str,
    /// Heading.
    pub title: Text,
    /// Values of `sort` in the URL, ascending and descending; equal when the server knows one direction only, the
    /// first one empty when that direction is descending.
    pub sort: Option<(&'static str, &'static str)>,
    /// Right-aligned, for numbers.
    pub number: bool,
    /// Not shown unless asked for.
    pub extra: bool,
    /// Narrow: never wraps.
    pub narrow: bool,
}

impl Column {
    /// A column that is shown and not sortable.
    pub const fn new(key: &'static str, title: Text) -> Self {
        Self {
            key,
            title,
            sort: None,
            number: false,
            extra: false,
            narrow: false,
        }
    }

    /// Sortable by these values of the server's order enumeration.
    #[must_use]
    pub const fn sort(mut self, ascending: &'static str, descending: &'static str) -> Self {
        self.sort = Some((ascending, descending));
        self
    }

    /// Holds numbers.
    #[must_use]
    pub const fn number(mut self) -> Self {
        self.number = true;
        self
    }

    /// Shown only when the reader chooses it.
    #[must_use]
    pub const fn extra(mut self) -> Self {
        self.extra = true;
        self
    }

    /// Never wraps: codes, dates, states.
    #[must_use]
    pub const fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }
}
