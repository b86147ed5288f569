//! Filters, order, page and columns of a list live in the URL, so that a list can be sent to a colleague.
//!
//! Whatever stands in the URL is checked: an unknown filter or value is named in a visible notice and ignored.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;
use remit_shared::wire::Wire;

use crate::i18n::t;

/// Parameters that the kit itself reads.
pub(crate) const SORT: &str = "sort";
pub(crate) const PAGE: &str = "page";
pub(crate) const SIZE: &str = "size";
pub(crate) const COLUMNS: &str = "cols";

/// Rows on a page when the URL does not say.
pub const PAGE_SIZE: i64 = 50;
/// Page sizes to choose from.
pub const PAGE_SIZES: &[i64] = &[20, 50, 100];

type Check = fn(&str) -> bool;

/// The query string of the present page. `Copy`; made once by the page with [`use_url_state`].
#[derive(Clone, Copy)]
pub struct UrlState {
    map: Memo<ParamsMap>,
    known: StoredValue<Vec<(&'static str, Check)>>,
    go: StoredValue<Box<dyn Fn(ParamsMap)>, LocalStorage>,
}

/// The query string of the present page.
pub fn use_url_state() -> UrlState {
    let map = use_query_map();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let go = move |map: ParamsMap| {
        let target = format!("{}{}", path.get_untracked(), map.to_query_string());
        navigate(
            &target,
            NavigateOptions {
                resolve: false,
                replace: true,
                scroll: false,
                ..Default::default()
            },
        );
    };
    let state = UrlState {
        map,
        known: StoredValue::new(Vec::new()),
        go: StoredValue::new_local(Box::new(go)),
    };
    state.register(PAGE, |value| value.parse::<i64>().is_ok_and(|page| page >= 1));
    state.register(SIZE, |value| {
        value.parse().is_ok_and(|size| PAGE_SIZES.contains(&size))
    });
    state
}

fn parse_list<W: Wire>(value: &str) -> Vec<W> {
    value.split(',').filter_map(W::parse).collect()
}

impl UrlState {
    fn register(self, key: &'static str, check: Check) {
        self.known.update_value(|known| {
            if !known.iter().any(|(name, _)| *name == key) {
                known.push((key, check));
            }
        });
    }

    /// The checked text of a parameter; tracks it.
    fn read(self, key: &str) -> Option<String> {
        self.map.with(|map| {
            map.get_str(key)
                .filter(|value| !value.is_empty())
                .map(ToOwned::to_owned)
        })
    }

    /// A free text, at most 100 characters.
    pub fn text(self, key: &'static str) -> Memo<String> {
        self.register(key, |value| value.chars().count() <= 100);
        Memo::new(move |_| {
            self.read(key)
                .filter(|value| value.chars().count() <= 100)
                .unwrap_or_default()
        })
    }

    /// The global id of a record, of any kind.
    pub fn record(self, key: &'static str) -> Memo<String> {
        self.register(key, |value| remit_shared::id::decode_any(value).is_some());
        Memo::new(move |_| {
            self.read(key)
                .filter(|value| remit_shared::id::decode_any(value).is_some())
                .unwrap_or_default()
        })
    }

    /// One value of an enumeration.
    pub fn choice<W: Wire + Send + Sync>(self, key: &'static str) -> Memo<Option<W>> {
        self.register(key, |value| W::parse(value).is_some());
        Memo::new(move |_| self.read(key).and_then(|value| W::parse(&value)))
    }

    /// Several values of an enumeration, comma-separated.
    pub fn choices<W: Wire + Send + Sync>(self, key: &'static str) -> Memo<Vec<W>> {
        self.register(key, |value| value.split(',').all(|part| W::parse(part).is_some()));
        Memo::new(move |_| self.read(key).map(|value| parse_list(&value)).unwrap_or_default())
    }

    /// The order of the list: [`UrlState::choice`] with a default, under the name `sort`.
    pub fn sort<W: Wire + Send + Sync>(self, default: W) -> Memo<W> {
        let chosen = self.choice::<W>(SORT);
        Memo::new(move |_| chosen.get().unwrap_or(default))
    }

    /// A date.
    pub fn date(self, key: &'static str) -> Memo<Option<chrono::NaiveDate>> {
        self.register(key, |value| value.parse::<chrono::NaiveDate>().is_ok());
        Memo::new(move |_| self.read(key).and_then(|value| value.parse().ok()))
    }

    /// A year, 2000 to 2100.
    pub fn year(self, key: &'static str) -> Memo<Option<i64>> {
        fn parse(value: &str) -> Option<i64> {
            value.parse().ok().filter(|year| (2000..=2100).contains(year))
        }
        self.register(key, |value| parse(value).is_some());
        Memo::new(move |_| self.read(key).as_deref().and_then(parse))
    }

    /// Yes, no, or not said (`1`, `0`).
    pub fn flag(self, key: &'static str) -> Memo<Option<bool>> {
        self.register(key, |value| value == "1" || value == "0");
        Memo::new(move |_| match self.read(key).as_deref() {
            Some("1") => Some(true),
            Some("0") => Some(false),
            _ => None,
        })
    }

    /// The page shown, from 1.
    pub fn page(self) -> Memo<i64> {
        Memo::new(move |_| {
            self.read(PAGE)
                .and_then(|value| value.parse().ok())
                .filter(|page| *page >= 1)
                .unwrap_or(1)
        })
    }

    /// Rows on a page.
    pub fn size(self) -> Memo<i64> {
        Memo::new(move |_| {
            let size = self.read(SIZE).and_then(|value| value.parse().ok());
            size.filter(|size| PAGE_SIZES.contains(size)).unwrap_or(PAGE_SIZE)
        })
    }

    /// `first` and `offset` of the query; tracks page and size.
    pub fn window(self) -> (i64, i64) {
        let size = self.size().get();
        (size, (self.page().get() - 1) * size)
    }

    /// Keys of the columns shown, if the URL says.
    pub(crate) fn columns(self, all: &'static [crate::ui::table::Column]) -> Memo<Option<Vec<String>>> {
        self.register(COLUMNS, |_| true);
        Memo::new(move |_| {
            let list = self.read(COLUMNS)?;
            let keys: Vec<String> = list
                .split(',')
                .filter(|key| all.iter().any(|column| column.key == *key))
                .map(ToOwned::to_owned)
                .collect();
            (!keys.is_empty()).then_some(keys)
        })
    }

    /// Raw text of a parameter, for fields that edit it; tracks it.
    pub(crate) fn raw(self, key: &str) -> String {
        self.read(key).unwrap_or_default()
    }

    /// Sets one parameter; `None` or empty removes it. Any change but of the page itself goes back to page 1.
    pub fn set(self, key: &'static str, value: Option<String>) {
        self.set_all(vec![(key, value)]);
    }

    /// Sets several at once.
    pub fn set_all(self, changes: Vec<(&'static str, Option<String>)>) {
        let mut map = self.map.get_untracked();
        if changes.iter().any(|(key, _)| !matches!(*key, PAGE | COLUMNS)) {
            map.remove(PAGE);
        }
        for (key, value) in changes {
            map.remove(key);
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                map.insert(key, value);
            }
        }
        self.go.with_value(|go| go(map));
    }

    /// Takes every filter away; order and columns stay.
    pub fn clear_filters(self) {
        let old = self.map.get_untracked();
        let mut map = ParamsMap::new();
        for key in [SORT, SIZE, COLUMNS] {
            if let Some(value) = old.get(key) {
                map.insert(key, value);
            }
        }
        self.go.with_value(|go| go(map));
    }

    /// Whether any filter is set; tracks it.
    pub fn filtered(self) -> bool {
        self.map.with(|map| {
            map.latest_values().any(|(key, value)| {
                !matches!(key.as_ref(), SORT | SIZE | COLUMNS | PAGE) && !value.is_empty()
            })
        })
    }

    /// What in the URL is not understood, as sentences; tracks it.
    pub(crate) fn notices(self) -> Vec<String> {
        let known = self.known.get_value();
        self.map.with(|map| {
            map.latest_values()
                .filter(|(_, value)| !value.is_empty())
                .filter_map(|(key, value)| match known.iter().find(|(name, _)| *name == key) {
                    None => Some(t::kit::url::unknown_filter(key)),
                    Some((_, check)) if !check(value) => Some(t::kit::url::bad_value(key, value)),
                    Some(_) => None,
                })
                .collect()
        })
    }
}
