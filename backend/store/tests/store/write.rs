//! Tickets, numbers and the version lock.

use std::sync::{Arc, Mutex};

use remit_shared::policy::Capability;
use remit_store::{StoreError, on_both_engines, problem, row};
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::fixture::{CITY, OTHER_CITY, at, city, office, problem as a_problem, raise, write};

const WRITERS: usize = 8;
const EACH: usize = 25;

on_both_engines! {
    async fn numbers_have_no_gaps_under_concurrency_and_rollbacks(db: TestDb) {
        let given = Arc::new(Mutex::new(Vec::new()));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (db, given) = ((*db).clone(), Arc::clone(&given));
                tokio::spawn(async move {
                    for turn in 0..EACH {
                        // Every fifth turn changes its mind first and must give its number back.
                        if (writer + turn) % 5 == 0 {
                            let tx = db.write(CITY).await.unwrap();
                            tx.next_number("close:2022").await.unwrap();
                            tx.rollback().await.unwrap();
                        }
                        let tx = db.write(CITY).await.unwrap();
                        let number = tx.next_number("close:2022").await.unwrap();
                        tx.commit().await.unwrap();
                        given.lock().unwrap().push(number);
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let mut given = given.lock().unwrap().clone();
        given.sort_unstable();
        let expected: Vec<i64> = (1..=i64::try_from(WRITERS * EACH).unwrap()).collect();
        assert_eq!(given, expected);
    }

    async fn change_seq_is_in_commit_order(db: TestDb) {
        city(&db).await;
        let first = write(&db).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        // These begin while the first still holds the ticket, so none may get a ticket before it commits.
        let later: Vec<_> = (0..6_u128)
            .map(|n| {
                let (db, order) = ((*db).clone(), Arc::clone(&order));
                tokio::spawn(async move {
                    let tx = db.write(CITY).await.unwrap();
                    row::insert(&tx, a_problem(n)).await.unwrap();
                    let seq = tx.change_seq();
                    // Noted while the ticket is held: this is the order of the commits.
                    order.lock().unwrap().push(seq);
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        let seq = first.change_seq();
        order.lock().unwrap().push(seq);
        first.commit().await.unwrap();
        for task in later {
            task.await.unwrap();
        }
        let order = order.lock().unwrap().clone();
        let expected: Vec<i64> = (seq..seq + 7).collect();
        assert_eq!(order, expected);
    }

    async fn jurisdictions_do_not_share_tickets_or_numbers(db: TestDb) {
        let here = write(&db).await;
        assert_eq!(here.next_number("problem:2022").await.unwrap(), 1);
        here.commit().await.unwrap();
        let there = db.write(OTHER_CITY).await.unwrap();
        assert_eq!(there.change_seq(), 1);
        assert_eq!(there.next_number("problem:2022").await.unwrap(), 1);
        there.commit().await.unwrap();
    }

    async fn a_dropped_transaction_leaves_nothing(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let seq = tx.change_seq();
        row::insert(&tx, a_problem(1)).await.unwrap();
        drop(tx);
        let tx = write(&db).await;
        assert_eq!(tx.change_seq(), seq);
        assert_eq!(problem::find(&tx, &office(Capability::ProblemRead), a_problem(1).id).await.unwrap(), None);
    }

    async fn the_second_of_two_changes_of_one_version_is_stale(db: TestDb) {
        city(&db).await;
        let row = raise(&db, vec![a_problem(1)]).await.remove(0);
        assert_eq!(row.version, 1);

        let tx = write(&db).await;
        let mut first = row.clone();
        first.title = "第一次修改".into();
        first.updated_at = at(5, 13);
        let first = row::update(&tx, first).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(first.version, 2);

        let tx = write(&db).await;
        let mut second = row;
        second.title = "第二次修改".into();
        let refused = row::update(&tx, second).await;
        assert!(matches!(refused, Err(StoreError::Stale { table: "problem" })), "{refused:?}");
        tx.rollback().await.unwrap();

        let stored = problem::find(db.read(), &office(Capability::ProblemRead), first.id).await.unwrap();
        assert_eq!(stored, Some(first));
    }

    async fn a_row_of_another_jurisdiction_cannot_be_updated(db: TestDb) {
        city(&db).await;
        let row = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = db.write(OTHER_CITY).await.unwrap();
        assert!(matches!(row::update(&tx, row).await, Err(StoreError::Stale { .. })));
    }

    async fn an_update_keeps_who_created_the_row_and_when(db: TestDb) {
        city(&db).await;
        let mut row = raise(&db, vec![a_problem(1)]).await.remove(0);
        let tx = write(&db).await;
        row.created_at = at(12, 31);
        row.created_by = Some(Uuid::from_u128(9));
        row::update(&tx, row.clone()).await.unwrap();
        let stored = problem::find(&tx, &office(Capability::ProblemRead), row.id).await.unwrap().unwrap();
        assert_eq!((stored.created_at, stored.created_by), (at(5, 12), None));
    }

    async fn unique_indexes_are_named_alike_on_both_engines(db: TestDb) {
        city(&db).await;
        raise(&db, vec![a_problem(1)]).await;
        let tx = write(&db).await;
        let mut twin = a_problem(2);
        twin.code = a_problem(1).code;
        let refused = row::insert(&tx, twin).await.unwrap_err();
        assert!(refused.is_unique("uq_problem_code"), "{refused:?}");
        tx.rollback().await.unwrap();

        let tx = write(&db).await;
        let mut twin = a_problem(1);
        twin.code = a_problem(2).code;
        let refused = row::insert(&tx, twin).await.unwrap_err();
        assert!(refused.is_unique("problem_pkey"), "{refused:?}");
    }

    async fn checks_and_foreign_keys_refuse(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let mut homeless = a_problem(1);
        homeless.org_id = Uuid::from_u128(77);
        let refused = row::insert(&tx, homeless).await.unwrap_err();
        assert!(matches!(refused, StoreError::Constraint(_)), "{refused:?}");
        tx.rollback().await.unwrap();

        let tx = write(&db).await;
        let mut unnumbered = a_problem(1);
        unnumbered.state = remit_store::Text(remit_shared::problem::ProblemState::Closed);
        let refused = row::insert(&tx, unnumbered).await.unwrap_err();
        assert!(matches!(refused, StoreError::Constraint(_)), "{refused:?}");
    }

    async fn more_rows_than_one_statement_can_bind_are_written(db: TestDb) {
        city(&db).await;
        let rows = raise(&db, (0..2_000).map(a_problem).collect()).await;
        assert_eq!(rows.len(), 2_000);
        let stored = remit_store::entity::problem::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(stored.len(), 2_000);
        assert!(stored.iter().all(|row| row.change_seq == rows[0].change_seq));
    }

    async fn statements_are_counted(db: TestDb) {
        let before = db.statements();
        db.read().execute_unprepared("SELECT 1").await.unwrap();
        problem::find(db.read(), &office(Capability::ProblemRead), Uuid::nil()).await.unwrap();
        assert_eq!(db.statements(), before + 1, "unprepared statements are not counted, the find is");
    }
}

#[tokio::test]
async fn the_reading_pool_of_sqlite_cannot_write() {
    let db = remit_store::testing::fresh(remit_store::Engine::Sqlite)
        .await
        .unwrap();
    let refused = db
        .read()
        .execute_unprepared("DELETE FROM work_day")
        .await
        .map_err(StoreError::from);
    assert!(matches!(refused, Err(StoreError::Away(_))), "{refused:?}");
}
