//! What is on record: stages, facts, units, team, history.

use leptos::prelude::*;
use remit_shared::activity::ActivityState as S;

use super::Detail;
use crate::i18n::{Text, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::page::Card;
use crate::ui::steps::{steps, steps_at};
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};
use crate::ui::upload::size;

const NAMES: [Text; 6] = [
    t::activity::step::PLANNED,
    t::activity::step::NOTIFIED,
    t::activity::step::ON_SITE,
    t::activity::step::FINDINGS,
    t::activity::step::REPORTED,
    t::activity::step::CLOSED,
];

/// The stages with their days.
pub(super) fn stages(detail: &Detail) -> AnyView {
    let row = &detail.activity;
    let now = match row.state {
        S::Notified => 1,
        S::OnSite => 2,
        S::Findings => 3,
        S::Reported => 4,
        S::Closed => 6,
        S::Cancelled if row.notified_on.is_some() => 1,
        S::Planned | S::Cancelled => 0,
    };
    let planned = detail.events.first().and_then(|event| time::local_day(event.at));
    let days = [
        planned,
        row.notified_on,
        row.entered_on,
        row.put_on,
        row.reported_on,
        row.closed_on,
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
        let row = detail.activity;
        let kinds: Vec<_> = row.kinds.iter().map(|kind| word(*kind)).collect();
        let days = t::activity::from_to(time::day(row.from_on), time::day(row.to_on));
        let mut items = vec![
            (t::activity::column::KINDS, kinds.join("、").into_any()),
            (t::activity::column::DAYS, days.into_any()),
        ];
        let mut add = |label: Text, value: Option<AnyView>| items.extend(value.map(|value| (label, value)));
        add(t::activity::column::LEADER, row.leader.map(IntoAny::into_any));
        add(t::activity::REPEAT_REASON, row.repeat_reason.map(prose));
        add(t::activity::DOC_NO, row.notice_doc_no.map(IntoAny::into_any));
        add(
            t::activity::ANSWER_DUE,
            row.answer_due_on.map(|day| time::day(day).into_any()),
        );
        add(t::activity::REPORT, row.report.map(prose));
        let shares = Some(detail.shares.join("、")).filter(|names| !names.is_empty());
        add(t::activity::SHARES, shares.map(IntoAny::into_any));
        add(t::activity::CANCELLED, row.cancel_reason.map(prose));
        if !detail.files.is_empty() {
            let files = detail.files.into_iter().map(|file| {
                view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{size(file.size)}</span></li> }
            });
            let files = view! { <ul class="files">{files.collect_view()}</ul> };
            items.push((t::activity::FILES, files.into_any()));
        }
        details(items)
    };
    view! { <Card title=t::activity::ABOUT>{body}</Card> }
}

#[component]
pub(super) fn Units(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let units = detail.with(|detail| detail.units.clone());
        let lines = units.into_iter().map(|unit| {
            let seen = unit.visited_on.map(time::day);
            let seen = seen.unwrap_or_else(|| t::activity::UNVISITED.get().to_owned());
            view! { <li><span>{unit.org.name}</span><span class="muted num">{seen}</span></li> }
        });
        view! { <ul class="site-list">{lines.collect_view()}</ul> }
    };
    view! { <Card title=t::activity::column::UNITS>{body}</Card> }
}

#[component]
pub(super) fn Team(detail: Memo<Detail>) -> impl IntoView {
    let body = move || {
        let team = detail.with(|detail| detail.team.clone());
        let lines = team.into_iter().enumerate().map(|(place, member)| {
            let from = member.org.map(|org| org.short_name).unwrap_or_default();
            let part = if place == 0 {
                t::activity::column::LEADER.get()
            } else {
                word(member.part)
            };
            view! { <li><span>{member.name}" "{member.post}</span><span class="muted">{part}" "{from}</span></li> }
        });
        let checks = detail.with(|detail| detail.checks.clone());
        let items = checks.into_iter().map(|check| {
            let done = check.done_on.map(time::day);
            let done = done.unwrap_or_else(|| t::activity::UNDONE.get().to_owned());
            view! { <li><span>{check.item}</span><span class="muted num">{done}</span></li> }
        });
        view! {
            <ul class="site-list">{lines.collect_view()}</ul>
            <h3>{tr(t::activity::CHECKLIST)}</h3>
            <ul class="site-list">{items.collect_view()}</ul>
        }
    };
    view! { <Card title=t::activity::TEAM>{body}</Card> }
}

#[component]
pub(super) fn History(detail: Memo<Detail>) -> impl IntoView {
    let moments = move || {
        let events = detail.with(|detail| detail.events.clone());
        let moment = |event: super::activity_page::ActivityPageJointActivityEvents| Moment {
            at: event.at,
            title: word(event.event).to_owned(),
            actor: event.actor,
            automatic: event.role.is_none(),
            remark: event.remark,
            notes: Vec::new(),
        };
        timeline(events.into_iter().map(moment).collect())
    };
    view! { <Card title=t::activity::HISTORY>{moments}</Card> }
}
