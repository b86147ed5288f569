//! What can be done to an appointment: appoint, renew, dismiss, note a recusal (§3.14, R9).

use leptos::prelude::*;
use remit_shared::panel::AppointmentEventKind as E;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::{
    Appointment, AppointmentKind, AppointmentState, ApproveAppointment, DismissAppointment, DismissReason,
    NextLetter, RecordRecusal, RenewAppointment, ReportUnits, approve_appointment, dismiss_appointment,
    next_letter, record_recusal, renew_appointment, report_units,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, RadioGroup, SelectField, TextArea, TextField, chosen, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// The card with the buttons, and its dialogs.
#[component]
pub(super) fn Acts(row: Memo<Appointment>, changed: Callback<()>) -> impl IntoView {
    let (toasts, session) = (use_toasts(), use_session());
    let [approving, renewing, dismissing, recusing] = std::array::from_fn(|_| RwSignal::new(false));
    let done = Callback::new(move |event: E| {
        toasts.show(t::panel::appointment::acted(word(event)));
        changed.run(());
    });
    let fire = move |event: E| match event {
        E::Approve => approving.set(true),
        E::Renew => renewing.set(true),
        E::Dismiss => dismissing.set(true),
        E::Nominate | E::Begin | E::Expire => {}
    };
    let recuses = move || {
        let expert =
            row.with(|row| row.kind == AppointmentKind::Expert && row.state == AppointmentState::Active);
        expert && session.may(Capability::AppointmentManage)
    };
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let none = actions.iter().all(|action| !action.allowed) && !recuses();
        let shown = actions.into_iter().filter_map(|action| {
            let event = E::parse(&action.action)?;
            if action.allowed {
                let class = if event == E::Dismiss { "btn danger" } else { "btn primary" };
                return Some(view! { <button type="button" class=class on:click=move |_| fire(event)>{move || word(event)}</button> }.into_any());
            }
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <p class="muted"><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any())
        });
        view! {
            <div class="row">
                {shown.collect_view()}
                {recuses().then(|| view! { <button type="button" class="btn" on:click=move |_| recusing.set(true)>{tr(t::panel::appointment::RECUSE)}</button> })}
            </div>
            {none.then(|| view! { <p class="muted">{tr(t::panel::appointment::NOTHING)}</p> })}
        }
    };
    view! {
        <Card title=t::panel::appointment::NEXT>{buttons}</Card>
        {session.may(Capability::AppointmentApprove).then(|| view! {
            <LetterDialog open=approving row=row done=done renews=false/>
            <LetterDialog open=renewing row=row done=done renews=true/>
            <DismissDialog open=dismissing row=row done=done/>
        })}
        {session.may(Capability::AppointmentManage).then(|| view! { <RecuseDialog open=recusing row=row changed=changed/> })}
    }
}

/// Appointing or renewing: the letter number, and for a renewal the last day.
#[component]
fn LetterDialog(
    open: RwSignal<bool>,
    row: Memo<Appointment>,
    done: Callback<E>,
    renews: bool,
) -> impl IntoView {
    let form = Form::new();
    let (letter, to) = (RwSignal::new(String::new()), RwSignal::new(None));
    let next = use_query::<NextLetter>(|| next_letter::Variables);
    Effect::new(move |_| {
        let proposed = next
            .data
            .with(|data| data.as_ref().map(|data| data.next_appointment_letter.clone()));
        if let Some(proposed) = proposed.filter(|_| open.get() && letter.with_untracked(String::is_empty)) {
            letter.set(proposed);
        }
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("letterNo", letter, t::panel::appointment::LETTER),
            renews
                .then(|| chosen("termTo", to, t::panel::appointment::TERM_TO))
                .flatten(),
        ]);
        if !fine {
            return;
        }
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let letter_no = letter.get_untracked();
        let finish = move |event| {
            open.set(false);
            letter.set(String::new());
            next.refetch();
            done.run(event);
        };
        if let Some(term_to) = to.get_untracked().filter(|_| renews) {
            let input = renew_appointment::RenewAppointmentInput {
                id,
                version,
                term_to,
                letter_no,
            };
            form.submit(
                mutate::<RenewAppointment>(renew_appointment::Variables { input }),
                move |_| finish(E::Renew),
            );
        } else {
            let input = approve_appointment::ApproveAppointmentInput {
                id,
                version,
                letter_no,
            };
            form.submit(
                mutate::<ApproveAppointment>(approve_appointment::Variables { input }),
                move |_| finish(E::Approve),
            );
        }
    });
    let (title, why) = if renews {
        (t::panel::appointment::RENEW, t::panel::appointment::RENEW_WHY)
    } else {
        (t::panel::appointment::APPROVE, t::panel::appointment::APPROVE_WHY)
    };
    view! {
        <ActionDialog open=open form=form title=title explain=Some(why) submit=title on_submit=send>
            <TextField form=form name="letterNo" label=t::panel::appointment::LETTER value=letter required=true max=60/>
            {renews.then(|| view! { <DateField form=form name="termTo" label=t::panel::appointment::TERM_TO value=to required=true/> })}
        </ActionDialog>
    }
}

/// Dismissing: one of the three reasons, with the facts.
#[component]
fn DismissDialog(open: RwSignal<bool>, row: Memo<Appointment>, done: Callback<E>) -> impl IntoView {
    let form = Form::new();
    let (reason, facts) = (RwSignal::new(None::<DismissReason>), RwSignal::new(String::new()));
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("reason", reason, t::panel::appointment::REASON),
            required("text", facts, t::panel::appointment::FACTS),
        ]);
        let Some(reason) = reason.get_untracked().filter(|_| fine) else {
            return;
        };
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let text = facts.get_untracked();
        let input = dismiss_appointment::DismissAppointmentInput {
            id,
            version,
            reason,
            text,
        };
        form.submit(
            mutate::<DismissAppointment>(dismiss_appointment::Variables { input }),
            move |_| {
                open.set(false);
                done.run(E::Dismiss);
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::appointment::DISMISS explain=Some(t::panel::appointment::DISMISS_WHY) submit=t::panel::appointment::DISMISS danger=true on_submit=send>
            <RadioGroup form=form name="reason" label=t::panel::appointment::REASON values=DismissReason::ALL value=reason/>
            <TextArea form=form name="text" label=t::panel::appointment::FACTS value=facts required=true max=1000/>
        </ActionDialog>
    }
}

/// Noting that an expert does not judge a unit.
#[component]
fn RecuseDialog(open: RwSignal<bool>, row: Memo<Appointment>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (unit, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let units = use_query::<ReportUnits>(|| report_units::Variables);
    let options = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|unit| (unit.id, unit.name))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", unit, t::panel::appointment::RECUSE_UNIT),
            required("reason", reason, t::panel::appointment::RECUSE_REASON),
        ]);
        if !fine {
            return;
        }
        let input = record_recusal::RecordRecusalInput {
            appointment_id: row.with_untracked(|row| row.id.clone()),
            org_id: unit.get_untracked(),
            reason: reason.get_untracked(),
        };
        form.submit(
            mutate::<RecordRecusal>(record_recusal::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::panel::appointment::RECUSED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::appointment::RECUSE explain=Some(t::panel::appointment::RECUSE_WHY) submit=t::panel::appointment::RECUSE on_submit=send>
            <SelectField form=form name="orgId" label=t::panel::appointment::RECUSE_UNIT value=unit options=options required=true/>
            <TextArea form=form name="reason" label=t::panel::appointment::RECUSE_REASON value=reason required=true max=1000/>
        </ActionDialog>
    }
}
