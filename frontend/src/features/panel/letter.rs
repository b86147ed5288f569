//! The letter of appointment on A4.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Appointment, AppointmentPage, appointment_page};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::{empty, loaded};

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let query = use_query::<AppointmentPage>(move || appointment_page::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    loaded(query, move |answer| {
        move || match answer.with(|answer| answer.appointment.clone()) {
            Some(row) => letter(&row),
            None => empty(t::panel::appointment::MISSING, None),
        }
    })
}

fn letter(row: &Appointment) -> AnyView {
    document().set_title(&format!(
        "{} {}",
        t::panel::appointment::LETTER_TITLE.get(),
        row.letter_no
    ));
    let (name, field, kind) = (row.person.display_name.clone(), row.field.clone(), row.kind);
    let (from, to) = (row.term_from, row.term_to);
    let signed = row.approved_on.unwrap_or(from);
    view! {
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::panel::appointment::DO_PRINT)}</button>
        </div>
        <article class="paper letter">
            <p class="letter-no">{tr(t::panel::appointment::LETTER_NO)}":"{row.letter_no.clone()}</p>
            <h1>{tr(t::panel::appointment::LETTER_TITLE)}</h1>
            <p class="letter-to">{move || t::panel::appointment::letter_to(&name)}</p>
            <p>{move || t::panel::appointment::letter_body(word(kind), written(from), written(to))}</p>
            <p>{move || t::panel::appointment::letter_field(&field)}</p>
            <p class="letter-end">{tr(t::panel::appointment::LETTER_OFFICE)}<br/>{move || written(signed)}</p>
        </article>
    }
    .into_any()
}

/// A date as a letter writes it.
fn written(day: NaiveDate) -> String {
    t::panel::appointment::letter_day(day.year(), day.month(), day.day())
}
