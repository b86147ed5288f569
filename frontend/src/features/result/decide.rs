//! The office lead decides an appeal.

use leptos::prelude::*;
use remit_shared::scoring::IndicatorCode;

use super::record::RecordFields;
use super::{DecideAppeal, decide_appeal};
use crate::api::mutate;
use crate::i18n::t;
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Checkbox, Form, TextArea, required};
use crate::ui::toast::use_toasts;

/// The appeal that is being decided.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    /// Its id.
    pub id: String,
    /// Version seen.
    pub version: i64,
    /// Run contested.
    pub run: String,
    /// Unit that contests it.
    pub org: String,
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
            {move || deciding.get().filter(|_| accept.get()).map(|appeal| view! {
                <RecordFields form=form run=appeal.run org=appeal.org code=appeal.indicator record=record value=value/>
            })}
            <TextArea form=form name="decision" label=t::result::appeal::DECISION value=decision required=true max=1000/>
        </ActionDialog>
    }
}

/// What was typed, if anything.
fn filled(value: RwSignal<String>) -> Option<String> {
    Some(value.get_untracked()).filter(|text| !text.trim().is_empty())
}
