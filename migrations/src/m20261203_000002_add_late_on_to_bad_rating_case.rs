//! Bad-rating cases: the first day on which one was late, so that a cut-off can be asked about it (§5.7).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::date_null;

use crate::step::run;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter()
            .table("bad_rating_case")
            .add_column(date_null("late_on"))
            .take();
        manager.alter_table(alter).await?;
        // Of those that were late before the day was kept, the day they were opened is known for sure.
        run(
            manager,
            "UPDATE bad_rating_case SET late_on = opened_on WHERE was_overdue",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter()
            .table("bad_rating_case")
            .drop_column("late_on")
            .take();
        manager.alter_table(alter).await
    }
}
