//! Staffing proposals with what was printed on them when they were checked (§3.11).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, integer, integer_null, text, text_null, uuid, uuid_null};

use crate::step::{drop_tables, entity, index, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(staffing_proposal()).await?;
        unique(manager, "staffing_proposal", &["jurisdiction_id", "no"]).await?;
        index(manager, "staffing_proposal", &["jurisdiction_id", "year", "state"]).await?;
        index(manager, "staffing_proposal", &["jurisdiction_id", "org_id", "year"]).await?;
        unique_where(
            manager,
            "staffing_proposal",
            &["jurisdiction_id", "created_by", "client_id"],
            "client_id IS NOT NULL",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["staffing_proposal"]).await
    }
}

fn staffing_proposal() -> TableCreateStatement {
    entity(
        "staffing_proposal",
        vec![
            integer("year"),
            text("no"),
            uuid("org_id"),
            text("kind"),
            text("basis"),
            text("basis_ids"),
            text("content"),
            integer_null("quota_delta"),
            text("state"),
            uuid_null("run_id"),
            text_null("band"),
            integer_null("group_rank"),
            integer_null("group_size"),
            integer_null("group_rank_p5"),
            integer_null("group_rank_p95"),
            text_null("security"),
            text_null("check_reason"),
            text_null("lead_reason"),
            uuid("drafted_by"),
            uuid_null("checked_by"),
            date_null("checked_on"),
            uuid_null("submitted_by"),
            date_null("submitted_on"),
            uuid_null("decided_by"),
            date_null("decided_on"),
            text_null("doc_no"),
            text_null("decision"),
            date_null("due_on"),
            uuid_null("implemented_by"),
            date_null("implemented_on"),
            text_null("implementation"),
            uuid_null("reviewed_by"),
            date_null("reviewed_on"),
            text_null("review"),
            uuid_null("client_id"),
        ],
        &[
            ("org_id", "org"),
            ("run_id", "score_run"),
            ("drafted_by", "person"),
            ("checked_by", "person"),
            ("submitted_by", "person"),
            ("decided_by", "person"),
            ("implemented_by", "person"),
            ("reviewed_by", "person"),
        ],
    )
}
