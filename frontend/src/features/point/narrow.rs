//! What the URL narrows the list of points to.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{
    PointGrouping, PointLight, PointMeasure, PointOutcome, PointState, PointView, point_rows, point_subtotals,
};
use crate::url_state::UrlState;

/// The filters of the page's address.
#[derive(Clone, Copy)]
pub(super) struct Narrow {
    year: Memo<Option<i64>>,
    text: Memo<String>,
    view: Memo<Option<PointView>>,
    states: Memo<Vec<PointState>>,
    lights: Memo<Vec<PointLight>>,
    measures: Memo<Vec<PointMeasure>>,
    outcomes: Memo<Vec<PointOutcome>>,
    org: Memo<String>,
    sampled: Memo<Option<bool>>,
    /// What the rows are grouped by.
    pub group: Memo<Option<PointGrouping>>,
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn codes<W: Wire>(list: &[W]) -> String {
    list.iter()
        .map(|value| value.code())
        .collect::<Vec<_>>()
        .join(",")
}

impl Narrow {
    pub fn of(url: UrlState) -> Self {
        Self {
            year: url.year("year"),
            text: url.text("q"),
            view: url.choice("view"),
            states: url.choices("states"),
            lights: url.choices("lights"),
            measures: url.choices("measures"),
            outcomes: url.choices("outcomes"),
            org: url.record("org"),
            sampled: url.flag("sampled"),
            group: url.choice("group"),
        }
    }

    pub fn filter(self) -> point_rows::PointFilter {
        point_rows::PointFilter {
            year: self.year.get(),
            text: Some(self.text.get()).filter(|text| !text.is_empty()),
            states: some(self.states.get()),
            lights: some(self.lights.get()),
            measures: some(self.measures.get()),
            outcomes: some(self.outcomes.get()),
            org_id: Some(self.org.get()).filter(|id| !id.is_empty()),
            sampled: self.sampled.get(),
            view: self.view.get(),
        }
    }

    /// The same filter for the subtotals, which are an operation of their own.
    pub fn subtotals(self) -> point_subtotals::PointFilter {
        let filter = self.filter();
        point_subtotals::PointFilter {
            year: filter.year,
            text: filter.text,
            states: filter.states,
            lights: filter.lights,
            measures: filter.measures,
            outcomes: filter.outcomes,
            org_id: filter.org_id,
            sampled: filter.sampled,
            view: filter.view,
        }
    }

    /// The same filter for the export's address.
    pub fn query_string(self) -> String {
        let pairs = [
            (
                "year",
                self.year.get().map(|year| year.to_string()).unwrap_or_default(),
            ),
            ("q", self.text.get()),
            (
                "view",
                self.view
                    .get()
                    .map(|view| view.code().to_owned())
                    .unwrap_or_default(),
            ),
            ("states", codes(&self.states.get())),
            ("lights", codes(&self.lights.get())),
            ("measures", codes(&self.measures.get())),
            ("outcomes", codes(&self.outcomes.get())),
            ("org", self.org.get()),
            (
                "sampled",
                self.sampled
                    .get()
                    .map(|yes| u8::from(yes).to_string())
                    .unwrap_or_default(),
            ),
        ];
        let set = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        set.map(|(key, value)| format!("{key}={}", String::from(js_sys::encode_uri_component(&value))))
            .collect::<Vec<_>>()
            .join("&")
    }
}
