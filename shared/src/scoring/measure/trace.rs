//! The rows behind a score (§5.11).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::rating::RatingStatus;
use crate::scoring::raw::Raw;
use crate::wire::Wire;

crate::wire_enum! {
    /// What a row of a trace is.
    pub enum TraceSource {
        Point = "POINT", "问效点", "effectiveness point";
        Trigger = "TRIGGER", "清单调整事由", "occasion to adjust a list";
        Request = "REQUEST", "办理事项", "request";
        Institution = "INSTITUTION", "所属事业单位", "institution";
        RollupCell = "ROLLUP_CELL", "评价汇总格", "cell of the ratings' rollup";
        Tally = "TALLY", "计票汇总", "tally of ballots or comments";
        LeftOut = "LEFT_OUT", "未计入的评价", "ratings not counted";
        Prior = "PRIOR", "全市均值的拉动", "pull of the city's mean";
        Problem = "PROBLEM", "履职问题", "problem";
        BadRatings = "BAD_RATINGS", "逾期差评", "overdue bad ratings";
        Violation = "VIOLATION", "违规、通报或败诉", "violation, criticism or lost suit";
        Cap = "CAP", "超出扣分上限的部分", "what lies above the cap";
    }
}

/// One row behind a score: `share` of the score comes from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRow {
    /// What it is.
    pub kind: TraceSource,
    /// Id of the row it stands for, where there is one.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// How many equal records.
    pub count: u64,
    /// Points of each, 0–100; for deductions the points of each.
    #[serde(with = "crate::scoring::number")]
    pub value: Decimal,
    /// Weight of them together.
    #[serde(with = "crate::scoring::number")]
    pub weight: Decimal,
    /// What they add to the score; for deductions to the deduction.
    #[serde(with = "crate::scoring::number")]
    pub share: Decimal,
}

/// The rows of a scored indicator. Ballots and comments are one tally, so that no answer can be read from them.
pub(super) fn rows(raw: &Raw, k: Decimal, prior: Option<Decimal>) -> Vec<TraceRow> {
    let divisor = raw.n + k;
    let mut rows = if raw.tally || raw.trimmed.is_some() {
        tally(raw, divisor).into_iter().collect()
    } else {
        itemised(raw, divisor)
    };
    if let Some(m) = prior {
        rows.push(TraceRow {
            kind: TraceSource::Prior,
            reference: None,
            count: 1,
            value: m,
            weight: k,
            share: k * m / divisor,
        });
    }
    rows
}

/// Ratings that count for nothing, one row for what became of them, so that every count is on the trace (§5.6 d).
pub(super) fn left_out(counts: Option<&BTreeMap<RatingStatus, u64>>) -> impl Iterator<Item = TraceRow> {
    let counts = counts.into_iter().flatten();
    counts.map(|(status, count)| TraceRow {
        kind: TraceSource::LeftOut,
        reference: Some(status.code().to_owned()),
        count: *count,
        value: Decimal::ZERO,
        weight: Decimal::ZERO,
        share: Decimal::ZERO,
    })
}

fn tally(raw: &Raw, divisor: Decimal) -> Option<TraceRow> {
    Some(TraceRow {
        kind: TraceSource::Tally,
        reference: None,
        count: raw.items.iter().map(|item| item.count).sum(),
        value: raw.mean()?,
        weight: raw.n,
        share: raw.sum() / divisor,
    })
}

fn itemised(raw: &Raw, divisor: Decimal) -> Vec<TraceRow> {
    let weight = raw.weight();
    raw.items
        .iter()
        .map(|item| TraceRow {
            kind: item.kind,
            reference: item.reference.clone(),
            count: item.count,
            value: item.value,
            weight: item.weight,
            share: if weight == raw.n {
                item.value * item.weight / divisor
            } else {
                item.value * item.weight * raw.n / (weight * divisor)
            },
        })
        .collect()
}
