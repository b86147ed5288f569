//! Accounts, earlier passwords, hats and sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{bare, check, drop_tables, entity, index, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(account()).await?;
        let mut history = bare(
            "password_history",
            vec![
                uuid("id").primary_key().take(),
                uuid("account_id"),
                text("password_hash"),
                timestamp_with_time_zone("set_at"),
            ],
        );
        history.foreign_key(
            ForeignKey::create()
                .name("fk_password_history_account_id")
                .from("password_history", "account_id")
                .to("account", "id"),
        );
        manager.create_table(history).await?;
        manager.create_table(role_grant()).await?;
        manager.create_table(session()).await?;
        unique(manager, "account", &["jurisdiction_id", "login"]).await?;
        index(manager, "account", &["jurisdiction_id", "person_id"]).await?;
        index(manager, "password_history", &["account_id", "set_at"]).await?;
        index(manager, "role_grant", &["jurisdiction_id", "account_id"]).await?;
        index(manager, "role_grant", &["jurisdiction_id", "role", "org_id"]).await?;
        unique(manager, "session", &["jurisdiction_id", "refresh_hash"]).await?;
        index(manager, "session", &["jurisdiction_id", "previous_hash"]).await?;
        index(
            manager,
            "session",
            &["jurisdiction_id", "account_id", "revoked_at"],
        )
        .await?;
        index(manager, "session", &["jurisdiction_id", "grant_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["session", "role_grant", "password_history", "account"]).await
    }
}

fn account() -> TableCreateStatement {
    let mut table = entity(
        "account",
        vec![
            uuid("person_id"),
            text("login"),
            text("state"),
            text("password_hash"),
            text_null("totp_enc"),
            text_null("totp_pending_enc"),
            integer("failed_count"),
            timestamp_with_time_zone_null("first_failed_at"),
            timestamp_with_time_zone_null("locked_until"),
            timestamp_with_time_zone("password_changed_at"),
            boolean("must_change"),
            timestamp_with_time_zone_null("last_login_at"),
        ],
        &[("person_id", "person")],
    );
    check(&mut table, "ck_account_failed_count", "failed_count >= 0");
    table
}

fn role_grant() -> TableCreateStatement {
    let mut table = entity(
        "role_grant",
        vec![
            uuid("account_id"),
            text("role"),
            uuid_null("org_id"),
            uuid_null("section_id"),
            date("valid_from"),
            date_null("valid_to"),
            text("state"),
            uuid_null("granted_by"),
            uuid_null("confirmed_by"),
            text_null("document_no"),
        ],
        &[
            ("account_id", "account"),
            ("org_id", "org"),
            ("section_id", "org_section"),
            ("granted_by", "account"),
            ("confirmed_by", "account"),
        ],
    );
    check(
        &mut table,
        "ck_role_grant_valid_to",
        "valid_to IS NULL OR valid_to >= valid_from",
    );
    check(
        &mut table,
        "ck_role_grant_confirmed_by",
        "confirmed_by IS NULL OR granted_by IS NULL OR confirmed_by <> granted_by",
    );
    table
}

fn session() -> TableCreateStatement {
    let mut table = table(
        "session",
        vec![
            uuid("account_id"),
            uuid("grant_id"),
            text("refresh_hash"),
            text_null("previous_hash"),
            timestamp_with_time_zone_null("rotated_at"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("last_seen_at"),
            timestamp_with_time_zone("expires_at"),
            timestamp_with_time_zone_null("revoked_at"),
            text_null("revoked_why"),
            text_null("address"),
            text_null("user_agent"),
        ],
        &[("account_id", "account"), ("grant_id", "role_grant")],
    );
    check(&mut table, "ck_session_expires_at", "expires_at >= created_at");
    table
}
