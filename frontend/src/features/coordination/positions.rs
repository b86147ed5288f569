//! The parties' positions side by side, each with the clauses it cites.

use leptos::prelude::*;

use super::citation::clauses;
use super::{Case, case_page};
use crate::i18n::{t, tr, word};
use crate::ui::details::prose;
use crate::ui::page::Card;
use crate::ui::state::{Notice, Weight};
use crate::ui::time;

type Party = case_page::CasePageCoordinationCaseParties;
type Opinion = case_page::CasePageCoordinationCasePartiesOpinions;

#[component]
pub(super) fn Positions(row: Memo<Case>) -> impl IntoView {
    let conflict = Memo::new(move |_| row.with(|row| row.bases_conflict));
    let body = move || {
        let parties = row.with(|row| row.parties.clone());
        view! { <div class="positions">{parties.into_iter().map(party).collect_view()}</div> }
    };
    view! {
        <Card title=t::coordination::case::POSITIONS>
            {move || conflict.get().then(|| view! { <Notice weight=Weight::Warn>{tr(t::coordination::case::CONFLICT)}</Notice> })}
            {body}
        </Card>
    }
}

fn party(party: Party) -> AnyView {
    let role = party.role;
    let decided = party.decided_role.map(|role| {
        view! { <p><strong>{move || t::coordination::case::decided_role(word(role))}</strong></p> }
    });
    let opinions: Vec<_> = party.opinions.into_iter().map(opinion).collect();
    let none = opinions
        .is_empty()
        .then(|| view! { <p class="muted">{tr(t::coordination::case::NO_ROUND)}</p> });
    view! {
        <section class="position">
            <h3>{party.org.name}" "<span class="muted">{move || word(role)}</span></h3>
            {opinions}
            {none}
            {decided}
        </section>
    }
    .into_any()
}

fn opinion(row: Opinion) -> AnyView {
    let head = t::coordination::case::round(row.round);
    let late = row.replied_on.filter(|on| *on > row.due_on);
    let late = late.map(|_| view! { " "<span class="muted">{tr(t::coordination::case::LATE)}</span> });
    let said = match (row.position, row.lapsed) {
        (Some(position), _) => {
            let claims = row
                .lead_org
                .map(|org| t::coordination::case::claims(org.short_name));
            let basis = clauses(row.citations);
            view! { {claims.map(|text| view! { <p><strong>{text}</strong></p> })} {prose(position)} {basis} }
                .into_any()
        }
        (None, true) => view! { <p class="muted">{tr(t::coordination::case::LAPSED)}</p> }.into_any(),
        (None, false) => {
            let text = t::coordination::case::waiting(time::day(row.due_on));
            view! { <p class="muted">{text}</p> }.into_any()
        }
    };
    view! { <div class="opinion"><p class="muted">{head} {late}</p> {said}</div> }.into_any()
}
