//! Drafting a campaign: the usual questions of its kind, every supervised unit.

use leptos::prelude::*;
use remit_shared::evaluation::DeputyKind;
use remit_shared::wire::Wire;

use super::{Campaign, CampaignKind, DraftNew, draft_new};
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

/// A new draft, or changes to one that waits for approval.
#[component]
pub(super) fn DraftDialog(
    open: RwSignal<bool>,
    /// The draft that is changed.
    #[prop(optional)]
    existing: Option<Campaign>,
    /// What to do once it is.
    #[prop(optional)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let known = existing.as_ref();
    let title = RwSignal::new(known.map(|one| one.title.clone()).unwrap_or_default());
    let (opens, closes) = (
        RwSignal::new(known.map(|one| one.opens_on)),
        RwSignal::new(known.map(|one| one.closes_on)),
    );
    let kind = RwSignal::new(known.map(|one| one.kind));
    let seated = |group: &str| {
        let seats = known.and_then(|one| one.seats.iter().find(|seat| seat.group == group));
        RwSignal::new(seats.map(|seat| seat.count.to_string()).unwrap_or_default())
    };
    let (party, people, cppcc, staff) = (
        seated(DeputyKind::PartyDelegate.code()),
        seated(DeputyKind::PeopleDeputy.code()),
        seated(DeputyKind::CppccMember.code()),
        seated(""),
    );
    let step = existing.map(|one| (one.id, one.version));
    let changes = step.is_some();
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
            id: step.as_ref().map(|(id, _)| id.clone()),
            version: step.as_ref().map(|(_, version)| *version),
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
            if changes {
                toasts.show(t::campaign::acted(word(super::CampaignEventKind::Edit)));
                if let Some(again) = again {
                    again.run(());
                }
                return;
            }
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
    let title_of = if changes {
        t::campaign::EDIT
    } else {
        t::campaign::DRAFT
    };
    view! {
        <ActionDialog open=open form=form title=title_of explain=Some(t::campaign::DRAFT_WHY) submit=t::campaign::SAVE on_submit=send>
            <RadioGroup form=form name="kind" label=t::campaign::column::KIND values=KINDS value=kind/>
            <TextField form=form name="title" label=t::campaign::column::TITLE value=title required=true max=120/>
            <DateField form=form name="opensOn" label=t::campaign::OPENS value=opens required=true/>
            <DateField form=form name="closesOn" label=t::campaign::CLOSES value=closes required=true/>
            {seats}
        </ActionDialog>
    }
}
