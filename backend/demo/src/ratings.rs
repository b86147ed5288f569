//! Windows, receipts, ratings and the cases of bad ones: 60 000 over 24 units and 120 windows (§6.1).
//!
//! They are made apart from the [`Dataset`](crate::Dataset): whoever needs only the offices' work loads the city
//! without them. Quotas are filled exactly and then dealt out, so that the counts hold for every seed; each case's
//! history is asked of the machine of §3.9.

mod bad;
mod case;
mod deal;
mod receipt;
mod row;
mod slot;
pub(crate) mod window;

use remit_shared::calendar::WorkCalendar;
use remit_store::entity::{
    bad_rating_case, bad_rating_event, public_rating, rating_flag, rating_rollup, receipt_rollup,
    service_receipt,
};
use remit_store::rating::{receipt as receipts, rollup};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;

/// Which ratings are loaded with the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ratings {
    /// None: only the windows.
    #[default]
    None,
    /// The 1 080 bad ones with their cases.
    Bad,
    /// All 60 000, and 100 000 receipts.
    All,
}

/// Rows of the public's ratings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RatingRows {
    /// Receipts of handled items.
    pub receipts: Vec<service_receipt::Model>,
    /// Their counters.
    pub receipt_rollups: Vec<receipt_rollup::Model>,
    /// Groups of flagged ratings.
    pub flags: Vec<rating_flag::Model>,
    /// Ratings.
    pub ratings: Vec<public_rating::Model>,
    /// Their counters.
    pub rollups: Vec<rating_rollup::Model>,
    /// Cases of bad ratings.
    pub cases: Vec<bad_rating_case::Model>,
    /// Histories of the cases.
    pub events: Vec<bad_rating_event::Model>,
}

impl RatingRows {
    /// Rows by table, in the order of loading.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        vec![
            ("service_receipt", self.receipts.len()),
            ("receipt_rollup", self.receipt_rollups.len()),
            ("rating_flag", self.flags.len()),
            ("public_rating", self.ratings.len()),
            ("rating_rollup", self.rollups.len()),
            ("bad_rating_case", self.cases.len()),
            ("bad_rating_event", self.events.len()),
        ]
    }

    /// SHA-256 over what the rows say: two cities have the same ratings if this is equal.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for rating in &self.ratings {
            hash.update(rating.id.as_bytes());
            hash.update(rating.receipt_code.as_bytes());
            hash.update([rating.level.get() as u8, rating.status.get() as u8]);
        }
        for case in &self.cases {
            hash.update(case.id.as_bytes());
            hash.update([case.state.get() as u8]);
        }
        for receipt in &self.receipts {
            hash.update(receipt.id.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}

/// What the makers of rows share.
pub(crate) struct Makers<'a> {
    pub seed: u64,
    pub jurisdiction: Uuid,
    pub city: &'a City,
    pub calendar: &'a WorkCalendar,
    /// Problems that groups of bad ratings raised.
    pub data: &'a Dataset,
    /// The write ticket of the load.
    pub change: i64,
}

/// Makes the ratings that are wanted.
pub(crate) fn make(makers: &Makers<'_>, wanted: Ratings) -> Result<RatingRows, DemoError> {
    let mut rows = RatingRows::default();
    if wanted == Ratings::None {
        return Ok(rows);
    }
    let mut slots = bad::slots(makers)?;
    let bad = slots.len();
    if wanted == Ratings::All {
        slots.extend(deal::slots(makers, bad));
    }
    rows.flags = deal::flags(makers, wanted)?;
    for slot in &slots {
        rows.receipts.extend(receipt::of(makers, slot));
        rows.ratings.push(row::of(makers, slot));
    }
    if wanted == Ratings::All {
        let used = rows.receipts.len();
        rows.receipts.extend(receipt::unrated(makers, used));
    }
    rows.receipt_rollups = receipts::gather(rows.receipts.iter().map(receipts::cell_of));
    rows.rollups = rollup::gather(rows.ratings.iter().map(rollup::cell_of));
    for (slot, rating) in slots.iter().zip(&rows.ratings).take(bad) {
        let (case, events) = case::of(makers, slot, rating)?;
        rows.cases.push(case);
        rows.events.extend(events);
    }
    Ok(rows)
}

impl Makers<'_> {
    /// The unit at a place among those with windows.
    pub fn org(&self, unit: usize) -> Uuid {
        window::units()
            .nth(unit)
            .and_then(|unit| self.city.places.get(unit.code))
            .map(|place| place.id)
            .unwrap_or_default()
    }
}
