//! Where the weight of an indicator without data goes (§5.8): to the siblings inside the same second-level
//! indicator, else inside the same part, else to the other part, in proportion to nominal weights.
//!
//! Written once for decimals (the score) and `f64` (the simulation).

use core::ops::{Add, Div, Mul};

use super::indicator::{IndicatorCode, POSITIVE};
use crate::wire::Wire;

crate::wire_enum! {
    /// How far the weight had to travel.
    pub enum MoveScope {
        Second = "SECOND", "同一二级指标内", "inside the same second-level indicator";
        Part = "PART", "同一部分内", "inside the same part";
        Other = "OTHER", "移至另一部分", "to the other part";
    }
}

/// A number weights are made of.
pub trait Number:
    Copy + Default + PartialEq + Add<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
}

impl<T> Number for T where
    T: Copy + Default + PartialEq + Add<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
}

/// Whether each positive indicator keeps its weight.
pub type Present = [bool; POSITIVE];

/// The indicators that take over the weight of `missing`; `None` when the unit has none at all.
pub fn heirs(missing: IndicatorCode, present: &Present) -> Option<(MoveScope, Present)> {
    let related = |scope, code: IndicatorCode| match scope {
        MoveScope::Second => missing.second() == code.second(),
        MoveScope::Part => missing.part() == code.part(),
        MoveScope::Other => true,
    };
    MoveScope::ALL.iter().copied().find_map(|scope| {
        let mut heirs = *present;
        for (heir, code) in heirs.iter_mut().zip(IndicatorCode::positive()) {
            *heir &= related(scope, *code);
        }
        heirs.contains(&true).then_some((scope, heirs))
    })
}

/// A plan of who inherits what for one pattern of present indicators, worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redistribution {
    present: Present,
    bequests: Vec<(usize, Present)>,
}

impl Redistribution {
    /// For one pattern.
    pub fn new(present: &Present) -> Self {
        let bequests = IndicatorCode::positive()
            .iter()
            .enumerate()
            .filter(|(index, _)| !present.get(*index).copied().unwrap_or_default())
            .filter_map(|(index, code)| heirs(*code, present).map(|(_, heirs)| (index, heirs)))
            .collect();
        Self {
            present: *present,
            bequests,
        }
    }

    /// Effective weights. They sum to the sum of the nominal ones unless no heir has any weight.
    pub fn effective<T: Number>(&self, nominal: &[T; POSITIVE]) -> [T; POSITIVE] {
        let mut effective = [T::default(); POSITIVE];
        let own = effective.iter_mut().zip(nominal).zip(self.present);
        for ((effective, nominal), _) in own.filter(|(_, present)| *present) {
            *effective = *nominal;
        }
        for (missing, heirs) in &self.bequests {
            bequeath(nominal, *missing, heirs, &mut effective);
        }
        effective
    }
}

fn bequeath<T: Number>(
    nominal: &[T; POSITIVE],
    missing: usize,
    heirs: &Present,
    effective: &mut [T; POSITIVE],
) {
    let mut sum = T::default();
    for (weight, _) in nominal.iter().zip(heirs).filter(|(_, heir)| **heir) {
        sum = sum + *weight;
    }
    if sum == T::default() {
        return;
    }
    let parts = effective.iter_mut().zip(nominal).zip(heirs);
    for ((effective, weight), _) in parts.filter(|(_, heir)| **heir) {
        *effective = *effective + nominal[missing] * *weight / sum;
    }
}
