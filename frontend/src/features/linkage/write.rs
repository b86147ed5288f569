//! Writing a submission: a new one, a draft, or one that was returned.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{LinkageKind, LinkageUnits, Submission, WriteLinkage, linkage_units, write_linkage};
use crate::api::{mutate, use_query};
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Checkbox, Form, RadioGroup, SelectField, TextArea, chosen, client_id, required};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// The supervised units to choose from.
pub(super) fn units() -> Signal<Vec<(String, String)>> {
    let units = use_query::<LinkageUnits>(|| linkage_units::Variables);
    Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes.into_iter().map(|unit| (unit.id, unit.name)).collect()
    })
}

#[component]
pub(super) fn WriteDialog(
    open: RwSignal<bool>,
    existing: Option<Submission>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let about = existing.as_ref().and_then(|row| row.about_org.as_ref());
    let unit = RwSignal::new(about.map(|unit| unit.id.clone()).unwrap_or_default());
    let text = RwSignal::new(existing.as_ref().map(|row| row.text.clone()).unwrap_or_default());
    let kind = RwSignal::new(existing.as_ref().and_then(|row| row.kind));
    let kind_of = kind;
    let confidential = RwSignal::new(existing.as_ref().is_some_and(|row| row.confidential));
    let urgent = RwSignal::new(existing.as_ref().is_some_and(|row| row.urgent));
    let now = RwSignal::new(true);
    let files = RwSignal::new(Vec::new());
    let named = existing.map(|row| (row.id, row.version));
    let id = StoredValue::new(client_id());
    let options = units();
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("aboutOrgId", unit, t::linkage::column::ABOUT),
            chosen("kind", kind, t::linkage::KIND),
            required("text", text, t::linkage::column::TEXT),
        ]);
        let (Some(kind), true) = (kind.get_untracked(), fine) else {
            return;
        };
        let (row, version) = named.clone().unzip();
        let input = write_linkage::WriteLinkageInput {
            id: row,
            version,
            client_id: id.get_value(),
            about_org_id: unit.get_untracked(),
            kind,
            text: text.get_untracked(),
            confidential: confidential.get_untracked(),
            urgent: urgent.get_untracked(),
            submit: now.get_untracked(),
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<WriteLinkage>(write_linkage::Variables { input }),
            move |data| {
                open.set(false);
                id.set_value(client_id());
                for signal in [unit, text] {
                    signal.set(String::new());
                }
                files.set(Vec::new());
                kind_of.set(None);
                for mark in [confidential, urgent] {
                    mark.set(false);
                }
                toasts.show(match data.write_linkage.receipt.filter(|_| now.get_untracked()) {
                    Some(no) => t::linkage::sent(no),
                    None => t::linkage::SAVED.get().to_owned(),
                });
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::linkage::WRITE explain=Some(t::linkage::WRITE_WHY) submit=t::linkage::SEND on_submit=send>
            <SelectField form=form name="aboutOrgId" label=t::linkage::column::ABOUT value=unit options=options required=true/>
            <RadioGroup form=form name="kind" label=t::linkage::KIND values=LinkageKind::ALL value=kind/>
            <TextArea form=form name="text" label=t::linkage::column::TEXT value=text required=true max=4000/>
            <UploadField form=form label=t::linkage::EVIDENCE ids=files/>
            <Checkbox form=form name="confidential" label=t::linkage::CONFIDENTIAL value=confidential/>
            <Checkbox form=form name="urgent" label=t::linkage::URGENT_BOX value=urgent/>
            <Checkbox form=form name="submit" label=t::linkage::SUBMIT_NOW value=now/>
        </ActionDialog>
    }
}
