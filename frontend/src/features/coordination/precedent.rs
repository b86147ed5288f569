//! Precedents by words and clause, with the hit shown (K11).

use leptos::prelude::*;

use super::{PrecedentField, PrecedentRows, precedent_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::details::prose;
use crate::ui::filter::{FilterBar, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::time;
use crate::url_state::use_url_state;

type Found = precedent_rows::PrecedentRowsPrecedents;
type Hit = precedent_rows::PrecedentRowsPrecedentsHits;

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let (words, clause) = (url.text("q"), url.text("clause"));
    let query = use_query::<PrecedentRows>(move || precedent_rows::Variables {
        words: Some(words.get()),
        clause: Some(clause.get()),
    });
    let asked = move || words.with(|text| !text.is_empty()) || clause.with(|text| !text.is_empty());
    let body = loaded(query, move |answer| {
        move || {
            let rows = answer.with(|answer| answer.precedents.clone());
            if rows.is_empty() {
                return empty(t::coordination::precedent::EMPTY, None);
            }
            let count = rows.len();
            let head = move || {
                if asked() {
                    t::coordination::precedent::count(count)
                } else {
                    t::coordination::precedent::LATEST.get().to_owned()
                }
            };
            view! { <p class="muted" role="status">{head}</p><div class="stack">{rows.into_iter().map(found).collect_view()}</div> }.into_any()
        }
    });
    view! {
        <PageHead title=text_title(t::coordination::precedent::TITLE)/>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::coordination::precedent::WORDS hint=t::coordination::precedent::WORDS_HINT/>
            <FilterText url=url param="clause" label=t::coordination::precedent::CLAUSE hint=t::coordination::precedent::CLAUSE_HINT/>
        </FilterBar>
        {body}
    }
    .into_any()
}

fn found(row: Found) -> AnyView {
    let decision = row.decision;
    let roles = decision.parties.into_iter();
    let roles: Vec<_> = roles
        .map(|party| match party.decided_role {
            Some(role) => format!("{}（{}）", party.org.short_name, word(role)),
            None => party.org.short_name,
        })
        .collect();
    let said = decision.decision;
    let cited = said
        .citations
        .into_iter()
        .map(|row| format!("《{}》{}", row.title, row.article));
    let cited: Vec<_> = cited.collect();
    let hits: Vec<_> = row.hits.iter().map(hit).collect();
    let published = time::day_or_dash(said.published_on);
    view! {
        <article class="card">
            <div class="card-body stack">
                <h2><a href=format!("/cases/{}", decision.id)>{decision.matter}</a></h2>
                <p class="muted"><span class="num">{decision.no}</span>" "{said.doc_no}" "{published}" "{roles.join("、")}</p>
                <ul class="clauses">{hits}</ul>
                <p>{cited.join("；")}</p>
                <details><summary>{tr(t::coordination::precedent::FULL)}</summary>{prose(said.text)}</details>
            </div>
        </article>
    }
    .into_any()
}

/// The hit itself is marked in its excerpt.
fn hit(row: &Hit) -> AnyView {
    let place = match row.field {
        PrecedentField::Matter => t::coordination::precedent::IN_MATTER,
        PrecedentField::Clause => t::coordination::precedent::IN_CLAUSE,
        PrecedentField::Decision => t::coordination::precedent::IN_DECISION,
    };
    let from = usize::try_from(row.from).unwrap_or(0);
    let length = usize::try_from(row.length).unwrap_or(0);
    let part = |skip: usize, take: usize| row.excerpt.chars().skip(skip).take(take).collect::<String>();
    let (before, marked) = (part(0, from), part(from, length));
    let after = part(from + length, usize::MAX);
    view! { <li><span class="muted">{tr(place)}</span>" "{before}<mark>{marked}</mark>{after}</li> }
        .into_any()
}
