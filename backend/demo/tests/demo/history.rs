//! Every history follows from the rules, step by step, and happens in office hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveTime, Utc};
use remit_demo::{AS_OF, Dataset, DemoClock};
use remit_shared::audit::{AuditEntry, AuditFields, verify};
use remit_shared::calendar::{WorkCalendar, china, shanghai_day};
use remit_shared::problem::machine::{self, Deadlines, Facts, People};
use remit_store::Text;
use remit_store::entity::{problem, problem_event};
use uuid::Uuid;

use crate::made::cities;

fn calendar() -> WorkCalendar {
    WorkCalendar::new(china::all_china_days()).unwrap()
}

fn by_problem(city: &Dataset) -> BTreeMap<Uuid, Vec<&problem_event::Model>> {
    let mut events: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for event in &city.events {
        events.entry(event.problem_id).or_default().push(event);
    }
    events
}

/// 8:30–12:00 and 13:30–17:30.
fn in_office_hours(at: DateTime<Utc>) -> bool {
    let time = at.with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).time();
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    (at(8, 30)..at(12, 0)).contains(&time) || (at(13, 30)..at(17, 30)).contains(&time)
}

#[test]
fn events_chain_from_the_first_to_the_present_state() {
    for city in cities() {
        let events = by_problem(city);
        for row in &city.problems {
            let events = &events[&row.id];
            let mut state = None;
            let mut due = None;
            for (place, event) in (1..).zip(events) {
                assert_eq!(event.seq, place);
                assert_eq!(
                    (event.from_state, event.due_before),
                    (state, due),
                    "{} {place}",
                    row.code
                );
                (state, due) = (Some(event.to_state), event.due_after);
            }
            assert_eq!((state, due), (Some(row.state), row.due_on), "{}", row.code);
            assert!(events.windows(2).all(|pair| pair[0].at <= pair[1].at));
        }
    }
}

#[test]
fn everything_happens_in_office_hours_on_working_days_before_the_data_ends() {
    let (calendar, end) = (calendar(), DemoClock::fresh().start());
    for city in cities() {
        let events = city.events.iter().map(|row| row.at);
        let sheets = city
            .sheets
            .iter()
            .flat_map(|row| [row.pushed_at, row.received_at, row.decided_at])
            .flatten();
        for at in events.chain(sheets) {
            assert!(
                in_office_hours(at) && calendar.is_working(shanghai_day(at)).unwrap(),
                "{at}"
            );
            assert!(at < end);
        }
    }
}

#[test]
fn persons_act_and_the_system_does_what_is_automatic() {
    for city in cities() {
        for event in &city.events {
            assert_eq!(event.automatic, event.actor_id.is_none());
            assert_eq!(event.automatic, event.role.is_none());
            let only = machine::is_automatic(event.event.get());
            assert!(
                !only || event.automatic,
                "{} by {}",
                event.event,
                event.actor_label
            );
        }
    }
}

#[test]
fn nothing_is_left_for_the_clock_to_do_when_the_demo_starts() {
    let (calendar, deadlines) = (calendar(), Deadlines::default());
    for city in cities() {
        for row in &city.problems {
            let facts = facts(row, &calendar, &deadlines);
            assert_eq!(machine::automatic(row.state.get(), &facts), None);
            assert_eq!(
                machine::alert(row.state.get(), &facts).as_ref(),
                Ok(&row.alert.get()),
                "{}",
                row.code
            );
        }
    }
}

fn facts<'a>(row: &problem::Model, calendar: &'a WorkCalendar, deadlines: &'a Deadlines) -> Facts<'a> {
    Facts {
        due_on: row.due_on,
        step_due_on: row.step_due_on,
        closed_on: row.closed_on,
        contested: row.contested,
        returned_count: row.returned_count.unsigned_abs(),
        extensions_count: row.extensions_count.unsigned_abs(),
        people: People {
            handler: row.handler_id,
            first_verifier: row.first_verifier_id,
            submitter: row.submitter_id,
        },
        ..Facts::new(AS_OF, calendar, deadlines, row.org_id, row.severity.get())
    }
}

#[test]
fn no_two_persons_of_one_closing_are_the_same() {
    for city in cities() {
        for check in &city.reverifications {
            let row = city
                .problems
                .iter()
                .find(|row| row.id == check.problem_id)
                .unwrap();
            assert_ne!(Some(check.by_id), row.submitter_id);
            assert_ne!(Some(check.by_id), row.first_verifier_id);
        }
    }
}

#[test]
fn changes_follow_each_other_in_the_order_of_time() {
    for city in cities() {
        let mut changes: Vec<(i64, DateTime<Utc>)> = Vec::new();
        changes.extend(city.orgs.iter().map(|row| (row.change_seq, row.updated_at)));
        changes.extend(city.accounts.iter().map(|row| (row.change_seq, row.updated_at)));
        changes.extend(
            city.appointments
                .iter()
                .map(|row| (row.change_seq, row.updated_at)),
        );
        changes.extend(city.problems.iter().map(|row| (row.change_seq, row.updated_at)));
        changes.extend(city.sheets.iter().map(|row| (row.change_seq, row.updated_at)));
        // The years of points, lists and other voices are one change each, made with the load.
        let entries = city.entries.iter().filter(|row| row.problem_id.is_some());
        changes.extend(entries.map(|row| (row.change_seq, row.updated_at)));
        changes.extend(city.extensions.iter().map(|row| (row.change_seq, row.updated_at)));
        let files = city
            .files
            .iter()
            .filter(|row| matches!(row.subject_kind.as_deref(), Some("PROBLEM" | "SHEET")));
        changes.extend(files.map(|row| (row.change_seq, row.updated_at)));
        changes.extend(
            city.notifications
                .iter()
                .map(|row| (row.change_seq, row.updated_at)),
        );
        changes.sort_unstable();
        assert!(changes.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        let last = changes.last().unwrap().0;
        let counter = city.counters.iter().find(|row| row.name == "change").unwrap();
        assert_eq!(counter.value, last);
    }
}

#[test]
fn the_audit_chain_begins_with_the_load_and_holds() {
    for city in cities() {
        let entries = city.audit.iter().map(|row| AuditEntry {
            fields: AuditFields {
                seq: row.seq,
                jurisdiction_id: row.jurisdiction_id,
                id: row.id,
                at: row.at,
                actor_id: row.actor_id,
                actor_label: &row.actor_label,
                role: row.role.map(Text::get),
                address: row.address.as_deref(),
                trace: &row.trace,
                action: &row.action,
                subject_kind: row.subject_kind.as_deref(),
                subject_id: row.subject_id,
                subject_label: &row.subject_label,
                outcome: row.outcome.get(),
                detail: row.detail.as_deref(),
                before_hash: row.before_hash.as_deref(),
                after_hash: row.after_hash.as_deref(),
            },
            prev_hash: &row.prev_hash,
            hash: &row.hash,
        });
        assert_eq!(verify(entries), Ok(1));
    }
}

#[test]
fn inboxes_hold_read_and_unread_lines_of_the_last_months() {
    for city in cities() {
        let (read, unread): (Vec<_>, Vec<_>) =
            city.notifications.iter().partition(|row| row.read_at.is_some());
        assert!(
            read.len() >= 20 && unread.len() >= 2,
            "{} read, {} unread",
            read.len(),
            unread.len()
        );
        for row in &city.notifications {
            assert!(row.read_at.is_none_or(|read| read > row.created_at));
            assert_ne!(Some(row.account_id), row.created_by);
        }
        let told: BTreeSet<_> = unread.iter().map(|row| row.kind.to_string()).collect();
        assert!(
            told.contains("ALERT_YELLOW") && told.contains("PROBLEM_RETURNED"),
            "{told:?}"
        );
    }
}
