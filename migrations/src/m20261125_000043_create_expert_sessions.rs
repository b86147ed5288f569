//! Expert sessions, their experts, and the blind reviews (K14).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean_null, date, text, text_null, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(expert_session()).await?;
        unique(manager, "expert_session", &["jurisdiction_id", "client_id"]).await?;
        index(manager, "expert_session", &["jurisdiction_id", "held_on", "id"]).await?;
        manager.create_table(session_member()).await?;
        unique(manager, "session_member", &["jurisdiction_id", "session_id", "person_id"]).await?;
        index(manager, "session_member", &["jurisdiction_id", "person_id"]).await?;
        manager.create_table(expert_review()).await?;
        unique(
            manager,
            "expert_review",
            &["jurisdiction_id", "session_id", "person_id", "org_id"],
        )
        .await?;
        index(manager, "expert_review", &["jurisdiction_id", "person_id", "state"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["expert_review", "session_member", "expert_session"]).await
    }
}

fn expert_session() -> TableCreateStatement {
    let mut table = entity(
        "expert_session",
        vec![
            text("kind"),
            text("subject"),
            text("title"),
            text("materials"),
            text("place"),
            date("held_on"),
            text("state"),
            text_null("minutes"),
            text_null("cancel_reason"),
            uuid_null("client_id"),
        ],
        &[],
    );
    check(
        &mut table,
        "ck_expert_session_held",
        "state NOT IN ('HELD', 'CLOSED') OR minutes IS NOT NULL",
    );
    check(
        &mut table,
        "ck_expert_session_cancelled",
        "state <> 'CANCELLED' OR cancel_reason IS NOT NULL",
    );
    table
}

fn session_member() -> TableCreateStatement {
    entity(
        "session_member",
        vec![uuid("session_id"), uuid("person_id"), boolean_null("attended")],
        &[("session_id", "expert_session"), ("person_id", "person")],
    )
}

fn expert_review() -> TableCreateStatement {
    let mut table = entity(
        "expert_review",
        vec![
            uuid("session_id"),
            uuid("person_id"),
            uuid_null("org_id"),
            text("state"),
            text_null("grade"),
            text("opinion"),
            timestamp_with_time_zone_null("submitted_at"),
        ],
        &[
            ("session_id", "expert_session"),
            ("person_id", "person"),
            ("org_id", "org"),
        ],
    );
    check(
        &mut table,
        "ck_expert_review_submitted",
        "(state = 'SUBMITTED') = (submitted_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_expert_review_recused",
        "state <> 'RECUSED' OR grade IS NULL",
    );
    table
}
