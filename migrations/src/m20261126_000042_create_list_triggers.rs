//! Occasions on which a unit has to revise its lists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, integer, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(trigger()).await?;
        let (j, name) = ("jurisdiction_id", "list_trigger");
        index(manager, name, &[j, "org_id", "due_on"]).await?;
        index(manager, name, &[j, "state", "due_on"]).await?;
        index(manager, name, &[j, "adjustment_id"]).await?;
        unique(manager, name, &[j, "created_by", "client_id"]).await?;
        unique_where(
            manager,
            name,
            &[j, "org_id", "source_kind", "source_id"],
            "source_id IS NOT NULL AND state <> 'VOIDED'",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["list_trigger"]).await
    }
}

fn trigger() -> TableCreateStatement {
    let mut table = entity(
        "list_trigger",
        vec![
            uuid("org_id"),
            text("cause"),
            text("title"),
            text("basis"),
            date("occurred_on"),
            date("due_on"),
            integer("due_wd"),
            text("state"),
            date_null("submitted_on"),
            uuid_null("submitted_by"),
            text_null("note"),
            integer("returned_count"),
            text_null("office_reason"),
            uuid_null("adjustment_id"),
            text_null("source_kind"),
            uuid_null("source_id"),
            date_null("reminded_on"),
            uuid_null("client_id"),
        ],
        &[
            ("org_id", "org"),
            ("submitted_by", "person"),
            ("adjustment_id", "duty_adjustment"),
        ],
    );
    for (name, rule) in [
        ("ck_list_trigger_title", "length(title) BETWEEN 1 AND 120"),
        ("ck_list_trigger_due", "due_on > occurred_on AND due_wd >= 1"),
        (
            "ck_list_trigger_submitted",
            "state <> 'SUBMITTED' OR (submitted_on IS NOT NULL AND submitted_by IS NOT NULL AND note IS NOT NULL)",
        ),
        ("ck_list_trigger_open", "state <> 'OPEN' OR submitted_on IS NULL"),
        ("ck_list_trigger_source", "(source_id IS NULL) = (source_kind IS NULL)"),
        ("ck_list_trigger_returned", "returned_count >= 0"),
        ("ck_list_trigger_voided", "state <> 'VOIDED' OR office_reason IS NOT NULL"),
    ] {
        check(&mut table, name, rule);
    }
    table
}
