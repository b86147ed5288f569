//! The append-only guard.

use remit_shared::audit::Outcome;
use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_store::audit::AuditFilter;
use remit_store::entity::audit_record;
use remit_store::testing::TestDb;
use remit_store::{Engine, Slice, Text, audit, on_both_engines};
use sea_orm::ConnectionTrait;

use crate::fixture::{CITY, OFFICER, actor, at, id, write};

fn record(seq: i64, action: &str) -> audit_record::Model {
    audit_record::Model {
        seq,
        jurisdiction_id: CITY,
        id: id(seq.unsigned_abs().into()),
        at: at(5, 12),
        actor_id: None,
        actor_label: "王科长 科员".to_owned(),
        role: Some(Text(Role::Ov)),
        address: None,
        trace: "t".to_owned(),
        action: action.to_owned(),
        subject_kind: None,
        subject_id: None,
        subject_label: String::new(),
        outcome: Text(Outcome::Done),
        detail: None,
        before_hash: None,
        after_hash: None,
        prev_hash: "0".to_owned(),
        hash: "1".to_owned(),
    }
}

async fn three(db: &TestDb) {
    let tx = write(db).await;
    audit::append(&tx, record(1, "session.sign_in")).await.unwrap();
    audit::append_all(&tx, vec![record(2, "problem.assign"), record(3, "problem.close")])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn the_database_refuses_to_change_or_delete_a_record(db: TestDb) {
        three(&db).await;
        let mut attempts = vec!["UPDATE audit_record SET action = 'x'", "DELETE FROM audit_record WHERE seq = 2"];
        if db.engine() == Engine::Postgres {
            attempts.push("TRUNCATE audit_record");
        }
        for sql in attempts {
            let refused = db.writer().execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        assert_eq!(audit::chunk(db.read(), CITY, 0, 10).await.unwrap().len(), 3);
    }

    async fn only_lifting_the_guard_lets_a_test_tamper(db: TestDb) {
        three(&db).await;
        let lift = match db.engine() {
            Engine::Sqlite => "DROP TRIGGER audit_record_refuse_update",
            Engine::Postgres => "ALTER TABLE audit_record DISABLE TRIGGER USER",
        };
        db.writer().execute_unprepared(lift).await.unwrap();
        db.writer().execute_unprepared("UPDATE audit_record SET action = 'x' WHERE seq = 2").await.unwrap();
        assert_eq!(audit::chunk(db.read(), CITY, 1, 1).await.unwrap()[0].action, "x");
    }

    async fn the_chain_can_be_continued_walked_and_searched(db: TestDb) {
        three(&db).await;
        assert_eq!(audit::last(db.read(), CITY).await.unwrap().map(|last| last.seq), Some(3));
        let first: Vec<_> = audit::chunk(db.read(), CITY, 0, 2).await.unwrap().iter().map(|row| row.seq).collect();
        assert_eq!(first, [1, 2]);

        let scope = actor(Role::Au, OFFICER, &[], None).authorise(Capability::AuditRead).unwrap();
        let filter = AuditFilter { action: Some("problem.".to_owned()), ..AuditFilter::default() };
        let page = audit::page(db.read(), &scope, &filter, Slice::first(1).counted()).await.unwrap();
        assert_eq!((page.rows[0].seq, page.total), (3, Some(2)));
        let filter = AuditFilter { text: Some("科长".to_owned()), role: Some(Role::Ov), ..AuditFilter::default() };
        assert_eq!(audit::page(db.read(), &scope, &filter, Slice::first(9)).await.unwrap().rows.len(), 3);
    }
}
