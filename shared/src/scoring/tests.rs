//! The worked example to the last digit (§5.14), the small vectors (§5.15), the first draws (§5.10), and what must
//! hold for every input.

mod properties;
mod tallies;
mod vectors;
mod worked;

use crate::scoring::input::ScoreInput;

/// The sample file of the documentation.
fn sample() -> ScoreInput {
    serde_json::from_str(include_str!("../../../docs/examples/score-three-units.json")).unwrap()
}

/// Four decimals, as a person reads them.
fn digits(value: rust_decimal::Decimal) -> String {
    super::number::round4(value).to_string()
}
