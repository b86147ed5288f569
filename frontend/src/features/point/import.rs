//! A workbook of points: tried first, with what would become of each row; then all of it, or nothing.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{ImportOutcome, point_year_info};
use crate::api::import::{ImportLine, Imported, answer_sheet, send};
use crate::i18n::{lang, t, tr, word};
use crate::ui::dialog::Dialog;
use crate::ui::toast::use_toasts;

type Year = Memo<Option<point_year_info::PointYearInfoPointYear>>;

/// The dialog.
#[component]
pub(super) fn ImportDialog(open: RwSignal<bool>, year: Year, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let file = RwSignal::new_local(None::<web_sys::File>);
    let state = RwSignal::new(Imported::Idle);
    let address = move |dry_run: bool, sheet: bool| {
        let year = year.get_untracked().map(|info| info.year).unwrap_or_default();
        let answer = if sheet { "&answer=sheet" } else { "" };
        format!("/imports/points?year={year}&dryRun={}{answer}", u8::from(dry_run))
    };
    let choose = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let first = input.files().and_then(|files| files.get(0));
        file.set(first);
        state.set(Imported::Idle);
        if let Some(file) = file.get_untracked() {
            send(&file, &address(true, false), state);
        }
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
            toasts.show(t::point::imported(lines.len()));
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
    view! {
        <Dialog open=open title=Signal::derive(|| t::point::IMPORT.get().to_owned())>
            <p class="dialog-explain">{tr(t::point::IMPORT_WHY)}</p>
            <div class="field">
                <label for="point-import">{tr(t::point::IMPORT_FILE)}</label>
                <input id="point-import" type="file" accept=".xlsx" on:change=choose/>
            </div>
            <div aria-live="polite">{move || outcome(&state.get())}</div>
            <div class="dialog-foot">
                {move || answered().then(|| view! { <button type="button" class="btn" on:click=sheet>{tr(t::point::IMPORT_SHEET)}</button> })}
                <button type="button" class="btn" on:click=move |_| open.set(false)>{tr(t::kit::dialog::CANCEL)}</button>
                <button type="button" class="btn primary" disabled=move || !ready() on:click=take>{tr(t::point::IMPORT_TAKE)}</button>
            </div>
        </Dialog>
    }
}

fn outcome(state: &Imported) -> AnyView {
    match state {
        Imported::Idle => ().into_any(),
        Imported::Sending(percent) => {
            let percent = *percent;
            view! { <p role="status">{move || t::point::import_sending(percent)}</p> }.into_any()
        }
        Imported::Refused(text) => view! { <p class="bulk-no" role="alert">{text.clone()}</p> }.into_any(),
        Imported::Answer { lines, .. } => report(lines),
    }
}

fn report(lines: &[ImportLine]) -> AnyView {
    let count = |outcome: ImportOutcome| lines.iter().filter(|line| line.outcome == outcome.code()).count();
    let (created, updated) = (count(ImportOutcome::Created), count(ImportOutcome::Updated));
    let (unchanged, refused) = (count(ImportOutcome::Unchanged), count(ImportOutcome::Refused));
    let rows = lines.iter().map(|line| {
        let outcome = ImportOutcome::parse(&line.outcome);
        let (zh, en) = (line.message_zh.clone().unwrap_or_default(), line.message.clone().unwrap_or_default());
        view! {
            <tr class:skipped=line.refusal.is_some()>
                <td class="number">{line.row}</td>
                <td class="num">{line.code.clone()}</td>
                <td>{line.title.clone()}</td>
                <td>{move || outcome.map(word)} <span class="bulk-no">{move || lang().pick(&zh, &en).to_owned()}</span></td>
            </tr>
        }
    });
    view! {
        <p role="status">{move || t::point::import_sum(created, updated, unchanged, refused)}</p>
        {(refused > 0).then(|| view! { <p class="bulk-no">{tr(t::point::IMPORT_NONE)}</p> })}
        <div class="table-wrap bulk-lines"><table class="table dense"><tbody>{rows.collect_view()}</tbody></table></div>
    }
    .into_any()
}
