//! How complete the supervision is: 全覆盖 in one line, or the units that are missing by name.

use leptos::prelude::*;

use super::{CoverageNow, coverage_now};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::ui::state::loaded;

type Coverage = coverage_now::CoverageNowCoverage;

/// The banner above the registry.
#[component]
pub(super) fn CoverageBanner() -> impl IntoView {
    let query = use_query::<CoverageNow>(|| coverage_now::Variables);
    view! {
        <section class="card card-body coverage" aria-label=tr(t::registry::coverage::TITLE)>
            {loaded(query, |answer| move || answer.with(|answer| banner(&answer.coverage)))}
        </section>
    }
}

/// `100` rather than `100.0`; any other value keeps its decimal.
fn short(percent: &str) -> &str {
    percent.strip_suffix(".0").unwrap_or(percent)
}

fn banner(coverage: &Coverage) -> AnyView {
    let Coverage {
        supervised,
        in_scope,
        percent,
        missing,
    } = coverage;
    let verdict = if missing.is_empty() {
        view! { <p>{tr(t::registry::coverage::FULL)}</p> }.into_any()
    } else {
        let names = missing.iter().map(|unit| {
            let href = format!("/registry/{}", unit.id);
            view! { <li><a href=href>{unit.name.clone()}</a></li> }
        });
        view! {
            <p class="coverage-gap">{t::registry::coverage::gap(missing.len())}</p>
            <ul class="row">{names.collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <p class="coverage-value num" class:gap=!missing.is_empty()>{format!("{supervised}/{in_scope}")}</p>
        <div class="coverage-text">
            <p>
                <strong>{t::registry::coverage::percent(short(percent))}</strong>
                " · "{t::registry::coverage::count(supervised, in_scope)}
            </p>
            <progress class="coverage-bar" max=in_scope.to_string() value=supervised.to_string() aria-hidden="true"></progress>
            {verdict}
        </div>
    }
    .into_any()
}
