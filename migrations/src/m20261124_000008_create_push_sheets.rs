//! Push sheets.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text, text_null, timestamp_with_time_zone_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(push_sheet()).await?;
        unique(manager, "push_sheet", &["jurisdiction_id", "no"]).await?;
        unique(
            manager,
            "push_sheet",
            &["jurisdiction_id", "created_by", "client_id"],
        )
        .await?;
        index(manager, "push_sheet", &["jurisdiction_id", "created_at", "id"]).await?;
        index(manager, "push_sheet", &["jurisdiction_id", "org_id"]).await?;
        index(manager, "push_sheet", &["jurisdiction_id", "state"]).await?;
        index(manager, "push_sheet", &["jurisdiction_id", "author_id"]).await?;
        index(manager, "push_sheet", &["jurisdiction_id", "problem_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["push_sheet"]).await
    }
}

fn push_sheet() -> TableCreateStatement {
    let mut table = entity(
        "push_sheet",
        vec![
            text_null("no"),
            text("direction"),
            uuid_null("from_section_id"),
            uuid("org_id"),
            text("matter"),
            text("basis"),
            text("urgency"),
            text("suggested_action"),
            text("state"),
            uuid_null("client_id"),
            uuid("author_id"),
            timestamp_with_time_zone_null("pushed_at"),
            uuid_null("pushed_by"),
            timestamp_with_time_zone_null("received_at"),
            uuid_null("received_by"),
            date_null("due_on"),
            timestamp_with_time_zone_null("decided_at"),
            text_null("filed_reason"),
            uuid_null("problem_id"),
        ],
        &[
            ("from_section_id", "org_section"),
            ("org_id", "org"),
            ("author_id", "person"),
            ("pushed_by", "person"),
            ("received_by", "person"),
            ("problem_id", "problem"),
        ],
    );
    check(
        &mut table,
        "ck_push_sheet_pushed",
        "state = 'DRAFT' OR (no IS NOT NULL AND pushed_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_push_sheet_draft",
        "state <> 'DRAFT' OR no IS NULL",
    );
    check(
        &mut table,
        "ck_push_sheet_filed",
        "state <> 'FILED' OR filed_reason IS NOT NULL",
    );
    check(
        &mut table,
        "ck_push_sheet_converted",
        "state NOT IN ('CONVERTED', 'DONE') OR problem_id IS NOT NULL",
    );
    table
}
