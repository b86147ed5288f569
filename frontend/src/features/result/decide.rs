//! The office lead decides an appeal.

use leptos::prelude::*;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::correct::values;

use super::{DecideAppeal, decide_appeal};
use crate::api::mutate;
use crate::i18n::{lang, t};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Checkbox, Form, SelectField, TextArea, TextField, required};
use crate::ui::toast::use_toasts;

/// The appeal that is being decided.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    /// Its id.
    pub id: String,
    /// Version seen.
    pub version: i64,
    /// Indicator contested.
    pub indicator: IndicatorCode,
}

/// The dialog.
#[component]
pub(super) fn Decide(deciding: RwSignal<Option<Decided>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(deciding);
    let (accept, decision) = (RwSignal::new(false), RwSignal::new(String::new()));
    let (record, value) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let choices = Signal::derive(move || {
        let code = deciding.with(|appeal| appeal.as_ref().map(|appeal| appeal.indicator));
        let known = code.map(values).unwrap_or_default().into_iter();
        known
            .map(|(code, zh, en)| (code.to_owned(), lang().pick(zh, en).to_owned()))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([required("decision", decision, t::result::appeal::DECISION)]);
        let Some(appeal) = deciding.get_untracked().filter(|_| fine) else {
            return;
        };
        let input = decide_appeal::DecideAppealInput {
            id: appeal.id,
            version: appeal.version,
            accept: accept.get_untracked(),
            decision: decision.get_untracked(),
            corrected_ref: filled(record).filter(|_| accept.get_untracked()),
            corrected_to: filled(value).filter(|_| accept.get_untracked()),
        };
        form.submit(
            mutate::<DecideAppeal>(decide_appeal::Variables { input }),
            move |_| {
                deciding.set(None);
                toasts.show(t::result::appeal::DECIDED_TOAST.get());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::result::appeal::DECIDE explain=Some(t::result::appeal::DECIDE_WHY) submit=t::result::appeal::DECIDE on_submit=send>
            <Checkbox form=form name="accept" label=t::result::appeal::ACCEPT value=accept/>
            {move || (accept.get() && !choices.get().is_empty()).then(|| view! {
                <TextField form=form name="correctedRef" label=t::result::appeal::CORRECTED_REF value=record max=60/>
                <SelectField form=form name="correctedTo" label=t::result::appeal::CORRECTED_TO value=value options=choices/>
            })}
            <TextArea form=form name="decision" label=t::result::appeal::DECISION value=decision required=true max=1000/>
        </ActionDialog>
    }
}

/// What was typed, if anything.
fn filled(value: RwSignal<String>) -> Option<String> {
    Some(value.get_untracked()).filter(|text| !text.trim().is_empty())
}
