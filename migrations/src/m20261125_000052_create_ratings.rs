//! Ratings, the groups in which they are flagged, and their counters.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{bare, check, drop_tables, entity, index, run, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(rating_flag()).await?;
        unique(
            manager,
            "rating_flag",
            &["jurisdiction_id", "window_id", "day", "rule", "hour"],
        )
        .await?;
        index(manager, "rating_flag", &["jurisdiction_id", "state", "day"]).await?;
        manager.create_table(public_rating()).await?;
        unique(manager, "public_rating", &["jurisdiction_id", "client_id"]).await?;
        unique(manager, "public_rating", &["jurisdiction_id", "receipt_code"]).await?;
        // One counted rating per receipt (§5.6 a).
        unique_where(
            manager,
            "public_rating",
            &["jurisdiction_id", "receipt_id"],
            "status IN ('ACCEPTED', 'FLAGGED')",
        )
        .await?;
        index(
            manager,
            "public_rating",
            &["jurisdiction_id", "window_id", "rated_at"],
        )
        .await?;
        index(manager, "public_rating", &["jurisdiction_id", "org_id", "day"]).await?;
        // The limits, the flags and the receipts that are awaited concern few rows.
        index_where(
            manager,
            "ix_public_rating_device",
            "public_rating (jurisdiction_id, device_hash, day)",
            "device_hash IS NOT NULL",
        )
        .await?;
        index_where(
            manager,
            "ix_public_rating_net",
            "public_rating (jurisdiction_id, net_hash, rated_at)",
            "net_hash IS NOT NULL",
        )
        .await?;
        index_where(
            manager,
            "ix_public_rating_flag",
            "public_rating (jurisdiction_id, flag_id)",
            "flag_id IS NOT NULL",
        )
        .await?;
        index_where(
            manager,
            "ix_public_rating_pending",
            "public_rating (jurisdiction_id, org_id, receipt_no)",
            "receipt_no IS NOT NULL AND receipt_id IS NULL",
        )
        .await?;
        manager.create_table(rating_rollup()).await?;
        index(manager, "rating_rollup", &["jurisdiction_id", "org_id", "day"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["rating_rollup", "public_rating", "rating_flag"]).await
    }
}

/// An index on the rows that meet the condition.
async fn index_where(
    manager: &SchemaManager<'_>,
    name: &str,
    on: &str,
    condition: &str,
) -> Result<(), DbErr> {
    run(manager, &format!("CREATE INDEX {name} ON {on} WHERE {condition}")).await
}

fn rating_flag() -> TableCreateStatement {
    let mut table = entity(
        "rating_flag",
        vec![
            text("rule"),
            uuid("org_id"),
            uuid("window_id"),
            date("day"),
            integer("hour"),
            integer("count"),
            integer("networks"),
            text("state"),
            text_null("verdict"),
            text_null("reason"),
            uuid_null("reviewer_id"),
            uuid_null("confirmer_id"),
            timestamp_with_time_zone_null("decided_at"),
        ],
        &[
            ("org_id", "org"),
            ("window_id", "window_point"),
            ("reviewer_id", "person"),
            ("confirmer_id", "person"),
        ],
    );
    check(
        &mut table,
        "ck_rating_flag_decided",
        "state <> 'DECIDED' OR (verdict IS NOT NULL AND reviewer_id IS NOT NULL AND confirmer_id IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_rating_flag_persons",
        "confirmer_id IS NULL OR confirmer_id <> reviewer_id",
    );
    table
}

fn public_rating() -> TableCreateStatement {
    let mut table = entity(
        "public_rating",
        vec![
            uuid("client_id"),
            uuid("org_id"),
            uuid_null("window_id"),
            text("channel"),
            text_null("receipt_no"),
            uuid_null("receipt_id"),
            text("level"),
            text("reasons"),
            text_null("comment"),
            text_null("added_comment"),
            text_null("photo_sha256"),
            timestamp_with_time_zone("rated_at"),
            date("day"),
            text_null("device_hash"),
            text_null("net_hash"),
            text("receipt_code"),
            text("status"),
            boolean("counted"),
            uuid_null("flag_id"),
            text_null("excluded_reason"),
            text_null("excluded_by"),
            text_null("contact_enc"),
            text("content_hash"),
        ],
        &[
            ("org_id", "org"),
            ("window_id", "window_point"),
            ("receipt_id", "service_receipt"),
            ("flag_id", "rating_flag"),
        ],
    );
    check(
        &mut table,
        "ck_public_rating_counted",
        "(status <> 'ACCEPTED' OR counted) AND (NOT counted OR status IN ('ACCEPTED', 'FLAGGED'))",
    );
    check(
        &mut table,
        "ck_public_rating_excluded",
        "status <> 'EXCLUDED' OR (excluded_reason IS NOT NULL AND excluded_by IS NOT NULL)",
    );
    table
}

fn rating_rollup() -> TableCreateStatement {
    let mut table = bare(
        "rating_rollup",
        vec![
            uuid("jurisdiction_id"),
            uuid("place_id"),
            date("day"),
            text("channel"),
            text("level"),
            boolean("receipted"),
            text("status"),
            boolean("counted"),
            uuid("org_id"),
            uuid_null("window_id"),
            big_integer("n"),
        ],
    );
    table.primary_key(
        Index::create()
            .name("rating_rollup_pkey")
            .col("jurisdiction_id")
            .col("place_id")
            .col("day")
            .col("channel")
            .col("level")
            .col("receipted")
            .col("status")
            .col("counted"),
    );
    check(&mut table, "ck_rating_rollup_n", "n >= 0");
    table
}
