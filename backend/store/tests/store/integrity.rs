//! What `remit check` reads.

use remit_shared::problem::{LedgerState, ProblemEventKind, ProblemState};
use remit_store::entity::{problem, problem_event};
use remit_store::{Text, integrity, on_both_engines, row};

use crate::fixture::{CITY, OTHER_CITY, at, city, day, entry, id, problem as a_problem, raise, sheet, write};

/// The step that closed a problem.
fn closing(n: u128, problem: &problem::Model) -> problem_event::Model {
    problem_event::Model {
        id: id(700 + n),
        jurisdiction_id: CITY,
        problem_id: problem.id,
        seq: 1,
        at: at(6, 1),
        event: Text(ProblemEventKind::CloseOut),
        from_state: Some(Text(ProblemState::Reverifying)),
        to_state: Text(ProblemState::Closed),
        actor_id: None,
        actor_label: "王科长 科员".to_owned(),
        role: None,
        remark: None,
        due_before: None,
        due_after: None,
        automatic: true,
        close_no: problem.close_no.clone(),
    }
}

on_both_engines! {
    async fn numbers_are_gathered_once_each(db: TestDb) {
        city(&db).await;
        let closed = |n: u128| {
            let mut row = a_problem(n);
            row.state = Text(ProblemState::Closed);
            (row.close_no, row.closed_on) = (Some(format!("XH-2022-{n:04}")), Some(day(6, 1)));
            row
        };
        // The first stands in the ledger under the same number, the second was rectified at once.
        let problems = raise(&db, vec![closed(1), closed(2)]).await;
        let tx = write(&db).await;
        let mut line = entry(9, problems[0].id);
        (line.state, line.close_no, line.closed_on) =
            (Text(LedgerState::Closed), problems[0].close_no.clone(), problems[0].closed_on);
        row::insert(&tx, line).await.unwrap();
        // The steps that closed them keep the numbers.
        let steps = [(1, &problems[0]), (2, &problems[1])].map(|(n, problem)| closing(n, problem));
        for step in steps.clone() {
            row::append(&tx, step).await.unwrap();
        }
        row::insert(&tx, sheet(5)).await.unwrap();
        tx.next_number("close:2022").await.unwrap();
        tx.commit().await.unwrap();

        let numbers = integrity::numbers(db.read(), CITY).await.unwrap();
        let of = |kind| numbers.iter().find(|(name, _)| *name == kind).map(|(_, numbers)| numbers.join(" "));
        assert_eq!(of("sheet").as_deref(), Some("TS-2022-0005"));
        assert_eq!(of("close").as_deref(), Some("XH-2022-0001 XH-2022-0002"));
        let counters = integrity::counters(db.read(), CITY).await.unwrap();
        assert!(counters.contains(&("close:2022".to_owned(), 1)), "{counters:?}");
        assert_eq!(integrity::problems(db.read(), CITY).await.unwrap(), problems);
        assert_eq!(integrity::ledger_entries(db.read(), CITY).await.unwrap().len(), 1);
        assert_eq!(integrity::events(db.read(), CITY).await.unwrap(), steps);
        assert!(integrity::problems(db.read(), OTHER_CITY).await.unwrap().is_empty());
    }
}
