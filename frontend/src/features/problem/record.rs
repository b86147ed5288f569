//! What is on record: facts, rounds of rectification and re-verification, extensions, evidence.

use leptos::prelude::*;

use super::Problem;
use crate::i18n::{lang, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::page::Card;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::upload::size;

#[component]
pub(super) fn Facts(problem: Memo<Problem>) -> impl IntoView {
    let body = move || {
        let problem = problem.get();
        let source = match problem.source {
            Some(source) => word(source).to_owned(),
            None => problem.source_label.clone(),
        };
        let sheet = problem.source_sheet.clone().map(|sheet| {
            let href = format!("/sheets/{}", sheet.id);
            view! { " "<a href=href>{sheet.no.unwrap_or_default()}</a> }
        });
        let activity = problem.source_activity.clone().map(|activity| {
            let href = format!("/activities/{}", activity.id);
            view! { " "<a href=href title=activity.title>{activity.no}</a> }
        });
        let merged = problem.merged_into.clone().map(|into| {
            let href = format!("/problems/{}", into.id);
            (
                t::problem::MERGED_INTO,
                view! { <a href=href>{into.code}" "{into.title}</a> }.into_any(),
            )
        });
        let mut items = vec![
            (t::problem::column::ORG, problem.org.name.clone().into_any()),
            (
                t::problem::column::SECTION,
                dash(problem.section.as_ref().map(|section| section.name.clone())),
            ),
            (
                t::problem::column::SOURCE,
                view! { {source} {sheet} {activity} }.into_any(),
            ),
            (t::problem::CATEGORY, word(problem.category).into_any()),
            (
                t::problem::column::RAISED,
                time::instant(problem.raised_at).into_any(),
            ),
            (t::problem::HANDLER, dash(problem.handler.clone())),
            (t::problem::DUE_ON, time::day_or_dash(problem.due_on).into_any()),
            (
                t::problem::column::RETURNED,
                problem.returned_count.to_string().into_any(),
            ),
            (
                t::problem::DEDUCTION,
                dash(problem.deduction.clone().map(t::problem::points)),
            ),
        ];
        items.extend(merged);
        let promise = problem
            .promise
            .clone()
            .map(|promise| (t::problem::PROMISE, prose(promise)));
        items.extend(promise);
        let facts = problem
            .facts
            .clone()
            .unwrap_or_else(|| t::problem::WITHHELD.get().to_owned());
        view! { {prose(facts)} {details(items)} }
    };
    view! { <Card title=t::problem::FACTS>{body}</Card> }
}

fn dash(text: Option<String>) -> AnyView {
    text.unwrap_or_else(|| "—".to_owned()).into_any()
}

/// Rectifications, re-verifications and extensions, where there are any.
#[component]
pub(super) fn Rounds(problem: Memo<Problem>) -> impl IntoView {
    let any = Memo::new(move |_| {
        problem.with(|problem| {
            !(problem.rectifications.is_empty()
                && problem.reverifications.is_empty()
                && problem.extensions.is_empty())
        })
    });
    let body = move || {
        problem.with(
            |problem| view! { {rectifications(problem)} {reverifications(problem)} {extensions(problem)} },
        )
    };
    move || {
        any.get()
            .then(|| view! { <Card title=t::problem::ROUNDS>{body}</Card> })
    }
}

fn rectifications(problem: &Problem) -> AnyView {
    let entries = problem.rectifications.iter().map(|round| {
        let (title, text) = if round.statement.is_empty() {
            (t::problem::MEASURES, round.measures.clone())
        } else {
            (t::problem::STATEMENT, round.statement.clone())
        };
        view! {
            <article class="round">
                <h3>{tr(title)}" "<small class="muted">{round.by.clone()}" "{time::instant(round.at)}</small></h3>
                {prose(text)}
            </article>
        }
    });
    entries.collect_view().into_any()
}

fn reverifications(problem: &Problem) -> AnyView {
    let entries = problem.reverifications.iter().map(|check| {
        let result = if check.rectified { t::problem::RECTIFIED } else { t::problem::NOT_RECTIFIED };
        let visited = check.visited.then(|| view! { "、"{tr(t::problem::VISITED)} });
        view! {
            <article class="round">
                <h3>{tr(t::problem::REVERIFICATION)}" "{tr(result)}{visited}" "<small class="muted">{check.by.clone()}" "{time::instant(check.at)}</small></h3>
                {prose(check.remark.clone())}
            </article>
        }
    });
    entries.collect_view().into_any()
}

fn extensions(problem: &Problem) -> AnyView {
    let entries = problem.extensions.iter().map(|extension| {
        let (days, old, new) = (
            extension.days,
            time::day(extension.old_due),
            time::day(extension.new_due),
        );
        let decided = extension.decided_by.clone().zip(extension.decided_at);
        view! {
            <article class="round">
                <h3>{move || t::problem::extension(days, &old, &new)}" "{tag(extension.state)}</h3>
                {prose(extension.reason.clone())}
                {decided.map(|(by, at)| view! { <p class="muted">{by}" "{time::instant(at)}</p> })}
                {extension.decision_reason.clone().filter(|text| !text.is_empty()).map(prose)}
            </article>
        }
    });
    entries.collect_view().into_any()
}

#[component]
pub(super) fn Evidence(problem: Memo<Problem>) -> impl IntoView {
    let body = move || {
        let files = problem.with(|problem| problem.evidence.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::problem::NO_EVIDENCE)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    let title = move || t::problem::files(problem.with(|problem| problem.evidence.len()));
    view! {
        <section class="card">
            <header class="card-head"><h2>{title}</h2></header>
            <div class="card-body" lang=move || lang().tag()>{body}</div>
        </section>
    }
}
