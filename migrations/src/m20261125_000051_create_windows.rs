//! Service windows and the receipts of what was handled there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer, text, timestamp_with_time_zone, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(window_point()).await?;
        unique(manager, "window_point", &["jurisdiction_id", "org_id", "no"]).await?;
        manager.create_table(service_receipt()).await?;
        unique(
            manager,
            "service_receipt",
            &["jurisdiction_id", "org_id", "receipt_no"],
        )
        .await?;
        unique(manager, "service_receipt", &["jurisdiction_id", "client_id"]).await?;
        index(
            manager,
            "service_receipt",
            &["jurisdiction_id", "window_id", "finished_at"],
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["service_receipt", "window_point"]).await
    }
}

fn window_point() -> TableCreateStatement {
    let mut table = entity(
        "window_point",
        vec![
            uuid("org_id"),
            text("hall"),
            text("no"),
            text("name"),
            text("opening_hours"),
            text("hotline"),
            integer("qr_key_version"),
            boolean("active"),
        ],
        &[("org_id", "org")],
    );
    check(&mut table, "ck_window_point_key", "qr_key_version >= 1");
    table
}

fn service_receipt() -> TableCreateStatement {
    entity(
        "service_receipt",
        vec![
            text("receipt_no"),
            uuid("org_id"),
            uuid_null("window_id"),
            text("matter_code"),
            timestamp_with_time_zone("finished_at"),
            text("channel"),
            uuid("client_id"),
        ],
        &[("org_id", "org"), ("window_id", "window_point")],
    )
}
