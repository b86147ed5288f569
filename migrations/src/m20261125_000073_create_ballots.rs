//! Anonymous ballots: who was handed a credential, which credentials were spent, what was answered.
//!
//! The three tables are not joined by any key, and their rows have no time, no order and no author. On SQLite they
//! have no row numbers either, which would tell the order of arrival; their rows lie in the order of random keys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, integer, text, text_null, uuid, uuid_null};

use crate::step::{bare, drop_tables, index, is_sqlite, run, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &issue()).await?;
        unique(manager, "ballot_issue", &["jurisdiction_id", "code_hash"]).await?;
        unique(
            manager,
            "ballot_issue",
            &["jurisdiction_id", "campaign_id", "stratum_id", "no"],
        )
        .await?;
        create(manager, &credential()).await?;
        index(manager, "ballot_credential", &["jurisdiction_id", "campaign_id"]).await?;
        create(manager, &response()).await?;
        unique(manager, "ballot_response", &["jurisdiction_id", "campaign_id", "hash"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["ballot_response", "ballot_credential", "ballot_issue"]).await
    }
}

async fn create(manager: &SchemaManager<'_>, statement: &TableCreateStatement) -> Result<(), DbErr> {
    let mut sql = manager.get_database_backend().build(statement).sql;
    if is_sqlite(manager) {
        sql.push_str(" WITHOUT ROWID");
    }
    run(manager, &sql).await
}

fn issue() -> TableCreateStatement {
    table(
        "ballot_issue",
        vec![
            uuid("campaign_id"),
            uuid("stratum_id"),
            uuid_null("profile_id"),
            integer("no"),
            boolean("issued"),
            text_null("code_hash"),
            text_null("code_enc"),
            text_null("blinded"),
            text_null("evaluation"),
        ],
        &[
            ("campaign_id", "campaign"),
            ("stratum_id", "campaign_stratum"),
            ("profile_id", "evaluator_profile"),
        ],
    )
}

fn credential() -> TableCreateStatement {
    let mut table = bare(
        "ballot_credential",
        vec![
            text("nonce").primary_key().take(),
            uuid("jurisdiction_id"),
            uuid("campaign_id"),
            uuid("stratum_id"),
            text("output"),
        ],
    );
    refer(&mut table, "ballot_credential", "jurisdiction_id", "jurisdiction");
    refer(&mut table, "ballot_credential", "campaign_id", "campaign");
    refer(&mut table, "ballot_credential", "stratum_id", "campaign_stratum");
    table
}

fn response() -> TableCreateStatement {
    table(
        "ballot_response",
        vec![
            uuid("campaign_id"),
            uuid("stratum_id"),
            date("answered_on"),
            text("salt"),
            text("hash"),
            text("answers"),
        ],
        &[("campaign_id", "campaign"), ("stratum_id", "campaign_stratum")],
    )
}

fn refer(table: &mut TableCreateStatement, name: &'static str, column: &'static str, target: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .name(format!("fk_{name}_{column}"))
            .from(name, column)
            .to(target, "id"),
    );
}
