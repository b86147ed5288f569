//! Negative records (C21) with their histories.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, table, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(violation()).await?;
        manager.create_table(violation_event()).await?;
        let (j, org) = ("jurisdiction_id", "org_id");
        unique(manager, "violation", &[j, "code"]).await?;
        unique_where(manager, "violation", &[j, org, "kind", "doc_no"], "state <> 'REVOKED'").await?;
        unique_where(
            manager,
            "violation",
            &[j, "created_by", "client_id"],
            "client_id IS NOT NULL",
        )
        .await?;
        index(manager, "violation", &[j, "year", org]).await?;
        index(manager, "violation", &[j, "state"]).await?;
        unique(manager, "violation_event", &[j, "violation_id", "seq"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["violation_event", "violation"]).await
    }
}

fn violation() -> TableCreateStatement {
    let mut table = entity(
        "violation",
        vec![
            text("code"),
            integer("year"),
            uuid("org_id"),
            text("kind"),
            text("title"),
            text("facts"),
            text("doc_no"),
            date("issued_on"),
            text("state"),
            date_null("due_on"),
            uuid("recorded_by"),
            uuid_null("confirmed_by"),
            boolean("contested"),
            uuid_null("decided_by"),
            uuid_null("client_id"),
        ],
        &[
            ("org_id", "org"),
            ("recorded_by", "person"),
            ("confirmed_by", "person"),
            ("decided_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_violation_second",
        "confirmed_by IS NULL OR confirmed_by <> recorded_by",
    );
    check(
        &mut table,
        "ck_violation_third",
        "decided_by IS NULL OR (decided_by <> recorded_by AND decided_by <> confirmed_by)",
    );
    check(
        &mut table,
        "ck_violation_confirmed",
        "(state = 'RECORDED') = (confirmed_by IS NULL)",
    );
    table
}

fn violation_event() -> TableCreateStatement {
    table(
        "violation_event",
        vec![
            uuid("violation_id"),
            integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text_null("from_state"),
            text("to_state"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            text_null("remark"),
        ],
        &[("violation_id", "violation")],
    )
}
