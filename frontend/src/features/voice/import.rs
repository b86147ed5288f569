//! A list of appraisals: tried first, with what would become of each row; then all of it, or what is left of it once the
//! person has seen which rows are refused.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::ImportOutcome;
use crate::api::import::{ImportLine, Imported, answer_sheet, send};
use crate::i18n::{lang, t, tr, word};
use crate::ui::dialog::Dialog;
use crate::ui::toast::use_toasts;

/// The dialog.
#[component]
pub(super) fn ImportDialog(open: RwSignal<bool>, year: Memo<i64>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let file = RwSignal::new_local(None::<web_sys::File>);
    let state = RwSignal::new(Imported::Idle);
    let address = move |dry_run: bool, more: &str| {
        let name = file
            .with_untracked(|file| file.as_ref().map(web_sys::File::name))
            .unwrap_or_default();
        let name = String::from(js_sys::encode_uri_component(&name));
        format!(
            "/imports/appraisals?year={}&dryRun={}&name={name}{more}",
            year.get_untracked(),
            u8::from(dry_run)
        )
    };
    let choose = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        file.set(input.files().and_then(|files| files.get(0)));
        state.set(Imported::Idle);
        if let Some(file) = file.get_untracked() {
            send(&file, &address(true, ""), state);
        }
    };
    let take = move |more: &'static str| {
        if let Some(file) = file.get_untracked() {
            send(&file, &address(false, more), state);
        }
    };
    let sheet = move |_| {
        if let Some(file) = file.get_untracked() {
            answer_sheet(&file, &address(true, "&answer=sheet"));
        }
    };
    Effect::new(move |_| {
        if let Imported::Answer { done: true, lines } = state.get() {
            let taken = lines.iter().filter(|line| line.refusal.is_none()).count();
            toasts.show(t::voice::appraisal::imported(taken));
            state.set(Imported::Idle);
            file.set(None);
            open.set(false);
            changed.run(());
        }
    });
    let sums = Memo::new(move |_| {
        state.with(|state| match state {
            Imported::Answer { lines, .. } => {
                let refused = lines.iter().filter(|line| line.refusal.is_some()).count();
                Some((lines.len() - refused, refused))
            }
            _ => None,
        })
    });
    let buttons = move || {
        let (good, refused) = sums.get().unwrap_or_default();
        view! {
            {sums.get().map(|_| view! { <button type="button" class="btn" on:click=sheet>{tr(t::voice::appraisal::SHEET)}</button> })}
            <button type="button" class="btn" on:click=move |_| open.set(false)>{tr(t::kit::dialog::CANCEL)}</button>
            {(refused > 0 && good > 0)
                .then(|| view! { <button type="button" class="btn" on:click=move |_| take("&leaveOut=1")>{move || t::voice::appraisal::take_rest(good)}</button> })}
            <button type="button" class="btn primary" disabled={good == 0 || refused > 0} on:click=move |_| take("")>{tr(t::voice::appraisal::TAKE)}</button>
        }
    };
    view! {
        <Dialog open=open title=Signal::derive(|| t::voice::appraisal::IMPORT.get().to_owned())>
            <p class="dialog-explain">{tr(t::voice::appraisal::IMPORT_WHY)}</p>
            <div class="field">
                <label for="appraisal-import">{tr(t::voice::appraisal::FILE)}</label>
                <input id="appraisal-import" type="file" accept=".xlsx,.csv" on:change=choose/>
            </div>
            <div aria-live="polite">{move || outcome(&state.get())}</div>
            <div class="dialog-foot">{buttons}</div>
        </Dialog>
    }
}

fn outcome(state: &Imported) -> AnyView {
    match state {
        Imported::Idle => ().into_any(),
        Imported::Sending(percent) => {
            let percent = *percent;
            view! { <p role="status">{move || t::voice::appraisal::sending(percent)}</p> }.into_any()
        }
        Imported::Refused(text) => view! { <p class="bulk-no" role="alert">{text.clone()}</p> }.into_any(),
        Imported::Answer { lines, .. } => report(lines),
    }
}

fn report(lines: &[ImportLine]) -> AnyView {
    let count = |outcome: ImportOutcome| lines.iter().filter(|line| line.outcome == outcome.code()).count();
    let (created, updated) = (count(ImportOutcome::Created), count(ImportOutcome::Updated));
    let (unchanged, refused) = (count(ImportOutcome::Unchanged), count(ImportOutcome::Refused));
    // What is wrong comes first; a list of seventy fine rows hides three bad ones.
    let mut sorted: Vec<&ImportLine> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.refusal.is_none(), line.row));
    let rows = sorted.into_iter().map(|line| {
        let outcome = ImportOutcome::parse(&line.outcome);
        let (zh, en) = (line.message_zh.clone().unwrap_or_default(), line.message.clone().unwrap_or_default());
        view! {
            <tr class:skipped=line.refusal.is_some()>
                <td class="number">{line.row}</td>
                <td>{line.code.clone()}</td>
                <td>{line.title.clone()}</td>
                <td>{move || outcome.map(word)} <span class="bulk-no">{move || lang().pick(&zh, &en).to_owned()}</span></td>
            </tr>
        }
    });
    view! {
        <p role="status">{move || t::voice::appraisal::sum(created, updated, unchanged, refused)}</p>
        {(refused > 0).then(|| view! { <p class="bulk-no">{tr(t::voice::appraisal::NONE_WRITTEN)}</p> })}
        <div class="table-wrap bulk-lines"><table class="table dense"><tbody>{rows.collect_view()}</tbody></table></div>
    }
    .into_any()
}
