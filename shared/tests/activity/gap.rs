//! No double inspection (K07, §3.13).

use chrono::NaiveDate;
use remit_shared::activity::gap::{Repeat, Visit, answered, repeats};
use remit_shared::activity::{ActivityKind as K, checklist, read_kinds, write_kinds};
use remit_shared::burden::is_many;
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;
use uuid::Uuid;

const UNIT: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn visit(org: Uuid, kind: K, on: NaiveDate) -> Visit {
    Visit { org, kind, on }
}

#[test]
fn a_unit_visited_twenty_days_before_gives_a_warning() {
    let visits = [
        visit(UNIT, K::ThreeFixedSurvey, day(4, 19)),
        visit(UNIT, K::ThreeFixedSurvey, day(4, 1)),
    ];
    let found = repeats(&visits, &[UNIT, OTHER], &[K::ThreeFixedSurvey], day(5, 9), 30);
    let expected = Repeat {
        org: UNIT,
        kind: K::ThreeFixedSurvey,
        on: day(4, 19),
        days: 20,
    };
    assert_eq!(found, [expected]);
    assert_eq!(answered(&found, 30, "上级专项部署"), Ok(()));
    let refusal = answered(&found, 30, "  ").unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (RefusalCode::Reason, Some("repeatReason"))
    );
}

#[test]
fn other_units_other_kinds_and_thirty_days_do_not() {
    let kinds = [K::ThreeFixedSurvey];
    let quiet = [
        visit(OTHER, K::ThreeFixedSurvey, day(5, 1)),
        visit(UNIT, K::StaffingEvaluation, day(5, 1)),
        visit(UNIT, K::ThreeFixedSurvey, day(4, 9)),
    ];
    assert_eq!(repeats(&quiet, &[UNIT], &kinds, day(5, 9), 30), []);
    assert_eq!(answered(&[], 30, ""), Ok(()));
}

#[test]
fn one_planned_for_later_counts_as_well() {
    let later = [visit(UNIT, K::LedgerCheck, day(5, 20))];
    let found = repeats(&later, &[UNIT], &[K::LedgerCheck], day(5, 9), 30);
    assert_eq!(found.first().map(|repeat| repeat.days), Some(11));
}

#[test]
fn kinds_survive_storage_in_their_own_order() {
    let text = write_kinds(&[K::DecisionCheck, K::ThreeFixedSurvey]);
    assert_eq!(text, "THREE_FIXED_SURVEY,DECISION_CHECK");
    assert_eq!(read_kinds(&text), [K::ThreeFixedSurvey, K::DecisionCheck]);
    assert_eq!(read_kinds(""), []);
}

#[test]
fn every_kind_has_a_first_checklist() {
    for kind in K::ALL {
        assert!(checklist::of(*kind).len() >= 3, "{kind}");
    }
    assert_eq!(checklist::of_all(&[K::LedgerCheck, K::DecisionCheck]).len(), 6);
}

#[test]
fn more_than_five_requests_a_month_are_many() {
    assert_eq!((is_many(5), is_many(6)), (false, true));
}
