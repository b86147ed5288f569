//! Rust types of the SDL's scalars.

/// A calendar date.
pub type NaiveDate = chrono::NaiveDate;
/// An exact number.
pub type Decimal = rust_decimal::Decimal;
/// An instant, UTC.
pub type DateTime = chrono::DateTime<chrono::Utc>;
