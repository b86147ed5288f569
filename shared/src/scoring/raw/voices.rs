//! Answers of people, shown only as tallies: evaluators, leaders, deputies, staff.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Item, Raw};
use crate::plan::params::PlanParams;
use crate::scoring::input::levels::points_of;
use crate::scoring::input::record::Topic;
use crate::scoring::input::{CommentRecord, EvaluatorRecord, LevelCounts, TallyRecord};
use crate::scoring::measure::TraceSource;

/// Topics an evaluator must have answered (§5.4, B11).
const MIN_TOPICS: usize = 2;

/// B11: trimmed mean of the evaluators' scores. n counts before trimming.
pub(super) fn evaluators(records: &[EvaluatorRecord], params: &PlanParams) -> Raw {
    let mut scores: Vec<(Decimal, u64)> = records
        .iter()
        .filter_map(|record| Some((evaluator_score(record, params)?, record.count)))
        .collect();
    scores.sort_unstable();
    let n: u64 = scores.iter().map(|(_, count)| count).sum();
    let cut = if n >= u64::from(params.trim_min_n) {
        (params.trim_share * Decimal::from(n))
            .floor()
            .to_u64()
            .unwrap_or(0)
    } else {
        0
    };
    Raw {
        trimmed: (cut > 0).then(|| trimmed_mean(&scores, n, cut)).flatten(),
        ..sample(scores.into_iter().map(|(value, count)| (value, count, 1)))
    }
}

/// e = Σ w·p / Σ w over the answered topics; `None` below two topics.
fn evaluator_score(record: &EvaluatorRecord, params: &PlanParams) -> Option<Decimal> {
    if record.score.is_some() {
        return record.score;
    }
    let weights = &params.topic_weights;
    let weight_of = |topic| match topic {
        Topic::TerritorialLists => weights.territorial_lists,
        Topic::CallResponse => weights.call_response,
        Topic::Burden => weights.burden,
        Topic::Support => weights.support,
        Topic::Duty | Topic::Collab | Topic::Internal => Decimal::ZERO,
    };
    if record.topics.len() < MIN_TOPICS {
        return None;
    }
    let (mut sum, mut total) = (Decimal::ZERO, Decimal::ZERO);
    for (topic, level) in &record.topics {
        sum += weight_of(*topic) * points_of(*level, params);
        total += weight_of(*topic);
    }
    (!total.is_zero()).then(|| sum / total)
}

/// Mean of sorted scores without `cut` of them at each end; `None` when nothing is left.
fn trimmed_mean(sorted: &[(Decimal, u64)], n: u64, cut: u64) -> Option<Decimal> {
    let kept = n.checked_sub(cut.checked_mul(2)?).filter(|kept| *kept > 0)?;
    let mut sum = Decimal::ZERO;
    let mut before = 0;
    for (score, count) in sorted {
        let from = before.max(cut);
        before += count;
        let to = before.min(n - cut);
        sum += *score * Decimal::from(to.saturating_sub(from));
    }
    Some(sum / Decimal::from(kept))
}

/// B31: the leader in charge counts twice; n = Σ weights.
pub(super) fn comments(records: &[CommentRecord], params: &PlanParams) -> Raw {
    sample(records.iter().map(|record| {
        let weight = if record.in_charge { 2 } else { 1 };
        (points_of(record.level, params), record.count, weight)
    }))
}

/// B51: plain mean over ballots.
pub(super) fn ballots(levels: LevelCounts, params: &PlanParams) -> Raw {
    sample(levels.points(params).map(|(value, count)| (value, count, 1)))
}

/// B61: plain mean; below the smallest cell there is no data (§5.4).
pub(super) fn staff(levels: LevelCounts, params: &PlanParams) -> Raw {
    if levels.total() < u64::from(params.min_cell) {
        return Raw::default();
    }
    ballots(levels, params)
}

/// B11, B51, B61 as they were counted: the mean of all tallies, each by its ballots. `least` ballots make data.
pub(super) fn tallies(records: &[TallyRecord], least: u32) -> Raw {
    let n: u64 = records.iter().map(|record| record.count).sum();
    if n < u64::from(least) {
        return Raw::default();
    }
    let items: Vec<Item> = records
        .iter()
        .map(|record| Item {
            kind: TraceSource::Tally,
            reference: record.reference.clone(),
            count: record.count,
            value: record.mean,
            weight: Decimal::from(record.count),
        })
        .collect();
    let spreads: Option<Decimal> = records
        .iter()
        .map(|record| Some(record.variance? * Decimal::from(record.count)))
        .sum();
    Raw {
        n: Decimal::from(n),
        items,
        spread: spreads.and_then(|sum| sum.checked_div(Decimal::from(n))),
        sampled: spreads.is_some(),
        ..Raw::default()
    }
}

/// Points, how many answers, weight of each.
fn sample(answers: impl Iterator<Item = (Decimal, u64, u64)>) -> Raw {
    let items: Vec<Item> = answers
        .map(|(value, count, weight)| Item {
            kind: TraceSource::Tally,
            reference: None,
            count,
            value,
            weight: Decimal::from(count) * Decimal::from(weight),
        })
        .collect();
    Raw {
        n: items.iter().map(|item| item.weight).sum(),
        items,
        sampled: true,
        tally: true,
        ..Raw::default()
    }
}
