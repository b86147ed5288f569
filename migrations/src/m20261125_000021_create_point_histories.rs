//! What happens to effectiveness points: reports, changes, verifications, histories, the yearly draw.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const POINT: (&str, &str) = ("point_id", "effectiveness_point");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [point_progress(), point_change(), point_verification(), point_event(), point_draw()] {
            manager.create_table(table).await?;
        }
        index(manager, "point_progress", &["jurisdiction_id", "point_id", "at"]).await?;
        unique(manager, "point_change", &["jurisdiction_id", "point_id", "seq"]).await?;
        index(manager, "point_verification", &["jurisdiction_id", "point_id"]).await?;
        unique(manager, "point_event", &["jurisdiction_id", "point_id", "seq"]).await?;
        unique(manager, "point_draw", &["jurisdiction_id", "year"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["point_draw", "point_event", "point_verification", "point_change", "point_progress"],
        )
        .await
    }
}

fn point_progress() -> TableCreateStatement {
    let mut table = table(
        "point_progress",
        vec![
            uuid("point_id"),
            timestamp_with_time_zone("at"),
            integer("before"),
            integer("value"),
            text_null("note"),
            uuid("by_id"),
            text("by_label"),
        ],
        &[POINT, ("by_id", "person")],
    );
    check(&mut table, "ck_point_progress_value", "value BETWEEN 0 AND 100");
    table
}

fn point_change() -> TableCreateStatement {
    let mut table = entity(
        "point_change",
        vec![
            uuid("point_id"),
            integer("seq"),
            text("state"),
            text("reason"),
            boolean("cancels"),
            text("target_before"),
            text("target_after"),
            integer("importance_before"),
            integer("importance_after"),
            date("due_before"),
            date("due_after"),
            date_null("decide_by"),
            uuid("asked_by"),
            timestamp_with_time_zone("asked_at"),
            uuid_null("decided_by"),
            timestamp_with_time_zone_null("decided_at"),
            text_null("decision_reason"),
        ],
        &[POINT, ("asked_by", "person"), ("decided_by", "person")],
    );
    check(
        &mut table,
        "ck_point_change_decided",
        "(state = 'ASKED') = (decided_at IS NULL)",
    );
    table
}

fn point_verification() -> TableCreateStatement {
    table(
        "point_verification",
        vec![
            uuid("point_id"),
            timestamp_with_time_zone("at"),
            uuid("by_id"),
            text("by_label"),
            boolean("visited"),
            boolean("passed"),
            text_null("outcome"),
            text_null("quality"),
            text_null("remark"),
        ],
        &[POINT, ("by_id", "person")],
    )
}

fn point_event() -> TableCreateStatement {
    table(
        "point_event",
        vec![
            uuid("point_id"),
            integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text_null("from_state"),
            text("to_state"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            text_null("remark"),
            integer("progress"),
            date("due_on"),
            boolean("automatic"),
        ],
        &[POINT, ("actor_id", "person")],
    )
}

fn point_draw() -> TableCreateStatement {
    entity(
        "point_draw",
        vec![
            integer("year"),
            text("seed"),
            timestamp_with_time_zone("at"),
            uuid_null("by_id"),
            text("by_label"),
            integer("points"),
            integer("chosen"),
            text("codes_sha256"),
        ],
        &[("by_id", "person")],
    )
}
