//! Appeals: the record that an accepted one corrects, and to what (§3.10).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

/// Columns added to `appeal`.
fn added() -> Vec<ColumnDef> {
    vec![text_null("corrected_ref"), text_null("corrected_to")]
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in added() {
            let alter = Table::alter().table("appeal").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in added() {
            let name = column.get_column_name();
            let alter = Table::alter().table("appeal").drop_column(name).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
