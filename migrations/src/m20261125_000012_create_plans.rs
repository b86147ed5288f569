//! Yearly plans: their indicators, history, opinions, and which indicator does not apply to which unit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, boolean_null, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, table, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [supervision_plan(), plan_event(), plan_opinion(), indicator(), applicability()] {
            manager.create_table(table).await?;
        }
        unique(manager, "supervision_plan", &["jurisdiction_id", "year", "revision"]).await?;
        // One version of a year in the making, one in force.
        unique_where(
            manager,
            "supervision_plan",
            &["jurisdiction_id", "year"],
            "state IN ('DRAFT', 'CONSULTED', 'APPROVED')",
        )
        .await?;
        unique_where(
            manager,
            "supervision_plan",
            &["jurisdiction_id", "year", "state"],
            "state = 'PUBLISHED'",
        )
        .await?;
        unique(manager, "plan_event", &["jurisdiction_id", "plan_id", "seq"]).await?;
        unique(manager, "plan_opinion", &["jurisdiction_id", "plan_id", "org_id"]).await?;
        unique(manager, "indicator", &["jurisdiction_id", "plan_id", "code"]).await?;
        unique(
            manager,
            "applicability",
            &["jurisdiction_id", "plan_id", "org_id", "indicator_id"],
        )
        .await?;
        index(manager, "applicability", &["jurisdiction_id", "org_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["applicability", "indicator", "plan_opinion", "plan_event", "supervision_plan"],
        )
        .await
    }
}

fn supervision_plan() -> TableCreateStatement {
    let mut table = entity(
        "supervision_plan",
        vec![
            integer("year"),
            integer("revision"),
            text("title"),
            text("state"),
            text("params"),
            date("starts_on"),
            timestamp_with_time_zone_null("consulted_at"),
            date_null("consult_due_on"),
            text_null("approval_doc_no"),
            timestamp_with_time_zone_null("approved_at"),
            uuid_null("approved_by"),
            timestamp_with_time_zone_null("published_at"),
            uuid_null("published_by"),
            uuid_null("amended_from"),
            uuid_null("cloned_from"),
            text_null("reason"),
        ],
        &[
            ("approved_by", "person"),
            ("published_by", "person"),
            ("amended_from", "supervision_plan"),
            ("cloned_from", "supervision_plan"),
        ],
    );
    check(&mut table, "ck_supervision_plan_revision", "revision >= 1");
    check(
        &mut table,
        "ck_supervision_plan_consulted",
        "state = 'DRAFT' OR (consulted_at IS NOT NULL AND consult_due_on IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_supervision_plan_approved",
        "state IN ('DRAFT', 'CONSULTED') OR (approval_doc_no IS NOT NULL AND approved_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_supervision_plan_published",
        "state IN ('DRAFT', 'CONSULTED', 'APPROVED') OR published_at IS NOT NULL",
    );
    check(
        &mut table,
        "ck_supervision_plan_amendment",
        "(revision = 1) = (amended_from IS NULL)",
    );
    table
}

fn plan_event() -> TableCreateStatement {
    table(
        "plan_event",
        vec![
            uuid("plan_id"),
            integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text_null("from_state"),
            text("to_state"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            text_null("remark"),
        ],
        &[("plan_id", "supervision_plan"), ("actor_id", "person")],
    )
}

fn plan_opinion() -> TableCreateStatement {
    let mut table = entity(
        "plan_opinion",
        vec![
            uuid("plan_id"),
            uuid("org_id"),
            text("kind"),
            text("text"),
            uuid("given_by"),
            timestamp_with_time_zone("given_at"),
            boolean_null("adopted"),
            text_null("answer"),
            uuid_null("answered_by"),
            timestamp_with_time_zone_null("answered_at"),
        ],
        &[
            ("plan_id", "supervision_plan"),
            ("org_id", "org"),
            ("given_by", "person"),
            ("answered_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_plan_opinion_answer",
        "(answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (adopted IS NULL)",
    );
    table
}

fn indicator() -> TableCreateStatement {
    let mut table = entity(
        "indicator",
        vec![
            uuid("plan_id"),
            text("code"),
            integer("level"),
            text("part"),
            text_null("parent_code"),
            text("name_zh"),
            text("name_en"),
            big_integer_null("weight_milli"),
            big_integer_null("cap_milli"),
            text_null("method"),
            big_integer_null("low_milli"),
            big_integer_null("high_milli"),
            text_null("channel"),
            text_null("perspective"),
            integer("sort"),
            timestamp_with_time_zone_null("voided_at"),
        ],
        &[("plan_id", "supervision_plan")],
    );
    check(&mut table, "ck_indicator_level", "level BETWEEN 1 AND 3");
    check(
        &mut table,
        "ck_indicator_parent",
        "(level = 1) = (parent_code IS NULL)",
    );
    check(
        &mut table,
        "ck_indicator_leaf",
        "level = 3 OR (weight_milli IS NULL AND cap_milli IS NULL AND method IS NULL)",
    );
    check(
        &mut table,
        "ck_indicator_weight",
        "weight_milli BETWEEN 0 AND 100000 AND (weight_milli IS NULL OR cap_milli IS NULL)",
    );
    check(&mut table, "ck_indicator_cap", "cap_milli BETWEEN 0 AND 100000");
    table
}

fn applicability() -> TableCreateStatement {
    let mut table = entity(
        "applicability",
        vec![
            uuid("plan_id"),
            uuid("org_id"),
            uuid("indicator_id"),
            text("status"),
            text("reason"),
            uuid("declared_by"),
            uuid_null("approved_by"),
            timestamp_with_time_zone_null("approved_at"),
        ],
        &[
            ("plan_id", "supervision_plan"),
            ("org_id", "org"),
            ("indicator_id", "indicator"),
            ("declared_by", "person"),
            ("approved_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_applicability_reason",
        "status = 'APPLICABLE' OR reason <> ''",
    );
    check(
        &mut table,
        "ck_applicability_approved",
        "(approved_by IS NULL) = (approved_at IS NULL)",
    );
    table
}
