//! The grid: frozen first columns, groups with subtotals, selection, keyboard.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use remit_shared::wire::Wire;

use super::keys::{Wish, cell_of, focus, wish};
use super::{Line, PointGrouping, PointLight, point_subtotals};
use crate::i18n::{Text, t, tr, word};
use crate::ui::tag::{Tone, tag, tag_of};
use crate::ui::time;
use crate::url_state::UrlState;

/// What is selected: version by id.
pub(super) type Selection = RwSignal<BTreeMap<String, i64>>;
/// Subtotals of a group.
pub(super) type Subtotal = point_subtotals::PointSubtotalsPointGroups;

/// Headings after the box, the code and the title: text, whether a number.
const HEADINGS: [(Text, bool); 9] = [
    (t::point::column::ORG, false),
    (t::point::column::STATE, false),
    (t::point::column::LIGHT, false),
    (t::point::column::PROGRESS, false),
    (t::point::column::DUE, false),
    (t::point::column::MEASURE, false),
    (t::point::column::IMPORTANCE, true),
    (t::point::column::REPORTED, false),
    (t::point::column::OUTCOME, false),
];
/// Cells of a row.
const CELLS: i32 = 12;

/// The grid of one page of points.
#[component]
pub(super) fn Grid(
    rows: Signal<Vec<Line>>,
    subtotals: Signal<Vec<Subtotal>>,
    group: Memo<Option<PointGrouping>>,
    selection: Selection,
    url: UrlState,
    total: Signal<i64>,
) -> impl IntoView {
    let navigate = use_navigate();
    let keydown = move |event: web_sys::KeyboardEvent| {
        let (Some((row, column)), Some(asked)) = (cell_of(&event), wish(&event)) else {
            return;
        };
        event.prevent_default();
        let line = rows.with_untracked(|rows| usize::try_from(row).ok().and_then(|at| rows.get(at).cloned()));
        match asked {
            Wish::Move(down, right) => focus(row + down, column + right),
            Wish::Edge(end) => focus(row, if end { CELLS - 1 } else { 0 }),
            Wish::Open => {
                if let Some(line) = line {
                    navigate(
                        &format!("/points/{}", line.id),
                        leptos_router::NavigateOptions::default(),
                    );
                }
            }
            Wish::Select => {
                if let Some(line) = line {
                    toggle(selection, &line);
                }
            }
            Wish::Turn(pages) => turn(url, total.get_untracked(), pages),
        }
    };
    let whole = move || {
        rows.with(|rows| {
            !rows.is_empty()
                && rows
                    .iter()
                    .all(|line| selection.with(|all| all.contains_key(&line.id)))
        })
    };
    let select_page = move |_| {
        let on = !whole();
        let lines = rows.get_untracked();
        selection.update(|all| {
            for line in lines {
                if on {
                    all.insert(line.id, line.version);
                } else {
                    all.remove(&line.id);
                }
            }
        });
    };
    view! {
        <div class="table-wrap grid-wrap" role="region" aria-label=tr(t::point::CAPTION)>
            <table class="table grid" role="grid" aria-rowcount=move || total.get().to_string()>
                <caption class="sr-only">{tr(t::point::CAPTION)}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="fix fix-box">
                            <input type="checkbox" aria-label=tr(t::point::SELECT_PAGE) prop:checked=whole on:change=select_page/>
                        </th>
                        <th scope="col" class="fix fix-code">{tr(t::point::column::CODE)}</th>
                        <th scope="col" class="fix fix-title">{tr(t::point::column::TITLE)}</th>
                        {HEADINGS
                            .map(|(text, number)| view! { <th scope="col" class:number=number>{tr(text)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody on:keydown=keydown>{move || body(rows.get(), &subtotals.get(), group.get(), selection)}</tbody>
            </table>
        </div>
    }
}

fn turn(url: UrlState, total: i64, pages: i64) {
    let size = url.size().get_untracked().max(1);
    let last = (total - 1).max(0) / size + 1;
    let page = (url.page().get_untracked() + pages).clamp(1, last);
    url.set("page", (page > 1).then(|| page.to_string()));
}

fn toggle(selection: Selection, line: &Line) {
    selection.update(|all| {
        if all.remove(&line.id).is_none() {
            all.insert(line.id.clone(), line.version);
        }
    });
}

fn body(
    rows: Vec<Line>,
    subtotals: &[Subtotal],
    group: Option<PointGrouping>,
    selection: Selection,
) -> AnyView {
    let mut views = Vec::with_capacity(rows.len());
    let mut last = None;
    for (row, line) in (0i32..).zip(rows) {
        if let Some(by) = group {
            let key = key_of(&line, by);
            if last.as_ref() != Some(&key) {
                if let Some(head) = subtotals.iter().find(|group| group_key(group) == key) {
                    views.push(group_row(head));
                }
                last = Some(key);
            }
        }
        views.push(line_row(row, &line, selection));
    }
    views.collect_view().into_any()
}

fn key_of(line: &Line, by: PointGrouping) -> String {
    match by {
        PointGrouping::Org => line.org.id.clone(),
        PointGrouping::Measure => line.measure.code().to_owned(),
        PointGrouping::State => line.state.code().to_owned(),
    }
}

fn group_key(group: &Subtotal) -> String {
    let code = group.measure.map(Wire::code).or(group.state.map(Wire::code));
    match (&group.org, code) {
        (Some(org), _) => org.id.clone(),
        (None, code) => code.unwrap_or_default().to_owned(),
    }
}

fn group_row(group: &Subtotal) -> AnyView {
    let (measure, state) = (group.measure, group.state);
    let org = group.org.as_ref().map(|org| org.short_name.clone());
    let name = move || match (&org, measure, state) {
        (Some(name), ..) => name.clone(),
        (None, Some(measure), _) => word(measure).to_owned(),
        (None, None, Some(state)) => word(state).to_owned(),
        _ => String::new(),
    };
    let (count, done, progress) = (group.count, group.done, group.progress);
    let (unreported, overdue) = (group.unreported, group.overdue);
    let sums = move || t::point::subtotal(count, done, progress);
    let late = move || (unreported + overdue > 0).then(|| t::point::subtotal_late(unreported, overdue));
    view! {
        <tr class="grid-group">
            <th colspan="12" scope="colgroup">
                <span class="grid-group-in"><strong>{name}</strong>" "<span>{sums}</span>" "<span class="grid-late">{late}</span></span>
            </th>
        </tr>
    }
    .into_any()
}

fn line_row(row: i32, line: &Line, selection: Selection) -> AnyView {
    let place = move |column: i32| format!("{row}-{column}");
    let tab = move |column: i32| if row == 0 && column == 1 { "0" } else { "-1" };
    let id = StoredValue::new(line.id.clone());
    let chosen = move || id.with_value(|id| selection.with(|all| all.contains_key(id)));
    let href = format!("/points/{}", line.id);
    let urgent = matches!(line.light, PointLight::Red);
    let label = {
        let code = line.code.clone();
        move || t::point::select_one(&code)
    };
    let (pick, measure) = (line.clone(), line.measure);
    view! {
        <tr class:urgent=urgent aria-selected=move || chosen().to_string()>
            <td class="fix fix-box" data-cell=place(0) tabindex=tab(0)>
                <input type="checkbox" tabindex="-1" aria-label=label prop:checked=chosen on:change=move |_| toggle(selection, &pick)/>
            </td>
            <td class="fix fix-code num" data-cell=place(1) tabindex=tab(1) data-label=tr(t::point::column::CODE)>{line.code.clone()}</td>
            <th scope="row" class="fix fix-title" data-cell=place(2) tabindex=tab(2)>
                <a href=href tabindex="-1">{line.title.clone()}</a>
                <span class="grid-target muted">{line.target.clone()}</span>
            </th>
            <td data-cell=place(3) tabindex=tab(3) data-label=tr(t::point::column::ORG)>{line.org.short_name.clone()}</td>
            <td class="narrow" data-cell=place(4) tabindex=tab(4) data-label=tr(t::point::column::STATE)>{tag(line.state)}</td>
            <td class="narrow" data-cell=place(5) tabindex=tab(5) data-label=tr(t::point::column::LIGHT)>{light(line.light)}</td>
            <td data-cell=place(6) tabindex=tab(6) data-label=tr(t::point::column::PROGRESS)>{bar(line.progress)}</td>
            <td class="narrow num" data-cell=place(7) tabindex=tab(7) data-label=tr(t::point::column::DUE)>{time::day(line.due_on)}</td>
            <td class="narrow" data-cell=place(8) tabindex=tab(8) data-label=tr(t::point::column::MEASURE)>{move || word(measure)}</td>
            <td class="number" data-cell=place(9) tabindex=tab(9) data-label=tr(t::point::column::IMPORTANCE)>{line.importance}</td>
            <td class="narrow num" data-cell=place(10) tabindex=tab(10) data-label=tr(t::point::column::REPORTED)>{time::day_or_dash(line.reported_on)}</td>
            <td data-cell=place(11) tabindex=tab(11) data-label=tr(t::point::column::OUTCOME)>{ended(line)}</td>
        </tr>
    }
    .into_any()
}

fn ended(line: &Line) -> AnyView {
    let outcome = line.outcome;
    let quality = line.quality;
    view! {
        {outcome.map_or_else(|| "—".into_any(), |outcome| view! { {move || word(outcome)} }.into_any())}
        {quality.map(|quality| view! { " "<span class="muted">{move || word(quality)}</span> })}
    }
    .into_any()
}

/// A light: a word, a shape and a colour.
pub(super) fn light(light: PointLight) -> AnyView {
    let tone = match light {
        PointLight::None => return view! { <span class="muted">"—"</span> }.into_any(),
        PointLight::Green => Tone::Done,
        PointLight::Blue => Tone::Waiting,
        PointLight::Yellow => Tone::Working,
        PointLight::Red => Tone::Back,
    };
    tag_of(tone, Text::new(light.zh(), light.en()))
}

/// Progress as a number and a bar.
pub(super) fn bar(progress: i64) -> AnyView {
    view! {
        <span class="meter-cell">
            <span class="meter" aria-hidden="true"><span style:width=format!("{progress}%")></span></span>
            <span class="num">{format!("{progress}%")}</span>
        </span>
    }
    .into_any()
}
