//! The permission matrix: a row a right, a column a role.

use leptos::prelude::*;

use super::{PolicyTable, Reach, Role, policy_table, role_options};
use crate::api::use_query;
use crate::i18n::{Text, lang, t, tr, word};
use crate::ui::filter::{FilterText, filter_select};
use crate::ui::state::loaded;
use crate::url_state::UrlState;
use remit_shared::wire::Wire;

type Line = policy_table::PolicyTableRoleMatrix;

/// How a reach is written in a cell: class and short word. A dash is no right.
fn mark(reach: Reach) -> (&'static str, Option<Text>) {
    match reach {
        Reach::None => ("reach none", None),
        Reach::Own => ("reach own", Some(t::accounts::matrix::OWN)),
        Reach::Unit => ("reach unit", Some(t::accounts::matrix::UNIT)),
        Reach::All => ("reach all", Some(t::accounts::matrix::ALL)),
        Reach::Published => ("reach published", Some(t::accounts::matrix::PUBLISHED)),
    }
}

/// The legend, from far to near.
const LEGEND: [(Reach, Text); 5] = [
    (Reach::All, t::accounts::matrix::MEANS_ALL),
    (Reach::Unit, t::accounts::matrix::MEANS_UNIT),
    (Reach::Own, t::accounts::matrix::MEANS_OWN),
    (Reach::Published, t::accounts::matrix::MEANS_PUBLISHED),
    (Reach::None, t::accounts::matrix::MEANS_NONE),
];

/// The table with its search and legend; both in the URL.
#[component]
pub(super) fn Matrix(url: UrlState) -> impl IntoView {
    let (text, role) = (url.text("q"), url.choice::<Role>("role"));
    let query = use_query::<PolicyTable>(|| policy_table::Variables);
    view! {
        <p class="page-note">{tr(t::accounts::matrix::WHY)}</p>
        <div class="filter card" role="search">
            <FilterText url=url param="q" label=t::accounts::matrix::FILTER hint=t::accounts::matrix::FILTER_HINT/>
            {filter_select(url, "role", t::accounts::matrix::ROLE, Signal::derive(role_options))}
            {legend()}
        </div>
        <section class="card">
            {loaded(
                query,
                move |answer| move || {
                    let needle = text.get().trim().to_lowercase();
                    let only = role.get();
                    answer
                        .with(|answer| {
                            let lines: Vec<_> = answer
                                .role_matrix
                                .iter()
                                .filter(|line| wanted(line, &needle, only))
                                .collect();
                            table(&lines, only)
                        })
                },
            )}
        </section>
    }
}

fn legend() -> AnyView {
    let entries = LEGEND.map(|(reach, means)| view! { <li>{cell(reach)}" "{tr(means)}</li> });
    view! { <ul class="row reach-legend" aria-label=tr(t::accounts::matrix::LEGEND)>{entries.into_iter().collect_view()}</ul> }
        .into_any()
}

fn reach(line: &Line, role: Role) -> Reach {
    line.reaches
        .iter()
        .find(|cell| cell.role == role)
        .map_or(Reach::None, |cell| cell.reach)
}

/// Whether a line has the text in its names or code, and the role has the right.
fn wanted(line: &Line, needle: &str, only: Option<Role>) -> bool {
    let named = [&line.name_zh, &line.name_en, &line.capability]
        .iter()
        .any(|name| name.to_lowercase().contains(needle));
    named && only.is_none_or(|role| reach(line, role) != Reach::None)
}

fn cell(reach: Reach) -> AnyView {
    let (class, short) = mark(reach);
    match short {
        Some(short) => view! { <span class=class>{tr(short)}</span> }.into_any(),
        None => view! { <span class=class><span aria-hidden="true">"–"</span><span class="sr-only">{move || word(reach)}</span></span> }.into_any(),
    }
}

fn table(lines: &[&Line], only: Option<Role>) -> AnyView {
    if lines.is_empty() {
        return view! { <div class="empty"><p class="empty-why">{tr(t::accounts::matrix::NONE)}</p></div> }
            .into_any();
    }
    let roles: Vec<_> = Role::ALL
        .iter()
        .copied()
        .filter(|role| only.is_none_or(|only| only == *role))
        .collect();
    let heads = roles.iter().map(|role| {
        view! { <th scope="col"><span class="num">{role.code()}</span>{word(*role)}</th> }
    });
    let rows = lines.iter().map(|line| {
        let name = lang().pick(&line.name_zh, &line.name_en).to_owned();
        let cells = roles.iter().map(|role| view! { <td>{cell(reach(line, *role))}</td> }).collect_view();
        view! { <tr><th scope="row">{name}<code class="muted">{line.capability.clone()}</code></th>{cells}</tr> }
    });
    view! {
        <div class="matrix-wrap" role="region" tabindex="0" aria-label=tr(t::accounts::matrix::CAPTION)>
            <table class="matrix">
                <caption class="sr-only">{tr(t::accounts::matrix::CAPTION)}</caption>
                <thead><tr><th scope="col">{tr(t::accounts::matrix::CAPABILITY)}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
