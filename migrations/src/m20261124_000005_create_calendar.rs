//! The work calendar and the tree of the regime.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, integer, text, text_null};

use crate::step::{drop_tables, entity, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(work_day()).await?;
        manager.create_table(regime_node()).await?;
        unique(manager, "work_day", &["jurisdiction_id", "date"]).await?;
        unique(manager, "regime_node", &["jurisdiction_id", "code"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["regime_node", "work_day"]).await
    }
}

fn work_day() -> TableCreateStatement {
    entity(
        "work_day",
        vec![date("date"), boolean("is_working"), text("note")],
        &[],
    )
}

fn regime_node() -> TableCreateStatement {
    entity(
        "regime_node",
        vec![
            text("code"),
            text_null("parent_code"),
            text("name_zh"),
            text("name_en"),
            integer("sort"),
        ],
        &[],
    )
}
