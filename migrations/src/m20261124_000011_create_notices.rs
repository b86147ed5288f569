//! The inbox and the outbox.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    uuid_null,
};

use crate::step::{drop_tables, entity, index, run, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(notification()).await?;
        manager.create_table(outbox()).await?;
        index(
            manager,
            "notification",
            &["jurisdiction_id", "account_id", "created_at"],
        )
        .await?;
        run(
            manager,
            "CREATE INDEX ix_notification_unread ON notification (jurisdiction_id, account_id) WHERE read_at IS NULL",
        )
        .await?;
        index(manager, "outbox", &["jurisdiction_id", "seq", "id"]).await?;
        run(
            manager,
            "CREATE INDEX ix_outbox_undispatched ON outbox (jurisdiction_id, seq) WHERE dispatched_at IS NULL",
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["outbox", "notification"]).await
    }
}

fn notification() -> TableCreateStatement {
    entity(
        "notification",
        vec![
            uuid("account_id"),
            text("kind"),
            text_null("subject_kind"),
            uuid_null("subject_id"),
            text_null("subject_code"),
            text("title"),
            date_null("due_on"),
            timestamp_with_time_zone_null("read_at"),
        ],
        &[("account_id", "account")],
    )
}

fn outbox() -> TableCreateStatement {
    table(
        "outbox",
        vec![
            big_integer("seq"),
            text("kind"),
            uuid_null("subject_id"),
            uuid_null("account_id"),
            text("payload"),
            timestamp_with_time_zone("at"),
            timestamp_with_time_zone_null("dispatched_at"),
        ],
        &[("account_id", "account")],
    )
}
