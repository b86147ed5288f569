//! Lists in pieces: Relay connections over offsets.
//!
//! A cursor is an opaque offset. Lists here are short enough to be counted and are sorted by what the person
//! chose, so an offset is exact where a key of many columns would only look more precise.

use std::borrow::Cow;

use async_graphql::connection::{CursorType, PageInfo};
use async_graphql::{Context, Object, OutputType, TypeName};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use remit_service::rows::{Page, Slice};
use remit_shared::refusal::{Refusal, RefusalCode};

/// Rows at most in one answer.
pub const MOST: i32 = 200;
/// Offsets beyond this are refused: no list is that long.
const FARTHEST: u64 = 10_000_000;

/// An object that lists are made of.
pub trait Listed: OutputType {
    /// What its lists are called: `<name>Connection`, with `<name>Edge`.
    fn list_name() -> Cow<'static, str> {
        Self::type_name()
    }
}

/// A page of a list.
pub struct Rows<Node> {
    edges: Vec<Edge<Node>>,
    total: u64,
    has_previous_page: bool,
    has_next_page: bool,
}

/// A row and its place in the list.
pub struct Edge<Node> {
    node: Node,
    place: Offset,
}

impl<Node: Listed> TypeName for Rows<Node> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", Node::list_name()).into()
    }
}

impl<Node: Listed> TypeName for Edge<Node> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", Node::list_name()).into()
    }
}

/// A page of a list (a Relay connection).
#[Object(name_type)]
impl<Node: Listed> Rows<Node> {
    /// The rows with their cursors.
    async fn edges(&self) -> &[Edge<Node>] {
        &self.edges
    }

    /// The rows alone.
    async fn nodes(&self) -> Vec<&Node> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_previous_page: self.has_previous_page,
            has_next_page: self.has_next_page,
            start_cursor: self.edges.first().map(|edge| edge.place.encode_cursor()),
            end_cursor: self.edges.last().map(|edge| edge.place.encode_cursor()),
        }
    }

    /// Rows in the whole list, whatever the page. Counted only when asked for.
    async fn total_count(&self) -> u64 {
        self.total
    }
}

/// A row and its place in the list.
#[Object(name_type)]
impl<Node: Listed> Edge<Node> {
    /// The row.
    async fn node(&self) -> &Node {
        &self.node
    }

    /// Its place, to go on from with `after`.
    async fn cursor(&self) -> String {
        self.place.encode_cursor()
    }
}

/// Place in a list, from 0, as an opaque cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset(pub u64);

impl CursorType for Offset {
    type Error = Refusal;

    fn decode_cursor(text: &str) -> Result<Self, Refusal> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| text.strip_prefix("at:")?.parse().ok())
            .filter(|offset| *offset <= FARTHEST)
            .map(Self)
            .ok_or_else(|| {
                let (zh, en) = (
                    "翻页标记无效，请从第一页重新打开列表。",
                    "The cursor is not valid; open the list from its first page.",
                );
                Refusal::new(RefusalCode::Input, zh, en).on("after")
            })
    }

    fn encode_cursor(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("at:{}", self.0))
    }
}

/// The part of a list that a query asks for.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// Rows wanted.
    pub first: Option<i32>,
    /// Cursor of the row before the first one wanted.
    pub after: Option<String>,
    /// Rows to skip, for jumping to a numbered page; not together with `after`.
    pub offset: Option<i32>,
}

/// A checked part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first: u64,
    offset: u64,
    total: bool,
}

impl Paging {
    /// Checks the bounds. `total` says whether the whole list has to be counted.
    pub fn window(&self, usual: i32, total: bool) -> Result<Window, Refusal> {
        let first = self.first.unwrap_or(usual);
        if !(1..=MOST).contains(&first) {
            return Err(refuse(
                "first",
                format!("每页行数须在1至{MOST}之间。"),
                format!("Ask for 1 to {MOST} rows."),
            ));
        }
        let offset = match (&self.after, self.offset) {
            (None, None) => 0,
            (Some(after), None) => Offset::decode_cursor(after)?.0 + 1,
            (None, Some(skip)) => skipped(skip)?,
            (Some(_), Some(_)) => {
                let (zh, en) = (
                    "翻页标记与起始行只能填写一项。",
                    "Give either a cursor or an offset, not both.",
                );
                return Err(refuse("offset", zh.to_owned(), en.to_owned()));
            }
        };
        Ok(Window {
            first: u64::from(first.unsigned_abs()),
            offset,
            total,
        })
    }
}

fn skipped(skip: i32) -> Result<u64, Refusal> {
    u64::try_from(skip)
        .ok()
        .filter(|skip| *skip <= FARTHEST)
        .ok_or_else(|| {
            refuse(
                "offset",
                "起始行不能为负数，也不能超出列表。".to_owned(),
                "The offset lies outside the list.".to_owned(),
            )
        })
}

fn refuse(field: &str, zh: String, en: String) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on(field)
}

/// Whether the query asks how long the whole list is; nobody counts otherwise.
pub fn asks_total(ctx: &Context<'_>) -> bool {
    ctx.look_ahead().field("totalCount").exists()
}

impl Window {
    /// What to ask the service for: one row more than wanted shows whether there is a next page.
    pub fn slice(self) -> Slice {
        Slice {
            limit: self.first + 1,
            offset: self.offset,
            total: self.total,
        }
    }

    /// Wraps the rows that came of it.
    pub fn connection<T, Node>(self, page: Page<T>, mut node: impl FnMut(T) -> Node) -> Rows<Node> {
        let wanted = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next_page = page.rows.len() > wanted;
        let places = (self.offset..).map(Offset);
        let rows = page.rows.into_iter().take(wanted).zip(places);
        Rows {
            edges: rows
                .map(|(row, place)| Edge {
                    node: node(row),
                    place,
                })
                .collect(),
            total: page.total.unwrap_or_default(),
            has_previous_page: self.offset > 0,
            has_next_page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(first: Option<i32>, after: Option<&str>, offset: Option<i32>) -> Paging {
        Paging {
            first,
            after: after.map(str::to_owned),
            offset,
        }
    }

    #[test]
    fn a_cursor_survives_the_round_trip_and_is_opaque() {
        for offset in [0, 1, 49, 50, 12_345] {
            let cursor = Offset(offset).encode_cursor();
            assert_eq!(Offset::decode_cursor(&cursor), Ok(Offset(offset)));
            assert!(!cursor.contains(&offset.to_string()) || offset < 10, "{cursor}");
        }
    }

    #[test]
    fn rubbish_cursors_are_refused_on_their_field() {
        let too_far = URL_SAFE_NO_PAD.encode("at:99999999999999999999");
        for text in ["", "0", "at:5", "YXQ6LTE", "YXQ6", "\u{1F600}", &too_far] {
            let refusal = Offset::decode_cursor(text).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (RefusalCode::Input, Some("after")),
                "{text}"
            );
        }
    }

    #[test]
    fn the_window_begins_after_the_cursor() {
        let cursor = Offset(49).encode_cursor();
        let window = paging(Some(50), Some(&cursor), None).window(20, true).unwrap();
        assert_eq!(
            window.slice(),
            Slice {
                limit: 51,
                offset: 50,
                total: true
            }
        );
        let window = paging(None, None, Some(100)).window(20, false).unwrap();
        assert_eq!(
            window.slice(),
            Slice {
                limit: 21,
                offset: 100,
                total: false
            }
        );
    }

    #[test]
    fn page_sizes_and_offsets_out_of_bounds_are_refused() {
        let cursor = Offset(0).encode_cursor();
        let cases = [
            (paging(Some(0), None, None), "first"),
            (paging(Some(-1), None, None), "first"),
            (paging(Some(MOST + 1), None, None), "first"),
            (paging(None, None, Some(-1)), "offset"),
            (paging(None, None, Some(i32::MAX)), "offset"),
            (paging(None, Some(&cursor), Some(0)), "offset"),
        ];
        for (paging, field) in cases {
            let refusal = paging.window(50, false).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (RefusalCode::Input, Some(field)),
                "{paging:?}"
            );
        }
        assert!(paging(Some(MOST), None, None).window(50, false).is_ok());
    }

    #[test]
    fn the_row_too_many_becomes_the_next_page() {
        let window = paging(Some(2), None, Some(4)).window(50, true).unwrap();
        let page = Page {
            rows: vec![1, 2, 3],
            total: Some(9),
        };
        let rows: Rows<i32> = window.connection(page, |row| row);
        assert!(rows.has_next_page && rows.has_previous_page);
        assert_eq!(
            rows.edges
                .iter()
                .map(|edge| (edge.place.0, edge.node))
                .collect::<Vec<_>>(),
            [(4, 1), (5, 2)]
        );
        assert_eq!(rows.total, 9);
    }
}
