//! Filling in: one unit a page on a phone, all of them as a matrix on a desk. 不了解 is always offered.

use leptos::prelude::*;
use remit_shared::evaluation::BallotLevel;
use remit_shared::wire::Wire;

use super::page::{Ballot, Stage};
use crate::i18n::{t, tr, word};

/// From this width on the matrix is shown first.
const DESK: f64 = 900.0;

#[component]
pub(super) fn Fill(ballot: Ballot) -> impl IntoView {
    let wide = window()
        .inner_width()
        .ok()
        .and_then(|width| width.as_f64())
        .unwrap_or(0.0)
        >= DESK;
    let matrix = RwSignal::new(wide);
    let total = move || {
        ballot
            .draft
            .with(|draft| draft.as_ref().map_or(0, |draft| draft.units.len()))
    };
    let done = Memo::new(move |_| {
        ballot
            .draft
            .with(|draft| draft.as_ref().map_or(0, |draft| draft.read().done()))
    });
    let progress = move || t::ballot::progress(done.get(), total());
    view! {
        <div class="ballot-progress" role="status">
            <span>{progress}</span>
            <progress max=total prop:value=move || done.get() aria-label=tr(t::ballot::PROGRESS_LABEL)></progress>
            <button type="button" class="btn small" on:click=move |_| matrix.update(|on| *on = !*on)>
                {move || if matrix.get() { t::ballot::ONE_BY_ONE.get() } else { t::ballot::ALL_TOGETHER.get() }}
            </button>
        </div>
        <p class="muted">{tr(t::ballot::KEPT)}</p>
        {move || if matrix.get() { table(ballot) } else { single(ballot) }}
        <div class="row ballot-foot">
            <button type="button" class="btn primary ballot-big" on:click=move |_| ballot.go(Stage::Check)>{tr(t::ballot::TO_CHECK)}</button>
        </div>
    }
}

fn level_of(ballot: Ballot, target: usize, question: usize) -> Option<BallotLevel> {
    ballot.draft.with(|draft| {
        let answers = draft.as_ref()?.read();
        answers.of_target(target).get(question).copied().flatten()
    })
}

fn set(ballot: Ballot, target: usize, question: usize, level: BallotLevel) {
    ballot.change(|draft| {
        let mut answers = draft.read();
        answers.set(target, question, Some(level));
        draft.answers = answers.render();
    });
}

fn unknown(ballot: Ballot, target: usize) {
    ballot.change(|draft| {
        let mut answers = draft.read();
        answers.set_all(target, BallotLevel::DontKnow);
        draft.answers = answers.render();
    });
}

fn static_parts(ballot: Ballot) -> (Vec<String>, Vec<String>) {
    ballot
        .draft
        .with_untracked(|draft| {
            draft
                .as_ref()
                .map(|draft| (draft.units.clone(), draft.questions.clone()))
        })
        .unwrap_or_default()
}

/// One unit a page, large targets for fingers.
fn single(ballot: Ballot) -> AnyView {
    let (units, questions) = static_parts(ballot);
    let last = units.len().saturating_sub(1);
    let place = ballot.place;
    let step = move |by: i32| {
        place.update(|place| {
            *place = if by < 0 {
                place.saturating_sub(1)
            } else {
                (*place + 1).min(last)
            };
        });
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let total = units.len();
    view! {
        <section class="card ballot-card">
            {move || {
                let target = place.get();
                let name = units.get(target).cloned().unwrap_or_default();
                let asked = questions.iter().enumerate().map(|(question, text)| {
                    let label = text.clone();
                    view! {
                        <fieldset class="ballot-question">
                            <legend>{label}</legend>
                            <div class="ballot-levels">{choices(ballot, target, question)}</div>
                        </fieldset>
                    }
                }).collect_view();
                view! {
                    <p class="muted num">{t::ballot::unit_of(target + 1, total)}</p>
                    <h2>{name}</h2>
                    {asked}
                    <button type="button" class="btn ballot-unknown" on:click=move |_| unknown(ballot, target)>{tr(t::ballot::UNKNOWN)}</button>
                }
            }}
            <div class="row ballot-nav">
                <button type="button" class="btn" disabled=move || place.get() == 0 on:click=move |_| step(-1)>{tr(t::ballot::BACK)}</button>
                <button type="button" class="btn primary" disabled=move || place.get() == last on:click=move |_| step(1)>{tr(t::ballot::NEXT)}</button>
            </div>
        </section>
    }
    .into_any()
}

fn choices(ballot: Ballot, target: usize, question: usize) -> AnyView {
    let name = format!("q-{target}-{question}");
    BallotLevel::ALL
        .iter()
        .copied()
        .map(|level| {
            let checked = move || level_of(ballot, target, question) == Some(level);
            view! {
                <label class="ballot-level">
                    <input type="radio" name=name.clone() prop:checked=checked on:change=move |_| set(ballot, target, question, level)/>
                    <span>{move || word(level)}</span>
                </label>
            }
        })
        .collect_view()
        .into_any()
}

/// Every unit a line, every question a column.
fn table(ballot: Ballot) -> AnyView {
    let (units, questions) = static_parts(ballot);
    let heads = questions
        .iter()
        .map(|text| view! { <th scope="col">{text.clone()}</th> })
        .collect_view();
    let count = questions.len();
    let lines = units
        .into_iter()
        .enumerate()
        .map(|(target, name)| {
            let cells = (0..count)
                .map(|question| {
                    let label = format!("{name} {}", question + 1);
                    view! { <td>{select(ballot, target, question, label)}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{name.clone()}</th>
                    {cells}
                    <td><button type="button" class="btn small" on:click=move |_| unknown(ballot, target)>{tr(t::ballot::UNKNOWN_SHORT)}</button></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::ballot::ALL_TOGETHER)>
            <table class="table ballot-matrix">
                <thead><tr><th scope="col">{tr(t::ballot::UNIT)}</th>{heads}<th scope="col"><span class="sr-only">{tr(t::ballot::UNKNOWN)}</span></th></tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn select(ballot: Ballot, target: usize, question: usize, label: String) -> AnyView {
    let value = move || level_of(ballot, target, question).map_or("", Wire::code);
    let options = BallotLevel::ALL
        .iter()
        .copied()
        .map(|level| view! { <option value=level.code() selected=move || value() == level.code()>{move || word(level)}</option> })
        .collect_view();
    let change = move |event| {
        if let Some(level) = BallotLevel::parse(&event_target_value(&event)) {
            set(ballot, target, question, level);
        }
    };
    view! {
        <select class="input" class:unanswered=move || value().is_empty() aria-label=label on:change=change prop:value=value>
            <option value="" disabled=true>{tr(t::ballot::CHOOSE)}</option>
            {options}
        </select>
    }
    .into_any()
}
