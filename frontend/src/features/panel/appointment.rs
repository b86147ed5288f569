//! One appointment: term, letter, recusals, what to do with it (§3.14).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::appointment_acts::Acts;
use super::{Appointment, AppointmentPage, AppointmentState, appointment_page};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/appointments",
    text: t::panel::appointment::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<AppointmentPage>(move || {
        live.track();
        appointment_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.appointment.is_some()));
        move || {
            let first = answer.with_untracked(|answer| answer.appointment.clone());
            let Some(first) = first.filter(|_| known.get()) else {
                return empty(t::panel::appointment::MISSING, None);
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.appointment.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head row=row/>
                <div class="columns">
                    <div class="stack">
                        <Acts row=row changed=Callback::new(move |()| query.refetch())/>
                        <About row=row/>
                    </div>
                    <div class="stack"><Recusals row=row/></div>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(row: Memo<Appointment>) -> impl IntoView {
    let title = Signal::derive(move || row.with(|row| row.person.display_name.clone()));
    let print = move || {
        let named = row.with(|row| row.state == AppointmentState::Nominated);
        let href = format!("/print/appointments/{}", row.with(|row| row.id.clone()));
        (!named).then(|| view! { <a class="btn" href=href target="_blank" rel="external">{tr(t::panel::appointment::PRINT)}</a> })
    };
    let standing = move || {
        let (kind, state) = row.with(|row| (row.kind, row.state));
        view! { <div class="row standing">{tag(state)} <span class="muted">{move || word(kind)}</span></div> }
    };
    view! { <PageHead title=title crumbs=CRUMBS>{print}</PageHead> {standing} }
}

#[component]
fn About(row: Memo<Appointment>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let dash = |text: Option<String>| {
            text.filter(|text| !text.is_empty())
                .unwrap_or_else(|| "—".to_owned())
                .into_any()
        };
        let source = row.source_kind;
        let mut items: Vec<(Text, AnyView)> = vec![
            (t::panel::appointment::POST, row.person.post.into_any()),
            (t::panel::appointment::SOURCE, row.source_org.name.into_any()),
            (
                t::panel::appointment::SOURCE_KIND,
                view! { {move || word(source)} }.into_any(),
            ),
            (t::panel::appointment::FIELD, row.field.into_any()),
            (
                t::panel::appointment::TERM,
                format!("{} — {}", time::day(row.term_from), time::day(row.term_to)).into_any(),
            ),
            (t::panel::appointment::LETTER, dash(Some(row.letter_no))),
            (t::panel::appointment::NOMINATED_BY, dash(row.nominated_by)),
            (t::panel::appointment::APPROVED_BY, dash(row.approved_by)),
            (
                t::panel::appointment::APPROVED_ON,
                dash(row.approved_on.map(time::day)),
            ),
        ];
        if let Some(day) = row.ended_on {
            items.push((t::panel::appointment::ENDED_ON, time::day(day).into_any()));
        }
        if let Some(reason) = row.end_reason {
            items.push((
                t::panel::appointment::END_REASON,
                view! { {move || word(reason)} }.into_any(),
            ));
        }
        if let Some(note) = row.end_note {
            items.push((t::panel::appointment::FACTS, prose(note)));
        }
        details(items)
    };
    view! { <Card title=t::panel::appointment::ABOUT>{body}</Card> }
}

#[component]
fn Recusals(row: Memo<Appointment>) -> impl IntoView {
    let body = move || {
        let recusals = row.with(|row| row.recusals.clone());
        if recusals.is_empty() {
            return view! { <p class="muted">{tr(t::panel::appointment::NO_RECUSALS)}</p> }.into_any();
        }
        let lines = recusals.into_iter().map(|one| {
            let lifted = one.ends_on.map(|day| view! { " " <span class="muted">{tr(t::panel::appointment::LIFTED)} " " {time::day(day)}</span> });
            view! { <li><p><strong>{one.org.name}</strong> {lifted}</p><p class="muted">{one.reason}</p></li> }
        });
        view! { <ul class="hint-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::panel::appointment::RECUSALS>{body}</Card> }
}
