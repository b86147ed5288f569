//! Writing a sheet: as a draft, or pushed at once.

use leptos::prelude::*;

use super::{Sheet, SheetUnits, Urgency, WriteSheet, sheet_units, write_sheet};
use crate::api::{mutate, use_query};
use crate::features::burden::BurdenNote;
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    Checkbox, Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, required,
};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

use remit_shared::wire::Wire;

/// A new sheet, or the draft given.
#[component]
pub(super) fn WriteDialog(open: RwSignal<bool>, draft: Option<Sheet>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let said = |text: Option<&String>| RwSignal::new(text.cloned().unwrap_or_default());
    let unit = said(draft.as_ref().map(|sheet| &sheet.org.id));
    let matter = said(draft.as_ref().map(|sheet| &sheet.matter));
    let basis = said(draft.as_ref().map(|sheet| &sheet.basis));
    let action = said(draft.as_ref().map(|sheet| &sheet.suggested_action));
    let urgency = RwSignal::new(Some(
        draft.as_ref().map_or(Urgency::Normal, |sheet| sheet.urgency),
    ));
    let push = RwSignal::new(true);
    let files = RwSignal::new(Vec::new());
    let existing = draft.map(|sheet| (sheet.id, sheet.version));
    let id = StoredValue::new(client_id());
    let units = use_query::<SheetUnits>(|| sheet_units::Variables);
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
            required("orgId", unit, t::sheet::column::ORG),
            required("matter", matter, t::sheet::column::MATTER),
            required("basis", basis, t::sheet::BASIS),
            chosen("urgency", urgency, t::sheet::column::URGENCY),
        ]);
        if !fine {
            return;
        }
        let (sheet, version) = existing.clone().unzip();
        let input = write_sheet::WritePushSheetInput {
            id: sheet,
            version,
            client_id: id.get_value(),
            org_id: unit.get_untracked(),
            matter: matter.get_untracked(),
            basis: basis.get_untracked(),
            urgency: urgency.get_untracked().unwrap_or(Urgency::Normal),
            suggested_action: action.get_untracked(),
            push: push.get_untracked(),
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<WriteSheet>(write_sheet::Variables { input }),
            move |data| {
                let Some(sheet) = data.write_push_sheet.push_sheet else {
                    return;
                };
                open.set(false);
                id.set_value(client_id());
                toasts.show(match &sheet.no {
                    Some(no) => t::sheet::pushed(no),
                    None => t::sheet::SAVED.get().to_owned(),
                });
                navigate.with_value(|go| {
                    go(
                        &format!("/sheets/{}", sheet.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::sheet::WRITE explain=Some(t::sheet::WRITE_WHY) submit=t::sheet::SEND on_submit=send>
            <SelectField form=form name="orgId" label=t::sheet::column::ORG value=unit options=options required=true/>
            <BurdenNote units=Signal::derive(move || Some(unit.get()).filter(|id| !id.is_empty()).into_iter().collect::<Vec<_>>())/>
            <TextField form=form name="matter" label=t::sheet::column::MATTER value=matter required=true max=120/>
            <TextArea form=form name="basis" label=t::sheet::BASIS value=basis required=true max=4000/>
            <TextArea form=form name="suggestedAction" label=t::sheet::SUGGESTED value=action max=4000/>
            <RadioGroup form=form name="urgency" label=t::sheet::column::URGENCY values=Urgency::ALL value=urgency/>
            <UploadField form=form label=t::sheet::EVIDENCE ids=files/>
            <Checkbox form=form name="push" label=t::sheet::PUSH_NOW value=push/>
        </ActionDialog>
    }
}
