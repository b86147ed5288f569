//! The step that closed a problem out keeps the number it gave (§3.3): a problem closed at once, reopened and closed
//! again has had two, and the first would be on no row.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

use crate::step::{run, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter()
            .table("problem_event")
            .add_column(text_null("close_no"))
            .take();
        manager.alter_table(add).await?;
        // What is known of the past: the number that the problem carries, on the last step that closed it.
        run(
            manager,
            "UPDATE problem_event SET close_no = (SELECT close_no FROM problem WHERE problem.id = problem_id) \
             WHERE seq = (SELECT MAX(seq) FROM problem_event last \
             WHERE last.problem_id = problem_event.problem_id AND last.to_state = 'CLOSED')",
        )
        .await?;
        unique(manager, "problem_event", &["jurisdiction_id", "close_no"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "DROP INDEX uq_problem_event_close_no").await?;
        let drop = Table::alter().table("problem_event").drop_column("close_no").take();
        manager.alter_table(drop).await
    }
}
