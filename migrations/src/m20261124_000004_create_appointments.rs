//! Appointments of experts and information officers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, text, uuid};

use crate::step::{check, drop_tables, entity, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(appointment()).await?;
        index(manager, "appointment", &["jurisdiction_id", "person_id", "kind"]).await?;
        index(manager, "appointment", &["jurisdiction_id", "kind", "letter_no"]).await?;
        index(manager, "appointment", &["jurisdiction_id", "source_org_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["appointment"]).await
    }
}

fn appointment() -> TableCreateStatement {
    let mut table = entity(
        "appointment",
        vec![
            uuid("person_id"),
            text("kind"),
            uuid("source_org_id"),
            text("source_kind"),
            text("field"),
            date("term_from"),
            date("term_to"),
            text("letter_no"),
            text("state"),
        ],
        &[("person_id", "person"), ("source_org_id", "org")],
    );
    check(&mut table, "ck_appointment_term", "term_to >= term_from");
    table
}
