//! Machine clients of partners, and the assertions they have used up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

use crate::step::{bare, check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(api_client()).await?;
        unique(manager, "api_client", &["jurisdiction_id", "name"]).await?;
        manager.create_table(api_assertion()).await?;
        index(manager, "api_assertion", &["jurisdiction_id", "expires_at"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["api_assertion", "api_client"]).await
    }
}

fn api_client() -> TableCreateStatement {
    let mut table = entity(
        "api_client",
        vec![
            text("name"),
            uuid("org_id"),
            uuid("owner_id"),
            text("scopes"),
            text("networks"),
            text("public_key"),
            text("state"),
            text("document_no"),
            timestamp_with_time_zone_null("last_token_at"),
            timestamp_with_time_zone_null("revoked_at"),
            text_null("revoked_reason"),
        ],
        &[("org_id", "org"), ("owner_id", "person")],
    );
    check(
        &mut table,
        "ck_api_client_revoked",
        "(state = 'REVOKED') = (revoked_at IS NOT NULL)",
    );
    table
}

fn api_assertion() -> TableCreateStatement {
    let mut table = bare(
        "api_assertion",
        vec![
            uuid("jurisdiction_id"),
            uuid("client_id"),
            text("jti"),
            timestamp_with_time_zone("expires_at"),
        ],
    );
    table.primary_key(
        Index::create()
            .name("api_assertion_pkey")
            .col("jurisdiction_id")
            .col("client_id")
            .col("jti"),
    );
    table
}
