//! The records of the indicators, one type each (§5.4).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::levels::LevelCounts;
use crate::problem::Severity;
use crate::problem::deduction::DeductionReason;

fn one() -> u64 {
    1
}

fn is_one<T: PartialEq + From<u8>>(count: &T) -> bool {
    *count == T::from(1)
}

macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Id of the row it came from.
            #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
            pub reference: Option<String>,
            /// How many equal records this one stands for.
            #[serde(default = "one", skip_serializing_if = "is_one")]
            pub count: u64,
            $($(#[$fmeta])* pub $field: $type,)*
        }
    };
}

pub use crate::evaluation::Topic;
pub use crate::plan::point::{PointOutcome, PointQuality};
pub use crate::rating::{RatingLevel, RatingStatus};

crate::wire_enum! {
    /// When something that was due came (§5.4, A21 and A31).
    pub enum Timing {
        OnTime = "ON_TIME", "按时", "on time";
        Late = "LATE", "逾期（宽限期内）", "late, within the grace of the indicator";
        Missed = "MISSED", "逾期过久或未办", "too late or never";
    }
}

impl Timing {
    /// How something stands at the cut-off that was due on a day, with grace until a later one (§5.4: 30 WD for A21,
    /// 5 WD for A31). `None` while it is neither done nor overdue.
    pub fn at(
        cut_on: NaiveDate,
        done_on: Option<NaiveDate>,
        (due_on, grace_until): (NaiveDate, NaiveDate),
    ) -> Option<Self> {
        match done_on.filter(|day| *day <= cut_on) {
            Some(day) if day <= due_on => Some(Self::OnTime),
            Some(day) if day <= grace_until => Some(Self::Late),
            Some(_) => Some(Self::Missed),
            None => (cut_on > due_on).then_some(Self::Missed),
        }
    }
}

crate::wire_enum! {
    /// Appraisal grade of a public institution (§5.3).
    pub enum AppraisalMark {
        A = "A", "A级", "A";
        B = "B", "B级", "B";
        C = "C", "C级", "C";
        D = "D", "D级", "D";
    }
}

crate::wire_enum! {
    /// What the negative indicator C21 counts (§5.7).
    pub enum ViolationKind {
        StaffingViolation = "STAFFING_VIOLATION", "机构编制违规", "staffing violation";
        Criticism = "CRITICISM", "通报批评", "circulated criticism";
        LostSuit = "LOST_SUIT", "行政诉讼败诉", "lost administrative suit";
    }
}

record! {
    /// An effectiveness point.
    PointRecord {
        /// Importance v, 1–5.
        importance: u8,
        /// How it ended.
        outcome: PointOutcome,
        /// Progress in per cent, for NOT_DONE.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::scoring::number::optional")]
        progress: Option<Decimal>,
    }
}

record! {
    /// A verified point of the sample.
    QualityRecord {
        /// Importance v, 1–5.
        importance: u8,
        /// Quality found.
        quality: PointQuality,
    }
}

record! {
    /// A trigger or a request.
    TimingRecord {
        /// When it came.
        timing: Timing,
    }
}

record! {
    /// One evaluator's answer on the unit: levels by topic, or the score e worked out already.
    EvaluatorRecord {
        /// Levels of the topics answered.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        topics: BTreeMap<Topic, RatingLevel>,
        /// The evaluator's score e, instead of topics.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::scoring::number::optional")]
        score: Option<Decimal>,
    }
}

record! {
    /// A counted tally of ballots on the unit, where the single answers are nobody's to read (F1): `count` of them.
    TallyRecord {
        /// Their mean as §5.4 takes it, not rounded; for B11 with the extremes cut off.
        #[serde(with = "crate::scoring::number")]
        mean: Decimal,
        /// Variance of the single scores, or what it is at most, for the second mode of §5.10.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::scoring::number::optional")]
        variance: Option<Decimal>,
    }
}

record! {
    /// Counted ratings of one cell of the rollup, or of a whole channel.
    RatingCell {
        /// Whether they hang on a valid receipt (B21); the others weigh less.
        receipted: bool,
        /// Ratings per level, L5 first.
        levels: LevelCounts,
    }
}

record! {
    /// A city leader's comment.
    CommentRecord {
        /// Level given.
        level: RatingLevel,
        /// Whether the leader is in charge of the unit, which doubles the weight.
        in_charge: bool,
    }
}

record! {
    /// Another unit's ballot: three levels, or the score worked out already.
    MutualRecord {
        /// Code of the casting unit; without it the leniency of the caster cannot be corrected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Attitude, timeliness, effect.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        levels: Option<[RatingLevel; 3]>,
        /// The ballot's score, instead of levels.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::scoring::number::optional")]
        score: Option<Decimal>,
    }
}

record! {
    /// Appraisal of an institution under the unit; a numeric score wins over the grade.
    AppraisalRecord {
        /// Grade.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grade: Option<AppraisalMark>,
        /// Numeric score, 0–100.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::scoring::number::optional")]
        score: Option<Decimal>,
    }
}

record! {
    /// A problem at the cut-off.
    ProblemRecord {
        /// How grave.
        severity: Severity,
        /// How it stands at the cut-off; decides the factor.
        standing: DeductionReason,
        /// Number of returns.
        #[serde(default)]
        returned: u32,
    }
}

record! {
    /// A violation, a criticism or a lost suit.
    ViolationRecord {
        /// Which of them.
        kind: ViolationKind,
    }
}

impl RatingCell {
    /// Ratings in it.
    pub fn total(&self) -> u64 {
        self.levels.total().saturating_mul(self.count)
    }
}

/// Ratings at windows (B21).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowRatings {
    /// Receipts issued in the year, for the coverage guard (§5.5).
    #[serde(default)]
    pub receipts: u64,
    /// Counted ratings.
    #[serde(default)]
    pub cells: Vec<RatingCell>,
}

impl WindowRatings {
    /// Whether there is neither a receipt nor a rating.
    pub fn is_empty(&self) -> bool {
        self.receipts == 0 && self.cells.is_empty()
    }
}

/// What C11 counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problems {
    /// The problems of the unit; those that do not count have factor 0.
    #[serde(default)]
    pub records: Vec<ProblemRecord>,
    /// Bad-rating cases overdue at the cut-off.
    #[serde(default)]
    pub overdue_bad_ratings: u64,
}

impl Problems {
    /// Whether there is nothing to deduct for.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.overdue_bad_ratings == 0
    }
}
