//! Records that a document corrects after a result was frozen (§3.10).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid, uuid_null};

use crate::step::{drop_tables, entity, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(score_correction()).await?;
        index(manager, "score_correction", &["jurisdiction_id", "run_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["score_correction"]).await
    }
}

fn score_correction() -> TableCreateStatement {
    entity(
        "score_correction",
        vec![
            uuid("run_id"),
            uuid("org_id"),
            text("indicator"),
            text("corrected_ref"),
            text("corrected_to"),
            text("doc_no"),
            uuid_null("decided_by"),
        ],
        &[("run_id", "score_run"), ("org_id", "org"), ("decided_by", "person")],
    )
}
