//! Pairs of characters by which precedents are found, alike on both engines (K11).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid};

use crate::step::{bare, drop_tables};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = bare(
            "precedent_term",
            vec![uuid("jurisdiction_id"), text("term"), text("field"), uuid("case_id")],
        );
        table
            .primary_key(
                Index::create()
                    .col("jurisdiction_id")
                    .col("term")
                    .col("field")
                    .col("case_id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .name("fk_precedent_term_case_id")
                    .from("precedent_term", "case_id")
                    .to("coordination_case", "id"),
            );
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["precedent_term"]).await
    }
}
