//! The ledgers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, text, text_null, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(ledger_entry()).await?;
        unique(manager, "ledger_entry", &["jurisdiction_id", "close_no"]).await?;
        // A problem stands in the ledger once at a time; a reopened one gets a new entry.
        unique_where(
            manager,
            "ledger_entry",
            &["jurisdiction_id", "problem_id"],
            "state = 'OPEN'",
        )
        .await?;
        index(manager, "ledger_entry", &["jurisdiction_id", "problem_id"]).await?;
        index(
            manager,
            "ledger_entry",
            &["jurisdiction_id", "state", "opened_on"],
        )
        .await?;
        index(manager, "ledger_entry", &["jurisdiction_id", "opened_on", "id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["ledger_entry"]).await
    }
}

fn ledger_entry() -> TableCreateStatement {
    let mut table = entity(
        "ledger_entry",
        vec![
            text("ledger"),
            uuid_null("point_id"),
            uuid_null("problem_id"),
            date("opened_on"),
            date("due_on"),
            text("state"),
            text_null("close_no"),
            uuid_null("closed_by"),
            date_null("closed_on"),
            text_null("explanation"),
            uuid_null("explained_by"),
        ],
        &[
            ("problem_id", "problem"),
            ("closed_by", "person"),
            ("explained_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_ledger_entry_subject",
        "(point_id IS NULL) <> (problem_id IS NULL)",
    );
    check(
        &mut table,
        "ck_ledger_entry_closed",
        "(state = 'CLOSED') = (close_no IS NOT NULL) AND (close_no IS NULL) = (closed_on IS NULL)",
    );
    check(
        &mut table,
        "ck_ledger_entry_explained",
        "(explanation IS NULL) = (explained_by IS NULL)",
    );
    table
}
