//! §5.15, and the other small rules, one vector each.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{digits, sample};
use crate::scoring::canonical::inputs_sha256;
use crate::scoring::input::ScoreInput;
use crate::scoring::measure::{IndicatorScore, UnitMeasures, measure};
use crate::scoring::report::run;
use crate::scoring::splitmix::SplitMix64;
use crate::scoring::standing::{Figures, standings};
use crate::scoring::{Band, Grade, IndicatorCode, ScoreStatus, Weights};

/// A file with one unit per set of inputs.
fn file(units: &[Value]) -> ScoreInput {
    let units: Vec<Value> = units
        .iter()
        .enumerate()
        .map(|(index, inputs)| json!({"code": format!("u{index}"), "name": "单位", "group": "GOVERNMENT", "inputs": inputs}))
        .collect();
    serde_json::from_value(json!({
        "format": "remit-score-input/1", "plan": {"year": 2022}, "cut_off": "2023-01-10", "units": units
    }))
    .unwrap()
}

fn score_of(measures: &[UnitMeasures], unit: usize, code: IndicatorCode) -> IndicatorScore {
    measures[unit].scores[code.position().unwrap()].clone()
}

#[test]
fn the_generator() {
    let mut stream = SplitMix64::new(20_220_101);
    assert_eq!(
        [stream.next_u64(), stream.next_u64(), stream.next_u64()],
        [
            0xba11_d758_79b5_1069,
            0x2917_25ca_206d_39ae,
            0xcf18_b7b4_4ac3_4a82
        ]
    );
    let mut stream = SplitMix64::new(20_220_101);
    let units = [(); 3].map(|()| format!("{:.9}", stream.next_unit()));
    assert_eq!(units, ["0.726834735", "0.160509455", "0.808970911"]);
}

/// Nineteen 80s and one 0, k = 10, m = 75: the second unit's evaluators bring the city's mean to 75.
#[test]
fn trim() {
    let scores = json!({"B11": [{"score": 80, "count": 19}, {"score": 0}]});
    // n·x̄ of the first is 20·80 = 1 600; eighty ballots of mean 73.75 bring m to 7 500/100 = 75.
    let others = json!({"B11": [{"score": "73.75", "count": 80}]});
    let measures = measure(&file(&[scores, others]));
    let found = score_of(&measures, 0, IndicatorCode::B11);
    assert_eq!(
        (digits(found.raw.unwrap()), digits(found.prior.unwrap())),
        ("80.0000".into(), "75.0000".into())
    );
    assert_eq!(
        (digits(found.score.unwrap()), found.n),
        ("78.3333".into(), Decimal::from(20))
    );
}

/// 5 × L5 of 500 receipts, m = 79.1578: m' = 60, s = 65.7143.
#[test]
fn coverage_guard() {
    let mut input = sample();
    let hidden =
        file(&[json!({"B21": {"receipts": 500, "cells": [{"receipted": true, "levels": [5, 0, 0, 0, 0]}]}})]);
    input.units.extend(hidden.units);
    let found = score_of(&measure(&input), 3, IndicatorCode::B21);
    assert!(found.guarded);
    assert_eq!(digits(found.prior.unwrap()), "60.0000");
    assert_eq!(digits(found.score.unwrap()), "65.7143");
}

#[test]
fn ratings_without_a_receipt_weigh_ten_at_most_when_there_are_no_others() {
    let only = json!({"B21": {"receipts": 10, "cells": [{"receipted": false, "levels": [100, 0, 0, 0, 0]}]}});
    let found = score_of(&measure(&file(&[only])), 0, IndicatorCode::B21);
    assert_eq!(found.n, Decimal::TEN);
}

/// Ballot 60 60 80 80 70, mean of all ballots 80 → 70 70 90 90 80.
#[test]
fn leniency() {
    let mut units: Vec<Value> = [60, 60, 80, 80, 70]
        .iter()
        .map(|score| json!({"B41": [{"from": "severe", "score": score}]}))
        .collect();
    // Five more ballots of mean 90, cast by units that scored too few to be corrected, bring the mean of all to 80.
    units.push(json!({"B41": [{"score": 90, "count": 5}]}));
    let measures = measure(&file(&units));
    let found: Vec<String> = (0..5)
        .map(|unit| digits(score_of(&measures, unit, IndicatorCode::B41).raw.unwrap()))
        .collect();
    assert_eq!(found, ["70.0000", "70.0000", "90.0000", "90.0000", "80.0000"]);
}

#[test]
fn a_caster_of_few_units_is_not_corrected_and_extremes_go_from_ten_ballots() {
    let nine = json!({"B41": [{"score": 0}, {"score": 100}, {"score": 80, "count": 7}]});
    let ten = json!({"B41": [{"score": 0}, {"score": 100}, {"score": 80, "count": 8}]});
    let measures = measure(&file(&[nine, ten]));
    let raw = |unit| digits(score_of(&measures, unit, IndicatorCode::B41).raw.unwrap());
    assert_eq!([raw(0), raw(1)], ["73.3333", "80.0000"]);
}

#[test]
fn evaluators_need_two_topics_and_topics_have_weights() {
    let answers = json!({"B11": [
        {"topics": {"TERRITORIAL_LISTS": "L5", "SUPPORT": "L1"}},
        {"topics": {"BURDEN": "L5"}}
    ]});
    let found = score_of(&measure(&file(&[answers])), 0, IndicatorCode::B11);
    assert_eq!(
        (found.n, digits(found.raw.unwrap())),
        (Decimal::ONE, "60.0000".into())
    );
}

#[test]
fn levels_of_a_mutual_ballot_are_averaged_and_staff_needs_five_ballots() {
    let inputs = json!({"B41": [{"levels": ["L5", "L4", "L3"]}], "B61": [4, 0, 0, 0, 0]});
    let measures = measure(&file(&[inputs]));
    assert_eq!(
        digits(score_of(&measures, 0, IndicatorCode::B41).raw.unwrap()),
        "80.0000"
    );
    assert_eq!(
        score_of(&measures, 0, IndicatorCode::B61).status,
        ScoreStatus::NoData
    );
}

/// §5.8: receipts without a rating count as n = 0, s = m'.
#[test]
fn receipts_without_ratings_get_the_guarded_prior() {
    let rated =
        json!({"B21": {"receipts": 100, "cells": [{"receipted": true, "levels": [90, 10, 0, 0, 0]}]}});
    let silent = |receipts| json!({"B21": {"receipts": receipts, "cells": []}});
    let measures = measure(&file(&[rated, silent(49), silent(50), json!({})]));
    let found = |unit| score_of(&measures, unit, IndicatorCode::B21);
    assert_eq!(found(1).score.map(digits).as_deref(), Some("98.0000"));
    assert_eq!(found(2).score.map(digits).as_deref(), Some("60.0000"));
    assert_eq!(found(3).status, ScoreStatus::NoData);
}

#[test]
fn caps_of_the_negative_part() {
    let inputs = json!({
        "C11": {"records": [{"severity": "SEVERE", "standing": "OPEN_OVERDUE", "count": 3}], "overdue_bad_ratings": 100},
        "C21": [{"kind": "STAFFING_VIOLATION", "count": 4}]
    });
    let deductions = measure(&file(&[inputs])).remove(0).deductions;
    assert_eq!(digits(deductions.c11.points), "10.0000");
    assert_eq!(digits(deductions.c21.points), "5.0000");
    assert_eq!(digits(deductions.total), "15.0000");
    let shares: Vec<String> = deductions.c11.trace.iter().map(|row| digits(row.share)).collect();
    assert_eq!(
        shares,
        ["9.0000", "5.0000", "-2.0000", "-2.0000"],
        "sub-cap 3, then cap 10"
    );
}

/// A unit with every positive score the same.
fn flat(code: &str, score: i64, deduction: &str, severe_overdue: bool) -> Figures {
    Figures {
        code: code.to_owned(),
        group: crate::organisation::RankingGroup::Government,
        scores: [Some(Decimal::from(score)); 12],
        applicable: [true; 12],
        errors: [0.0; 12],
        deduction: deduction.parse().unwrap(),
        severe_overdue,
    }
}

#[test]
fn ties_are_broken_by_figures_and_never_by_names() {
    let params = crate::plan::params::PlanParams::default();
    let mut deducted = flat("a", 80, "1", false);
    deducted.scores = [Some(Decimal::from(81)); 12];
    let units = [
        deducted,
        flat("b", 80, "0", false),
        flat("c", 80, "0", false),
        flat("d", 70, "0", false),
    ];
    let ranks = standings(&units, &Weights::default(), &params)
        .into_iter()
        .map(|unit| unit.rank);
    assert_eq!(
        ranks.collect::<Vec<_>>(),
        [Some(3), Some(1), Some(1), Some(4)],
        "1, 1, 3, 4"
    );
}

#[test]
fn grades_have_a_quota_and_a_ceiling() {
    let params = crate::plan::params::PlanParams::default();
    let mut units: Vec<Figures> = (0..10)
        .map(|index| flat(&index.to_string(), 99 - index, "0", false))
        .collect();
    units[1].severe_overdue = true;
    let found = standings(&units, &Weights::default(), &params);
    let grades: Vec<Grade> = found.iter().filter_map(|unit| unit.grade).collect();
    assert_eq!(
        grades[..4],
        [Grade::Excellent, Grade::Qualified, Grade::Excellent, Grade::Good],
        "⌈0.3·10⌉ = 3"
    );
    let bands: Vec<Band> = found.iter().map(|unit| unit.band).collect();
    assert_eq!(bands[2..4], [Band::Front, Band::Middle], "⌈0.25·10⌉ = 3");
    assert_eq!(bands[6..8], [Band::Middle, Band::Back]);
}

#[test]
fn too_little_weight_is_scored_but_not_ranked() {
    let params = crate::plan::params::PlanParams::default();
    let mut thin = flat("thin", 100, "0", false);
    thin.scores[0] = None;
    thin.scores[1] = None;
    thin.scores[2] = None;
    // Without data it is ranked all the same: the weight moves. It has to apply to too little.
    let without_data = standings(&[thin.clone()], &Weights::default(), &params);
    assert_eq!(
        (without_data[0].rank, without_data[0].nominal_weight),
        (Some(1), Decimal::from(100))
    );
    thin.applicable[..3].fill(false);
    let found = standings(
        &[thin, flat("full", 50, "0", false)],
        &Weights::default(),
        &params,
    );
    assert_eq!(
        (found[0].rank, found[0].grade, found[0].band),
        (None, None, Band::Unranked)
    );
    assert_eq!(
        (digits(found[0].total), found[1].rank),
        ("100.0000".into(), Some(1))
    );
    assert_eq!(found[0].nominal_weight, Decimal::from(52));
}

#[test]
fn the_digest_does_not_care_how_the_file_was_written() {
    let input = sample();
    let digest = inputs_sha256(&input);
    let mut other = input.clone();
    other.units.reverse();
    other.units[0].inputs.points.reverse();
    assert_eq!(inputs_sha256(&other), digest);
    let mut written_out = serde_json::to_value(&input).unwrap();
    written_out["plan"]["params"]["mc_delta"] = json!("0.20");
    written_out["units"][0]["inputs"]["A11"][0]["count"] = json!(1);
    assert_eq!(
        inputs_sha256(&serde_json::from_value(written_out).unwrap()),
        digest
    );
    other.units[0].inputs.staff.0[0] += 1;
    assert_ne!(inputs_sha256(&other), digest);
}

#[test]
fn faults_name_the_place() {
    let mut input = sample();
    input.format = "other".to_owned();
    input.units[1].inputs.points[2].importance = 6;
    input.units[2].code = "X".to_owned();
    input.units[2].inputs.appraisals[2].score = Some(Decimal::from(101));
    let paths: Vec<String> = run(&input)
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.path)
        .collect();
    assert_eq!(
        paths,
        [
            "/format",
            "/units/1/inputs/A11/2/importance",
            "/units/2/code",
            "/units/2/inputs/B62/2/score"
        ]
    );
}

#[test]
fn the_default_weights_are_those_of_the_plan() {
    let wanted = [25, 15, 8, 7, 12, 8, 4, 6, 5, 4, 2, 4].map(Decimal::from);
    assert_eq!(Some(Weights::default()), Weights::new(wanted));
    let mut light = *Weights::default().as_array();
    light[0] -= Decimal::new(5, 1);
    assert!(Weights::new(light).is_none(), "99.5 is refused");
    assert!(Weights::scaled(light).is_some());
}
