//! Jurisdictions and their counters.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, char_len, text, uuid, uuid_null};

use crate::step::{bare, drop_tables, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut jurisdiction = bare(
            "jurisdiction",
            vec![
                uuid("id").primary_key().take(),
                char_len("code", 6),
                text("name"),
                text("level"),
                uuid_null("parent_id"),
            ],
        );
        jurisdiction.foreign_key(
            ForeignKey::create()
                .name("fk_jurisdiction_parent_id")
                .from("jurisdiction", "parent_id")
                .to("jurisdiction", "id"),
        );
        manager.create_table(jurisdiction).await?;
        unique(manager, "jurisdiction", &["code"]).await?;
        // No foreign key: the transaction that founds a jurisdiction takes its write ticket first.
        let mut counter = bare(
            "counter",
            vec![uuid("jurisdiction_id"), text("name"), big_integer("value")],
        );
        counter.primary_key(
            Index::create()
                .name("counter_pkey")
                .col("jurisdiction_id")
                .col("name"),
        );
        manager.create_table(counter).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["counter", "jurisdiction"]).await
    }
}
