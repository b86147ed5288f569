//! The rows behind a score: from an indicator down to the record.

use leptos::prelude::*;
use remit_shared::rating::{RatingChannel, RatingStatus};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::measure::TraceSource;
use remit_shared::wire::Wire;

use super::{TraceRows, trace_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::dialog::{Dialog, Place, open_while};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};

const COLUMNS: &[Column] = &[
    Column::new("kind", t::result::trace::KIND),
    Column::new("count", t::result::trace::COUNT).number().narrow(),
    Column::new("value", t::result::trace::VALUE).number().narrow(),
    Column::new("weight", t::result::trace::WEIGHT).number().narrow(),
    Column::new("share", t::result::trace::SHARE).number().narrow(),
];

/// Longest decimals shown; the server keeps all of them.
const SHOWN: usize = 8;

/// A drawer with the rows of the chosen indicator.
#[component]
pub(super) fn TraceDrawer(
    run: Signal<String>,
    org: Signal<String>,
    chosen: RwSignal<Option<IndicatorCode>>,
) -> impl IntoView {
    let open = open_while(chosen);
    let title = Signal::derive(move || {
        chosen
            .get()
            .map_or_else(String::new, |code| format!("{code} {}", word(code)))
    });
    view! {
        <Dialog open=open title=title place=Place::Drawer>
            {move || chosen.get().map(|code| view! { <Rows run=run.get_untracked() org=org.get_untracked() code=code/> })}
        </Dialog>
    }
}

#[component]
fn Rows(run: String, org: String, code: IndicatorCode) -> impl IntoView {
    let unit = StoredValue::new(org.clone());
    let query = use_query::<TraceRows>(move || trace_rows::Variables {
        run_id: run.clone(),
        org_id: org.clone(),
        code,
    });
    view! {
        <p class="muted">{tr(t::result::trace::WHY)}</p>
        {loaded(query, move |answer| move || {
            let rows = answer.with(|answer| answer.score_trace.rows.iter().map(|row| line(row, &unit.get_value())).collect::<Vec<_>>());
            if rows.is_empty() {
                return empty(t::result::trace::NONE, None);
            }
            view! { <SimpleTable caption=t::result::trace::TITLE quiet=true columns=COLUMNS rows=Signal::stored(rows)/> }.into_any()
        })}
    }
}

fn line(row: &trace_rows::TraceRowsScoreTraceRows, org: &str) -> Row {
    let (kind, reference, record) = (row.kind, row.reference.clone(), row.record.clone());
    let org = org.to_owned();
    Row::new(vec![
        Cell::view(move || {
            let named = reference
                .clone()
                .map(|code| named(kind, code, record.clone(), &org));
            view! { {word(kind)}" "{named} }.into_any()
        }),
        Cell::number(row.count),
        Cell::number(short(&row.value)),
        Cell::number(short(&row.weight)),
        Cell::number(short(&row.share)),
    ])
}

/// The record by its name, with a link to the record itself; cells of ratings lead to the unit's ratings.
fn named(kind: TraceSource, code: String, record: Option<String>, org: &str) -> AnyView {
    let page = match kind {
        TraceSource::Problem => Some("/problems"),
        TraceSource::Point => Some("/points"),
        TraceSource::Trigger => Some("/list-triggers"),
        TraceSource::Violation => Some("/violations"),
        TraceSource::Request if code.starts_with("TS-") => Some("/sheets"),
        TraceSource::Request if code.starts_with("XS-") => Some("/consultations"),
        TraceSource::Request if code.starts_with("XT-") => Some("/cases"),
        _ => None,
    };
    if let Some((page, record)) = page.zip(record) {
        let href = format!("{page}/{record}");
        return view! { <a href=href>{code}</a> }.into_any();
    }
    match kind {
        TraceSource::RollupCell => {
            let (window, channel) = code.rsplit_once(' ').unwrap_or(("", code.as_str()));
            let channel = RatingChannel::parse(channel).map_or("", word);
            let window = (!window.is_empty()).then(|| t::result::trace::window(window));
            let href = format!("/ratings/{org}");
            view! { <a href=href>{window}" "{channel}</a> }.into_any()
        }
        TraceSource::LeftOut => RatingStatus::parse(&code).map_or("", word).into_any(),
        TraceSource::Institution => {
            let href = format!("/appraisals?q={}", js_sys::encode_uri_component(&code));
            view! { <a href=href>{code}</a> }.into_any()
        }
        _ => code.into_any(),
    }
}

fn short(text: &str) -> String {
    match text.find('.') {
        Some(point) => text.chars().take(point + 1 + SHOWN).collect(),
        None => text.to_owned(),
    }
}
