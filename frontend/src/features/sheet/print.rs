//! The information push sheet on A4, with its signature boxes.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Sheet, SheetPage, sheet_page};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::{empty, loaded};
use crate::ui::time;

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let query = use_query::<SheetPage>(move || sheet_page::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    loaded(query, move |answer| {
        move || match answer.with(|answer| answer.push_sheet.clone()) {
            Some(sheet) => form(&sheet),
            None => empty(t::sheet::MISSING, None),
        }
    })
}

fn form(sheet: &Sheet) -> AnyView {
    let no = sheet
        .no
        .clone()
        .unwrap_or_else(|| t::sheet::DRAFT.get().to_owned());
    let pushed = sheet.pushed_at.map_or_else(String::new, time::instant);
    let from = sheet
        .from_section
        .as_ref()
        .map_or_else(String::new, |section| section.name.clone());
    let received = sheet.received_by.clone().unwrap_or_default();
    let received_at = sheet.received_at.map_or_else(String::new, time::instant);
    let opinion = match (&sheet.problem, &sheet.filed_reason) {
        (Some(problem), _) => t::sheet::form_problem(&problem.code),
        (None, Some(reason)) => reason.clone(),
        _ => String::new(),
    };
    document().set_title(&format!("{} {no}", t::sheet::FORM_TITLE.get()));
    view! {
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::sheet::PRINT)}</button>
        </div>
        <article class="paper">
            <h1>{tr(t::sheet::FORM_TITLE)}</h1>
            <p class="paper-no">{tr(t::sheet::column::NO)}":"{no}</p>
            <table class="paper-form">
                <tbody>
                    <tr><th scope="row">{tr(t::sheet::column::FROM)}</th><td>{from}</td><th scope="row">{tr(t::sheet::column::PUSHED)}</th><td>{pushed}</td></tr>
                    <tr><th scope="row">{tr(t::sheet::column::ORG)}</th><td>{sheet.org.name.clone()}</td><th scope="row">{tr(t::sheet::column::URGENCY)}</th><td>{word(sheet.urgency)}</td></tr>
                    <tr><th scope="row">{tr(t::sheet::column::MATTER)}</th><td colspan="3">{sheet.matter.clone()}</td></tr>
                    <tr class="tall"><th scope="row">{tr(t::sheet::BASIS)}</th><td colspan="3" class="prose">{sheet.basis.clone()}</td></tr>
                    <tr class="tall"><th scope="row">{tr(t::sheet::SUGGESTED)}</th><td colspan="3" class="prose">{sheet.suggested_action.clone()}</td></tr>
                    <tr class="tall"><th scope="row">{tr(t::sheet::FORM_OPINION)}</th><td colspan="3" class="prose">{opinion}</td></tr>
                    <tr class="sign"><th scope="row">{tr(t::sheet::WRITTEN_BY)}</th><td>{sheet.written_by.clone()}</td><th scope="row">{tr(t::sheet::FORM_SIGN)}</th><td></td></tr>
                    <tr class="sign"><th scope="row">{tr(t::sheet::RECEIVED_BY)}</th><td>{received}</td><th scope="row">{tr(t::sheet::RECEIVED_AT)}</th><td>{received_at}</td></tr>
                </tbody>
            </table>
        </article>
    }
    .into_any()
}
