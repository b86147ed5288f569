//! Problems, sheets, ledger (§6.1): counts and the things the specification names.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use remit_demo::{AS_OF, Dataset};
use remit_shared::calendar::{WorkCalendar, china, shanghai_day};
use remit_shared::problem::{
    Alert, ExtensionState, LedgerState, ProblemEventKind, ProblemSource, ProblemState, Severity,
    SheetDirection, SheetState,
};
use remit_store::entity::problem;

use crate::made::cities;

fn count(city: &Dataset, test: impl Fn(&problem::Model) -> bool) -> usize {
    city.problems.iter().filter(|row| test(row)).count()
}

fn in_ledger(city: &Dataset) -> BTreeSet<uuid::Uuid> {
    city.entries.iter().filter_map(|entry| entry.problem_id).collect()
}

fn unit<'a>(city: &'a Dataset, row: &problem::Model) -> &'a str {
    city.orgs
        .iter()
        .find(|org| org.id == row.org_id)
        .map_or("", |org| org.name.as_str())
}

#[test]
fn there_are_32_problems_by_source_and_severity() {
    use ProblemSource as P;
    for city in cities() {
        assert_eq!(city.problems.len(), 32);
        let source = |source| count(city, |row| row.source == source);
        assert_eq!(
            [
                P::JointActivity,
                P::PushSheet,
                P::Linkage,
                P::Suggestion,
                P::Ledger,
                P::Rating
            ]
            .map(source),
            [8, 3, 9, 6, 4, 2]
        );
        let severity = |severity| count(city, |row| row.severity == severity);
        assert_eq!(
            [Severity::Minor, Severity::Moderate, Severity::Severe].map(severity),
            [20, 10, 2]
        );
    }
}

#[test]
fn thirty_are_closed_fourteen_at_once_and_sixteen_by_ledger() {
    for city in cities() {
        let ledger = in_ledger(city);
        let closed = |by_ledger: bool| {
            count(city, |row| {
                row.state == ProblemState::Closed && ledger.contains(&row.id) == by_ledger
            })
        };
        assert_eq!((closed(false), closed(true)), (14, 16));
        let entries = || city.entries.iter().filter(|entry| entry.problem_id.is_some());
        let state = |state| entries().filter(|entry| entry.state == state).count();
        assert_eq!((state(LedgerState::Closed), state(LedgerState::Open)), (16, 2));
        assert!(
            city.problems
                .iter()
                .filter(|row| !ledger.contains(&row.id))
                .all(|row| row.promise.is_some())
        );
    }
}

#[test]
fn two_are_rectifying_one_overdue_and_yellow_one_in_time() {
    for city in cities() {
        let open: Vec<_> = city
            .problems
            .iter()
            .filter(|row| row.state != ProblemState::Closed)
            .collect();
        assert!(open.iter().all(|row| row.state == ProblemState::Rectifying));
        let (late, other): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| row.due_on.unwrap() < AS_OF);
        let [late] = late.as_slice() else {
            panic!("one overdue")
        };
        let [other] = other.as_slice() else {
            panic!("one in time")
        };
        assert_eq!(
            (unit(city, late), late.alert.get()),
            ("市住房和城乡建设局", Alert::Yellow)
        );
        assert_eq!(
            (unit(city, other), other.alert.get()),
            ("市交通运输局", Alert::None)
        );
        assert_eq!((late.extensions_count, other.returned_count), (2, 1));
    }
}

#[test]
fn severe_problems_are_assigned_and_closed_by_the_office_lead() {
    for city in cities() {
        for row in city
            .problems
            .iter()
            .filter(|row| row.severity == Severity::Severe)
        {
            assert_eq!(row.state, ProblemState::Closed);
            for event in [ProblemEventKind::Assign, ProblemEventKind::CloseOut] {
                let line = city
                    .events
                    .iter()
                    .find(|line| line.problem_id == row.id && line.event == event);
                assert!(
                    line.unwrap()
                        .role
                        .is_some_and(|role| role == remit_shared::identity::Role::Ol)
                );
            }
        }
    }
}

#[test]
fn joint_activities_found_five_problems_in_may_and_three_in_september() {
    for city in cities() {
        let month = |month| {
            count(city, |row| {
                row.source == ProblemSource::JointActivity && row.raised_on.month() == month
            })
        };
        assert_eq!((month(5), month(9)), (5, 3));
        assert!(city.problems.iter().all(|row| row.raised_on.year() == 2022));
    }
}

#[test]
fn the_list_of_the_civil_affairs_bureau_was_pushed_on_12_may_and_is_done() {
    for city in cities() {
        let row = city
            .problems
            .iter()
            .find(|row| row.title == "职责任务清单修订不及时")
            .unwrap();
        assert_eq!(unit(city, row), "市民政局");
        let sheet = city
            .sheets
            .iter()
            .find(|sheet| Some(sheet.id) == row.source_id)
            .unwrap();
        assert_eq!(sheet.direction, SheetDirection::Internal);
        assert_eq!(
            shanghai_day(sheet.pushed_at.unwrap()),
            NaiveDate::from_ymd_opt(2022, 5, 12).unwrap()
        );
        assert_eq!(
            (sheet.state.get(), sheet.problem_id),
            (SheetState::Done, Some(row.id))
        );
    }
}

#[test]
fn five_sheets_are_internal_and_every_problem_has_one_to_its_unit() {
    for city in cities() {
        let sheets = |direction, state| {
            city.sheets
                .iter()
                .filter(|sheet| sheet.direction == direction && sheet.state == state)
                .count()
        };
        assert_eq!(sheets(SheetDirection::Internal, SheetState::Done), 3);
        assert_eq!(sheets(SheetDirection::Internal, SheetState::Filed), 2);
        assert_eq!(sheets(SheetDirection::ToUnit, SheetState::Done), 30);
        assert_eq!(sheets(SheetDirection::ToUnit, SheetState::Received), 2);
        assert_eq!(city.sheets.len(), 37);
        let carried: BTreeSet<_> = city
            .sheets
            .iter()
            .filter(|sheet| sheet.direction == SheetDirection::ToUnit)
            .filter_map(|sheet| sheet.problem_id)
            .collect();
        assert_eq!(carried.len(), 32);
        assert!(
            city.sheets
                .iter()
                .filter(|sheet| sheet.state == SheetState::Filed)
                .all(|sheet| {
                    sheet
                        .filed_reason
                        .as_deref()
                        .is_some_and(|reason| reason.chars().count() > 10)
                })
        );
    }
}

#[test]
fn extensions_were_granted_five_times_and_refused_once() {
    for city in cities() {
        let state = |state| city.extensions.iter().filter(|row| row.state == state).count();
        assert_eq!(
            (state(ExtensionState::Granted), state(ExtensionState::Refused)),
            (5, 1)
        );
        assert_eq!(city.extensions.len(), 6);
        assert!(
            city.extensions
                .iter()
                .all(|row| row.decided_by.is_some() && row.decision_reason.is_some())
        );
    }
}

#[test]
fn histories_show_every_way_a_problem_can_go() {
    use ProblemEventKind as E;
    for city in cities() {
        let events = |event| city.events.iter().filter(|line| line.event == event).count();
        assert_eq!(
            [E::Contest, E::AcceptByDefault, E::NotImmediate, E::Return].map(events),
            [1, 1, 1, 4]
        );
        let level = |level| city.escalations.iter().filter(|row| row.level == level).count();
        assert!(level(Alert::Blue) >= 10 && level(Alert::Yellow) >= 3 && level(Alert::Red) == 2);
        assert_eq!(events(E::Escalate), city.escalations.len());
    }
}

#[test]
fn deadlines_are_working_days() {
    let calendar = WorkCalendar::new(china::all_china_days()).unwrap();
    for city in cities() {
        let problems = city.problems.iter().flat_map(|row| [row.due_on, row.step_due_on]);
        let sheets = city.sheets.iter().map(|row| row.due_on);
        let entries = city
            .entries
            .iter()
            .filter(|row| row.problem_id.is_some())
            .map(|row| Some(row.due_on));
        let extensions = city
            .extensions
            .iter()
            .flat_map(|row| [Some(row.old_due), Some(row.new_due)]);
        for due in problems.chain(sheets).chain(entries).chain(extensions).flatten() {
            assert_eq!(calendar.is_working(due), Ok(true), "{due}");
        }
        for row in &city.problems {
            let counted =
                calendar.add_working_days(row.due_from.unwrap(), row.due_wd.unwrap().unsigned_abs());
            assert_eq!(counted.ok(), row.due_on, "{}", row.code);
        }
    }
}

#[test]
fn numbers_are_given_in_the_order_of_time_without_gaps() {
    for city in cities() {
        let mut given = Vec::new();
        given.extend(
            city.problems
                .iter()
                .map(|row| ("problem", row.created_at, row.code.clone())),
        );
        given.extend(
            city.sheets
                .iter()
                .map(|row| ("sheet", row.pushed_at.unwrap(), row.no.clone().unwrap())),
        );
        let closed = city
            .events
            .iter()
            .filter(|line| line.event == ProblemEventKind::CloseOut);
        given.extend(closed.map(|line| {
            let row = city
                .problems
                .iter()
                .find(|row| row.id == line.problem_id)
                .unwrap();
            ("close", line.at, row.close_no.clone().unwrap())
        }));
        given.sort();
        for (name, prefix) in [("problem", "LZ"), ("sheet", "TS"), ("close", "XH")] {
            for year in [2022, 2023] {
                let of_year = given
                    .iter()
                    .filter(|(kind, at, _)| *kind == name && shanghai_day(*at).year() == year);
                let numbers: Vec<_> = of_year.map(|(_, _, number)| number.clone()).collect();
                let expected: Vec<_> = (1..=numbers.len())
                    .map(|n| format!("{prefix}-{year}-{n:04}"))
                    .collect();
                assert_eq!(numbers, expected);
                let counter = city
                    .counters
                    .iter()
                    .find(|row| row.name == format!("{name}:{year}"));
                assert_eq!(
                    counter.map_or(0, |row| row.value),
                    i64::try_from(numbers.len()).unwrap()
                );
            }
        }
    }
}

/// F2: the facts reach the unit, so they must not tell who reported.
#[test]
fn facts_do_not_tell_who_reported() {
    for city in cities() {
        for row in &city.problems {
            if !matches!(
                row.source.get(),
                ProblemSource::Suggestion | ProblemSource::Linkage
            ) {
                continue;
            }
            let reporter = city
                .persons
                .iter()
                .find(|person| row.reporter_ref == Some(person.id.to_string()));
            let home = city
                .orgs
                .iter()
                .find(|org| Some(org.id) == reporter.unwrap().org_id)
                .unwrap();
            for word in ["联动", "信息员", "专家", &home.name, &home.short_name] {
                assert!(!row.facts.contains(word), "{}: {word}", row.title);
            }
        }
    }
}

#[test]
fn texts_fit_their_columns_and_no_unit_is_found_out_as_the_reporter() {
    for city in cities() {
        for row in &city.problems {
            assert!((1..=120).contains(&row.title.chars().count()) && row.facts.chars().count() <= 4000);
            assert!(row.facts.chars().count() >= 40, "{}", row.title);
            let reported = matches!(
                row.source.get(),
                ProblemSource::Suggestion | ProblemSource::Linkage
            );
            assert_eq!(row.reporter_ref.is_some(), reported);
            let reporter = row
                .reporter_ref
                .as_deref()
                .and_then(|text| uuid::Uuid::try_parse(text).ok());
            let person = city.persons.iter().find(|person| Some(person.id) == reporter);
            assert!(person.is_none_or(|person| person.org_id != Some(row.org_id)));
        }
    }
}
