//! What can be done with a campaign; the buttons come from the machine.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::draft::DraftDialog;
use super::{
    Approve, Campaign, CampaignEventKind as E, CampaignState, Prolong, PublishNow, Remind, TallyUp, VoidIt,
    approve, prolong, publish_now, remind, tally_up, void_it,
};
use crate::api::mutate;
use crate::i18n::{Text, t, tr, word};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Form, TextArea, TextField, required};
use crate::ui::toast::use_toasts;

#[component]
pub(super) fn Acts(campaign: Memo<Option<Campaign>>, again: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(None::<E>);
    let (open, editing) = (RwSignal::new(false), RwSignal::new(false));
    let buttons = move || {
        let Some(one) = campaign.get() else {
            return ().into_any();
        };
        let events = one
            .actions
            .iter()
            .filter(|action| action.allowed)
            .filter_map(|action| E::parse(&action.action));
        let buttons = events
            .map(|event| {
                if event == E::Edit {
                    return view! {
                        <button type="button" class="btn" on:click=move |_| editing.set(true)>{move || word(event)}</button>
                    }
                    .into_any();
                }
                let class = if event == E::Void {
                    "btn danger"
                } else {
                    "btn primary"
                };
                view! {
                    <button type="button" class=class on:click=move |_| {
                        chosen.set(Some(event));
                        open.set(true);
                    }>{move || word(event)}</button>
                }
                .into_any()
            })
            .collect_view();
        let print = (one.state == CampaignState::Open && !one.groups.is_empty())
            .then(|| view! { <a class="btn" href=format!("/print/campaigns/{}", one.id)>{tr(t::campaign::PRINT)}</a> });
        view! { {buttons} {print} }.into_any()
    };
    view! {
        {buttons}
        {move || editing.get().then(|| campaign.get_untracked()).flatten().map(|one| {
            view! { <DraftDialog open=editing existing=one again=again/> }
        })}
        {move || chosen.get().map(|event| view! { <ActDialog event=event open=open campaign=campaign again=again/> })}
    }
}

fn words(event: E) -> (Text, Text) {
    match event {
        E::Approve => (t::campaign::act::APPROVE, t::campaign::act::APPROVE_WHY),
        E::Remind => (t::campaign::act::REMIND, t::campaign::act::REMIND_WHY),
        E::Prolong => (t::campaign::act::PROLONG, t::campaign::act::PROLONG_WHY),
        E::Tally => (t::campaign::act::TALLY, t::campaign::act::TALLY_WHY),
        E::Publish => (t::campaign::act::PUBLISH, t::campaign::act::PUBLISH_WHY),
        _ => (t::campaign::act::VOID, t::campaign::act::VOID_WHY),
    }
}

/// A town or unit whose voters are to be reminded: id and name.
pub(super) type Reminded = (String, String);

/// Reminds all voters of one town or unit, through its contact.
#[component]
pub(super) fn RemindOne(
    campaign: Memo<Option<Campaign>>,
    unit: RwSignal<Option<Reminded>>,
    again: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(unit);
    let send = Callback::new(move |()| {
        let (Some(one), Some((id, name))) = (campaign.get_untracked(), unit.get_untracked()) else {
            return;
        };
        let input = remind::RemindCampaignInput {
            id: one.id,
            version: one.version,
            unit_ids: vec![id],
        };
        form.submit(mutate::<Remind>(remind::Variables { input }), move |_| {
            open.set(false);
            toasts.show(t::campaign::reminded(&name));
            again.run(());
        });
    });
    view! {
        <ActionDialog open=open form=form title=t::campaign::act::REMIND_ONE explain=Some(t::campaign::act::REMIND_WHY) submit=t::campaign::act::REMIND_ONE on_submit=send>
            <p><strong>{move || unit.get().map(|(_, name)| name)}</strong></p>
        </ActionDialog>
    }
}

#[component]
fn ActDialog(
    event: E,
    open: RwSignal<bool>,
    campaign: Memo<Option<Campaign>>,
    again: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (reason, days) = (RwSignal::new(String::new()), RwSignal::new("5".to_owned()));
    let needs_reason = matches!(event, E::Prolong | E::Void);
    let send = Callback::new(move |()| {
        if needs_reason && !form.check([required("reason", reason, t::campaign::REASON)]) {
            return;
        }
        let Some(one) = campaign.get_untracked() else {
            return;
        };
        let done = move || {
            open.set(false);
            toasts.show(t::campaign::acted(word(event)));
            again.run(());
        };
        let (id, version) = (one.id, one.version);
        let reason = reason.get_untracked();
        match event {
            E::Approve => {
                let input = approve::CampaignStepInput { id, version };
                form.submit(mutate::<Approve>(approve::Variables { input }), move |_| done());
            }
            E::Remind => {
                let input = remind::RemindCampaignInput {
                    id,
                    version,
                    unit_ids: Vec::new(),
                };
                form.submit(mutate::<Remind>(remind::Variables { input }), move |_| done());
            }
            E::Prolong => {
                let days = days.get_untracked().trim().parse().unwrap_or(0);
                let input = prolong::CampaignReasonInput {
                    id,
                    version,
                    reason,
                    days,
                };
                form.submit(mutate::<Prolong>(prolong::Variables { input }), move |_| done());
            }
            E::Tally => {
                let input = tally_up::CampaignStepInput { id, version };
                form.submit(mutate::<TallyUp>(tally_up::Variables { input }), move |_| done());
            }
            E::Publish => {
                let input = publish_now::CampaignStepInput { id, version };
                form.submit(
                    mutate::<PublishNow>(publish_now::Variables { input }),
                    move |_| done(),
                );
            }
            _ => {
                let input = void_it::CampaignReasonInput {
                    id,
                    version,
                    reason,
                    days: 0,
                };
                form.submit(mutate::<VoidIt>(void_it::Variables { input }), move |_| done());
            }
        }
    });
    let (title, why) = words(event);
    view! {
        <ActionDialog open=open form=form title=title explain=Some(why) submit=title danger={event == E::Void} on_submit=send>
            {(event == E::Prolong).then(|| view! { <TextField form=form name="days" label=t::campaign::DAYS_MORE value=days required=true/> })}
            {needs_reason.then(|| view! { <TextArea form=form name="reason" label=t::campaign::REASON value=reason required=true max=1000/> })}
        </ActionDialog>
    }
}
