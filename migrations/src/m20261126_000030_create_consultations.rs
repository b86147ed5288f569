//! Consultations between departments and their parties (K10).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(consultation()).await?;
        unique(manager, "consultation", &["jurisdiction_id", "no"]).await?;
        unique(manager, "consultation", &["jurisdiction_id", "client_id"]).await?;
        index(manager, "consultation", &["jurisdiction_id", "state", "due_on"]).await?;
        manager.create_table(consultation_party()).await?;
        unique(manager, "consultation_party", &["jurisdiction_id", "consultation_id", "org_id"]).await?;
        index(manager, "consultation_party", &["jurisdiction_id", "org_id", "consultation_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["consultation_party", "consultation"]).await
    }
}

fn consultation() -> TableCreateStatement {
    let mut table = entity(
        "consultation",
        vec![
            text("no"),
            text("matter"),
            text("dispute"),
            text("scope_kind"),
            uuid("lead_org_id"),
            uuid("opened_by"),
            date("opened_on"),
            date("due_on"),
            text("state"),
            text("alert"),
            text_null("memo"),
            date_null("memo_on"),
            date_null("ended_on"),
            text_null("fail_reason"),
            date_null("apply_by"),
            uuid_null("client_id"),
        ],
        &[("lead_org_id", "org"), ("opened_by", "person")],
    );
    check(
        &mut table,
        "ck_consultation_agreed",
        "state <> 'AGREED' OR memo IS NOT NULL",
    );
    check(
        &mut table,
        "ck_consultation_failed",
        "state <> 'FAILED' OR (fail_reason IS NOT NULL AND apply_by IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_consultation_ended",
        "(state = 'OPEN') = (ended_on IS NULL)",
    );
    table
}

fn consultation_party() -> TableCreateStatement {
    let mut table = entity(
        "consultation_party",
        vec![
            uuid("consultation_id"),
            uuid("org_id"),
            text("role"),
            text_null("view"),
            date_null("answered_on"),
            uuid_null("signed_by"),
            date_null("signed_on"),
        ],
        &[("consultation_id", "consultation"), ("org_id", "org"), ("signed_by", "person")],
    );
    check(
        &mut table,
        "ck_consultation_party_signed",
        "(signed_by IS NULL) = (signed_on IS NULL)",
    );
    table
}
