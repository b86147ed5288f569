//! Suggestions and their screening (§3.5, K15).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(suggestion()).await?;
        unique(manager, "suggestion", &["jurisdiction_id", "no"]).await?;
        unique(manager, "suggestion", &["jurisdiction_id", "author_id", "client_id"]).await?;
        index(manager, "suggestion", &["jurisdiction_id", "state", "due_on"]).await?;
        index(manager, "suggestion", &["jurisdiction_id", "submitted_on", "no"]).await?;
        index(manager, "suggestion", &["jurisdiction_id", "person_id"]).await?;
        index(manager, "suggestion", &["jurisdiction_id", "about_org_id"]).await?;
        index(manager, "suggestion", &["jurisdiction_id", "linked_id"]).await?;
        manager.create_table(screening()).await?;
        index(manager, "screening", &["jurisdiction_id", "suggestion_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["screening", "suggestion"]).await
    }
}

fn suggestion() -> TableCreateStatement {
    let mut table = entity(
        "suggestion",
        vec![
            text("no"),
            uuid("author_id"),
            uuid("person_id"),
            uuid_null("about_org_id"),
            boolean("own_unit"),
            boolean("two_persons"),
            text("text"),
            uuid("client_id"),
            text("state"),
            date_null("due_on"),
            date("submitted_on"),
            uuid_null("taken_by"),
            text_null("proposed_verdict"),
            uuid_null("proposed_by"),
            uuid_null("judged_by"),
            date_null("judged_on"),
            text_null("invalid_reason"),
            uuid_null("duplicate_of"),
            text_null("valid_reason"),
            boolean("second_look"),
            text_null("second_look_reason"),
            text_null("text_for_unit"),
            text_null("linked"),
            uuid_null("linked_id"),
            date_null("outcome_on"),
            text_null("reply"),
            date_null("replied_on"),
        ],
        &[
            ("author_id", "appointment"),
            ("person_id", "person"),
            ("about_org_id", "org"),
            ("taken_by", "person"),
            ("proposed_by", "person"),
            ("judged_by", "person"),
            ("duplicate_of", "suggestion"),
        ],
    );
    check(&mut table, "ck_suggestion_text", "length(text) BETWEEN 10 AND 4000");
    check(
        &mut table,
        "ck_suggestion_invalid",
        "state <> 'INVALID' OR (invalid_reason IS NOT NULL AND reply IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_suggestion_duplicate",
        "state <> 'DUPLICATE' OR (duplicate_of IS NOT NULL AND reply IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_suggestion_itself",
        "duplicate_of IS NULL OR duplicate_of <> id",
    );
    check(
        &mut table,
        "ck_suggestion_valid",
        "state NOT IN ('VALID', 'ADOPTED', 'REPLIED') OR valid_reason IS NOT NULL",
    );
    check(
        &mut table,
        "ck_suggestion_adopted",
        "state NOT IN ('ADOPTED', 'REPLIED') OR linked IS NOT NULL",
    );
    check(
        &mut table,
        "ck_suggestion_replied",
        "state <> 'REPLIED' OR (reply IS NOT NULL AND replied_on IS NOT NULL)",
    );
    table
}

fn screening() -> TableCreateStatement {
    table(
        "screening",
        vec![
            uuid("suggestion_id"),
            timestamp_with_time_zone("at"),
            uuid("screener_id"),
            text("screener_label"),
            text("verdict"),
            text_null("reason"),
            text("remark"),
            boolean("settles"),
        ],
        &[("suggestion_id", "suggestion"), ("screener_id", "person")],
    )
}
