//! Yearly appraisals of public institutions, and the lists they came with.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, integer_null, text, uuid};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(import_batch()).await?;
        manager.create_table(appraisal_row()).await?;
        let (j, year) = ("jurisdiction_id", "year");
        unique(manager, "import_batch", &[j, "kind", year, "file_hash"]).await?;
        unique(manager, "appraisal_row", &[j, year, "institution"]).await?;
        index(manager, "appraisal_row", &[j, year, "parent_org_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["appraisal_row", "import_batch"]).await
    }
}

fn import_batch() -> TableCreateStatement {
    entity(
        "import_batch",
        vec![
            text("kind"),
            integer("year"),
            text("file_hash"),
            text("file_name"),
            integer("rows"),
            integer("written"),
            text("rejected"),
            uuid("author_id"),
        ],
        &[("author_id", "person")],
    )
}

fn appraisal_row() -> TableCreateStatement {
    let mut table = entity(
        "appraisal_row",
        vec![
            integer("year"),
            text("institution"),
            uuid("parent_org_id"),
            text("grade"),
            integer_null("score_centi"),
            uuid("batch_id"),
        ],
        &[("parent_org_id", "org"), ("batch_id", "import_batch")],
    );
    check(
        &mut table,
        "ck_appraisal_row_score",
        "score_centi IS NULL OR score_centi BETWEEN 0 AND 10000",
    );
    table
}
