//! The library of regulations.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date_null, text, text_null, timestamp_with_time_zone_null, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(regulation()).await?;
        unique(manager, "regulation", &["jurisdiction_id", "doc_no"]).await?;
        index(manager, "regulation", &["jurisdiction_id", "state", "kind"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["regulation"]).await
    }
}

fn regulation() -> TableCreateStatement {
    let mut table = entity(
        "regulation",
        vec![
            text("kind"),
            text("title"),
            text("summary"),
            text_null("doc_no"),
            boolean("trial"),
            date_null("issued_on"),
            uuid_null("supersedes_id"),
            text("state"),
            timestamp_with_time_zone_null("published_at"),
            uuid_null("published_by"),
            date_null("repealed_on"),
            text_null("repeal_reason"),
        ],
        &[("supersedes_id", "regulation"), ("published_by", "person")],
    );
    check(
        &mut table,
        "ck_regulation_published",
        "state = 'DRAFT' OR (doc_no IS NOT NULL AND issued_on IS NOT NULL AND published_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_regulation_repealed",
        "(state = 'REPEALED') = (repealed_on IS NOT NULL)",
    );
    table
}
