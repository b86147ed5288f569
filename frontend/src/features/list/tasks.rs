//! A unit's duty-task list, version by version, each beside the one before.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{CRUMBS, LineChange, TaskCompare, TaskVersions, task_compare, task_versions};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::page::{Card, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::url_state::use_url_state;
use remit_shared::policy::Capability;

type Version = task_versions::TaskVersionsDutyTaskLists;
type Line = task_compare::TaskCompareDutyTaskListDifferenceLines;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, url) = (use_params_map(), use_url_state());
    let chosen = url.text("version");
    let query = use_query::<TaskVersions>(move || task_versions::Variables {
        org_id: params.read().get("id").unwrap_or_default(),
    });
    let name = query.map(|data| data.org.as_ref().map(|org| org.name.clone()));
    let title = Signal::derive(move || {
        let name = name.get().flatten().unwrap_or_default();
        t::list::tasks_of(name)
    });
    let body = loaded(query, move |answer| {
        let versions = Memo::new(move |_| answer.with(|answer| answer.duty_task_lists.clone()));
        let shown = Memo::new(move |_| {
            let chosen = chosen.get();
            versions.with(|versions| {
                let wanted = versions.iter().find(|version| version.id == chosen);
                wanted.or_else(|| versions.first()).cloned()
            })
        });
        move || match shown.get() {
            None => empty(t::list::NO_TASKS, Some(t::list::NO_TASKS_NEXT)),
            Some(version) => view! {
                <div class="columns">
                    <div class="stack">{lines(version.id.clone())}</div>
                    <Card title=t::list::VERSIONS>{choose(&versions.get(), &version)}</Card>
                </div>
            }
            .into_any(),
        }
    });
    view! { <PageHead title=title crumbs=CRUMBS/> {body} }.into_any()
}

fn choose(versions: &[Version], shown: &Version) -> AnyView {
    let may_open = use_session().may(Capability::AdjustmentRead);
    let lines = versions.iter().map(|version| {
        let current = version.id == shown.id;
        let adjustment = version.adjustment_id.clone().filter(|_| may_open);
        let reason = version.reason.clone().unwrap_or_default();
        let why = match adjustment {
            Some(id) => view! { <a href=format!("/adjustments/{id}")>{reason}</a> }.into_any(),
            None => reason.into_any(),
        };
        view! {
            <li>
                <a href=format!("?version={}", version.id) aria-current=current.then_some("true")>
                    {t::list::version(version.number)}
                </a>
                " " <span class="muted num">{t::list::since(time::day(version.effective_on))}</span>
                <p class="muted">{why}</p>
            </li>
        }
    });
    view! { <ol class="versions">{lines.collect_view()}</ol> }.into_any()
}

fn lines(version: String) -> AnyView {
    let query = use_query::<TaskCompare>(move || task_compare::Variables {
        from_id: None,
        to_id: version.clone(),
    });
    loaded(query, move |answer| {
        let body = move || {
            let Some(found) = answer.with(|answer| answer.duty_task_list_difference.clone()) else {
                return empty(t::list::NO_TASKS, None);
            };
            let compared = found.from.as_ref().map(|from| t::list::compared(from.number));
            let first = found.from.is_none();
            let rows = found.lines.iter().map(|line| item(line, first)).collect_view();
            view! {
                <p class="muted">{compared.unwrap_or_else(|| t::list::FIRST_VERSION.get().to_owned())}</p>
                <ol class="task-lines">{rows}</ol>
            }
            .into_any()
        };
        view! { <Card title=t::list::LINES>{body}</Card> }
    })
    .into_any()
}

fn item(line: &Line, first: bool) -> AnyView {
    let Some(shown) = line.after.clone().or_else(|| {
        line.before.clone().map(
            |before| task_compare::TaskCompareDutyTaskListDifferenceLinesAfter {
                no: before.no,
                duty: before.duty,
                tasks: before.tasks,
                basis: before.basis,
            },
        )
    }) else {
        return ().into_any();
    };
    let gone = line.change == LineChange::Removed;
    let mark = (!first && line.change != LineChange::Kept).then(|| tag(line.change));
    let before = line.before.clone().filter(|_| line.change == LineChange::Changed);
    let part = move |now: String, old: Option<String>| match old {
        _ if gone => view! { <del>{now}</del> }.into_any(),
        Some(old) if old != now => view! { <del>{old}</del>" "<ins>{now}</ins> }.into_any(),
        _ => now.into_any(),
    };
    view! {
        <li value=shown.no>
            <p><strong>{part(shown.duty, before.as_ref().map(|line| line.duty.clone()))}</strong>" "{mark}</p>
            <p>{part(shown.tasks, before.as_ref().map(|line| line.tasks.clone()))}</p>
            <p class="muted">{tr(t::list::BASIS)}"："{part(shown.basis, before.map(|line| line.basis))}</p>
        </li>
    }
    .into_any()
}
