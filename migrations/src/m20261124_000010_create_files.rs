//! Evidence files and their bytes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, boolean, text, text_null, uuid, uuid_null};

use crate::step::{bare, check, drop_tables, entity, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(file_object()).await?;
        let content = bare(
            "file_content",
            vec![text("sha256").primary_key().take(), blob("bytes")],
        );
        manager.create_table(content).await?;
        index(
            manager,
            "file_object",
            &["jurisdiction_id", "subject_kind", "subject_id"],
        )
        .await?;
        index(manager, "file_object", &["jurisdiction_id", "uploaded_by"]).await?;
        index(manager, "file_object", &["jurisdiction_id", "sha256"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["file_content", "file_object"]).await
    }
}

fn file_object() -> TableCreateStatement {
    let mut table = entity(
        "file_object",
        vec![
            text("sha256"),
            text("name"),
            text("mime"),
            big_integer("size"),
            text("secrecy"),
            boolean("scanned"),
            text_null("subject_kind"),
            uuid_null("subject_id"),
            uuid("uploaded_by"),
        ],
        &[("uploaded_by", "person")],
    );
    check(&mut table, "ck_file_object_size", "size >= 0");
    check(
        &mut table,
        "ck_file_object_secrecy",
        "secrecy IN ('PUBLIC', 'INTERNAL')",
    );
    check(
        &mut table,
        "ck_file_object_subject",
        "(subject_kind IS NULL) = (subject_id IS NULL)",
    );
    table
}
