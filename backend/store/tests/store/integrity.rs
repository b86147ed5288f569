//! What `remit check` reads.

use remit_shared::problem::{LedgerState, ProblemState};
use remit_store::{Text, integrity, on_both_engines, row};

use crate::fixture::{CITY, OTHER_CITY, city, day, entry, problem as a_problem, raise, sheet, write};

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
        row::insert(&tx, sheet(5)).await.unwrap();
        tx.next_number("close:2022").await.unwrap();
        tx.commit().await.unwrap();

        let numbers = integrity::numbers(db.read(), CITY).await.unwrap();
        assert_eq!(numbers[1], ("sheet", vec!["TS-2022-0005".to_owned()]));
        assert_eq!(numbers[2], ("close", vec!["XH-2022-0001".to_owned(), "XH-2022-0002".to_owned()]));
        let counters = integrity::counters(db.read(), CITY).await.unwrap();
        assert!(counters.contains(&("close:2022".to_owned(), 1)), "{counters:?}");
        assert_eq!(integrity::problems(db.read(), CITY).await.unwrap(), problems);
        assert_eq!(integrity::ledger_entries(db.read(), CITY).await.unwrap().len(), 1);
        assert!(integrity::events(db.read(), CITY).await.unwrap().is_empty());
        assert!(integrity::problems(db.read(), OTHER_CITY).await.unwrap().is_empty());
    }
}
