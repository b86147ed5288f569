//! Contacts of raters are few among many ratings; the job that erases them reads these alone (F4).

use sea_orm_migration::prelude::*;

use crate::step::run;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            "CREATE INDEX ix_public_rating_contact ON public_rating (jurisdiction_id, rated_at) \
             WHERE contact_enc IS NOT NULL",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "DROP INDEX ix_public_rating_contact").await
    }
}
