//! Writing a draft, new or changed.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{
    Regulation, RegulationKind, RegulationsInForce, SaveRegulation, regulations_in_force, save_regulation,
};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Checkbox, Form, RadioGroup, SelectField, TextArea, TextField, chosen, required};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// A new draft, or the one given.
#[component]
pub(super) fn WriteDialog(
    open: RwSignal<bool>,
    draft: Option<Regulation>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let kind = RwSignal::new(draft.as_ref().map(|row| row.kind));
    let title = text(draft.as_ref().map(|row| row.title.clone()));
    let summary = text(draft.as_ref().map(|row| row.summary.clone()));
    let trial = RwSignal::new(draft.as_ref().is_some_and(|row| row.trial));
    let old = draft
        .as_ref()
        .and_then(|row| row.supersedes.as_ref().map(|old| old.id.clone()));
    let replaces = text(old);
    let files = RwSignal::new(Vec::new());
    let existing = StoredValue::new(draft.map(|row| (row.id, row.version)));
    let query = use_query::<RegulationsInForce>(|| regulations_in_force::Variables);
    let in_force = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.regulations.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes
            .map(|row| {
                let number = row.doc_no.unwrap_or_default();
                (row.id, format!("{} {number}", row.title))
            })
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("kind", kind, t::regulation::column::KIND),
            required("title", title, t::regulation::column::TITLE),
        ]);
        let (Some(kind), true) = (kind.get_untracked(), fine) else {
            return;
        };
        let (id, version) = existing.get_value().unzip();
        let input = save_regulation::WriteRegulationInput {
            id,
            version,
            kind,
            title: title.get_untracked(),
            summary: summary.get_untracked(),
            trial: trial.get_untracked(),
            supersedes_id: Some(replaces.get_untracked()).filter(|id| !id.is_empty()),
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<SaveRegulation>(save_regulation::Variables { input }),
            move |data| {
                let Some(row) = data.write_regulation.regulation else {
                    return;
                };
                open.set(false);
                toasts.show(t::regulation::SAVED.get().to_owned());
                changed.run(());
                navigate.with_value(|go| {
                    go(
                        &format!("/regulations/{}", row.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::regulation::WRITE explain=Some(t::regulation::WRITE_WHY) submit=t::regulation::SAVE on_submit=send>
            <RadioGroup form=form name="kind" label=t::regulation::column::KIND values=RegulationKind::ALL value=kind/>
            <TextField form=form name="title" label=t::regulation::column::TITLE value=title required=true max=120/>
            <TextArea form=form name="summary" label=t::regulation::SUMMARY value=summary max=4000/>
            <Checkbox form=form name="trial" label=t::regulation::TRIAL value=trial/>
            <SelectField form=form name="supersedesId" label=t::regulation::SUPERSEDES value=replaces options=in_force/>
            <UploadField form=form label=t::regulation::FILES ids=files/>
        </ActionDialog>
    }
}
