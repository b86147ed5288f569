//! The audit chain, and the guard that keeps it append-only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null};

use crate::step::{bare, check, drop_tables, index, is_sqlite, run, unique};

/// The guard on SQLite. Only somebody who may change the schema can lift it (`DROP TRIGGER`), as the test does
/// that alters a record to see the broken chain found.
const SQLITE_GUARD: &str = "
CREATE TRIGGER audit_record_refuse_update BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are append-only'); END;
CREATE TRIGGER audit_record_refuse_delete BEFORE DELETE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are append-only'); END;
";

/// The guard on PostgreSQL. The test lifts it with `ALTER TABLE audit_record DISABLE TRIGGER USER`, which only the
/// owner of the table may; an installation gives the server another role than the one that migrates.
const POSTGRES_GUARD: &str = "
CREATE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit records are append-only' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER audit_record_refuse_update BEFORE UPDATE OR DELETE ON audit_record
FOR EACH ROW EXECUTE FUNCTION audit_record_refuse();
CREATE TRIGGER audit_record_refuse_truncate BEFORE TRUNCATE ON audit_record
FOR EACH STATEMENT EXECUTE FUNCTION audit_record_refuse();
";

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(audit_record()).await?;
        unique(manager, "audit_record", &["jurisdiction_id", "id"]).await?;
        index(manager, "audit_record", &["jurisdiction_id", "at"]).await?;
        index(manager, "audit_record", &["jurisdiction_id", "subject_id"]).await?;
        run(
            manager,
            if is_sqlite(manager) {
                SQLITE_GUARD
            } else {
                POSTGRES_GUARD
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["audit_record"]).await?;
        if !is_sqlite(manager) {
            run(manager, "DROP FUNCTION audit_record_refuse()").await?;
        }
        Ok(())
    }
}

fn audit_record() -> TableCreateStatement {
    let mut table = bare(
        "audit_record",
        vec![
            big_integer("seq"),
            uuid("jurisdiction_id"),
            uuid("id"),
            timestamp_with_time_zone("at"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            text_null("address"),
            text("trace"),
            text("action"),
            text_null("subject_kind"),
            uuid_null("subject_id"),
            text("subject_label"),
            text("outcome"),
            text_null("detail"),
            text_null("before_hash"),
            text_null("after_hash"),
            text("prev_hash"),
            text("hash"),
        ],
    );
    table.primary_key(
        Index::create()
            .name("audit_record_pkey")
            .col("jurisdiction_id")
            .col("seq"),
    );
    check(&mut table, "ck_audit_record_seq", "seq >= 1");
    table
}
