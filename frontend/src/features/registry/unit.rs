//! One unit.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::duties::Duties;
use super::list::{problems_of, standing};
use super::supervision::Supervision;
use super::{Unit, UnitPage, unit_page};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::ui::details::details;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag_of;
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/registry",
    text: t::registry::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<UnitPage>(move || {
        live.track();
        unit_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    // The heading stands from the first moment, also over a failure.
    let head = query.map(|data| {
        data.org
            .as_ref()
            .map(|unit| (unit.name.clone(), unit.kind, unit.supervised))
    });
    let title = Signal::derive(move || match head.get().flatten() {
        Some((name, ..)) => name,
        None => t::registry::unit::TITLE.get().to_owned(),
    });
    let tag = move || {
        head.get().flatten().map(|(_, kind, supervised)| {
            let (tone, text) = standing(kind, supervised);
            tag_of(tone, text)
        })
    };
    let body = loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.org.is_some()));
        move || {
            if !known.get() {
                return empty(t::registry::MISSING, Some(t::registry::MISSING_NEXT));
            }
            let Some(first) = answer.with_untracked(|answer| answer.org.clone()) else {
                return ().into_any();
            };
            let unit = Memo::new(move |_| {
                answer
                    .with(|answer| answer.org.clone())
                    .unwrap_or_else(|| first.clone())
            });
            record(unit, Callback::new(move |()| query.refetch()))
        }
    });
    view! {
        <PageHead title=title crumbs=CRUMBS>{tag}</PageHead>
        {body}
    }
    .into_any()
}

fn record(unit: Memo<Unit>, changed: Callback<()>) -> AnyView {
    view! {
        <div class="columns">
            <div class="stack">
                <Card title=t::registry::unit::BASICS>{move || unit.with(basics)}</Card>
                <Duties unit=unit/>
                <Card title=t::registry::unit::SECTIONS>{move || unit.with(sections)}</Card>
            </div>
            <div class="stack">
                <Card title=t::registry::unit::PROBLEMS><div class="unit-problems">{move || unit.with(problems)}</div></Card>
                <Supervision unit=unit changed=changed/>
            </div>
        </div>
    }
    .into_any()
}

fn yes_no(yes: bool) -> &'static str {
    if yes {
        t::registry::YES.get()
    } else {
        t::registry::NO.get()
    }
}

fn basics(unit: &Unit) -> AnyView {
    let dash = || "—".to_owned();
    let leader = unit.in_charge_leader.as_ref();
    let mut items = vec![
        (t::registry::unit::SHORT, unit.short_name.clone().into_any()),
        (t::registry::column::KIND, word(unit.kind).into_any()),
        (
            t::registry::column::GROUP,
            unit.ranking_group
                .map_or_else(dash, |group| word(group).to_owned())
                .into_any(),
        ),
        (
            t::registry::column::LEADER,
            leader
                .map_or_else(dash, |leader| format!("{} {}", leader.display_name, leader.post))
                .into_any(),
        ),
        (t::registry::unit::WINDOW, yes_no(unit.has_window).into_any()),
        (t::registry::unit::TOWNS, yes_no(unit.town_facing).into_any()),
        (t::registry::unit::SINCE, time::day(unit.valid_from).into_any()),
    ];
    items.extend(
        unit.valid_to
            .map(|day| (t::registry::unit::UNTIL, time::day(day).into_any())),
    );
    details(items)
}

fn sections(unit: &Unit) -> AnyView {
    if unit.sections.is_empty() {
        return view! { <p class="muted">{tr(t::registry::unit::NO_SECTIONS)}</p> }.into_any();
    }
    let names = unit
        .sections
        .iter()
        .map(|section| view! { <li>{section.name.clone()}</li> })
        .collect_view();
    view! {
        <p class="muted">{t::registry::unit::sections_count(unit.sections.len())}</p>
        <ul class="section-names">{names}</ul>
    }
    .into_any()
}

fn problems(unit: &Unit) -> AnyView {
    let (Some(open), Some(overdue), Some(closed)) =
        (unit.open_problems, unit.overdue_problems, unit.closed_problems)
    else {
        return view! { <p class="muted">{tr(t::registry::unit::NO_COUNTS)}</p> }.into_any();
    };
    let tile = |label: crate::i18n::Text, count: i64, view: &str, urgent: bool| Tile {
        label: label.get().to_owned(),
        value: count.to_string(),
        href: Some(problems_of(&unit.id, view)),
        urgent: urgent && count > 0,
        note: None,
    };
    tiles(vec![
        tile(t::registry::column::OPEN_SHORT, open, "OPEN", false),
        tile(t::registry::column::OVERDUE, overdue, "OVERDUE", true),
        tile(t::registry::column::CLOSED, closed, "CLOSED", false),
    ])
}
