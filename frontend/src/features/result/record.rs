//! A record of a unit and its right value: chosen from the sources of the score, never typed.

use leptos::prelude::*;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::correct::values;

use super::{TraceRows, trace_rows};
use crate::api::use_query;
use crate::i18n::{lang, t};
use crate::ui::form::{Form, SelectField};
use crate::ui::state::loaded;

/// The value's own words.
pub(super) fn value_word(code: IndicatorCode, value: &str) -> String {
    let known = values(code).into_iter().find(|(known, ..)| *known == value);
    known.map_or_else(|| value.to_owned(), |(_, zh, en)| lang().pick(zh, en).to_owned())
}

/// Two fields: the record out of those behind the score, and the value it gets. Nothing for indicators of which only
/// tallies and counters are known.
#[component]
pub(super) fn RecordFields(
    form: Form,
    run: String,
    org: String,
    code: IndicatorCode,
    record: RwSignal<String>,
    value: RwSignal<String>,
) -> impl IntoView {
    let query = use_query::<TraceRows>(move || trace_rows::Variables {
        run_id: run.clone(),
        org_id: org.clone(),
        code,
    });
    let settable = !values(code).is_empty();
    let to = Signal::derive(move || {
        let known = values(code).into_iter();
        known
            .map(|(code, zh, en)| (code.to_owned(), lang().pick(zh, en).to_owned()))
            .collect::<Vec<_>>()
    });
    settable.then(|| {
        loaded(query, move |answer| {
            let records = Signal::derive(move || {
                answer.with(|answer| {
                    let rows = answer.score_trace.rows.iter();
                    rows.filter_map(|row| row.reference.clone())
                        .map(|name| (name.clone(), name))
                        .collect::<Vec<_>>()
                })
            });
            view! {
                <SelectField form=form name="correctedRef" label=t::result::appeal::CORRECTED_REF value=record options=records/>
                <SelectField form=form name="correctedTo" label=t::result::appeal::CORRECTED_TO value=value options=to/>
            }
            .into_any()
        })
    })
}
