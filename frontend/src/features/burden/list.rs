//! Units and towns by months, darker where more was asked.

use leptos::prelude::*;
use remit_shared::burden::is_many;
use remit_shared::wire::Wire;

use super::{BurdenRows, RequestKind, burden_rows};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::url_state::use_url_state;

type Line = burden_rows::BurdenRowsBurden;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let (year, text) = (url.text("year"), url.text("q"));
    let kinds = url.choices::<RequestKind>("kinds");
    let by = url.text("sort");
    let this_year = session.today().map_or(2022, |day| chrono::Datelike::year(&day));
    let asked = Memo::new(move |_| year.get().parse::<i32>().unwrap_or(this_year));
    let query = use_query::<BurdenRows>(move || burden_rows::Variables {
        year: i64::from(asked.get()),
        kinds: Some(kinds.get()).filter(|kinds| !kinds.is_empty()),
    });
    let export = move || {
        let codes: Vec<_> = kinds.get().into_iter().map(Wire::code).collect();
        let kinds = if codes.is_empty() {
            String::new()
        } else {
            format!("&kinds={}", codes.join(","))
        };
        format!("/exports/burden.xlsx?year={}{kinds}", asked.get())
    };
    let turn = move |_| {
        let by = (by.get_untracked() != "total").then(|| "total".to_owned());
        url.set("sort", by);
    };
    view! {
        <PageHead title=text_title(t::burden::TITLE)>
            <button type="button" class="btn" on:click=turn>
                {move || if by.get() == "total" { t::burden::BY_REGISTRY.get() } else { t::burden::BY_TOTAL.get() }}
            </button>
            <a class="btn" href=export rel="external" download>{tr(t::burden::EXPORT)}</a>
        </PageHead>
        <p class="muted">{tr(t::burden::WHY)}</p>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::burden::UNIT hint=t::burden::UNIT_HINT/>
            <FilterText url=url param="year" label=t::burden::YEAR hint=t::burden::YEAR_HINT/>
            <FilterChoice url=url param="kinds" label=t::burden::KINDS values=RequestKind::ALL/>
        </FilterBar>
        {loaded(query, move |answer| {
            move || {
                let words = text.get();
                let mut lines = answer.with(|answer| answer.burden.clone());
                lines.retain(|line| words.is_empty() || line.org.name.contains(words.trim()));
                if by.get() == "total" {
                    lines.sort_by_key(|line| std::cmp::Reverse(line.total));
                }
                if lines.is_empty() {
                    return empty(t::burden::EMPTY, None);
                }
                table(lines)
            }
        })}
    }
    .into_any()
}

fn table(lines: Vec<Line>) -> AnyView {
    let most = lines
        .iter()
        .flat_map(|line| line.months.iter())
        .copied()
        .max()
        .unwrap_or(1)
        .max(1);
    let sums: Vec<i64> = (0..12)
        .map(|month| lines.iter().filter_map(|line| line.months.get(month)).sum())
        .collect();
    let all: i64 = sums.iter().sum();
    let heads =
        (1..=12).map(|month| view! { <th scope="col" class="num">{move || t::burden::month(month)}</th> });
    let body = lines.into_iter().map(|line| {
        let cells = line.months.into_iter().map(|count| cell(count, most)).collect_view();
        view! { <tr><th scope="row">{line.org.short_name}</th>{cells}<td class="num"><strong>{line.total}</strong></td></tr> }
    });
    let foot = sums.into_iter().map(|sum| view! { <td class="num">{sum}</td> });
    view! {
        <div class="heat-scroll" tabindex="0" role="region" aria-label=tr(t::burden::TITLE)>
            <table class="heat">
                <caption class="sr-only">{tr(t::burden::TITLE)}</caption>
                <thead><tr><th scope="col">{tr(t::burden::UNIT)}</th>{heads.collect_view()}<th scope="col" class="num">{tr(t::burden::TOTAL)}</th></tr></thead>
                <tbody>{body.collect_view()}</tbody>
                <tfoot><tr><th scope="row">{tr(t::burden::TOTAL)}</th>{foot.collect_view()}<td class="num"><strong>{all}</strong></td></tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// Five shades; many requests carry a mark as well, since colour is never alone.
fn cell(count: i64, most: i64) -> AnyView {
    let shade = if count == 0 {
        0
    } else {
        1 + (count - 1) * 4 / most.max(1)
    };
    let many = is_many(count).then(|| view! { <span class="heat-many" title=tr(t::burden::MANY)>"▲"</span> });
    view! { <td class=format!("num heat-{shade}")>{(count > 0).then_some(count)}{many}</td> }.into_any()
}
