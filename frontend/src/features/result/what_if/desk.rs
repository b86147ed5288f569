//! Sliders and switches on one side, the ranking on the other.

use leptos::prelude::*;
use remit_shared::scoring::standing::standings;
use rust_decimal::Decimal;

use super::draws::draws;
use super::model::{Inputs, Settings, indicators};
use super::table::Ranking;
use crate::i18n::{t, tr, word};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;
use crate::url_state::use_url_state;

/// Most a slider goes to, in tenths of a point.
const MOST: u32 = 500;

/// The page's two halves.
#[component]
pub(super) fn Desk(inputs: Inputs, example: bool) -> impl IntoView {
    let (url, toasts) = (use_url_state(), use_toasts());
    let (linked, sampling) = (url.text("w"), url.flag("sampling"));
    let own = Settings::of_plan(&inputs.plan);
    let inputs = StoredValue::new(inputs);
    let start = Settings::from_text(&linked.get_untracked(), sampling.get_untracked() == Some(true))
        .unwrap_or(Settings {
            sampling: sampling.get_untracked() == Some(true),
            ..own
        });
    let settings = RwSignal::new(start);
    let standing = Memo::new(move |_| {
        let weights = settings.get().weights()?;
        inputs.with_value(|inputs| {
            let found = standings(&inputs.figures, &weights, &inputs.params);
            Some((weights, found))
        })
    });
    let drawn = draws(inputs, settings.into());
    // The link follows the settings once a slider is let go.
    let keep = move || {
        let now = settings.get_untracked();
        let text = (now.tenths != own.tenths || now.on != own.on).then(|| now.to_text());
        url.set_all(vec![
            ("w", text),
            ("sampling", now.sampling.then(|| "1".to_owned())),
        ]);
    };
    let copy = move |_| {
        let Some(window) = web_sys::window() else { return };
        if let Ok(href) = window.location().href() {
            let _ = window.navigator().clipboard().write_text(&href);
            toasts.show(t::result::trial::COPIED.get());
        }
    };
    let reset = move |_| {
        settings.set(own);
        keep();
    };
    let note = example.then(|| view! { <p class="notice" role="note">{tr(t::result::trial::EXAMPLE)}</p> });
    view! {
        {note}
        <div class="what-if">
            <Card title=t::result::trial::SETTINGS>
                <p class="muted">{tr(t::result::trial::SETTINGS_WHY)}</p>
                <div class="what-if-rows">
                    {indicators()
                        .map(|(place, code)| {
                            let effective = move || {
                                standing
                                    .with(|standing| standing.as_ref().map(|(weights, _)| weights.as_array()[place]))
                                    .unwrap_or(Decimal::ZERO)
                                    .round_dp(1)
                                    .to_string()
                            };
                            view! {
                                <div class="what-if-row" class:off=move || !settings.get().on[place]>
                                    <label class="what-if-switch">
                                        <input
                                            type="checkbox"
                                            prop:checked=move || settings.get().on[place]
                                            on:change:target=move |event| {
                                                let on = event.target().checked();
                                                settings.update(|settings| settings.on[place] = on);
                                                keep();
                                            }
                                        />
                                        <span class="num">{code.to_string()}</span>" "{move || word(code)}
                                    </label>
                                    <input
                                        type="range"
                                        min="0"
                                        max=MOST.to_string()
                                        step="5"
                                        aria-label=move || t::result::trial::weight_of(word(code))
                                        aria-valuetext=effective
                                        disabled=move || !settings.get().on[place]
                                        prop:value=move || settings.get().tenths[place].to_string()
                                        on:input:target=move |event| {
                                            if let Ok(tenths) = event.target().value().parse() {
                                                settings.update(|settings| settings.tenths[place] = tenths);
                                            }
                                        }
                                        on:change=move |_| keep()
                                    />
                                    <output class="num">{effective}</output>
                                </div>
                            }
                        })
                        .collect_view()}
                </div>
                <label class="what-if-switch">
                    <input
                        type="checkbox"
                        prop:checked=move || settings.get().sampling
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            settings.update(|settings| settings.sampling = on);
                            keep();
                        }
                    />
                    {tr(t::result::trial::SAMPLING)}
                </label>
                <div class="row">
                    <button type="button" class="btn" on:click=reset>{tr(t::result::trial::RESET)}</button>
                    <button type="button" class="btn" on:click=copy>{tr(t::result::trial::COPY)}</button>
                </div>
            </Card>
            <Card title=t::result::trial::RANKING>
                <Ranking inputs=inputs standing=standing drawn=drawn/>
            </Card>
        </div>
    }
}
