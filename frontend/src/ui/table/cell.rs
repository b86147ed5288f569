//! What stands in a table, independent of the record's type: one table serves them all.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::problem::Alert;

use crate::i18n::Text;
use crate::ui::due::Due;
use crate::ui::tag::{Tone, Toned, alert, tag_of};
use crate::ui::time;

/// One cell.
#[derive(Clone)]
pub enum Cell {
    /// Text.
    Text(String),
    /// Secondary text.
    Muted(String),
    /// A number or a code, in tabular digits.
    Number(String),
    /// A date, or a dash.
    Date(Option<NaiveDate>),
    /// A state.
    Tag(Tone, Text),
    /// An alert, or nothing.
    Alert(Alert),
    /// A deadline.
    Due(Due),
    /// Several cells in one, side by side.
    Several(Vec<Cell>),
    /// Anything else; called at each rendering.
    View(Arc<dyn Fn() -> AnyView + Send + Sync>),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Text that may be missing.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or_else(|| Self::Muted("—".to_owned()), |text| Self::Text(text.into()))
    }

    /// A number.
    pub fn number(number: impl core::fmt::Display) -> Self {
        Self::Number(format!("{number}"))
    }

    /// A state.
    pub fn tag<W: Toned>(value: W) -> Self {
        Self::Tag(value.tone(), Text::new(value.zh(), value.en()))
    }

    /// Anything else.
    pub fn view(view: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        Self::View(Arc::new(view))
    }

    pub(super) fn render(self) -> AnyView {
        match self {
            Self::Text(text) => text.into_any(),
            Self::Muted(text) => view! { <span class="muted">{text}</span> }.into_any(),
            Self::Number(text) => view! { <span class="num">{text}</span> }.into_any(),
            Self::Date(date) => view! { <span class="num">{time::day_or_dash(date)}</span> }.into_any(),
            Self::Tag(tone, text) => tag_of(tone, text),
            Self::Alert(level) => alert(level),
            Self::Due(due) => due.render(),
            Self::Several(cells) => {
                view! { <span class="cells">{cells.into_iter().map(Self::render).collect_view()}</span> }
                    .into_any()
            }
            Self::View(view) => view(),
        }
    }
}

/// One row: a key, where it leads, and a cell for each column in the columns' order.
#[derive(Clone)]
pub struct Row {
    pub(super) href: Option<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) urgent: bool,
}

impl Row {
    /// A row. The first cell carries the link.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self {
            href: None,
            cells,
            urgent: false,
        }
    }

    /// Where the row leads.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Marks the row at its edge; the cells say why in words.
    #[must_use]
    pub fn urgent(mut self, urgent: bool) -> Self {
        self.urgent = urgent;
        self
    }
}
