//! What can be done with a plan now, and why not.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{
    ApproveYear, BeginAmendment, Detail, PlanEventKind, PublishYear, PutToUnits, RenamePlan, approve_year,
    begin_amendment, publish_year, put_to_units, rename_plan,
};
use crate::api::mutate;
use crate::i18n::{lang, t, tr, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{ErrorSummary, Form, ReasonDialog, TextField, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// Whether the reader may do something with the plan now.
pub(super) fn may(detail: &Detail, event: PlanEventKind) -> bool {
    detail
        .actions
        .iter()
        .any(|action| action.allowed && action.action == event.code())
}

/// The card with the buttons. Editing, answering and giving an opinion are done in their own cards.
#[component]
pub(super) fn Next(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (approving, renaming, amending) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let step = move || detail.with_untracked(|detail| (detail.plan.id.clone(), detail.plan.version));
    let done = move |event: PlanEventKind| {
        toasts.show(t::plan::acted(word(event)));
        changed.run(());
    };
    let fire = move |event: PlanEventKind| {
        let (id, version) = step();
        match event {
            PlanEventKind::Consult => {
                let input = put_to_units::PlanStepInput { id, version };
                form.submit(
                    mutate::<PutToUnits>(put_to_units::Variables { input }),
                    move |_| done(event),
                );
            }
            PlanEventKind::Publish => {
                let input = publish_year::PlanStepInput { id, version };
                form.submit(
                    mutate::<PublishYear>(publish_year::Variables { input }),
                    move |_| done(event),
                );
            }
            PlanEventKind::Approve => approving.set(true),
            PlanEventKind::Edit => renaming.set(true),
            _ => {}
        }
    };
    let buttons = move || {
        let actions = detail.with(|detail| detail.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let here = |event: &PlanEventKind| !matches!(event, PlanEventKind::Opine | PlanEventKind::Answer);
        let events: Vec<_> = allowed
            .iter()
            .filter_map(|action| PlanEventKind::parse(&action.action))
            .filter(here)
            .collect();
        let buttons = events.iter().copied().map(|event| {
            let class = if event == PlanEventKind::Edit { "btn" } else { "btn primary" };
            let text = move || if event == PlanEventKind::Edit { t::plan::RENAME.get() } else { word(event) };
            view! { <button type="button" class=class disabled=move || form.busy.get() on:click=move |_| fire(event)>{text}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = PlanEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        let amendment = detail.with(|detail| detail.amendment.clone());
        let amend = amendment.map(|amendment| {
            if amendment.allowed {
                view! { <button type="button" class="btn" on:click=move |_| amending.set(true)>{tr(t::plan::AMEND)}</button> }.into_any()
            } else {
                let (zh, en) = (amendment.message_zh.unwrap_or_default(), amendment.message.unwrap_or_default());
                view! { <p class="muted">{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any()
            }
        });
        let none = allowed.is_empty() && amend.is_none();
        view! {
            <div class="row">{buttons.collect_view()}{amend}</div>
            {none.then(|| view! { <p class="muted">{tr(t::plan::NOTHING_TO_DO)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    let begin = Callback::new(move |reason: String| begin_amendment_of(form, step().0, reason));
    view! {
        <Card title=t::plan::NEXT><ErrorSummary form=form/>{buttons}</Card>
        <ApproveDialog open=approving detail=detail changed=changed/>
        <RenameDialog open=renaming detail=detail changed=changed/>
        <ReasonDialog open=amending form=form title=t::plan::AMEND explain=t::plan::AMEND_WHY submit=t::plan::AMEND on_submit=begin/>
    }
}

fn begin_amendment_of(form: Form, id: String, reason: String) {
    let input = begin_amendment::AmendPlanInput { id, reason };
    form.submit(
        mutate::<BeginAmendment>(begin_amendment::Variables { input }),
        move |data| {
            if let Some(plan) = data.amend_plan.plan {
                let navigate = web_sys::window().map(|window| window.location());
                // The draft is another record; its page starts afresh.
                if let Some(location) = navigate {
                    let _ = location.set_href(&format!("/plans/{}", plan.plan.id));
                }
            }
        },
    );
}

#[component]
fn ApproveDialog(open: RwSignal<bool>, detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let number = RwSignal::new(String::new());
    let send = Callback::new(move |()| {
        if !form.check([required("docNo", number, t::plan::column::DOC_NO)]) {
            return;
        }
        let (id, version) = detail.with_untracked(|detail| (detail.plan.id.clone(), detail.plan.version));
        let input = approve_year::ApprovePlanInput {
            id,
            version,
            doc_no: number.get_untracked(),
        };
        form.submit(
            mutate::<ApproveYear>(approve_year::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::plan::acted(word(PlanEventKind::Approve)));
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::plan::APPROVE explain=Some(t::plan::APPROVE_WHY) submit=t::plan::APPROVE on_submit=send>
            <TextField form=form name="docNo" label=t::plan::column::DOC_NO value=number hint=t::plan::DOC_NO_HINT required=true max=60/>
        </ActionDialog>
    }
}

#[component]
fn RenameDialog(open: RwSignal<bool>, detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let title = RwSignal::new(detail.with_untracked(|detail| detail.plan.title.clone()));
    let send = Callback::new(move |()| {
        if !form.check([required("title", title, t::plan::column::TITLE)]) {
            return;
        }
        let (id, version) = detail.with_untracked(|detail| (detail.plan.id.clone(), detail.plan.version));
        let input = rename_plan::PlanTitleInput {
            id,
            version,
            title: title.get_untracked(),
        };
        form.submit(
            mutate::<RenamePlan>(rename_plan::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::plan::SAVED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::plan::RENAME explain=None submit=t::plan::SAVE on_submit=send>
            <TextField form=form name="title" label=t::plan::column::TITLE value=title required=true max=120/>
        </ActionDialog>
    }
}
