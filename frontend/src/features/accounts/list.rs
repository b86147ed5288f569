//! The accounts: who can sign in, with which roles, since when not.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::create::CreateDialog;
use super::password::{Handover, HandoverDialog};
use super::state::{Act, ResetDialog, StateDialog};
use super::{Account, AccountRows, AccountState, GrantState, Role, account_rows, role_options};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("login", t::accounts::column::LOGIN).narrow(),
    Column::new("name", t::accounts::column::NAME).narrow(),
    Column::new("post", t::accounts::column::POST),
    Column::new("org", t::accounts::column::ORG),
    Column::new("roles", t::accounts::column::ROLES),
    Column::new("state", t::accounts::column::STATE).narrow(),
    Column::new("seen", t::accounts::column::SEEN).narrow(),
    Column::new("totp", t::accounts::column::TOTP).narrow().extra(),
    Column::new("acts", t::accounts::column::ACTS).narrow(),
];

/// What the row's buttons open.
#[derive(Clone, Copy)]
struct Opened {
    act: RwSignal<Option<(Act, Account)>>,
    reset: RwSignal<Option<Account>>,
}

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let text = url.text("q");
    let (state, role) = (url.choice::<AccountState>("state"), url.choice::<Role>("role"));
    let query = use_query::<AccountRows>(move || {
        let (first, offset) = url.window();
        let filter = account_rows::AccountFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            state: state.get(),
            role: role.get(),
        };
        account_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let acting = session.may(Capability::AccountDisable);
    let columns = if acting { COLUMNS } else { without_acts(COLUMNS) };
    let opened = Opened {
        act: RwSignal::new(None),
        reset: RwSignal::new(None),
    };
    let (creating, handover) = (RwSignal::new(false), RwSignal::new(None::<Handover>));
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.accounts.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|account| row(account, opened))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.accounts.total_count))
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <PageHead title=text_title(t::accounts::TITLE)>
            <Show when=move || session.may(Capability::AccountCreate)>
                <button type="button" class="btn primary" on:click=move |_| creating.set(true)>
                    {tr(t::accounts::create::ACT)}
                </button>
            </Show>
        </PageHead>
        <Show when=move || !session.may(Capability::AccountCreate)>
            <p class="page-note">{tr(t::accounts::READ_ONLY)}</p>
        </Show>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::accounts::filter::TEXT hint=t::accounts::filter::TEXT_HINT/>
            <FilterChoice url=url param="state" label=t::accounts::filter::STATE values=AccountState::ALL/>
            {filter_select(url, "role", t::accounts::filter::ROLE, Signal::derive(role_options))}
        </FilterBar>
        <ListView
            caption=t::accounts::CAPTION
            columns=columns
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::accounts::EMPTY
            empty_next=t::accounts::EMPTY_NEXT
        />
        <CreateDialog open=creating handover=handover changed=changed/>
        <StateDialog chosen=opened.act changed=changed/>
        <ResetDialog account=opened.reset handover=handover changed=changed/>
        <HandoverDialog handover=handover/>
    }
    .into_any()
}

/// The columns but the last one, which holds the buttons.
pub(super) fn without_acts(columns: &'static [Column]) -> &'static [Column] {
    columns.split_last().map_or(columns, |(_, rest)| rest)
}

fn row(account: Account, opened: Opened) -> Row {
    let person = &account.person;
    let locked = account
        .locked_until
        .filter(|_| account.state == AccountState::Locked);
    let state = match locked {
        Some(at) => Cell::Several(vec![
            Cell::tag(account.state),
            Cell::Muted(t::accounts::until(time::instant(at))),
        ]),
        None => Cell::tag(account.state),
    };
    let totp = if account.totp_enabled {
        t::accounts::ON
    } else {
        t::accounts::OFF
    };
    let seen = account.last_login_at.map(time::instant);
    Row::new(vec![
        Cell::number(&account.login),
        Cell::text(&person.display_name),
        Cell::text(&person.post),
        Cell::maybe(person.org.as_ref().map(|org| org.short_name.clone())),
        roles(&account),
        state,
        seen.map_or_else(|| Cell::Muted(t::accounts::NEVER.get().to_owned()), Cell::Number),
        Cell::text(totp.get()),
        acts(account, opened),
    ])
}

/// Roles in force or waiting, with their units.
fn roles(account: &Account) -> Cell {
    let grants = account
        .grants
        .iter()
        .filter(|grant| grant.state != GrantState::Revoked);
    let words: Vec<_> = grants
        .map(|grant| {
            let org = grant.org.as_ref().map(|org| org.short_name.as_str());
            role_label(grant.role, org, grant.state)
        })
        .collect();
    if words.is_empty() {
        Cell::Muted(t::accounts::NO_RIGHTS.get().to_owned())
    } else {
        Cell::text(words.join("、"))
    }
}

/// `部门联络员 · 市民政局`, with a mark if it is not in force yet; tracks the language.
pub(super) fn role_label(role: Role, org: Option<&str>, state: GrantState) -> String {
    let mut label = word(role).to_owned();
    if let Some(org) = org {
        label.push_str(" · ");
        label.push_str(org);
    }
    if state == GrantState::Pending {
        label.push_str(t::accounts::PENDING.get());
    }
    label
}

/// The buttons of a row. Nobody disables or resets the account he or she is signed in with.
fn acts(account: Account, opened: Opened) -> Cell {
    let session = use_session();
    let own = session
        .with(|viewer| viewer.account_id == account.id)
        .unwrap_or(false);
    if own || !session.may(Capability::AccountDisable) {
        return Cell::maybe(None::<String>);
    }
    let act = Act::on(account.state);
    Cell::view(move || {
        let (for_act, for_reset) = (account.clone(), account.clone());
        view! {
            <span class="row-acts">
                <button
                    type="button"
                    class="btn small"
                    on:click=move |_| opened.act.set(Some((act, for_act.clone())))
                >
                    {tr(act.text())}
                </button>
                <button type="button" class="btn small" on:click=move |_| opened.reset.set(Some(for_reset.clone()))>
                    {tr(t::accounts::reset::ACT)}
                </button>
            </span>
        }
        .into_any()
    })
}
