//! The duties of units, which effectiveness points and findings refer to.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, integer, text, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(duty()).await?;
        index(manager, "duty", &["jurisdiction_id", "org_id", "sort"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["duty"]).await
    }
}

fn duty() -> TableCreateStatement {
    let mut table = entity(
        "duty",
        vec![
            uuid("org_id"),
            uuid_null("section_id"),
            text("source"),
            text("text"),
            text("basis"),
            integer("sort"),
            date("valid_from"),
            date_null("valid_to"),
        ],
        &[("org_id", "org"), ("section_id", "org_section")],
    );
    check(
        &mut table,
        "ck_duty_term",
        "valid_to IS NULL OR valid_to >= valid_from",
    );
    table
}
