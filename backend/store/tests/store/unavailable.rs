//! Databases that are locked, full or away: said in words that become a 503, and nothing half-written.

use std::time::Duration;

use remit_shared::policy::Capability;
use remit_store::testing::{TestDb, fresh};
use remit_store::{Db, Engine, StoreError, StoreOptions, on_both_engines, problem, row};
use sea_orm::{ConnectionTrait, Statement};

use crate::fixture::{CITY, city, office, problem as a_problem, write};

/// A second process on the same database that does not wait long.
async fn impatient(db: &TestDb) -> Db {
    let options = StoreOptions {
        wait: Duration::from_millis(50),
        ..StoreOptions::new(db.url())
    };
    Db::connect(&options).await.unwrap()
}

on_both_engines! {
    async fn a_ticket_that_does_not_come_is_busy(db: TestDb) {
        city(&db).await;
        let held = write(&db).await;
        let other = impatient(&db).await;
        let refused = other.write(CITY).await.map(|tx| tx.change_seq());
        assert!(matches!(refused, Err(StoreError::Busy(_))), "{refused:?}");
        assert!(refused.unwrap_err().is_temporary());
        // Readers do not wait for writers.
        assert_eq!(problem::find(other.read(), &office(Capability::ProblemRead), CITY).await.unwrap(), None);
        held.commit().await.unwrap();
        other.write(CITY).await.unwrap().commit().await.unwrap();
    }

    async fn writers_queue_instead_of_failing(db: TestDb) {
        city(&db).await;
        let held = write(&db).await;
        let waiting = {
            let db = (*db).clone();
            tokio::spawn(async move { db.write(CITY).await.map(|tx| tx.change_seq()) })
        };
        let seq = held.change_seq();
        held.commit().await.unwrap();
        assert_eq!(waiting.await.unwrap().unwrap(), seq + 1);
    }

    async fn a_closed_database_is_away(db: TestDb) {
        let other = impatient(&db).await;
        let clone = other.clone();
        other.close().await.unwrap();
        let refused = clone.ping().await;
        assert!(matches!(refused, Err(StoreError::Away(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_full_disk_is_full_and_leaves_no_half_write() {
    let db = fresh(Engine::Sqlite).await.unwrap();
    city(&db).await;
    let backend = db.writer().get_database_backend();
    let pages = db
        .writer()
        .query_one_raw(Statement::from_string(backend, "PRAGMA page_count"))
        .await
        .unwrap()
        .unwrap();
    let pages: i64 = pages.try_get_by_index(0).unwrap();
    db.writer()
        .execute_unprepared(&format!("PRAGMA max_page_count = {pages}"))
        .await
        .unwrap();

    let tx = write(&db).await;
    let refused = row::insert_all(&tx, (0..2_000).map(a_problem).collect())
        .await
        .map(drop);
    assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
    drop(tx);
    let scope = office(Capability::ProblemRead);
    assert!(problem::state_counts(db.read(), &scope).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_cannot_be_opened_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let missing = StoreOptions {
        create_if_missing: false,
        ..StoreOptions::new(format!("sqlite://{}/missing.db", folder.path().display()))
    };
    let rubbish = folder.path().join("rubbish.db");
    std::fs::write(&rubbish, "这不是数据库".repeat(1000)).unwrap();
    let rubbish = StoreOptions::new(format!("sqlite://{}", rubbish.display()));
    let nobody = StoreOptions {
        wait: Duration::from_millis(300),
        ..StoreOptions::new("postgres://remit@127.0.0.1:1/remit")
    };
    for options in [
        missing,
        rubbish,
        nobody,
        StoreOptions::new("mysql://x"),
        StoreOptions::new("sqlite::memory:"),
    ] {
        let refused = Db::connect(&options).await.map(drop);
        assert!(
            matches!(refused, Err(StoreError::Away(_))),
            "{}: {refused:?}",
            options.url
        );
    }
}
