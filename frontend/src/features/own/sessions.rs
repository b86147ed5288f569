//! Where one is signed in, and ending it.

use leptos::prelude::*;

use super::{
    OwnSessions, RevokeSession, SignOutEverywhere, own_sessions, revoke_session, sign_out_everywhere,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::form::{ErrorSummary, Form};
use crate::ui::page::Card;
use crate::ui::state::loaded;
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::time;
use crate::ui::toast::use_toasts;

const COLUMNS: &[Column] = &[
    Column::new("role", t::own::sessions::ROLE),
    Column::new("since", t::own::sessions::SINCE).narrow(),
    Column::new("seen", t::own::sessions::SEEN).narrow(),
    Column::new("from", t::own::sessions::FROM),
    Column::new("end", t::own::sessions::END).narrow(),
];

/// The sessions of this account.
#[component]
pub(super) fn SessionsCard() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let form = Form::new();
    let query = use_query::<OwnSessions>(|| own_sessions::Variables);
    let end = Callback::new(move |id: String| {
        form.submit(
            mutate::<RevokeSession>(revoke_session::Variables { id }),
            move |_| {
                toasts.show(t::own::sessions::ENDED.get());
                query.refetch();
            },
        );
    });
    let everywhere = move |_| {
        form.submit(
            mutate::<SignOutEverywhere>(sign_out_everywhere::Variables),
            move |_| session.forget(),
        );
    };
    view! {
        <Card title=t::own::sessions::TITLE>
            <ErrorSummary form=form/>
            {loaded(
                query,
                move |answer| {
                    let rows = Signal::derive(move || {
                        answer.with(|answer| answer.my_sessions.iter().map(|line| row(line, end)).collect::<Vec<_>>())
                    });
                    view! { <SimpleTable caption=t::own::sessions::TITLE quiet=true columns=COLUMNS rows=rows/> }
                },
            )}
            <p>
                <button type="button" class="btn danger" on:click=everywhere>{tr(t::own::sessions::EVERYWHERE)}</button>
            </p>
        </Card>
    }
}

fn row(line: &own_sessions::OwnSessionsMySessions, end: Callback<String>) -> Row {
    let (id, current) = (line.id.clone(), line.current);
    let place = [line.address.clone(), line.user_agent.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let action = Cell::view(move || {
        let id = id.clone();
        if current {
            return view! { <span class="muted">{tr(t::own::sessions::CURRENT)}</span> }.into_any();
        }
        view! {
            <button type="button" class="btn small" on:click=move |_| end.run(id.clone())>{tr(t::own::sessions::END)}</button>
        }
        .into_any()
    });
    Row::new(vec![
        Cell::text(word(line.role)),
        Cell::number(time::instant(line.created_at)),
        Cell::number(time::instant(line.last_seen_at)),
        Cell::Muted(place),
        action,
    ])
}
