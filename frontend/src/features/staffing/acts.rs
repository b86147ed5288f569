//! What can be done with a proposal now, and why something cannot.

use leptos::prelude::*;
use remit_shared::staffing::ProposalEventKind as E;
use remit_shared::wire::Wire;

use super::sheet::Proposal;
use super::{MoveProposal, move_proposal};
use crate::api::mutate;
use crate::i18n::{lang, t, word};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Form, TextArea, TextField};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// Buttons and refusals of the machine; nothing for roles that can do nothing.
#[component]
pub(super) fn Acts(proposal: Memo<Option<Proposal>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let firing = RwSignal::new(None::<E>);
    let open = open_while(firing);
    let (reason, doc_no) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = Callback::new(move |()| {
        let target = proposal.with_untracked(|row| row.as_ref().map(|row| (row.id.clone(), row.version)));
        let Some(((id, version), event)) = target.zip(firing.get_untracked()) else {
            return;
        };
        let input = move_proposal::MoveProposalInput {
            id,
            version,
            event,
            reason: Some(reason.get_untracked()),
            doc_no: Some(doc_no.get_untracked()),
            quota_delta: None,
        };
        form.submit(
            mutate::<MoveProposal>(move_proposal::Variables { input }),
            move |_| {
                firing.set(None);
                reason.set(String::new());
                doc_no.set(String::new());
                toasts.show(t::staffing::acted(word(event)));
                changed.run(());
            },
        );
    });
    let buttons = move || {
        let actions = proposal.with(|row| row.as_ref().map(|row| row.actions.clone()).unwrap_or_default());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        if allowed.is_empty() && refused.is_empty() {
            return ().into_any();
        }
        let events = allowed.into_iter().filter_map(|action| E::parse(&action.action));
        let buttons = events.enumerate().map(|(index, event)| {
            let class = if index == 0 { "btn primary" } else { "btn" };
            view! { <button type="button" class=class on:click=move |_| firing.set(Some(event))>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = E::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        let (buttons, reasons) = (buttons.collect_view(), reasons.collect_view());
        view! {
            <Card title=t::staffing::NEXT>
                <div class="row">{buttons}</div>
                <ul class="why-not muted">{reasons}</ul>
            </Card>
        }
        .into_any()
    };
    let decides = move || matches!(firing.get(), Some(E::Adopt | E::NotSupport));
    view! {
        {buttons}
        <ActionDialog open=open form=form title=t::staffing::STEP explain=Some(t::staffing::STEP_WHY) submit=t::staffing::STEP on_submit=send>
            <p><strong>{move || firing.get().map(word)}</strong>" "<span class="muted">{move || firing.get().map(|event| hint(event).get())}</span></p>
            {move || decides().then(|| view! {
                <TextField form=form name="docNo" label=t::staffing::column::DOC_NO value=doc_no required=true max=60/>
            })}
            <TextArea form=form name="reason" label=t::staffing::REASON value=reason max=1000/>
        </ActionDialog>
    }
}

/// What the step asks for.
fn hint(event: E) -> crate::i18n::Text {
    match event {
        E::Check => t::staffing::hint::CHECK,
        E::Submit => t::staffing::hint::SUBMIT,
        E::Adopt | E::NotSupport => t::staffing::hint::DECIDE,
        E::Implement => t::staffing::hint::IMPLEMENT,
        E::Review => t::staffing::hint::REVIEW,
    }
}
