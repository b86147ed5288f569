//! Expert sessions: all for the office, the own invitations for an expert (K14).

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::plan::PlanDialog;
use super::{SessionKind, SessionRows, SessionState, session_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("name", t::panel::session::NAME),
    Column::new("kind", t::panel::session::KIND).narrow(),
    Column::new("subject", t::panel::session::SUBJECT).narrow(),
    Column::new("held_on", t::panel::session::HELD_ON).narrow(),
    Column::new("state", t::panel::session::STATE).narrow(),
    Column::new("experts", t::panel::session::EXPERTS).number(),
    Column::new("reviews", t::panel::session::REVIEWS).number(),
    Column::new("place", t::panel::session::PLACE).extra(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let kind = url.choice::<SessionKind>("kind");
    let state = url.choice::<SessionState>("state");
    let query = use_query::<SessionRows>(move || {
        live.track();
        let (first, offset) = url.window();
        session_rows::Variables {
            kind: kind.get(),
            state: state.get(),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.expert_sessions.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.expert_sessions.total_count))
    });
    let planning = RwSignal::new(false);
    let manages = session.may(Capability::SessionManage);
    view! {
        <PageHead title=text_title(t::panel::session::TITLE)>
            {manages.then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| planning.set(true)>{tr(t::panel::session::PLAN)}</button>
            })}
        </PageHead>
        <FilterBar url=url>
            <FilterChoice url=url param="kind" label=t::panel::session::KIND values=SessionKind::ALL/>
            <FilterChoice url=url param="state" label=t::panel::session::STATE values=SessionState::ALL/>
        </FilterBar>
        <ListView
            caption=t::panel::session::CAPTION
            columns=COLUMNS
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::panel::session::EMPTY
            empty_next=t::panel::session::EMPTY_NEXT
        />
        {manages.then(|| view! { <PlanDialog open=planning changed=Callback::new(move |()| query.refetch())/> })}
    }
    .into_any()
}

fn row(line: &session_rows::SessionRowsExpertSessionsNodes) -> Row {
    let cells = vec![
        Cell::text(&line.title),
        Cell::text(word(line.kind)),
        Cell::text(word(line.subject)),
        Cell::Date(Some(line.held_on)),
        Cell::tag(line.state),
        Cell::number(line.members.len()),
        Cell::Number(t::panel::session::progress(
            line.reviews_in,
            line.reviews_expected,
        )),
        Cell::text(&line.place),
    ];
    Row::new(cells).link(format!("/sessions/{}", line.id))
}
