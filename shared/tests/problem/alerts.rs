//! Alerts beside the state (§3.3) and the automatic events.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::machine::{Audience, alert, automatic, next, told};
use remit_shared::problem::{Alert, Deadlines, Severity};
use remit_shared::wire::Wire;

use crate::world::{d, ideal};

const CLOCK_RUNS: [S; 4] = [S::Immediate, S::Ledgered, S::Rectifying, S::Returned];

fn level(state: S, due_on: Option<&str>, returned_count: u32, today: &str) -> Alert {
    let mut facts = ideal(E::Start);
    facts.due_on = due_on.map(d);
    facts.returned_count = returned_count;
    facts.today = d(today);
    alert(state, &facts).unwrap()
}

/// Due on Friday 20 May 2022; no holiday is near.
#[test]
fn the_colour_follows_the_working_days() {
    for (today, expected) in [
        ("2022-05-16", Alert::None),
        ("2022-05-17", Alert::Blue),
        ("2022-05-20", Alert::Blue),
        ("2022-05-21", Alert::Blue),
        ("2022-05-22", Alert::Blue),
        ("2022-05-23", Alert::Yellow),
        ("2022-06-02", Alert::Yellow),
        ("2022-06-05", Alert::Yellow),
        ("2022-06-06", Alert::Red),
        ("2022-12-30", Alert::Red),
    ] {
        for state in CLOCK_RUNS {
            assert_eq!(
                level(state, Some("2022-05-20"), 0, today),
                expected,
                "{state} on {today}"
            );
        }
    }
}

#[test]
fn the_second_return_is_red_until_the_close_out() {
    for state in S::ALL {
        let expected = match state {
            S::Immediate | S::Ledgered | S::Rectifying | S::Returned | S::Submitted | S::Reverifying => {
                Alert::Red
            }
            _ => Alert::None,
        };
        assert_eq!(
            level(*state, Some("2022-06-30"), 2, "2022-05-12"),
            expected,
            "{state}"
        );
        assert_eq!(
            level(*state, Some("2022-06-30"), 1, "2022-05-12"),
            Alert::None,
            "{state}"
        );
    }
}

#[test]
fn the_clock_stands_while_the_office_acts_and_after_the_end() {
    for state in S::ALL.iter().filter(|state| !CLOCK_RUNS.contains(state)) {
        assert_eq!(
            level(*state, Some("2022-05-02"), 0, "2022-12-30"),
            Alert::None,
            "{state}"
        );
    }
    assert_eq!(
        level(S::Rectifying, None, 0, "2022-12-30"),
        Alert::None,
        "no deadline, no alert"
    );
}

#[test]
fn a_date_outside_the_calendar_is_refused() {
    let mut facts = ideal(E::Start);
    facts.today = d("2024-06-01");
    assert!(alert(S::Rectifying, &facts).is_err());
}

/// Step 9 of the acceptance year: YELLOW to DL, RED to the city leader.
#[test]
fn each_level_has_its_addressees() {
    assert!(told(Alert::None).is_empty());
    assert_eq!(told(Alert::Blue), [Audience::UnitContact]);
    assert_eq!(told(Alert::Yellow), [Audience::UnitLead]);
    let red: Vec<_> = told(Alert::Red)
        .iter()
        .filter_map(|audience| audience.role())
        .collect();
    assert_eq!(red, [Role::Dl, Role::Ol, Role::Cl]);
    assert_eq!(Audience::SourceAuthor.role(), None);
}

#[test]
fn escalating_tells_the_level_reached_and_changes_nothing_else() {
    for (due, notice) in [
        ("2022-05-13", NoticeKind::AlertBlue),
        ("2022-05-11", NoticeKind::AlertYellow),
        ("2022-04-20", NoticeKind::AlertRed),
    ] {
        let mut facts = ideal(E::Escalate);
        facts.due_on = Some(d(due));
        let step = next(S::Rectifying, E::Escalate, &facts).unwrap();
        assert_eq!(
            (step.to, step.notice, step.due),
            (S::Rectifying, Some(notice), None)
        );
        assert_eq!(step.step_due_on, facts.step_due_on);
    }
}

#[test]
fn silence_enters_the_ledger_with_the_default_deadline() {
    for (severity, days) in [
        (Severity::Minor, 20),
        (Severity::Moderate, 30),
        (Severity::Severe, 40),
    ] {
        let mut facts = ideal(E::AcceptByDefault);
        facts.severity = severity;
        facts.step_due_on = Some(d("2022-05-12"));
        assert_eq!(automatic(S::Assigned, &facts), None, "the last day is not over");
        facts.today = d("2022-05-13");
        assert_eq!(automatic(S::Assigned, &facts), Some(E::AcceptByDefault));
        let due = next(S::Assigned, E::AcceptByDefault, &facts)
            .unwrap()
            .due
            .unwrap();
        assert_eq!((due.from, due.working_days), (d("2022-05-12"), days));
    }
}

/// A job that runs late must not give the unit more time.
#[test]
fn the_default_deadline_does_not_depend_on_when_the_job_ran() {
    for (state, event) in [(S::Assigned, E::AcceptByDefault), (S::Immediate, E::NotImmediate)] {
        let dues: Vec<_> = ["2022-05-12", "2022-05-20", "2022-06-30"]
            .map(|today| {
                let mut facts = ideal(event);
                facts.today = d(today);
                let step = next(state, event, &facts).unwrap();
                (step.due, step.step_due_on)
            })
            .into();
        assert!(dues.iter().all(|due| due == &dues[0]), "{event}: {dues:?}");
    }
}

#[test]
fn only_three_states_move_by_themselves() {
    for state in S::ALL {
        let mut facts = ideal(E::AcceptByDefault);
        facts.due_on = Some(d("2022-05-01"));
        facts.today = d("2022-12-30");
        let expected = match state {
            S::Assigned => Some(E::AcceptByDefault),
            S::Immediate => Some(E::NotImmediate),
            S::Returned => Some(E::Resume),
            _ => None,
        };
        assert_eq!(automatic(*state, &facts), expected, "{state}");
        // Whoever looks, the clock is the same.
        assert_eq!(
            automatic(*state, &facts.by(crate::world::acting(Role::Dl))),
            expected,
            "{state}"
        );
    }
}

#[test]
fn deadlines_read_from_parameters_and_fill_the_gaps() {
    let some = r#"{"rectify_minor": 15, "extension_times": 1, "case_decide": 30}"#;
    let read: Deadlines = serde_json::from_str(some).unwrap();
    assert_eq!(
        read,
        Deadlines {
            rectify_minor: 15,
            extension_times: 1,
            ..Deadlines::default()
        }
    );
    let written = serde_json::to_value(Deadlines::default()).unwrap();
    for (key, value) in [
        ("problem_verify", 5),
        ("rectify_minor", 20),
        ("rectify_moderate", 30),
        ("rectify_severe", 40),
        ("extension_max", 15),
        ("return_rectify", 10),
    ] {
        assert_eq!(written[key], value, "{key}");
    }
}

#[test]
fn other_parameters_change_the_rules() {
    let strict = Deadlines {
        extension_times: 0,
        alert_blue: 10,
        ..Deadlines::default()
    };
    let mut facts = ideal(E::AskExtension);
    facts.deadlines = &strict;
    facts.due_on = Some(d("2022-05-26"));
    assert!(next(S::Rectifying, E::AskExtension, &facts).is_err());
    assert_eq!(alert(S::Rectifying, &facts), Ok(Alert::Blue));
}
