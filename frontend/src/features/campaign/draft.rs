//! Drafting a campaign: the usual questions of its kind, every supervised unit.

use leptos::prelude::*;
use remit_shared::evaluation::DeputyKind;
use remit_shared::wire::Wire;

use super::{CampaignKind, DraftNew, draft_new};
use crate::api::mutate;
use crate::i18n::{t, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, RadioGroup, TextField, chosen, client_id, required};
use crate::ui::toast::use_toasts;

/// Kinds that are asked anonymously.
const KINDS: &[CampaignKind] = &[
    CampaignKind::Grassroots,
    CampaignKind::Deputy,
    CampaignKind::Internal,
];

#[component]
pub(super) fn DraftDialog(open: RwSignal<bool>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let text = || RwSignal::new(String::new());
    let title = text();
    let (opens, closes) = (
        RwSignal::new(None::<chrono::NaiveDate>),
        RwSignal::new(None::<chrono::NaiveDate>),
    );
    let kind = RwSignal::new(None::<CampaignKind>);
    let (party, people, cppcc, staff) = (text(), text(), text(), text());
    let id = StoredValue::new(client_id());
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("kind", kind, t::campaign::column::KIND),
            required("title", title, t::campaign::column::TITLE),
            chosen("opensOn", opens, t::campaign::OPENS),
            chosen("closesOn", closes, t::campaign::CLOSES),
        ]);
        let (Some(opens_on), Some(closes_on), true) = (opens.get_untracked(), closes.get_untracked(), fine)
        else {
            return;
        };
        let seat = |group: &str, value: RwSignal<String>| draft_new::CampaignSeatInput {
            group: group.to_owned(),
            count: value.get_untracked().trim().parse().unwrap_or(0),
        };
        let seats = match kind.get_untracked() {
            Some(CampaignKind::Deputy) => vec![
                seat(DeputyKind::PartyDelegate.code(), party),
                seat(DeputyKind::PeopleDeputy.code(), people),
                seat(DeputyKind::CppccMember.code(), cppcc),
            ],
            Some(CampaignKind::Internal) => vec![seat("", staff)],
            _ => Vec::new(),
        };
        let input = draft_new::DraftCampaignInput {
            id: None,
            version: None,
            client_id: id.get_value(),
            kind: kind.get_untracked().unwrap_or(CampaignKind::Grassroots),
            title: title.get_untracked(),
            opens_on,
            closes_on,
            min_cell: 5,
            questions: Vec::new(),
            target_ids: Vec::new(),
            seats,
        };
        form.submit(mutate::<DraftNew>(draft_new::Variables { input }), move |data| {
            let Some(campaign) = data.draft_campaign.campaign else {
                return;
            };
            open.set(false);
            id.set_value(client_id());
            toasts.show(t::campaign::drafted(&campaign.code));
            navigate.with_value(|go| {
                go(
                    &format!("/campaigns/{}", campaign.id),
                    leptos_router::NavigateOptions::default(),
                );
            });
        });
    });
    let seats = move || {
        match kind.get() {
        Some(CampaignKind::Deputy) => view! {
            <p class="field-hint">{move || t::campaign::seats_of(word(DeputyKind::PartyDelegate), word(DeputyKind::PeopleDeputy), word(DeputyKind::CppccMember))}</p>
            <TextField form=form name="seats" label=t::campaign::SEATS_PARTY value=party/>
            <TextField form=form name="seatsPeople" label=t::campaign::SEATS_PEOPLE value=people/>
            <TextField form=form name="seatsCppcc" label=t::campaign::SEATS_CPPCC value=cppcc/>
        }
        .into_any(),
        Some(CampaignKind::Internal) => view! {
            <TextField form=form name="seats" label=t::campaign::SEATS_STAFF value=staff/>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <ActionDialog open=open form=form title=t::campaign::DRAFT explain=Some(t::campaign::DRAFT_WHY) submit=t::campaign::SAVE on_submit=send>
            <RadioGroup form=form name="kind" label=t::campaign::column::KIND values=KINDS value=kind/>
            <TextField form=form name="title" label=t::campaign::column::TITLE value=title required=true max=120/>
            <DateField form=form name="opensOn" label=t::campaign::OPENS value=opens required=true/>
            <DateField form=form name="closesOn" label=t::campaign::CLOSES value=closes required=true/>
            {seats}
        </ActionDialog>
    }
}
