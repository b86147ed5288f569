//! A unit's powers list from a workbook: tried first, with what would become of each row; then all of it, or nothing.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{ImportOutcome, ListUnits, list_units};
use crate::api::import::{ImportLine, Imported, answer_sheet, send};
use crate::api::use_query;
use crate::i18n::{lang, t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::toast::use_toasts;

/// The dialog.
#[component]
pub(super) fn ImportDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (toasts, session) = (use_toasts(), use_session());
    let file = RwSignal::new_local(None::<web_sys::File>);
    let state = RwSignal::new(Imported::Idle);
    let unit = RwSignal::new(String::new());
    let from = RwSignal::new(session.today().map(|day| day.to_string()).unwrap_or_default());
    let address = move |dry_run: bool, sheet: bool| {
        let answer = if sheet { "&answer=sheet" } else { "" };
        let (unit, from) = (unit.get_untracked(), from.get_untracked());
        format!(
            "/imports/powers?org={unit}&from={from}&dryRun={}{answer}",
            u8::from(dry_run)
        )
    };
    let try_it = move || {
        state.set(Imported::Idle);
        let complete = !unit.with_untracked(String::is_empty) && !from.with_untracked(String::is_empty);
        if let Some(file) = file.get_untracked().filter(|_| complete) {
            send(&file, &address(true, false), state);
        }
    };
    let choose = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        file.set(input.files().and_then(|files| files.get(0)));
        try_it();
    };
    let take = move |_| {
        if let Some(file) = file.get_untracked() {
            send(&file, &address(false, false), state);
        }
    };
    let sheet = move |_| {
        if let Some(file) = file.get_untracked() {
            answer_sheet(&file, &address(true, true));
        }
    };
    Effect::new(move |_| {
        if let Imported::Answer { done: true, lines } = state.get() {
            toasts.show(t::list::imported(lines.len()));
            state.set(Imported::Idle);
            file.set(None);
            open.set(false);
            changed.run(());
        }
    });
    let ready = move || {
        state.with(|state| match state {
            Imported::Answer { lines, .. } => {
                !lines.is_empty() && lines.iter().all(|line| line.refusal.is_none())
            }
            _ => false,
        })
    };
    let answered = move || matches!(state.get(), Imported::Answer { .. });
    let units = use_query::<ListUnits>(|| list_units::Variables);
    let options = move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes
            .map(|unit| view! { <option value=unit.id>{unit.name}</option> })
            .collect_view()
    };
    view! {
        <Dialog open=open title=Signal::derive(|| t::list::IMPORT.get().to_owned())>
            <p class="dialog-explain">
                {tr(t::list::IMPORT_WHY)} " "
                <a href="/exports/powers-template.xlsx" rel="external" download>{tr(t::list::TEMPLATE)}</a>
            </p>
            <div class="field">
                <label for="power-unit">{tr(t::list::column::ORG)}</label>
                <select id="power-unit" class="input" on:change:target=move |event| { unit.set(event.target().value()); try_it(); }>
                    <option value="">{tr(t::list::CHOOSE_UNIT)}</option>
                    {options}
                </select>
            </div>
            <div class="field">
                <label for="power-from">{tr(t::list::column::EFFECTIVE)}</label>
                <input id="power-from" class="input date" type="date" prop:value=from on:change:target=move |event| { from.set(event.target().value()); try_it(); }/>
            </div>
            <div class="field">
                <label for="power-import">{tr(t::list::IMPORT_FILE)}</label>
                <input id="power-import" type="file" accept=".xlsx" on:change=choose/>
            </div>
            <div aria-live="polite">{move || outcome(&state.get())}</div>
            <div class="dialog-foot">
                {move || answered().then(|| view! { <button type="button" class="btn" on:click=sheet>{tr(t::list::IMPORT_SHEET)}</button> })}
                <button type="button" class="btn" on:click=move |_| open.set(false)>{tr(t::kit::dialog::CANCEL)}</button>
                <button type="button" class="btn primary" disabled=move || !ready() on:click=take>{tr(t::list::IMPORT_TAKE)}</button>
            </div>
        </Dialog>
    }
}

fn outcome(state: &Imported) -> AnyView {
    match state {
        Imported::Idle => ().into_any(),
        Imported::Sending(percent) => {
            let percent = *percent;
            view! { <p role="status">{move || t::list::import_sending(percent)}</p> }.into_any()
        }
        Imported::Refused(text) => view! { <p class="import-no" role="alert">{text.clone()}</p> }.into_any(),
        Imported::Answer { lines, .. } => report(lines),
    }
}

fn report(lines: &[ImportLine]) -> AnyView {
    let count = |outcome: ImportOutcome| lines.iter().filter(|line| line.outcome == outcome.code()).count();
    let created = count(ImportOutcome::Created);
    let (unchanged, refused) = (count(ImportOutcome::Unchanged), count(ImportOutcome::Refused));
    let rows = lines.iter().map(|line| {
        let outcome = ImportOutcome::parse(&line.outcome);
        let (zh, en) = (line.message_zh.clone().unwrap_or_default(), line.message.clone().unwrap_or_default());
        view! {
            <tr>
                <td class="number">{line.row}</td>
                <td class="num">{line.code.clone()}</td>
                <td>{line.title.clone()}</td>
                <td>{move || outcome.map(word)} " " <span class="import-no">{move || lang().pick(&zh, &en).to_owned()}</span></td>
            </tr>
        }
    });
    view! {
        <p role="status">{move || t::list::import_sum(created, unchanged, refused)}</p>
        {(refused > 0).then(|| view! { <p class="import-no">{tr(t::list::IMPORT_NONE)}</p> })}
        <div class="table-wrap import-lines"><table class="table dense"><tbody>{rows.collect_view()}</tbody></table></div>
    }
    .into_any()
}
