//! The 100 000 receipts: one for each rating that names one, the rest unrated.

use chrono::{DateTime, Duration, Utc};
use remit_shared::rating::{RatingChannel, ReceiptChannel};
use remit_store::Text;
use remit_store::entity::service_receipt;
use uuid::Uuid;

use super::slot::{Slot, days, moment};
use super::{Makers, window};
use crate::mint::id_of;
use crate::rng::Rng;

/// Receipts in all.
const ALL: usize = 100_000;
/// Minutes between the end of the matter and its rating.
const MINUTES: i64 = 4;

/// The id of the receipt that a rating names.
pub(super) fn id(seed: u64, rating: u64, at: DateTime<Utc>) -> Uuid {
    id_of(seed, "receipt", rating, at)
}

/// The number of it.
pub(super) fn number(rating: u64) -> String {
    format!("BJ2022{rating:08}")
}

/// The receipt that a rating names first.
pub(super) fn of(makers: &Makers<'_>, slot: &Slot) -> Option<service_receipt::Model> {
    if !slot.receipted() || slot.repeats.is_some() {
        return None;
    }
    let at = slot.at - Duration::minutes(MINUTES);
    let channel = if slot.channel == RatingChannel::Platform {
        ReceiptChannel::Platform
    } else {
        ReceiptChannel::Window
    };
    Some(row(makers, slot.index, slot.unit, slot.window, channel, at))
}

/// Items that nobody rated.
pub(super) fn unrated<'a>(
    makers: &'a Makers<'_>,
    used: usize,
) -> impl Iterator<Item = service_receipt::Model> + 'a {
    let days = days(makers.calendar);
    (0..ALL.saturating_sub(used)).map(move |turn| {
        let index = 1_000_000 + u64::try_from(turn).unwrap_or(0);
        let mut rng = Rng::of(makers.seed, "unrated", index);
        let unit = usize::try_from(rng.between(0, 23)).unwrap_or(0);
        let place = usize::try_from(rng.between(0, 4)).unwrap_or(0);
        let day = rng.pick(&days).copied().unwrap_or_default();
        let at = moment(&mut rng, day);
        row(makers, index, unit, Some(place), ReceiptChannel::Window, at)
    })
}

fn row(
    makers: &Makers<'_>,
    index: u64,
    unit: usize,
    place: Option<usize>,
    channel: ReceiptChannel,
    at: DateTime<Utc>,
) -> service_receipt::Model {
    let org = makers.org(unit);
    service_receipt::Model {
        id: id(makers.seed, index, at),
        jurisdiction_id: makers.jurisdiction,
        receipt_no: number(index),
        org_id: org,
        window_id: place.map(|place| window::id(makers.seed, unit, place)),
        matter_code: format!("37078200{:02}{:03}", unit + 1, index % 80 + 1),
        finished_at: at,
        channel: Text(channel),
        client_id: id_of(makers.seed, "receipt client", index, at),
        created_at: at,
        created_by: None,
        updated_at: at,
        version: 1,
        change_seq: makers.change,
    }
}
