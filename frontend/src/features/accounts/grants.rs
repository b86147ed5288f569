//! Grants: who holds which role, what waits for the second person, and what each role may do.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::decide::{ConfirmDialog, RevokeDialog};
use super::grant::GrantDialog;
use super::list::{role_label, without_acts};
use super::matrix::Matrix;
use super::pending::Pending;
use super::{Grant, GrantRows, GrantState, Role, grant_rows, role_options};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::time;
use crate::url_state::{UrlState, use_url_state};

const COLUMNS: &[Column] = &[
    Column::new("account", t::accounts::grants::ACCOUNT).narrow(),
    Column::new("role", t::accounts::grants::ROLE),
    Column::new("period", t::accounts::grants::PERIOD).narrow(),
    Column::new("state", t::accounts::grants::STATE).narrow(),
    Column::new("by", t::accounts::grants::BY).narrow(),
    Column::new("confirmed", t::accounts::grants::CONFIRMED).narrow(),
    Column::new("document", t::accounts::grants::DOCUMENT).narrow(),
    Column::new("acts", t::accounts::column::ACTS).narrow(),
];

/// Value of `tab` in the URL.
const MATRIX: &str = "matrix";

/// What the buttons on a grant open, and what to ask again afterwards. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Deciding {
    /// The grant to confirm.
    pub confirm: RwSignal<Option<Grant>>,
    /// The grant to revoke.
    pub revoke: RwSignal<Option<Grant>>,
    /// Counts the changes made on this page.
    pub changes: RwSignal<u32>,
}

/// The page: all of it for those who read accounts, what waits for those who confirm.
pub(super) fn page() -> AnyView {
    let session = use_session();
    let confirms_only =
        Memo::new(move |_| !session.may(Capability::AccountRead) && session.may(Capability::RoleConfirm));
    let view = move || {
        if confirms_only.get() {
            waiting()
        } else {
            crate::layout::guarded(Capability::AccountRead, full)
        }
    };
    view! { {view} }.into_any()
}

fn deciding() -> Deciding {
    Deciding {
        confirm: RwSignal::new(None),
        revoke: RwSignal::new(None),
        changes: RwSignal::new(0),
    }
}

fn waiting() -> AnyView {
    let deciding = deciding();
    view! {
        <PageHead title=text_title(t::accounts::grants::TITLE)/>
        <Pending deciding=deciding/>
        <ConfirmDialog deciding=deciding/>
    }
    .into_any()
}

fn full() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let tab = url.text("tab");
    let deciding = deciding();
    let granting = RwSignal::new(false);
    let tabs = Signal::derive(|| {
        let tab = |key, text| Tab {
            key,
            text,
            count: None,
        };
        vec![
            tab("", t::accounts::grants::TAB_LIST),
            tab(MATRIX, t::accounts::grants::TAB_MATRIX),
        ]
    });
    let on_matrix = Memo::new(move |_| tab.get() == MATRIX && session.may(Capability::PolicyRead));
    view! {
        <PageHead title=text_title(t::accounts::grants::TITLE)>
            <Show when=move || session.may(Capability::RoleGrant)>
                <button type="button" class="btn primary" on:click=move |_| granting.set(true)>
                    {tr(t::accounts::grant::ACT)}
                </button>
            </Show>
        </PageHead>
        <Show when=move || session.may(Capability::PolicyRead)>
            <Tabs url=url param="tab" label=t::accounts::grants::TABS tabs=tabs/>
        </Show>
        {move || {
            if on_matrix.get() {
                view! { <Matrix url=url/> }.into_any()
            } else {
                view! { <Pending deciding=deciding/> <Granted url=url deciding=deciding/> }.into_any()
            }
        }}
        <GrantDialog open=granting changes=deciding.changes/>
        <ConfirmDialog deciding=deciding/>
        <RevokeDialog deciding=deciding/>
    }
    .into_any()
}

/// The list of all grants.
#[component]
fn Granted(url: UrlState, deciding: Deciding) -> impl IntoView {
    let text = url.text("q");
    let (role, state) = (url.choice::<Role>("role"), url.choice::<GrantState>("state"));
    let session = use_session();
    let acting = session.may(Capability::RoleGrant) || session.may(Capability::RoleConfirm);
    let columns = if acting { COLUMNS } else { without_acts(COLUMNS) };
    let query = use_query::<GrantRows>(move || {
        deciding.changes.track();
        let (first, offset) = url.window();
        let filter = grant_rows::GrantFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            role: role.get(),
            state: state.get(),
        };
        grant_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.grants.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|grant| row(grant, deciding))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.grants.total_count))
    });
    view! {
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::accounts::filter::TEXT hint=t::accounts::filter::TEXT_HINT/>
            {filter_select(url, "role", t::accounts::filter::ROLE, Signal::derive(role_options))}
            <FilterChoice url=url param="state" label=t::accounts::grants::STATE values=GrantState::ALL/>
        </FilterBar>
        <ListView
            caption=t::accounts::grants::CAPTION
            columns=columns
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::accounts::grants::EMPTY
            empty_next=t::accounts::grants::EMPTY_NEXT
        />
    }
}

/// `部门联络员 · 市民政局 · 办公室`; tracks the language.
pub(super) fn what(grant: &Grant) -> String {
    let org = grant.org.as_ref().map(|org| org.short_name.as_str());
    // The state stands beside it in a column of its own.
    let mut label = role_label(grant.role, org, GrantState::Active);
    if let Some(section) = &grant.section {
        label.push_str(" · ");
        label.push_str(&section.name);
    }
    label
}

fn row(grant: Grant, deciding: Deciding) -> Row {
    let until = grant
        .valid_to
        .map_or_else(|| t::accounts::grants::OPEN_END.get().to_owned(), time::day);
    let name = Cell::text(&grant.account.person.display_name);
    let cells = vec![
        Cell::Several(vec![name, Cell::Muted(grant.account.login.clone())]),
        Cell::text(what(&grant)),
        Cell::Number(format!("{} – {until}", time::day(grant.valid_from))),
        Cell::tag(grant.state),
        Cell::maybe(grant.granted_by.clone()),
        Cell::maybe(grant.confirmed_by.clone()),
        Cell::maybe(grant.document_no.clone()),
        acts(grant, deciding),
    ];
    Row::new(cells)
}

/// Confirm what waits, revoke what is not revoked; each for those who may.
fn acts(grant: Grant, deciding: Deciding) -> Cell {
    let session = use_session();
    let confirm = grant.state == GrantState::Pending && session.may(Capability::RoleConfirm);
    let revoke = grant.state != GrantState::Revoked && session.may(Capability::RoleGrant);
    if !confirm && !revoke {
        return Cell::maybe(None::<String>);
    }
    Cell::view(move || {
        let (to_confirm, to_revoke) = (grant.clone(), grant.clone());
        view! {
            <span class="row-acts">
                {confirm
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn small"
                                on:click=move |_| deciding.confirm.set(Some(to_confirm.clone()))
                            >
                                {tr(t::accounts::confirm::ACT)}
                            </button>
                        }
                    })}
                {revoke
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn small"
                                on:click=move |_| deciding.revoke.set(Some(to_revoke.clone()))
                            >
                                {tr(t::accounts::revoke::ACT)}
                            </button>
                        }
                    })}
            </span>
        }
        .into_any()
    })
}
