//! What is on record of a point: the promise, the reports of the year, verifications, evidence, the timeline.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::Point;
use super::grid::bar;
use crate::i18n::{lang, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::page::Card;
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};
use crate::ui::upload::size;

fn dash(text: Option<String>) -> AnyView {
    text.unwrap_or_else(|| "—".to_owned()).into_any()
}

#[component]
pub(super) fn Facts(point: Memo<Point>) -> impl IntoView {
    let body = move || {
        let point = point.get();
        let measure = point.measure;
        let problem = point.problem.clone().map(|problem| {
            let href = format!("/problems/{}", problem.id);
            let link = view! { <a href=href>{problem.code}" "{problem.title}</a> }.into_any();
            (t::point::PROBLEM, link)
        });
        let duties = point.duties.iter().map(|duty| {
            view! { <li>{duty.text.clone()}<span class="muted">" "{duty.basis.clone()}</span></li> }
        });
        let duties = view! { <ul class="files">{duties.collect_view()}</ul> }.into_any();
        let mut items = vec![
            (t::point::column::ORG, point.org.name.clone().into_any()),
            (
                t::point::SECTION,
                dash(point.section.as_ref().map(|section| section.name.clone())),
            ),
            (
                t::point::column::MEASURE,
                view! { {move || word(measure)} }.into_any(),
            ),
            (
                t::point::column::IMPORTANCE,
                point.importance.to_string().into_any(),
            ),
            (t::point::column::DUE, time::day(point.due_on).into_any()),
            (t::point::column::PROGRESS, bar(point.progress)),
            (t::point::DUTIES, duties),
            (t::point::AUTHOR, dash(point.author.clone())),
            (t::point::SIGNED_BY, dash(point.signed_by.clone())),
            (
                t::point::APPROVED_ON,
                time::day_or_dash(point.approved_on).into_any(),
            ),
            (t::point::DONE_ON, time::day_or_dash(point.done_on).into_any()),
            (
                t::point::CHANGES_COUNT,
                point.changes_count.to_string().into_any(),
            ),
        ];
        items.extend(problem);
        view! { {prose(point.target.clone())} {details(items)} }
    };
    view! { <Card title=t::point::TARGET>{body}</Card> }
}

/// The monthly reports as a line of bars and a table.
#[component]
pub(super) fn Reports(point: Memo<Point>) -> impl IntoView {
    let any = Memo::new(move |_| point.with(|point| !point.reports.is_empty()));
    let body = move || {
        let reports = point.with(|point| point.reports.clone());
        let columns = reports.iter().map(|report| {
            let value = report.value;
            view! { <span class="spark-bar" style:height=format!("{}%", value.max(2)) title=format!("{value}%")></span> }
        });
        let rows = reports.iter().rev().map(|report| {
            view! {
                <tr>
                    <td class="narrow num">{time::instant(report.at)}</td>
                    <td class="number">{format!("{}%", report.value)}</td>
                    <td>{report.note.clone()}</td>
                    <td class="muted">{report.by.clone()}</td>
                </tr>
            }
        });
        view! {
            <div class="spark" aria-hidden="true">{columns.collect_view()}</div>
            <div class="table-wrap"><table class="table dense"><tbody>{rows.collect_view()}</tbody></table></div>
        }
    };
    move || {
        any.get()
            .then(|| view! { <Card title=t::point::REPORTS>{body}</Card> })
    }
}

#[component]
pub(super) fn Verifications(point: Memo<Point>) -> impl IntoView {
    let any = Memo::new(move |_| point.with(|point| !point.verifications.is_empty() || point.lot.is_some()));
    let body = move || {
        let point = point.get();
        let lot = point.lot.clone().map(|lot| {
            let sampled = point.sampled == Some(true);
            let word = if sampled {
                t::point::LOT_IN
            } else {
                t::point::LOT_OUT
            };
            view! { <p class="muted">{tr(t::point::LOT)}" "<code>{lot}</code>" "{tr(word)}</p> }
        });
        let rounds = point.verifications.iter().map(|check| {
            let result = if check.passed { t::point::PASSED } else { t::point::NOT_PASSED };
            let visited = check.visited.then(|| view! { "、"{tr(t::point::VISITED)} });
            let (outcome, quality) = (check.outcome, check.quality);
            view! {
                <article class="round">
                    <h3>
                        {tr(result)}{visited}" "
                        {outcome.map(|outcome| view! { <span>{move || word(outcome)}</span> })}" "
                        {quality.map(|quality| view! { <span>{tr(t::point::QUALITY)}" "{move || word(quality)}</span> })}
                        " "<small class="muted">{check.by.clone()}" "{time::instant(check.at)}</small>
                    </h3>
                    {check.remark.clone().map(prose)}
                </article>
            }
        });
        view! { {lot} {rounds.collect_view()} }
    };
    move || {
        any.get()
            .then(|| view! { <Card title=t::point::VERIFICATIONS>{body}</Card> })
    }
}

#[component]
pub(super) fn Evidence(point: Memo<Point>) -> impl IntoView {
    let body = move || {
        let files = point.with(|point| point.evidence.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::point::NO_EVIDENCE)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::point::EVIDENCE>{body}</Card> }
}

#[component]
pub(super) fn Timeline(point: Memo<Point>) -> impl IntoView {
    let body = move || {
        let moments = point.with(|point| {
            let events = point.events.iter().map(|event| {
                let role = event.role.map(|role| lang().pick(role.zh(), role.en()));
                let actor = match role {
                    Some(role) => format!("{}（{role}）", event.actor),
                    None => event.actor.clone(),
                };
                Moment {
                    at: event.at,
                    title: word(event.event).to_owned(),
                    actor,
                    automatic: event.automatic,
                    remark: event.remark.clone(),
                    notes: (event.event == super::PointEventKind::Progress)
                        .then(|| format!("{}%", event.progress))
                        .into_iter()
                        .collect(),
                }
            });
            events.collect()
        });
        timeline(moments)
    };
    view! { <Card title=t::point::TIMELINE>{body}</Card> }
}
