//! What if the weights were others (K31): every unit is ranked again while the sliders move, by the engine that makes the
//! official result, next to that result and never stored. The settings live in the URL, so that a link shows the same.

mod desk;
mod draws;
mod model;
mod table;

use chrono::Datelike;
use leptos::prelude::*;

use super::{RunList, WhatIfInputs, run_list, what_if_inputs};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::page::{Crumb, PageHead, text_title};
use crate::ui::state::loaded;
use crate::url_state::use_url_state;
use desk::Desk;
use model::Inputs;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/results",
    text: t::result::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let asked = url.record("run");
    let year = Memo::new(move |_| session.today().map_or(2022, |today| i64::from(today.year()) - 1));
    let runs = use_query::<RunList>(move || run_list::Variables { year: year.get() });
    let body = loaded(runs, move |answer| {
        let newest = Memo::new(move |_| {
            let asked = asked.get();
            if !asked.is_empty() {
                return Some(asked);
            }
            answer.with(|answer| answer.score_runs.first().map(|run| run.id.clone()))
        });
        move || match newest.get() {
            Some(id) => view! { <OfRun id=id/> }.into_any(),
            None => view! { <Desk inputs=Inputs::example() example=true/> }.into_any(),
        }
    });
    view! {
        <PageHead title=text_title(t::result::WHAT_IF) crumbs=CRUMBS>
            <span class="what-if-mark">{tr(t::result::trial::MARK)}</span>
        </PageHead>
        <p class="notice warn" role="note">{tr(t::result::trial::UNOFFICIAL)}</p>
        {body}
    }
    .into_any()
}

/// The inputs of one run. Where the reader sees too few units to rank, the worked example stands in.
#[component]
fn OfRun(id: String) -> impl IntoView {
    let query = use_query::<WhatIfInputs>(move || what_if_inputs::Variables { id: id.clone() });
    loaded(query, move |answer| {
        let inputs = answer.with_untracked(|answer| answer.score_run.as_ref().and_then(Inputs::of));
        match inputs {
            Some(inputs) => view! { <Desk inputs=inputs example=false/> }.into_any(),
            None => view! { <Desk inputs=Inputs::example() example=true/> }.into_any(),
        }
    })
}
