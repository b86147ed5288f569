//! The contact's page of the month: every running point with its progress, filled in one go.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::grid::light;
use super::{PointLight, PointsToFill, ReportPoints, points_to_fill, report_points};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr};
use crate::ui::form::{ErrorSummary, Form};
use crate::ui::page::{Crumb, PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/points",
    text: t::point::TITLE,
}];

type Line = points_to_fill::PointsToFillPointsNodes;

/// What was typed for a point: progress and note.
type Typed = RwSignal<BTreeMap<String, (String, String)>>;

/// The page.
pub(super) fn page() -> AnyView {
    let year = use_url_state().year("year");
    let query = use_query::<PointsToFill>(move || points_to_fill::Variables { year: year.get() });
    let typed: Typed = RwSignal::new(BTreeMap::new());
    let (form, toasts) = (Form::new(), use_toasts());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let lines = query
            .data
            .with_untracked(|data| data.as_ref().map(|data| data.points.nodes.clone()));
        let reports = reports(&lines.unwrap_or_default(), &typed.get_untracked());
        let input = report_points::ReportPointsInput { reports };
        form.submit(
            mutate::<ReportPoints>(report_points::Variables { input }),
            move |data| {
                toasts.show(t::point::filled(data.report_points.count));
                typed.set(BTreeMap::new());
                query.refetch();
            },
        );
    };
    let table = loaded(query, move |answer| {
        move || {
            let lines = answer.with(|answer| answer.points.nodes.clone());
            if lines.is_empty() {
                return empty(t::point::FILL_EMPTY, Some(t::point::FILL_EMPTY_NEXT));
            }
            let todo = lines
                .iter()
                .filter(|line| line.light != PointLight::Green)
                .count();
            let all = lines.len();
            let rows = lines.into_iter().map(|line| row(&line, typed)).collect_view();
            view! {
                <p role="status">{move || t::point::fill_sum(todo, all)}</p>
                <ul class="fill">{rows}</ul>
            }
            .into_any()
        }
    });
    let none = move || typed.with(BTreeMap::is_empty);
    let any = move || {
        query
            .data
            .with(|data| data.as_ref().is_some_and(|data| !data.points.nodes.is_empty()))
    };
    view! {
        <PageHead title=text_title(t::point::FILL) crumbs=CRUMBS/>
        <form novalidate on:submit=send class="stack">
            <ErrorSummary form=form/>
            {table}
            <Show when=any>
                <div class="fill-foot">
                    <span class="muted">{move || typed.with(|typed| t::point::fill_changed(typed.len()))}</span>
                    <button type="submit" class="btn primary" disabled=none>{tr(t::point::FILL_SAVE)}</button>
                </div>
            </Show>
        </form>
    }
    .into_any()
}

fn reports(
    lines: &[Line],
    typed: &BTreeMap<String, (String, String)>,
) -> Vec<report_points::PointReportInput> {
    let changed = lines
        .iter()
        .filter_map(|line| typed.get(&line.id).map(|typed| (line, typed)));
    changed
        .map(|(line, (progress, note))| report_points::PointReportInput {
            id: line.id.clone(),
            version: line.version,
            progress: progress.trim().parse().unwrap_or(-1),
            note: Some(note.trim().to_owned()).filter(|text| !text.is_empty()),
            file_ids: None,
        })
        .collect()
}

fn row(line: &Line, typed: Typed) -> AnyView {
    let id = StoredValue::new(line.id.clone());
    let was = line.progress.to_string();
    let set = move |progress: Option<String>, note: Option<String>, was: String| {
        typed.update(|typed| {
            let entry = id.with_value(|id| typed.entry(id.clone()).or_insert((was, String::new())).clone());
            let next = (progress.unwrap_or(entry.0), note.unwrap_or(entry.1));
            id.with_value(|id| typed.insert(id.clone(), next));
        });
    };
    let value = {
        let was = was.clone();
        move || {
            typed.with(|typed| {
                id.with_value(|id| typed.get(id).map_or_else(|| was.clone(), |entry| entry.0.clone()))
            })
        }
    };
    let note = move || {
        typed.with(|typed| id.with_value(|id| typed.get(id).map(|entry| entry.1.clone()).unwrap_or_default()))
    };
    let (was_note, href) = (was.clone(), format!("/points/{}", line.id));
    let label = {
        let code = line.code.clone();
        move || t::point::fill_progress_of(&code)
    };
    let note_label = {
        let code = line.code.clone();
        move || t::point::fill_note_of(&code)
    };
    view! {
        <li class="card fill-line">
            <div class="fill-what">
                <a href=href><span class="num muted">{line.code.clone()}</span>" "{line.title.clone()}</a>
                <p class="muted">{line.target.clone()}</p>
                <p class="muted">{tr(t::point::column::DUE)}" "<span class="num">{time::day(line.due_on)}</span>" "{light(line.light)}</p>
            </div>
            <label class="fill-number">
                <span class="sr-only">{label}</span>
                <input type="number" min="0" max="100" inputmode="numeric" prop:value=value
                    on:input:target=move |event| set(Some(event.target().value()), None, was.clone())/>
                <span aria-hidden="true">"%"</span>
            </label>
            <label class="fill-note">
                <span class="sr-only">{note_label}</span>
                <input type="text" maxlength="1000" placeholder=tr(t::point::NOTE) prop:value=note
                    on:input:target=move |event| set(None, Some(event.target().value()), was_note.clone())/>
            </label>
        </li>
    }
    .into_any()
}
