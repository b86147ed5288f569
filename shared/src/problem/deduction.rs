//! Deduction of one problem (§5.7): base by severity times a factor, plus 0.5 for repeated returns.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{ProblemState, Severity};
use crate::plan::params::{DeductBase, PlanParams};

/// What the deduction of a problem depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeductionFacts {
    /// State at the cut-off.
    pub state: ProblemState,
    /// Severity.
    pub severity: Severity,
    /// Reported by the unit itself before anybody else found it.
    pub self_reported: bool,
    /// Rectified at once (IMMEDIATE) without ever entering the ledger.
    pub immediate: bool,
    /// Rectification deadline.
    pub due_on: Option<NaiveDate>,
    /// The day the unit finished: of the submission that stands (SUBMITTED, REVERIFYING, CLOSED). The office's
    /// time for re-verification is not the unit's delay. `None` while the unit still works.
    pub finished_on: Option<NaiveDate>,
    /// Number of returns.
    pub returned_count: u32,
}

crate::wire_enum! {
    /// Why the factor is what it is.
    pub enum DeductionReason {
        NotCounted = "NOT_COUNTED", "未认定或已并入其他问题，不扣分", "not established, or counted in another problem";
        SelfReported = "SELF_REPORTED", "单位主动自查，不扣分", "reported by the unit itself";
        Immediate = "IMMEDIATE", "立行立改并销号，不扣分", "rectified at once and closed out";
        ClosedInTime = "CLOSED_IN_TIME", "按期整改并销号", "closed, rectified in time";
        ClosedLate = "CLOSED_LATE", "逾期整改后销号", "closed, rectified late";
        OpenInTime = "OPEN_IN_TIME", "整改中，未逾期", "open, not overdue";
        OpenOverdue = "OPEN_OVERDUE", "整改中，已逾期", "open and overdue";
    }
}

/// A deduction and how it comes about: `points = base × factor + returned`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deduction {
    /// Why the factor is what it is.
    pub reason: DeductionReason,
    /// By severity: 0.5, 1.0, 2.0.
    pub base: Decimal,
    /// 0, 0.5, 1.0 or 1.5.
    pub factor: Decimal,
    /// 0.5 when returned twice or more, else 0.
    pub returned: Decimal,
    /// Final points.
    pub points: Decimal,
}

/// The deduction of a problem at the cut-off day (§5.7), by the bases of §5.13. Sums are capped by the scoring, not here.
pub fn deduction(facts: &DeductionFacts, cut_off: NaiveDate) -> Deduction {
    points_of(
        standing_of(facts, cut_off),
        facts.severity,
        facts.returned_count,
        &PlanParams::default().deduct_base,
    )
}

/// The points of a problem that stands in a certain way at the cut-off.
pub fn points_of(
    reason: DeductionReason,
    severity: Severity,
    returned_count: u32,
    bases: &DeductBase,
) -> Deduction {
    let base = match severity {
        Severity::Minor => bases.minor,
        Severity::Moderate => bases.moderate,
        Severity::Severe => bases.severe,
    };
    let factor = match reason {
        DeductionReason::NotCounted | DeductionReason::SelfReported | DeductionReason::Immediate => {
            Decimal::ZERO
        }
        DeductionReason::ClosedInTime | DeductionReason::OpenInTime => Decimal::new(5, 1),
        DeductionReason::ClosedLate => Decimal::ONE,
        DeductionReason::OpenOverdue => Decimal::new(15, 1),
    };
    let counts = reason != DeductionReason::NotCounted && returned_count >= 2;
    let returned = if counts { Decimal::new(5, 1) } else { Decimal::ZERO };
    Deduction {
        reason,
        base,
        factor,
        returned,
        points: base * factor + returned,
    }
}

/// How a problem stands at the cut-off day: what its factor depends on.
pub fn standing_of(facts: &DeductionFacts, cut_off: NaiveDate) -> DeductionReason {
    use ProblemState as S;
    match facts.state {
        S::Raised | S::Verifying | S::Rejected | S::Merged => return DeductionReason::NotCounted,
        _ if facts.self_reported => return DeductionReason::SelfReported,
        S::Closed if facts.immediate => return DeductionReason::Immediate,
        _ => {}
    }
    let judged_on = facts.finished_on.unwrap_or(cut_off);
    let late = facts.due_on.is_some_and(|due| judged_on > due);
    match (facts.state == S::Closed, late) {
        (true, false) => DeductionReason::ClosedInTime,
        (true, true) => DeductionReason::ClosedLate,
        (false, false) => DeductionReason::OpenInTime,
        (false, true) => DeductionReason::OpenOverdue,
    }
}
