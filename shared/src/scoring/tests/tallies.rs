//! Counted tallies instead of answers (§5.4 B11, B51, B61), ratings left out, and timing at the cut-off.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sample;
use crate::rating::RatingStatus;
use crate::scoring::input::record::{TallyRecord, Timing};
use crate::scoring::input::{LevelCounts, ScoreInput};
use crate::scoring::measure::{IndicatorScore, TraceSource, measure};
use crate::scoring::{IndicatorCode, ScoreStatus};

fn tally(count: u64, mean: &str, variance: Option<&str>) -> TallyRecord {
    TallyRecord {
        reference: Some("WJ-2022-0002 #0123456789ab".to_owned()),
        count,
        mean: mean.parse().unwrap(),
        variance: variance.map(|text| text.parse().unwrap()),
    }
}

fn scored(input: &ScoreInput, code: IndicatorCode) -> IndicatorScore {
    assert_eq!(input.check(), []);
    measure(input)[0].scores[code.position().unwrap()].clone()
}

#[test]
fn a_tally_scores_like_the_ballots_it_counts() {
    let answers = sample();
    let mut counted = answers.clone();
    // Four very satisfied, five satisfied, one basically satisfied: §5.14, unit X.
    let records = &mut counted.units[0].inputs;
    records.deputies = LevelCounts::default();
    records.tallies = BTreeMap::from([(IndicatorCode::B51, vec![tally(10, "86", Some("164"))])]);
    let (one, other) = (
        scored(&answers, IndicatorCode::B51),
        scored(&counted, IndicatorCode::B51),
    );
    assert_eq!((one.score, one.n, one.raw), (other.score, other.n, other.raw));
    assert!(
        (one.error.unwrap() - other.error.unwrap()).abs() < 1e-9,
        "the variance is known too"
    );
    assert_eq!(other.trace[0].kind, TraceSource::Tally);
    assert_eq!(
        other.trace[0].reference.as_deref(),
        Some("WJ-2022-0002 #0123456789ab")
    );
}

#[test]
fn four_ballots_of_the_own_staff_are_no_data_and_a_tally_without_variance_has_no_error() {
    let mut input = sample();
    input.units[0].inputs.staff = LevelCounts::default();
    let with = |count| BTreeMap::from([(IndicatorCode::B61, vec![tally(count, "90", None)])]);
    input.units[0].inputs.tallies = with(4);
    assert_eq!(scored(&input, IndicatorCode::B61).status, ScoreStatus::NoData);
    input.units[0].inputs.tallies = with(5);
    let score = scored(&input, IndicatorCode::B61);
    assert_eq!((score.score, score.error), (Some(Decimal::from(90)), None));
}

#[test]
fn tallies_beside_answers_or_of_other_indicators_are_faults() {
    let mut input = sample();
    let tallies = &mut input.units[0].inputs.tallies;
    tallies.insert(IndicatorCode::B51, vec![tally(10, "86", None)]);
    tallies.insert(IndicatorCode::A11, vec![tally(10, "101", None)]);
    let paths: Vec<String> = input.check().into_iter().map(|fault| fault.path).collect();
    assert_eq!(
        paths,
        [
            "/units/0/inputs/tallies/A11",
            "/units/0/inputs/tallies/A11/0/mean",
            "/units/0/inputs/tallies/B51"
        ]
    );
}

#[test]
fn ratings_left_out_stand_on_the_trace_and_move_nothing() {
    let plain = sample();
    let mut noted = plain.clone();
    let counts = BTreeMap::from([(RatingStatus::Limited, 7), (RatingStatus::Excluded, 2)]);
    noted.units[0].inputs.left_out = BTreeMap::from([(IndicatorCode::B21, counts)]);
    let (one, other) = (
        scored(&plain, IndicatorCode::B21),
        scored(&noted, IndicatorCode::B21),
    );
    assert_eq!(one.score, other.score);
    let left: Vec<_> = other
        .trace
        .iter()
        .filter(|row| row.kind == TraceSource::LeftOut)
        .map(|row| (row.reference.as_deref().unwrap(), row.count, row.share))
        .collect();
    assert_eq!(
        left,
        [("LIMITED", 7, Decimal::ZERO), ("EXCLUDED", 2, Decimal::ZERO)]
    );
}

#[test]
fn what_was_due_is_judged_at_the_cut_off() {
    let day = |text: &str| text.parse().unwrap();
    let (cut_on, days) = (day("2023-01-10"), (day("2022-12-01"), day("2022-12-08")));
    let at = |done: Option<&str>| Timing::at(cut_on, done.map(day), days);
    assert_eq!(at(Some("2022-12-01")), Some(Timing::OnTime));
    assert_eq!(at(Some("2022-12-08")), Some(Timing::Late));
    assert_eq!(at(Some("2022-12-09")), Some(Timing::Missed));
    assert_eq!(
        at(Some("2023-01-11")),
        Some(Timing::Missed),
        "after the cut-off is not done"
    );
    assert_eq!(at(None), Some(Timing::Missed));
    let later = (day("2023-01-10"), day("2023-01-17"));
    assert_eq!(Timing::at(cut_on, None, later), None, "there is still time");
}
