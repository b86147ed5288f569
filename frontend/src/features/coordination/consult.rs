//! One consultation: the dispute, the parties' views and signatures, meetings, memo, what can be done (K10).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::coordination::{ConsultationEventKind, ConsultationState};
use remit_shared::wire::Wire;

use super::dialog::{Acts, Offer};
use super::input::{Act, Subject};
use super::meetings::{Meeting, Meetings};
use super::{Consultation, ConsultationPage, consultation_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::{alert, tag};
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/consultations",
    text: t::coordination::consult::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<ConsultationPage>(move || {
        live.track();
        consultation_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    let changed = Callback::new(move |()| query.refetch());
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.consultation.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.consultation.clone());
            let Some(first) = first.filter(|_| known.get()) else {
                return empty(t::coordination::MISSING, None);
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.consultation.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| format!("{} {}", row.no, row.matter)));
            let subject = Signal::derive(move || row.with(subject));
            let offers = Signal::derive(move || row.with(offers));
            let meetings = Memo::new(move |_| row.with(meetings));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <Standing row=row/>
                <div class="columns">
                    <div class="stack"><Acts subject=subject offers=offers changed=changed/><Views row=row/><Meetings meetings=meetings/></div>
                    <div class="stack"><About row=row/><Timeline row=row/></div>
                </div>
            }
            .into_any()
        }
    })
}

fn subject(row: &Consultation) -> Subject {
    let parties = row.parties.iter();
    Subject {
        id: row.id.clone(),
        version: row.version,
        parties: parties
            .map(|party| (party.org.id.clone(), party.org.name.clone()))
            .collect(),
    }
}

fn offers(row: &Consultation) -> Vec<Offer> {
    let actions = row.actions.iter().filter_map(|action| {
        let refused = (!action.allowed).then(|| {
            let zh = action.message_zh.clone().unwrap_or_default();
            (zh, action.message.clone().unwrap_or_default())
        });
        Some(Offer {
            act: Act::of_consultation(&action.action)?,
            refused,
        })
    });
    actions.collect()
}

#[component]
fn Standing(row: Memo<Consultation>) -> impl IntoView {
    let today = use_session().today();
    move || {
        let row = row.get();
        let open = row.state == ConsultationState::Open;
        let due = Due::new(Some(row.due_on).filter(|_| open), row.overdue_working_days)
            .seen_on(today)
            .render();
        let case = row.case_id.clone().zip(row.case_no.clone()).map(|(id, no)| {
            let state = row.case_state.map(tag);
            view! { <a href=format!("/cases/{id}")>{tr(t::coordination::consult::CASE)}" "{no}</a> {state} }
        });
        view! { <div class="row standing">{tag(row.state)} {alert(row.alert)} {due} {case}</div> }
    }
}

#[component]
fn About(row: Memo<Consultation>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let scope = row.scope_kind;
        let mut items: Vec<(Text, AnyView)> = vec![
            (t::coordination::LEAD, row.lead_org.name.into_any()),
            (t::coordination::SCOPE, view! { {move || word(scope)} }.into_any()),
            (t::coordination::OPENED_ON, time::day(row.opened_on).into_any()),
            (t::coordination::DUE, time::day(row.due_on).into_any()),
            (t::coordination::consult::DISPUTE, prose(row.dispute)),
        ];
        if let Some(memo) = row.memo {
            items.push((t::coordination::consult::MEMO, prose(memo)));
        }
        if let Some(reason) = row.fail_reason {
            items.push((t::coordination::consult::FAIL_REASON, prose(reason)));
        }
        if let Some(day) = row.apply_by {
            items.push((t::coordination::consult::APPLY_BY, time::day(day).into_any()));
        }
        details(items)
    };
    view! { <Card title=t::coordination::consult::ABOUT>{body}</Card> }
}

#[component]
fn Views(row: Memo<Consultation>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let memo = row.memo.is_some();
        let columns = row.parties.into_iter().map(|party| {
            let role = party.role;
            let signed = memo.then(|| match (party.signed_by, party.signed_on) {
                (Some(who), Some(on)) => t::coordination::consult::signed(who, time::day(on)),
                _ => t::coordination::consult::UNSIGNED.get().to_owned(),
            });
            let view = party.view.map_or_else(
                || view! { <p class="muted">{tr(t::coordination::consult::NO_VIEW)}</p> }.into_any(),
                prose,
            );
            view! {
                <section class="position">
                    <h3>{party.org.name} " " <span class="muted">{move || word(role)}</span></h3>
                    {view}
                    {signed.map(|text| view! { <p class="muted">{text}</p> })}
                </section>
            }
        });
        view! { <div class="positions">{columns.collect_view()}</div> }
    };
    view! { <Card title=t::coordination::consult::VIEWS>{body}</Card> }
}

/// The meetings of the record.
fn meetings(row: &Consultation) -> Vec<Meeting> {
    row.meetings
        .iter()
        .map(|meeting| Meeting {
            held_on: meeting.held_on,
            place: meeting.place.clone(),
            came: meeting
                .attended
                .iter()
                .map(|org| org.short_name.clone())
                .collect(),
            minutes: meeting.minutes.clone(),
        })
        .collect()
}

#[component]
fn Timeline(row: Memo<Consultation>) -> impl IntoView {
    let body = move || {
        let moments = row
            .with(|row| row.events.clone())
            .into_iter()
            .map(|event| Moment {
                at: event.at,
                title: ConsultationEventKind::parse(&event.event)
                    .map_or(event.event, |kind| word(kind).to_owned()),
                actor: event.actor,
                automatic: event.automatic,
                remark: event.remark,
                notes: Vec::new(),
            });
        timeline(moments.collect())
    };
    view! { <Card title=t::coordination::TIMELINE>{body}</Card> }
}
