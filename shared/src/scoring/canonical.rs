//! One spelling of an input and its digest (§5.11): the same inputs give the same digest, in whatever order and
//! with whatever superfluous zeros they were written.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::indicator::IndicatorCode;
use super::input::{ScoreInput, UnitRecords, Weight};

/// The input with units by code, records in a fixed order and every parameter written out.
pub fn canonical(input: &ScoreInput) -> ScoreInput {
    let mut canonical = input.clone();
    if let Some(weights) = input.plan.weights() {
        canonical.plan.weights = IndicatorCode::positive()
            .iter()
            .map(|code| (*code, Weight(weights.of(*code))))
            .collect();
    }
    canonical.units.sort_by(|a, b| a.code.cmp(&b.code));
    for unit in &mut canonical.units {
        sort_records(&mut unit.inputs);
    }
    canonical
}

/// SHA-256 of the canonical JSON, in lower-case hexadecimal: `inputs_sha256` of a run.
pub fn inputs_sha256(input: &ScoreInput) -> String {
    let mut json = serde_json::to_value(canonical(input)).unwrap_or_default();
    if let Some(params) = json.pointer_mut("/plan/params") {
        trim_zeros(params);
    }
    hex::encode(Sha256::digest(spelling(&json)))
}

/// Writes every decimal of the parameters without trailing zeros.
fn trim_zeros(json: &mut Value) {
    match json {
        Value::String(text) => {
            if let Ok(number) = text.parse::<Decimal>() {
                *text = number.normalize().to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(trim_zeros),
        Value::Object(fields) => fields.values_mut().for_each(trim_zeros),
        _ => {}
    }
}

fn sort_records(records: &mut UnitRecords) {
    sort(&mut records.points);
    sort(&mut records.quality);
    sort(&mut records.triggers);
    sort(&mut records.requests);
    sort(&mut records.evaluators);
    sort(&mut records.windows.cells);
    sort(&mut records.platforms);
    sort(&mut records.comments);
    sort(&mut records.mutual);
    sort(&mut records.appraisals);
    sort(&mut records.problems.records);
    sort(&mut records.violations);
    records.tallies.values_mut().for_each(|tallies| sort(tallies));
}

fn sort<T: Serialize>(records: &mut [T]) {
    records.sort_by_cached_key(spelling);
}

/// Compact JSON; the types of an input always have one.
fn spelling<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
