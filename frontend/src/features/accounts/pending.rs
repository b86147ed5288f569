//! Grants that wait for the second person.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::grants::{Deciding, what};
use super::{Grant, GrantRows, GrantState, grant_rows};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::page::Card;
use crate::ui::state::loaded;
use crate::ui::time;

/// The card on top of the page. More than fifty never wait; the list below pages.
#[component]
pub(super) fn Pending(deciding: Deciding) -> impl IntoView {
    let live = use_live();
    let query = use_query::<GrantRows>(move || {
        live.track();
        deciding.changes.track();
        let filter = grant_rows::GrantFilter {
            text: None,
            role: None,
            state: Some(GrantState::Pending),
        };
        grant_rows::Variables {
            filter: Some(filter),
            first: 50,
            offset: 0,
        }
    });
    view! {
        <Card title=t::accounts::grants::WAITING>
            <p class="muted">{tr(t::accounts::grants::WAITING_WHY)}</p>
            {loaded(
                query,
                move |answer| move || {
                    let grants = answer.with(|answer| answer.grants.nodes.clone());
                    if grants.is_empty() {
                        return view! { <p>{tr(t::accounts::grants::WAITING_NONE)}</p> }.into_any();
                    }
                    view! {
                        <ul class="pending-grants">
                            {grants.into_iter().map(|grant| line(grant, deciding)).collect_view()}
                        </ul>
                    }
                        .into_any()
                },
            )}
        </Card>
    }
}

/// What the confirming person has to compare.
pub(super) fn basis(grant: &Grant) -> String {
    let document = match &grant.document_no {
        Some(no) => t::accounts::confirm::document(no),
        None => t::accounts::confirm::NO_DOCUMENT.get().to_owned(),
    };
    let by = grant
        .granted_by
        .as_ref()
        .map(t::accounts::confirm::by)
        .unwrap_or_default();
    [document, by]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn line(grant: Grant, deciding: Deciding) -> AnyView {
    let session = use_session();
    let person = &grant.account.person;
    let who = format!("{} ({})", person.display_name, grant.account.login);
    let (role, basis, from) = (what(&grant), basis(&grant), time::day(grant.valid_from));
    view! {
        <li>
            <div>
                <p><strong>{who}</strong>" → "<strong>{role}</strong></p>
                <p class="muted">{basis}" · "{tr(t::accounts::grants::FROM)}" "{from}</p>
            </div>
            <Show when=move || session.may(Capability::RoleConfirm)>
                {
                    let grant = grant.clone();
                    view! {
                        <button type="button" class="btn" on:click=move |_| deciding.confirm.set(Some(grant.clone()))>
                            {tr(t::accounts::confirm::ACT)}
                        </button>
                    }
                }
            </Show>
        </li>
    }
    .into_any()
}
