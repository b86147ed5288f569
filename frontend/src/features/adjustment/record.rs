//! What is on record: stages, facts, units and their signatures, occasions to revise, history.

use leptos::prelude::*;
use remit_shared::list::AdjustmentState as S;

use super::Detail;
use crate::i18n::{Text, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::due::DueExplainer;
use crate::ui::page::Card;
use crate::ui::steps::{steps, steps_at};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};
use crate::ui::upload::size;

const NAMES: [Text; 7] = [
    t::adjustment::step::PROPOSED,
    t::adjustment::step::CONSULTING,
    t::adjustment::step::LEGAL,
    t::adjustment::step::APPROVED,
    t::adjustment::step::LISTS,
    t::adjustment::step::PUBLISHED,
    t::adjustment::step::CHECKED,
];

/// The stages with their days.
pub(super) fn stages(detail: &Detail) -> AnyView {
    let row = &detail.adjustment;
    let now = match row.state {
        S::Proposed => 0,
        S::LegalCheck => 2,
        S::Approved => 3,
        S::ListsUpdated => 4,
        S::Published => 5,
        S::Checked => 7,
        S::Rejected if row.legal_sent_on.is_some() => 2,
        S::Consulting | S::Rejected => 1,
    };
    let days = [
        time::local_day(row.created_at),
        row.consulted_on,
        row.legal_sent_on,
        row.approved_on,
        row.lists_updated_on,
        row.published_on,
        row.checked_on,
    ];
    let mut list = steps_at(&NAMES, now);
    for (step, day) in list.iter_mut().zip(days) {
        step.note = day.map(time::day);
    }
    steps(list)
}

#[component]
pub(super) fn Facts(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let detail = detail.get();
        let row = detail.adjustment;
        let mut items = vec![
            (t::adjustment::column::KIND, word(row.kind).into_any()),
            (t::adjustment::BASIS, prose(row.basis.clone())),
            (
                t::adjustment::PROPOSED_BY,
                proposer(row.proposer_org.map(|org| org.short_name), row.author),
            ),
        ];
        if let (Some(due), Some(from), Some(days)) = (row.due_on, row.due_from, row.due_wd) {
            let explained = view! { {time::day(due)} " " <DueExplainer from=from days=days due=due/> };
            items.push((t::adjustment::column::DUE, explained.into_any()));
        }
        items.extend(row.problem_id.map(|id| {
            let link = view! { <a href=format!("/problems/{id}")>{tr(t::adjustment::OPEN_PROBLEM)}</a> };
            (t::adjustment::SOURCE, link.into_any())
        }));
        items.extend(row.case_no.map(|no| (t::adjustment::CASE_NO, no.into_any())));
        items.extend(
            row.legal_opinion
                .map(|opinion| (t::adjustment::OPINION, prose(opinion))),
        );
        if !detail.files.is_empty() {
            let files = detail.files.into_iter().map(|file| {
                view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{size(file.size)}</span></li> }
            });
            let files = view! { <ul class="files">{files.collect_view()}</ul> };
            items.push((t::adjustment::FILES, files.into_any()));
        }
        items.extend(row.doc_no.map(|no| (t::adjustment::column::DOC, no.into_any())));
        items.extend(
            row.approved_by
                .map(|who| (t::adjustment::APPROVED_BY, who.into_any())),
        );
        items.extend(
            row.effective_on
                .map(|day| (t::adjustment::EFFECTIVE, time::day(day).into_any())),
        );
        items.extend(
            row.check_result
                .map(|result| (t::adjustment::CHECK, word(result).into_any())),
        );
        items.extend(row.check_note.map(|note| (t::adjustment::FOUND, prose(note))));
        items.extend(
            row.reject_reason
                .map(|reason| (t::adjustment::REJECTED, prose(reason))),
        );
        view! { {prose(row.text)} {details(items)} }
    };
    view! { <Card title=t::adjustment::ABOUT>{body}</Card> }
}

fn proposer(unit: Option<String>, person: Option<String>) -> AnyView {
    let unit = unit.unwrap_or_else(|| t::adjustment::OFFICE.get().to_owned());
    format!("{unit} {}", person.unwrap_or_default()).into_any()
}

#[component]
pub(super) fn Parties(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let parties = detail.with(|detail| detail.adjustment.parties.clone());
        if parties.is_empty() {
            return view! { <p class="muted">{tr(t::adjustment::NO_PARTIES)}</p> }.into_any();
        }
        let lines = parties.into_iter().map(|party| {
            let signed = match party.signed_on {
                Some(day) => t::adjustment::signed(party.signed_by.unwrap_or_default(), time::day(day)),
                None => t::adjustment::UNSIGNED.get().to_owned(),
            };
            view! {
                <li>
                    <a href=format!("/lists?org={}", party.org.id)>{party.org.name}</a>
                    <p class="muted">{signed}</p>
                    {party.remark.map(prose)}
                </li>
            }
        });
        view! { <ul class="party-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::adjustment::column::PARTIES>{body}</Card> }
}

#[component]
pub(super) fn Occasions(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let (triggers, lists) = detail.with(|detail| (detail.triggers.clone(), detail.task_lists.clone()));
        if triggers.is_empty() && lists.is_empty() {
            return view! { <p class="muted">{tr(t::adjustment::NO_OCCASIONS)}</p> }.into_any();
        }
        let triggers = triggers.into_iter().map(|one| {
            let late = (one.overdue_days > 0).then(|| t::list::trigger::late_by(one.overdue_days));
            view! {
                <li>
                    <a href=format!("/list-triggers/{}", one.id)>{one.org.short_name}</a>" "{tag(one.state)}
                    <p class="muted num">{t::adjustment::due_on(time::day(one.due_on))}" "{late}</p>
                </li>
            }
        });
        let lists = lists.into_iter().map(|list| {
            let href = format!("/lists/tasks/{}?version={}", list.org.id, list.id);
            view! { <li><a href=href>{t::adjustment::new_version(list.org.short_name, list.number)}</a></li> }
        });
        view! { <ul class="party-list">{triggers.collect_view()}{lists.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::adjustment::OCCASIONS>{body}</Card> }
}

#[component]
pub(super) fn History(detail: Memo<Detail>) -> impl IntoView {
    let moments = move || {
        let events = detail.with(|detail| detail.events.clone());
        timeline(
            events
                .into_iter()
                .map(|event| Moment {
                    at: event.at,
                    title: word(event.event).to_owned(),
                    actor: event.actor,
                    automatic: false,
                    remark: event.remark,
                    notes: Vec::new(),
                })
                .collect(),
        )
    };
    view! { <Card title=t::adjustment::HISTORY>{moments}</Card> }
}
