//! Lists of problems, their counts, the ledger and what the clock sees.

use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::problem::{Alert, LedgerState, ProblemEventKind, ProblemState, Severity};
use remit_store::entity::{escalation, extension, problem as table, problem_event};
use remit_store::problem::ledger::{CloseOut, LedgerFilter, LedgerSort};
use remit_store::problem::{Horizon, ProblemFilter, ProblemSort, ProblemView, ledger};
use remit_store::testing::TestDb;
use remit_store::{Slice, StoreError, Text, on_both_engines, problem, row};
use uuid::Uuid;

use crate::fixture::{
    CITY, CIVIL_AFFAIRS, CIVIL_SECTION, CONTACT, EMERGENCY, OFFICER, actor, at, city, day, entry, id, office,
    problem as a_problem, raise, sheet, unit, write,
};

const VIEWS: [ProblemView; 10] = [
    ProblemView::Mine,
    ProblemView::DueSoon,
    ProblemView::Overdue,
    ProblemView::ToVerify,
    ProblemView::ToReverify,
    ProblemView::ToAnswer,
    ProblemView::ToRectify,
    ProblemView::Red,
    ProblemView::Open,
    ProblemView::Closed,
];

fn horizon() -> Horizon {
    Horizon {
        today: day(5, 18),
        soon: day(5, 23),
    }
}

fn in_state(n: u128, state: ProblemState) -> table::Model {
    let mut row = a_problem(n);
    row.state = Text(state);
    if state == ProblemState::Closed {
        (row.close_no, row.closed_on) = (Some(format!("XH-2022-{n:04}")), Some(day(5, 30)));
    }
    row
}

/// One problem in every state but merged, with assorted deadlines.
async fn mixed(db: &TestDb) -> Vec<table::Model> {
    city(db).await;
    let mut rows = vec![
        in_state(1, ProblemState::Raised),
        in_state(2, ProblemState::Verifying),
        in_state(3, ProblemState::Rejected),
        in_state(4, ProblemState::Assigned),
        in_state(5, ProblemState::Immediate),
        in_state(6, ProblemState::Ledgered),
        in_state(7, ProblemState::Rectifying),
        in_state(8, ProblemState::Submitted),
        in_state(9, ProblemState::Reverifying),
        in_state(10, ProblemState::Returned),
        in_state(11, ProblemState::Closed),
    ];
    // The step's deadline runs before the rectification's.
    (rows[3].step_due_on, rows[3].due_on) = (Some(day(5, 17)), Some(day(6, 30)));
    rows[4].due_on = Some(day(5, 18));
    rows[6].due_on = Some(day(5, 23));
    rows[7].due_on = Some(day(5, 24));
    rows[10].due_on = Some(day(5, 1));
    rows[6].alert = Text(Alert::Red);
    rows[10].alert = Text(Alert::Red);
    (rows[1].severity, rows[8].severity) = (Text(Severity::Severe), Text(Severity::Moderate));
    rows[1].handler_id = Some(OFFICER);
    rows[10].handler_id = Some(OFFICER);
    raise(db, rows).await
}

async fn codes(db: &TestDb, filter: ProblemFilter, sort: ProblemSort) -> Vec<u128> {
    let scope = office(Capability::ProblemRead);
    let page = problem::page(db.read(), &scope, &filter, sort, Slice::first(50))
        .await
        .unwrap();
    page.rows
        .iter()
        .map(|row| row.problem.id.as_u128() - id(0).as_u128())
        .collect()
}

fn view(view: ProblemView) -> ProblemFilter {
    ProblemFilter {
        view: Some((view, horizon())),
        ..ProblemFilter::default()
    }
}

on_both_engines! {
    async fn views_hold_what_they_say(db: TestDb) {
        mixed(&db).await;
        let expected: [&[u128]; 10] =
            [&[2], &[5, 7], &[4], &[1, 2], &[8, 9], &[4], &[5, 6, 7, 10], &[7], &[1, 2, 4, 5, 6, 7, 8, 9, 10], &[11]];
        for (kind, expected) in VIEWS.into_iter().zip(expected) {
            assert_eq!(codes(&db, view(kind), ProblemSort::Code).await, expected, "{kind:?}");
        }
    }

    async fn counts_equal_the_lists_behind_them_in_one_statement(db: TestDb) {
        mixed(&db).await;
        for scope in [
            office(Capability::ProblemRead),
            unit(Capability::ProblemRead, CIVIL_AFFAIRS),
            unit(Capability::ProblemRead, EMERGENCY),
        ] {
            let before = db.statements();
            let counts = problem::view_counts(db.read(), &scope, &VIEWS, horizon()).await.unwrap();
            assert_eq!(db.statements(), before + 1);
            for (kind, count) in VIEWS.into_iter().zip(counts) {
                let page = problem::page(db.read(), &scope, &view(kind), ProblemSort::Due, Slice::first(50)).await;
                assert_eq!(i64::try_from(page.unwrap().rows.len()).unwrap(), count, "{kind:?} {:?}", scope.reach());
            }
        }
        let states = problem::state_counts(db.read(), &office(Capability::ProblemRead)).await.unwrap();
        assert_eq!(states.iter().map(|count| count.count).sum::<i64>(), 11);
        assert!(states.iter().any(|count| (count.state, count.alert) == (ProblemState::Rectifying, Alert::Red)));
    }

    async fn lists_sort_and_narrow(db: TestDb) {
        mixed(&db).await;
        let all = ProblemFilter::default;
        let due = codes(&db, all(), ProblemSort::Due).await;
        assert_eq!(due[..5], [11, 4, 5, 7, 8], "running deadlines first, those without one last");
        assert_eq!(codes(&db, all(), ProblemSort::DueDesc).await[..5], [8, 7, 5, 4, 11]);
        assert_eq!(codes(&db, all(), ProblemSort::Severity).await[..2], [2, 9]);
        assert_eq!(codes(&db, all(), ProblemSort::Newest).await[0], 11);
        assert_eq!(codes(&db, all(), ProblemSort::Oldest).await[0], 1);

        let red = ProblemFilter { alerts: vec![Alert::Red], ..all() };
        assert_eq!(codes(&db, red, ProblemSort::Code).await, [7, 11]);
        let grave = ProblemFilter { severities: vec![Severity::Severe, Severity::Moderate], ..all() };
        assert_eq!(codes(&db, grave, ProblemSort::Code).await, [2, 9]);
        let later = ProblemFilter { raised_from: Some(day(5, 13)), ..all() };
        assert!(codes(&db, later, ProblemSort::Code).await.is_empty());
        let elsewhere = ProblemFilter { org_id: Some(EMERGENCY), ..all() };
        assert!(codes(&db, elsewhere, ProblemSort::Code).await.is_empty());
    }

    async fn pages_do_not_overlap_and_cost_the_same_whatever_their_size(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let sheets = row::insert_all(&tx, (0..60).map(|n| sheet(500 + n)).collect()).await.unwrap();
        let problems = (0..60_u128).map(|n| {
            let mut row = a_problem(n);
            row.source_id = Some(sheets[usize::try_from(n).unwrap()].id);
            row.section_id = Some(CIVIL_SECTION);
            row
        });
        let problems = row::insert_all(&tx, problems.collect()).await.unwrap();
        let entries = problems.iter().zip(0..).map(|(problem, n)| entry(1000 + n, problem.id));
        row::insert_all(&tx, entries.collect()).await.unwrap();
        tx.commit().await.unwrap();

        let scope = office(Capability::ProblemRead);
        let mut seen = Vec::new();
        for (limit, offset) in [(10, 0), (50, 10)] {
            let before = db.statements();
            let slice = Slice { limit, offset, total: true };
            let page = problem::page(db.read(), &scope, &ProblemFilter::default(), ProblemSort::Due, slice).await.unwrap();
            assert_eq!(db.statements(), before + 6, "a page of {limit}");
            assert_eq!(page.total, Some(60));
            for row in page.rows {
                assert_eq!(row.org.id, CIVIL_AFFAIRS);
                assert_eq!(row.section.map(|section| section.id), Some(CIVIL_SECTION));
                assert_eq!(row.sheet.map(|sheet| sheet.id), row.problem.source_id);
                assert!(!row.entries.is_empty());
                assert!(row.entries.iter().all(|entry| entry.problem_id == Some(row.problem.id)));
                seen.push(row.problem.id);
            }
        }
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (60, 60));
    }

    async fn a_history_is_read_in_its_order(db: TestDb) {
        city(&db).await;
        let problem = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = write(&db).await;
        assert_eq!(problem::last_event_seq(&tx, problem.id).await.unwrap(), 0);
        row::append_all(&tx, vec![step(2, problem.id), step(1, problem.id)]).await.unwrap();
        assert_eq!(problem::last_event_seq(&tx, problem.id).await.unwrap(), 2);
        let twice = row::append(&tx, problem_event::Model { id: id(77), ..step(2, problem.id) }).await.unwrap_err();
        assert!(twice.is_unique("uq_problem_event_problem_id_seq"), "{twice:?}");
        tx.rollback().await.unwrap();

        let tx = write(&db).await;
        row::append_all(&tx, vec![step(2, problem.id), step(1, problem.id)]).await.unwrap();
        tx.commit().await.unwrap();
        let events = problem::events(db.read(), &office(Capability::ProblemRead), &[problem.id]).await.unwrap();
        assert_eq!(events[&problem.id].iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
    }

    async fn one_extension_waits_at_a_time(db: TestDb) {
        city(&db).await;
        let problem = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = write(&db).await;
        assert_eq!(problem::pending_extension(&tx, problem.id).await.unwrap(), None);
        let asked = row::insert(&tx, asked(1, problem.id)).await.unwrap();
        assert_eq!(problem::pending_extension(&tx, problem.id).await.unwrap(), Some(asked));
        let second = row::insert(&tx, self::asked(2, problem.id)).await.unwrap_err();
        assert!(second.is_unique("uq_extension_problem_id"), "{second:?}");
    }

    async fn an_entry_is_closed_out_once(db: TestDb) {
        city(&db).await;
        let problem = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = write(&db).await;
        row::insert(&tx, entry(9, problem.id)).await.unwrap();
        ledger::postpone(&tx, problem.id, day(7, 1), at(6, 1)).await.unwrap();
        let close = CloseOut { no: "XH-2022-0001".into(), by: Some(OFFICER), on: day(6, 2) };
        let closed = ledger::close(&tx, problem.id, close.clone(), at(6, 2)).await.unwrap();
        assert_eq!((closed.state, closed.due_on, closed.version), (Text(LedgerState::Closed), day(7, 1), 3));
        let again = ledger::close(&tx, problem.id, close, at(6, 2)).await;
        assert!(matches!(again, Err(StoreError::Inconsistent { .. })), "{again:?}");
        assert_eq!(ledger::open_entry(&tx, problem.id).await.unwrap(), None);
    }

    async fn the_ledger_is_listed_and_its_leftovers_reported(db: TestDb) {
        city(&db).await;
        let problems = raise(&db, vec![a_problem(1), a_problem(2)]).await;
        let tx = write(&db).await;
        let mut old = entry(8, problems[0].id);
        old.opened_on = day(1, 10);
        row::insert_all(&tx, vec![old, entry(9, problems[1].id)]).await.unwrap();
        tx.commit().await.unwrap();
        let scope = office(Capability::LedgerRead);
        let left = ledger::leftover(db.read(), &scope, day(2, 17)).await.unwrap();
        assert_eq!(left.iter().map(|row| row.entry.id).collect::<Vec<_>>(), [id(8)]);
        assert_eq!(left[0].problem.as_ref().map(|problem| problem.id), Some(problems[0].id));

        let by = |filter: LedgerFilter, sort| {
            let (db, scope) = (db.read(), &scope);
            async move { ledger::page(db, scope, &filter, sort, Slice::first(1).counted()).await.unwrap() }
        };
        let page = by(LedgerFilter::default(), LedgerSort::OpenedDesc).await;
        assert_eq!((page.rows[0].entry.id, page.total), (id(9), Some(2)));
        assert_eq!(by(LedgerFilter { text: Some("0002".into()), ..LedgerFilter::default() }, LedgerSort::Due).await.total, Some(1));
        let closed = LedgerFilter { state: Some(LedgerState::Closed), ..LedgerFilter::default() };
        assert_eq!(by(closed, LedgerSort::CloseNo).await.total, Some(0));
        let elsewhere = LedgerFilter { org_id: Some(EMERGENCY), ..LedgerFilter::default() };
        assert_eq!(by(elsewhere, LedgerSort::Opened).await.total, Some(0));
    }

    async fn the_clock_sees_live_problems_that_fall_due_or_carry_an_alert(db: TestDb) {
        mixed(&db).await;
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let part = problem::watch_live(db.read(), CITY, day(5, 18), after, 2).await.unwrap();
            let Some(last) = part.last() else { break };
            after = Some(last.id);
            seen.extend(part.iter().map(|row| row.id.as_u128() - id(0).as_u128()));
        }
        assert_eq!(seen, [4, 5, 7]);
        assert!(problem::watch_find(db.read(), CITY, id(4)).await.unwrap().is_some());
    }

    async fn an_alert_is_told_once_a_day_and_level(db: TestDb) {
        city(&db).await;
        let problem = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = write(&db).await;
        let told = |n| escalation::Model {
            id: id(n), jurisdiction_id: CITY, problem_id: problem.id, level: Text(Alert::Yellow), on_date: day(6, 1),
            roles: "DL".into(),
        };
        row::append(&tx, told(1)).await.unwrap();
        assert!(problem::escalated(&tx, problem.id, Alert::Yellow, day(6, 1)).await.unwrap());
        assert!(!problem::escalated(&tx, problem.id, Alert::Yellow, day(6, 2)).await.unwrap());
        assert!(!problem::escalated(&tx, problem.id, Alert::Red, day(6, 1)).await.unwrap());
        assert!(row::append(&tx, told(2)).await.unwrap_err().is_unique("uq_escalation_problem_id_level_on_date"));
    }

    async fn a_second_submission_finds_the_first(db: TestDb) {
        city(&db).await;
        let mut first = a_problem(1);
        (first.client_id, first.created_by) = (Some(id(50)), Some(crate::fixture::OFFICER_ACCOUNT));
        let row = raise(&db, vec![first]).await.remove(0);
        let scope = office(Capability::ProblemRaise);
        assert_eq!(problem::by_client_id(db.read(), &scope, id(50)).await.unwrap(), Some(row));
        let stranger = actor(Role::Dc, CONTACT, &[CIVIL_AFFAIRS], None).authorise(Capability::ProblemRaise).unwrap();
        assert_eq!(problem::by_client_id(db.read(), &stranger, id(50)).await.unwrap(), None);
    }
}

fn step(seq: i32, problem_id: Uuid) -> problem_event::Model {
    problem_event::Model {
        id: id(200 + u128::from(seq.unsigned_abs())),
        jurisdiction_id: CITY,
        problem_id,
        seq,
        at: at(5, 12),
        event: Text(ProblemEventKind::Take),
        from_state: None,
        to_state: Text(ProblemState::Verifying),
        actor_id: Some(OFFICER),
        actor_label: "王科长 科员".to_owned(),
        role: Some(Text(Role::Ov)),
        remark: None,
        due_before: None,
        due_after: None,
        automatic: false,
        close_no: None,
    }
}

fn asked(n: u128, problem_id: Uuid) -> extension::Model {
    extension::Model {
        id: id(300 + n),
        jurisdiction_id: CITY,
        problem_id,
        days: 10,
        reason: "需上级批复".to_owned(),
        state: Text(remit_shared::problem::ExtensionState::Asked),
        asked_by: CONTACT,
        old_due: day(6, 14),
        new_due: day(6, 28),
        decided_at: None,
        decided_by: None,
        decision_reason: None,
        created_at: at(6, 1),
        created_by: None,
        updated_at: at(6, 1),
        version: 0,
        change_seq: 0,
    }
}
