//! Ratings of the public (B21, B22): cells of counts, never single ratings.

use rust_decimal::Decimal;

use super::{Coverage, Item, Raw};
use crate::plan::params::PlanParams;
use crate::scoring::input::{RatingCell, WindowRatings};
use crate::scoring::measure::TraceSource;

/// B21: ratings without a receipt enter with W = min(0.5·n_u, max(10, 0.5·n_r)) altogether. Receipts without any
/// rating count as n = 0, not as missing data (§5.8).
pub(super) fn windows(ratings: &WindowRatings, params: &PlanParams) -> Raw {
    let total = |receipted: bool| -> u64 {
        let cells = ratings.cells.iter().filter(|cell| cell.receipted == receipted);
        cells.map(RatingCell::total).sum()
    };
    let (with, without) = (total(true), total(false));
    let weight = unreceipted_weight(with, without, params);
    let each = if without == 0 {
        Decimal::ZERO
    } else {
        weight / Decimal::from(without)
    };
    let items = ratings.cells.iter().flat_map(|cell| {
        let each = if cell.receipted { Decimal::ONE } else { each };
        items_of(cell, each, params)
    });
    let receipts = Decimal::from(ratings.receipts);
    let guarded = ratings.receipts >= u64::from(params.coverage_min_receipts)
        && Decimal::from(with) < params.coverage_min * receipts;
    Raw {
        n: Decimal::from(with) + weight,
        items: items.collect(),
        sampled: true,
        coverage: Coverage {
            guarded,
            prior_only: with + without == 0 && ratings.receipts > 0,
        },
        ..Raw::default()
    }
}

/// W: what all ratings without a receipt weigh together.
pub(super) fn unreceipted_weight(with: u64, without: u64, params: &PlanParams) -> Decimal {
    let wanted = params.unreceipted_weight * Decimal::from(without);
    let most = (params.unreceipted_share * Decimal::from(with)).max(params.unreceipted_floor);
    wanted.min(most)
}

/// B22: plain mean over the counted ratings of platforms and the hotline.
pub(super) fn platforms(cells: &[RatingCell], params: &PlanParams) -> Raw {
    let items: Vec<Item> = cells
        .iter()
        .flat_map(|cell| items_of(cell, Decimal::ONE, params))
        .collect();
    Raw {
        n: items.iter().map(|item| item.weight).sum(),
        items,
        sampled: true,
        ..Raw::default()
    }
}

fn items_of(cell: &RatingCell, each: Decimal, params: &PlanParams) -> impl Iterator<Item = Item> {
    let (reference, records) = (cell.reference.clone(), cell.count);
    cell.levels.points(params).map(move |(value, count)| {
        let count = count.saturating_mul(records);
        Item {
            kind: TraceSource::RollupCell,
            reference: reference.clone(),
            count,
            value,
            weight: Decimal::from(count) * each,
        }
    })
}
