//! What hangs on problems: history, rectifications, extensions, re-verifications, escalations.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
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
        manager.create_table(problem_event()).await?;
        manager.create_table(rectification()).await?;
        manager.create_table(extension()).await?;
        manager.create_table(reverification()).await?;
        manager.create_table(escalation()).await?;
        unique(
            manager,
            "problem_event",
            &["jurisdiction_id", "problem_id", "seq"],
        )
        .await?;
        index(manager, "rectification", &["jurisdiction_id", "problem_id", "at"]).await?;
        index(manager, "extension", &["jurisdiction_id", "problem_id"]).await?;
        // One request at a time.
        unique_where(
            manager,
            "extension",
            &["jurisdiction_id", "problem_id"],
            "state = 'ASKED'",
        )
        .await?;
        index(
            manager,
            "reverification",
            &["jurisdiction_id", "problem_id", "at"],
        )
        .await?;
        unique(
            manager,
            "escalation",
            &["jurisdiction_id", "problem_id", "level", "on_date"],
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "escalation",
                "reverification",
                "extension",
                "rectification",
                "problem_event",
            ],
        )
        .await
    }
}

fn problem_event() -> TableCreateStatement {
    let mut table = table(
        "problem_event",
        vec![
            uuid("problem_id"),
            integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text_null("from_state"),
            text("to_state"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            text_null("remark"),
            date_null("due_before"),
            date_null("due_after"),
            boolean("automatic"),
        ],
        &[("problem_id", "problem"), ("actor_id", "person")],
    );
    check(&mut table, "ck_problem_event_seq", "seq >= 1");
    check(
        &mut table,
        "ck_problem_event_actor",
        "automatic = (actor_id IS NULL)",
    );
    table
}

fn rectification() -> TableCreateStatement {
    let mut table = table(
        "rectification",
        vec![
            uuid("problem_id"),
            timestamp_with_time_zone("at"),
            text("kind"),
            text("measures"),
            text("statement"),
            uuid_null("by_id"),
            text("by_label"),
        ],
        &[("problem_id", "problem"), ("by_id", "person")],
    );
    check(
        &mut table,
        "ck_rectification_kind",
        "kind IN ('PLAN', 'SUBMISSION')",
    );
    table
}

fn extension() -> TableCreateStatement {
    let mut table = entity(
        "extension",
        vec![
            uuid("problem_id"),
            integer("days"),
            text("reason"),
            text("state"),
            uuid("asked_by"),
            date("old_due"),
            date("new_due"),
            timestamp_with_time_zone_null("decided_at"),
            uuid_null("decided_by"),
            text_null("decision_reason"),
        ],
        &[
            ("problem_id", "problem"),
            ("asked_by", "person"),
            ("decided_by", "person"),
        ],
    );
    check(&mut table, "ck_extension_days", "days >= 1");
    check(&mut table, "ck_extension_new_due", "new_due > old_due");
    check(
        &mut table,
        "ck_extension_decided",
        "(state = 'ASKED') = (decided_at IS NULL)",
    );
    table
}

fn reverification() -> TableCreateStatement {
    table(
        "reverification",
        vec![
            uuid("problem_id"),
            timestamp_with_time_zone("at"),
            uuid("by_id"),
            text("by_label"),
            boolean("visited"),
            boolean("rectified"),
            text("remark"),
        ],
        &[("problem_id", "problem"), ("by_id", "person")],
    )
}

fn escalation() -> TableCreateStatement {
    table(
        "escalation",
        vec![uuid("problem_id"), text("level"), date("on_date"), text("roles")],
        &[("problem_id", "problem")],
    )
}
