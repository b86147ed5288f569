//! Cases of bad ratings and their histories.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, boolean_null, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
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
        manager.create_table(bad_rating_case()).await?;
        unique(manager, "bad_rating_case", &["jurisdiction_id", "rating_id"]).await?;
        index(
            manager,
            "bad_rating_case",
            &["jurisdiction_id", "state", "due_on"],
        )
        .await?;
        index(
            manager,
            "bad_rating_case",
            &["jurisdiction_id", "org_id", "opened_on"],
        )
        .await?;
        index(
            manager,
            "bad_rating_case",
            &["jurisdiction_id", "window_id", "opened_on"],
        )
        .await?;
        manager.create_table(bad_rating_event()).await?;
        unique(
            manager,
            "bad_rating_event",
            &["jurisdiction_id", "case_id", "seq"],
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["bad_rating_event", "bad_rating_case"]).await
    }
}

fn bad_rating_case() -> TableCreateStatement {
    let mut table = entity(
        "bad_rating_case",
        vec![
            uuid("rating_id"),
            uuid("org_id"),
            uuid_null("window_id"),
            text("state"),
            date("opened_on"),
            date_null("due_on"),
            text("alert"),
            boolean("was_overdue"),
            boolean("contactable"),
            uuid_null("handler_id"),
            boolean("complex"),
            text_null("verified"),
            text_null("explanation"),
            text_null("measures"),
            text_null("reply"),
            text_null("appeal_ground"),
            text_null("appeal_text"),
            uuid_null("first_ruling_by"),
            boolean_null("first_ruling"),
            text_null("revisit_result"),
            boolean("sent_back"),
            uuid_null("problem_id"),
            timestamp_with_time_zone_null("closed_at"),
        ],
        &[
            ("rating_id", "public_rating"),
            ("org_id", "org"),
            ("window_id", "window_point"),
            ("handler_id", "person"),
            ("first_ruling_by", "person"),
            ("problem_id", "problem"),
        ],
    );
    check(
        &mut table,
        "ck_bad_rating_case_closed",
        "(state IN ('CLOSED', 'EXCLUDED')) = (closed_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_bad_rating_case_appeal",
        "(appeal_ground IS NULL) = (appeal_text IS NULL)",
    );
    table
}

fn bad_rating_event() -> TableCreateStatement {
    table(
        "bad_rating_event",
        vec![
            uuid("case_id"),
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
        &[("case_id", "bad_rating_case")],
    )
}
