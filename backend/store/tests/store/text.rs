//! Enumerations in storage.

use remit_shared::policy::Capability;
use remit_shared::problem::{Alert, ProblemState};
use remit_shared::wire::Wire;
use remit_store::{StoreError, Text, on_both_engines, problem, row};
use sea_orm::ConnectionTrait;

use crate::fixture::{city, office, problem as a_problem, raise, write};

on_both_engines! {
    async fn every_code_survives_the_round_trip(db: TestDb) {
        city(&db).await;
        let mut row = raise(&db, vec![a_problem(1)]).await.remove(0);
        for alert in Alert::ALL {
            let tx = write(&db).await;
            row.alert = Text(*alert);
            row = row::update(&tx, row).await.unwrap();
            tx.commit().await.unwrap();
            let stored = problem::find(db.read(), &office(Capability::ProblemRead), row.id).await.unwrap();
            assert_eq!(stored.map(|stored| stored.alert), Some(Text(*alert)));
        }
    }

    async fn an_unknown_code_is_an_inconsistency_and_no_panic(db: TestDb) {
        city(&db).await;
        let row = raise(&db, vec![a_problem(1)]).await.remove(0);
        db.writer().execute_unprepared("UPDATE problem SET state = 'FROM_THE_FUTURE'").await.unwrap();
        let found = problem::find(db.read(), &office(Capability::ProblemRead), row.id).await;
        let Err(StoreError::Inconsistent { table, column, detail, .. }) = found else { panic!("{found:?}") };
        assert_eq!(table, ProblemState::NAME);
        assert!(column.contains("state"), "{column}");
        assert!(detail.contains("FROM_THE_FUTURE"), "{detail}");
    }
}
