//! The ballot as a matrix, for a desk, and one unit at a time, for a phone.

use leptos::prelude::*;
use remit_shared::voice::MutualAspect;
use remit_shared::wire::Wire;

use super::RatingLevel;
use super::level::LevelPick;
use super::mutual::{Ballot, Mark};
use crate::i18n::{t, tr, word};

/// All units, a line each.
#[component]
pub(super) fn Matrix(ballot: Ballot, only_open: RwSignal<bool>) -> impl IntoView {
    let units = ballot.units.get_value();
    let lines = units.into_iter().map(|(id, name)| {
        let key = StoredValue::new(id);
        let hidden = move || only_open.get() && key.with_value(|id| ballot.mark(id)).is_whole();
        let cells = MutualAspect::ALL
            .iter()
            .copied()
            .enumerate()
            .map(|(place, aspect)| {
                let label = format!("{name} {}", aspect.zh());
                view! { <td>{choice(ballot, key, place, label)}</td> }
            });
        let cells = cells.collect_view();
        view! {
            <tr class:sr-only=hidden>
                <th scope="row">{name}</th>
                {cells}
                <td class="narrow">{no_dealings(ballot, key, "matrix")}</td>
            </tr>
        }
    });
    let heads = MutualAspect::ALL.iter().map(|aspect| {
        let aspect = *aspect;
        view! { <th scope="col">{move || word(aspect)}</th> }
    });
    view! {
        <div class="table-wrap">
            <table class="table dense voice-matrix">
                <caption class="sr-only">{tr(t::voice::mutual::TITLE)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr(t::voice::column::UNIT)}</th>
                        {heads.collect_view()}
                        <th scope="col" class="narrow">{tr(t::voice::mutual::NO_DEALINGS)}</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// One level of the matrix: a list of five and nothing.
fn choice(ballot: Ballot, key: StoredValue<String>, place: usize, label: String) -> AnyView {
    let level = move || {
        key.with_value(|id| ballot.mark(id))
            .levels
            .get(place)
            .copied()
            .flatten()
    };
    let off = move || ballot.locked.get() || key.with_value(|id| ballot.mark(id)).no_dealings;
    let pick = move |event: web_sys::Event| {
        let chosen = RatingLevel::parse(&event_target_value(&event));
        key.with_value(|id| set(ballot, id, place, chosen));
    };
    let options = RatingLevel::ALL.iter().copied().map(|value| {
        view! { <option value=value.code() selected=move || level() == Some(value)>{move || word(value)}</option> }
    });
    view! {
        <select class="input" aria-label=label disabled=off on:change=pick>
            <option value="" selected=move || level().is_none()>"—"</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

fn set(ballot: Ballot, unit: &str, place: usize, level: Option<RatingLevel>) {
    ballot.change(unit, |mark| {
        mark.no_dealings = false;
        if let Some(slot) = mark.levels.get_mut(place) {
            *slot = level;
        }
    });
}

fn no_dealings(ballot: Ballot, key: StoredValue<String>, prefix: &'static str) -> AnyView {
    let checked = move || key.with_value(|id| ballot.mark(id)).no_dealings;
    let change = move |event: web_sys::Event| {
        let none = event_target_checked(&event);
        key.with_value(|id| {
            ballot.change(id, |mark| {
                *mark = Mark {
                    no_dealings: none,
                    ..Mark::default()
                };
            });
        });
    };
    let id = format!("{prefix}-none-{}", key.get_value());
    let target = id.clone();
    view! {
        <span class="voice-none">
            <input type="checkbox" id=id prop:checked=checked disabled=move || ballot.locked.get() on:change=change/>
            <label for=target>{tr(t::voice::mutual::NO_DEALINGS)}</label>
        </span>
    }
    .into_any()
}

/// One unit a page, with large buttons.
#[component]
pub(super) fn Pager(ballot: Ballot, place: RwSignal<usize>) -> impl IntoView {
    let all = ballot.units.with_value(Vec::len);
    let unit = move || ballot.units.with_value(|units| units.get(place.get()).cloned());
    let go = move |step: isize| {
        place.update(|place| *place = place.saturating_add_signed(step).min(all.saturating_sub(1)));
    };
    let card = move || {
        unit().map(|(id, name)| {
            let key = StoredValue::new(id);
            let items = MutualAspect::ALL.iter().copied().enumerate().map(|(place, aspect)| {
                let value = Signal::derive(move || {
                    key.with_value(|id| ballot.mark(id)).levels.get(place).copied().flatten()
                });
                let pick = Callback::new(move |level| key.with_value(|id| set(ballot, id, place, Some(level))));
                let name = format!("page-{}-{}", key.get_value(), aspect.code());
                view! {
                    <h4>{move || word(aspect)}</h4>
                    <LevelPick name=name label=Signal::derive(move || word(aspect).to_owned()) value=value pick=pick disabled=ballot.locked/>
                }
            });
            view! {
                <section class="voice-card">
                    <p class="muted">{move || t::voice::mutual::unit_of(place.get() + 1, all)}</p>
                    <h3>{name}</h3>
                    {no_dealings(ballot, key, "page")}
                    {items.collect_view()}
                </section>
            }
        })
    };
    view! {
        {card}
        <div class="row">
            <button type="button" class="btn" disabled=move || place.get() == 0 on:click=move |_| go(-1)>{tr(t::voice::mutual::PREVIOUS)}</button>
            <button type="button" class="btn" disabled=move || { place.get() + 1 >= all } on:click=move |_| go(1)>{tr(t::voice::mutual::NEXT)}</button>
        </div>
    }
}
