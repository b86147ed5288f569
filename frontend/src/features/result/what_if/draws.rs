//! The draws in slices, so that no key or finger ever waits: a slice ends when its time is up.

use core::time::Duration;

use leptos::prelude::*;
use remit_shared::scoring::Weights;
use remit_shared::scoring::simulation::{RankFindings, Simulation, SimulationMode};

use super::model::{Inputs, Settings};

/// Longest a slice may take, milliseconds; input is not blocked for more than 50 (K31).
const SLICE_MS: f64 = 16.0;
/// Draws between two looks at the clock.
const BATCH: u32 = 50;
/// A slider that is still moving starts nothing.
const REST: Duration = Duration::from_millis(120);

/// What the draws say so far.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Draws made.
    pub draws: u32,
    /// Draws wanted.
    pub of: u32,
    /// Findings, in the order of the units; none before the last draw.
    pub findings: Vec<Option<RankFindings>>,
}

/// Draws that are under way; older ones stop by themselves.
#[derive(Clone, Copy)]
struct Drawing {
    inputs: StoredValue<Inputs>,
    simulation: StoredValue<Option<Simulation>>,
    turn: StoredValue<u32>,
    drawn: RwSignal<Option<Drawn>>,
}

/// Draws again whenever the settings change.
pub(super) fn draws(inputs: StoredValue<Inputs>, settings: Signal<Settings>) -> RwSignal<Option<Drawn>> {
    let drawing = Drawing {
        inputs,
        simulation: StoredValue::new(None),
        turn: StoredValue::new(0),
        drawn: RwSignal::new(None),
    };
    Effect::new(move |_| {
        let settings = settings.get();
        let mine = drawing.turn.with_value(|turn| turn.wrapping_add(1));
        drawing.turn.set_value(mine);
        drawing.drawn.set(None);
        if let Some(weights) = settings.weights() {
            set_timeout(move || drawing.begin(mine, weights, settings.sampling), REST);
        }
    });
    drawing.drawn
}

impl Drawing {
    fn begin(self, mine: u32, weights: Weights, sampling: bool) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let mode = if sampling {
            SimulationMode::Sampling
        } else {
            SimulationMode::Weights
        };
        let prepared = self
            .inputs
            .try_with_value(|inputs| Simulation::new(&inputs.figures, &weights, &inputs.params, mode));
        self.simulation.try_set_value(prepared);
        self.slice(mine);
    }

    fn slice(self, mine: u32) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let of = self
            .inputs
            .try_with_value(|inputs| inputs.params.mc_draws)
            .unwrap_or_default();
        let found = self.simulation.try_update_value(|simulation| {
            let simulation = simulation.as_mut()?;
            let begun = js_sys::Date::now();
            while simulation.drawn() < of && js_sys::Date::now() - begun < SLICE_MS {
                simulation.run(BATCH.min(of - simulation.drawn()));
            }
            let draws = simulation.drawn();
            // Drawing the table costs more than a slice: it is shown at the end, the count in between.
            let findings = if draws >= of {
                simulation.findings()
            } else {
                Vec::new()
            };
            Some(Drawn { draws, of, findings })
        });
        let Some(Some(drawn)) = found else { return };
        let more = drawn.draws < of;
        self.drawn.try_set(Some(drawn));
        if more {
            set_timeout(move || self.slice(mine), Duration::ZERO);
        }
    }
}
