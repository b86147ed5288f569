//! The timeline and the ledger entries of a problem.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::Problem;
use crate::i18n::{lang, t, word};
use crate::ui::page::Card;
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};

#[component]
pub(super) fn Timeline(problem: Memo<Problem>) -> impl IntoView {
    let body = move || timeline(problem.with(|problem| problem.events.iter().map(moment).collect()));
    view! { <Card title=t::problem::TIMELINE>{body}</Card> }
}

fn moment(event: &super::problem_page::ProblemPageProblemEvents) -> Moment {
    let role = event.role.map(|role| lang().pick(role.zh(), role.en()));
    let actor = match role {
        Some(role) => t::kit::text::bracketed(&event.actor, role),
        None => event.actor.clone(),
    };
    let moved = match (event.due_before, event.due_after) {
        (before, Some(after)) if before != Some(after) => {
            Some(t::problem::due_moved(time::day_or_dash(before), time::day(after)))
        }
        _ => None,
    };
    Moment {
        at: event.at,
        title: word(event.event).to_owned(),
        actor,
        automatic: event.automatic,
        remark: event.remark.clone(),
        notes: moved.into_iter().collect(),
    }
}

const COLUMNS: &[Column] = &[
    Column::new("opened", t::problem::ledger::OPENED).narrow(),
    Column::new("due", t::problem::DUE_ON).narrow(),
    Column::new("state", t::problem::column::STATE).narrow(),
    Column::new("close_no", t::problem::column::CLOSE_NO).narrow(),
    Column::new("closed", t::problem::ledger::CLOSED).narrow(),
];

#[component]
pub(super) fn Ledger(problem: Memo<Problem>) -> impl IntoView {
    let rows = Signal::derive(move || {
        problem.with(|problem| {
            let entries = problem.ledger_entries.iter().map(|entry| {
                Row::new(vec![
                    Cell::Date(Some(entry.opened_on)),
                    Cell::Date(Some(entry.due_on)),
                    Cell::tag(entry.state),
                    Cell::maybe(entry.close_no.clone()),
                    Cell::Date(entry.closed_on),
                ])
            });
            entries.collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| problem.with(|problem| !problem.ledger_entries.is_empty()));
    move || {
        any.get().then(|| {
            view! { <Card title=t::problem::ledger::TITLE><SimpleTable caption=t::problem::ledger::TITLE quiet=true columns=COLUMNS rows=rows/></Card> }
        })
    }
}
