//! A report as rows: every digit that is shown is stored.

use remit_shared::scoring::deductions::NegativeScore;
use remit_shared::scoring::measure::TraceRow;
use remit_shared::scoring::number::ten_thousandths;
use remit_shared::scoring::report::{IndicatorReport, ScoreReport, UnitReport};
use remit_shared::scoring::{IndicatorCode, ScoreStatus};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{indicator_score, score_trace, unit_result};
use remit_store::scoring::Written;
use uuid::Uuid;

/// Where the rows belong.
struct Place<'a> {
    new_id: &'a dyn Fn() -> Uuid,
    jurisdiction: Uuid,
    run: Uuid,
    org: Uuid,
}

/// The rows of a report; `org_ids` in the order of its units.
pub(super) fn written(
    new_id: &dyn Fn() -> Uuid,
    jurisdiction_id: Uuid,
    run_id: Uuid,
    org_ids: &[Uuid],
    report: ScoreReport,
) -> Written {
    let draws = report.params.mc_draws;
    let close: Vec<bool> = (0..report.units.len())
        .map(|place| close_to_next(&report.units, place, draws))
        .collect();
    let mut written = Written::default();
    for ((unit, org_id), close) in report.units.into_iter().zip(org_ids).zip(close) {
        let place = Place {
            new_id,
            jurisdiction: jurisdiction_id,
            run: run_id,
            org: *org_id,
        };
        written.results.push(result(&place, &unit, close));
        for indicator in unit.indicators {
            positive(&place, indicator, &mut written);
        }
        for negative in [unit.negative.c11, unit.negative.c21] {
            deducted(&place, negative, &mut written);
        }
    }
    written
}

/// Whether the draws cannot tell a unit from the one ranked next below it (§5.10).
fn close_to_next(units: &[UnitReport], place: usize, draws: u32) -> bool {
    let Some(unit) = units.get(place) else {
        return false;
    };
    let Some(rank) = unit.rank else { return false };
    let below = units
        .iter()
        .enumerate()
        .filter(|(other, below)| *other != place && below.rank.is_some_and(|other| other >= rank))
        .min_by_key(|(_, below)| below.rank);
    below.is_some_and(|(next, below)| {
        below.rank == Some(rank)
            || unit
                .weights_only
                .as_ref()
                .is_some_and(|found| found.is_close_to(next, draws))
    })
}

fn result(place: &Place<'_>, unit: &UnitReport, close_to_next: bool) -> unit_result::Model {
    let found = unit.weights_only.as_ref();
    let rank = |rank: u32| i32::try_from(rank).unwrap_or(i32::MAX);
    unit_result::Model {
        id: (place.new_id)(),
        jurisdiction_id: place.jurisdiction,
        run_id: place.run,
        org_id: place.org,
        ranking_group: Text(unit.group),
        part_a_e4: ten_thousandths(unit.part_a),
        part_b_e4: ten_thousandths(unit.part_b),
        deduction_e4: ten_thousandths(unit.deduction),
        total_e4: ten_thousandths(unit.total),
        export_e4: ten_thousandths(unit.export_points),
        nominal_weight: unit.nominal_weight.normalize().to_string(),
        rank: unit.rank.map(rank),
        group_rank: unit.group_rank.map(rank),
        group_size: rank(unit.group_size),
        grade: unit.grade.map(Text),
        band: Text(unit.band),
        severe_overdue: unit.negative.severe_overdue,
        mean_rank: found.map(|found| found.mean_rank),
        rank_p5: found.map(|found| rank(found.rank_p5)),
        rank_p95: found.map(|found| rank(found.rank_p95)),
        group_rank_p5: found.map(|found| rank(found.group_rank_p5)),
        group_rank_p95: found.map(|found| rank(found.group_rank_p95)),
        security: found.map(|found| Text(found.security)),
        close_to_next,
    }
}

fn positive(place: &Place<'_>, indicator: IndicatorReport, written: &mut Written) {
    let score = indicator.score;
    let moved = indicator.moved;
    let row = indicator_score::Model {
        id: (place.new_id)(),
        jurisdiction_id: place.jurisdiction,
        run_id: place.run,
        org_id: place.org,
        code: Text(score.code),
        status: Text(score.status),
        n: score.n.normalize().to_string(),
        raw: score.raw.map(|raw| raw.normalize().to_string()),
        prior_weight: score.prior_weight.normalize().to_string(),
        prior: score.prior.map(|prior| prior.normalize().to_string()),
        guarded: score.guarded,
        score_e4: score.score.map(ten_thousandths),
        error: score.error,
        nominal_weight: indicator.nominal_weight.normalize().to_string(),
        effective_weight: indicator.effective_weight.normalize().to_string(),
        moved_scope: moved.as_ref().map(|moved| Text(moved.scope)),
        moved_to: moved.map(|moved| {
            let codes: Vec<&str> = moved.heirs.into_iter().map(IndicatorCode::code).collect();
            codes.join(",")
        }),
        contribution_e4: indicator.contribution.map(ten_thousandths),
    };
    push_trace(place, row.id, score.trace, written);
    written.scores.push(row);
}

fn deducted(place: &Place<'_>, negative: NegativeScore, written: &mut Written) {
    let row = indicator_score::Model {
        id: (place.new_id)(),
        jurisdiction_id: place.jurisdiction,
        run_id: place.run,
        org_id: place.org,
        code: Text(negative.code),
        status: Text(ScoreStatus::Scored),
        n: negative
            .trace
            .iter()
            .map(|row| row.count)
            .sum::<u64>()
            .to_string(),
        raw: None,
        prior_weight: "0".to_owned(),
        prior: None,
        guarded: false,
        score_e4: None,
        error: None,
        nominal_weight: "0".to_owned(),
        effective_weight: "0".to_owned(),
        moved_scope: None,
        moved_to: None,
        contribution_e4: Some(-ten_thousandths(negative.points)),
    };
    push_trace(place, row.id, negative.trace, written);
    written.scores.push(row);
}

fn push_trace(place: &Place<'_>, score_id: Uuid, trace: Vec<TraceRow>, written: &mut Written) {
    let rows = (1..).zip(trace).map(|(seq, row)| score_trace::Model {
        id: (place.new_id)(),
        jurisdiction_id: place.jurisdiction,
        score_id,
        seq,
        source_kind: Text(row.kind),
        source_ref: row.reference,
        count: i64::try_from(row.count).unwrap_or(i64::MAX),
        value: row.value.normalize().to_string(),
        weight: row.weight.normalize().to_string(),
        share: row.share.normalize().to_string(),
    });
    written.traces.extend(rows);
}
