//! Results of a counted campaign: units with their means, one unit by town or by class; withheld cells are explained.

use leptos::prelude::*;

use super::{AggregateCut, CampaignCut, CampaignOutcome, campaign_cut, campaign_outcome, class_word};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::ui::page::Card;
use crate::ui::state::loaded;

type Line = campaign_outcome::CampaignOutcomeCampaignResults;

/// A mean with two decimals, as people read it.
fn mean(text: Option<&String>) -> String {
    let value: Option<f64> = text.and_then(|text| text.parse().ok());
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:.2}"))
}

#[component]
pub(super) fn Results(id: String, topics: Vec<String>) -> impl IntoView {
    let chosen = RwSignal::new(None::<(String, String)>);
    let asked = id.clone();
    let query = use_query::<CampaignOutcome>(move || campaign_outcome::Variables { id: asked.clone() });
    let topics = StoredValue::new(topics);
    view! {
        <Card title=t::campaign::RESULTS>
            {loaded(query, move |answer| {
                view! {
                    <p class="muted">{tr(t::campaign::WITHHELD_WHY)}</p>
                    <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::campaign::RESULTS)>
                        <table class="table">
                            <thead><tr>
                                <th scope="col">{tr(t::campaign::UNIT)}</th>
                                <th scope="col" class="number">{tr(t::campaign::N)}</th>
                                <th scope="col" class="number">{tr(t::campaign::MEAN)}</th>
                                {topics.get_value().into_iter().map(|topic| view! { <th scope="col" class="number">{topic}</th> }).collect_view()}
                                <th scope="col"><span class="sr-only">{tr(t::campaign::CUT)}</span></th>
                            </tr></thead>
                            <tbody>{move || {
                                let mut lines = answer.with(|answer| answer.campaign_results.clone());
                                lines.sort_by(|a, b| score(b).total_cmp(&score(a)));
                                lines.iter().map(|line| row(line, chosen)).collect_view()
                            }}</tbody>
                        </table>
                    </div>
                }
            })}
        </Card>
        {move || chosen.get().map(|(unit, name)| view! { <Cut id=id.clone() unit=unit name=name/> })}
    }
}

fn score(line: &Line) -> f64 {
    line.total
        .mean
        .as_ref()
        .and_then(|text| text.parse().ok())
        .unwrap_or(-1.0)
}

fn row(line: &Line, chosen: RwSignal<Option<(String, String)>>) -> AnyView {
    let name = line.org.name.clone();
    let pick = (line.org_id.clone(), name.clone());
    let questions = line
        .questions
        .iter()
        .map(|mean| view! { <td class="number">{mean.clone().unwrap_or_else(|| "—".to_owned())}</td> })
        .collect_view();
    let n = line
        .total
        .n
        .map_or_else(|| t::campaign::WITHHELD.get().to_owned(), |n| n.to_string());
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{n}</td>
            <td class="number"><strong>{mean(line.total.mean.as_ref())}</strong></td>
            {questions}
            <td><button type="button" class="btn small" on:click=move |_| chosen.set(Some(pick.clone()))>{tr(t::campaign::CUT)}</button></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Cut(id: String, unit: String, name: String) -> impl IntoView {
    let by = RwSignal::new(AggregateCut::Town);
    let query = use_query::<CampaignCut>(move || campaign_cut::Variables {
        id: id.clone(),
        unit: unit.clone(),
        by: vec![by.get()],
    });
    let choice = move |cut: AggregateCut, text| {
        view! {
            <button type="button" class="btn small" aria-pressed=move || (by.get() == cut).to_string() class:primary=move || by.get() == cut on:click=move |_| by.set(cut)>{tr(text)}</button>
        }
    };
    view! {
        <section class="card">
            <div class="card-body stack">
                <h2>{name}</h2>
                <div class="row">{choice(AggregateCut::Town, t::campaign::BY_TOWN)} {choice(AggregateCut::Class, t::campaign::BY_CLASS)}</div>
                {loaded(query, move |answer| {
                    move || {
                        let cells = answer.with(|answer| answer.campaign_aggregate.cells.clone());
                        let none = cells.is_empty();
                        let rest = answer.with(|answer| answer.campaign_aggregate.rest);
                        let hidden = cells.iter().filter(|cell| cell.suppressed).count();
                        let rows = cells.into_iter().map(|cell| {
                            let label = cell.name.clone().unwrap_or_else(|| class_word(&cell.group));
                            let n = cell.n.map_or_else(|| t::campaign::WITHHELD.get().to_owned(), |n| n.to_string());
                            view! { <tr><th scope="row">{label}</th><td class="number">{n}</td><td class="number">{mean(cell.mean.as_ref())}</td></tr> }
                        }).collect_view();
                        view! {
                            {rest.then(|| view! { <p class="muted">{tr(t::campaign::REST_WHY)}</p> })}
                            {none.then(|| view! { <p class="muted">{tr(t::campaign::NO_CELLS)}</p> })}
                            {(hidden > 0).then(|| view! { <p class="muted">{t::campaign::hidden(hidden)}</p> })}
                            <table class="table">
                                <thead><tr><th scope="col">{tr(t::campaign::GROUP)}</th><th scope="col" class="number">{tr(t::campaign::N)}</th><th scope="col" class="number">{tr(t::campaign::MEAN)}</th></tr></thead>
                                <tbody>{rows}</tbody>
                            </table>
                        }
                    }
                })}
            </div>
        </section>
    }
}
