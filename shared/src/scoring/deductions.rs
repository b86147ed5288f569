//! The negative part (§5.7): what each problem, overdue case and violation costs, and where the caps cut.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::IndicatorCode;
use super::input::record::ViolationKind;
use super::input::{ProblemRecord, Problems, UnitInput, ViolationRecord};
use super::measure::{TraceRow, TraceSource};
use super::number::round4;
use crate::plan::params::PlanParams;
use crate::problem::Severity;
use crate::problem::deduction::{DeductionReason, points_of};

/// One negative indicator of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NegativeScore {
    /// C11 or C21.
    pub code: IndicatorCode,
    /// Points deducted, four decimals.
    pub points: Decimal,
    /// What they come from; a row CAP takes back what lies above the cap.
    pub trace: Vec<TraceRow>,
}

/// The negative part of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deductions {
    /// Problems and overdue bad ratings.
    pub c11: NegativeScore,
    /// Violations, criticism, lost suits.
    pub c21: NegativeScore,
    /// min(15, C11 + C21).
    pub total: Decimal,
    /// Whether a SEVERE problem was open and overdue at the cut-off, which caps the grade (§5.9).
    pub severe_overdue: bool,
}

/// The deductions of one unit.
pub fn deductions(unit: &UnitInput, params: &PlanParams) -> Deductions {
    let problems = &unit.inputs.problems;
    let c11 = capped(IndicatorCode::C11, c11_rows(problems, params), params.cap_c11);
    let violations = unit.inputs.violations.iter().map(violation_row).collect();
    let c21 = capped(IndicatorCode::C21, violations, params.cap_c21);
    Deductions {
        total: (c11.points + c21.points).min(round4(params.cap_total)),
        severe_overdue: problems.records.iter().any(|record| {
            record.severity == Severity::Severe && record.standing == DeductionReason::OpenOverdue
        }),
        c11,
        c21,
    }
}

fn c11_rows(problems: &Problems, params: &PlanParams) -> Vec<TraceRow> {
    let mut rows: Vec<TraceRow> = problems
        .records
        .iter()
        .map(|record| problem_row(record, params))
        .collect();
    let overdue = problems.overdue_bad_ratings;
    if overdue > 0 {
        rows.push(row(TraceSource::BadRatings, None, overdue, params.bad_overdue));
        push_cap(&mut rows, TraceSource::BadRatings, params.subcap_bad);
    }
    rows
}

fn problem_row(record: &ProblemRecord, params: &PlanParams) -> TraceRow {
    let each = points_of(
        record.standing,
        record.severity,
        record.returned,
        &params.deduct_base,
    );
    row(
        TraceSource::Problem,
        record.reference.clone(),
        record.count,
        each.points,
    )
}

fn violation_row(record: &ViolationRecord) -> TraceRow {
    let each = match record.kind {
        ViolationKind::StaffingViolation => Decimal::TWO,
        ViolationKind::Criticism => Decimal::ONE,
        ViolationKind::LostSuit => Decimal::new(5, 1),
    };
    row(
        TraceSource::Violation,
        record.reference.clone(),
        record.count,
        each,
    )
}

fn row(kind: TraceSource, reference: Option<String>, count: u64, each: Decimal) -> TraceRow {
    TraceRow {
        kind,
        reference,
        count,
        value: each,
        weight: Decimal::from(count),
        share: each * Decimal::from(count),
    }
}

/// Takes back what the rows of a kind cost above `cap`.
fn push_cap(rows: &mut Vec<TraceRow>, kind: TraceSource, cap: Decimal) {
    let sum: Decimal = rows
        .iter()
        .filter(|row| row.kind == kind)
        .map(|row| row.share)
        .sum();
    if sum > cap {
        rows.push(row(TraceSource::Cap, None, 1, cap - sum));
    }
}

fn capped(code: IndicatorCode, mut rows: Vec<TraceRow>, cap: Decimal) -> NegativeScore {
    let sum: Decimal = rows.iter().map(|row| row.share).sum();
    if sum > cap {
        rows.push(row(TraceSource::Cap, None, 1, cap - sum));
    }
    NegativeScore {
        code,
        points: round4(sum.min(cap)),
        trace: rows,
    }
}
