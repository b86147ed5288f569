//! Rounding (§5.1) and the reading of decimals from JSON.

use core::fmt;
use core::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserializer, Serializer, de};

/// Four decimals, half away from zero: the only rounding of the engine, applied to `s` and to `c` (§5.1).
pub fn round4(value: Decimal) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(4);
    rounded
}

/// A decimal of four places as it is stored: in ten-thousandths.
pub fn ten_thousandths(value: Decimal) -> i64 {
    (value * Decimal::from(10_000)).to_i64().unwrap_or_default()
}

/// What [`ten_thousandths`] stored, as text with four decimals: `89.0178`.
pub fn decimal_text(ten_thousandths: i64) -> String {
    Decimal::new(ten_thousandths, 4).to_string()
}

/// What was written as text; `None` if it is no number.
pub fn parse(text: &str) -> Option<Decimal> {
    Decimal::from_str(text).ok()
}

/// Writes a decimal as a string, without trailing zeros.
pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&value.normalize())
}

/// Reads a decimal from a string (`"97.5"`) or a JSON number.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    deserializer.deserialize_any(Reader)
}

struct Reader;

impl de::Visitor<'_> for Reader {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number such as 97.5")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Decimal, E> {
        Decimal::from_str(value).map_err(|_| E::invalid_value(de::Unexpected::Str(value), &self))
    }
}

/// The same for a decimal that may be missing.
pub mod optional {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    struct Wrapped(#[serde(with = "super")] Decimal);

    /// Writes a string or null.
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => super::serialize(value, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a string, a number or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Wrapped>::deserialize(deserializer)?.map(|wrapped| wrapped.0))
    }
}
