//! Counters of receipts, so that a scoring costs the same however many there are (K22, §5.5).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, text, uuid, uuid_null};

use crate::step::{bare, check, drop_tables, index, is_sqlite, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(receipt_rollup()).await?;
        index(manager, "receipt_rollup", &["jurisdiction_id", "org_id", "day"]).await?;
        let day = if is_sqlite(manager) {
            "date(finished_at, '+8 hours')"
        } else {
            "(finished_at AT TIME ZONE 'Asia/Shanghai')::date"
        };
        let place = "coalesce(window_id, org_id)";
        let counted = format!(
            "INSERT INTO receipt_rollup (jurisdiction_id, place_id, day, channel, org_id, window_id, n) \
             SELECT jurisdiction_id, {place}, {day}, channel, org_id, window_id, count(*) FROM service_receipt \
             GROUP BY jurisdiction_id, org_id, window_id, {day}, channel"
        );
        run(manager, &counted).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["receipt_rollup"]).await
    }
}

fn receipt_rollup() -> TableCreateStatement {
    let mut table = bare(
        "receipt_rollup",
        vec![
            uuid("jurisdiction_id"),
            uuid("place_id"),
            date("day"),
            text("channel"),
            uuid("org_id"),
            uuid_null("window_id"),
            big_integer("n"),
        ],
    );
    table.primary_key(
        Index::create()
            .name("receipt_rollup_pkey")
            .col("jurisdiction_id")
            .col("place_id")
            .col("day")
            .col("channel"),
    );
    check(&mut table, "ck_receipt_rollup_n", "n >= 0");
    table
}
