//! Effectiveness points and the duties they rest on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean_null, date, date_null, integer, text, text_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(effectiveness_point()).await?;
        manager.create_table(point_duty()).await?;
        let point = "effectiveness_point";
        unique(manager, point, &["jurisdiction_id", "year", "code"]).await?;
        unique(manager, point, &["jurisdiction_id", "created_by", "client_id"]).await?;
        index(manager, point, &["jurisdiction_id", "year", "state"]).await?;
        index(manager, point, &["jurisdiction_id", "year", "due_on"]).await?;
        index(manager, point, &["jurisdiction_id", "org_id", "year"]).await?;
        index(manager, point, &["jurisdiction_id", "year", "title_key"]).await?;
        unique(manager, "point_duty", &["jurisdiction_id", "point_id", "duty_id"]).await?;
        index(manager, "point_duty", &["jurisdiction_id", "duty_id"]).await?;
        index(manager, "ledger_entry", &["jurisdiction_id", "point_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ix_ledger_entry_point_id").to_owned())
            .await?;
        drop_tables(manager, &["point_duty", "effectiveness_point"]).await
    }
}

fn effectiveness_point() -> TableCreateStatement {
    let mut table = entity("effectiveness_point", columns(), KEYS);
    let rules = [
        ("ck_effectiveness_point_importance", "importance BETWEEN 1 AND 5"),
        ("ck_effectiveness_point_progress", "progress BETWEEN 0 AND 100"),
        ("ck_effectiveness_point_counts", "returned_count >= 0 AND changes_count >= 0"),
        ("ck_effectiveness_point_title", "length(title) BETWEEN 1 AND 120"),
        (
            "ck_effectiveness_point_outcome",
            "state NOT IN ('VERIFIED', 'NOT_DONE', 'CANCELLED') OR outcome IS NOT NULL",
        ),
        ("ck_effectiveness_point_sampled", "(sampled IS NULL) = (lot IS NULL)"),
    ];
    for (name, rule) in rules {
        check(&mut table, name, rule);
    }
    table
}

const KEYS: &[(&str, &str)] = &[
    ("plan_id", "supervision_plan"),
    ("org_id", "org"),
    ("section_id", "org_section"),
    ("author_id", "person"),
    ("signed_by", "person"),
    ("claimant_id", "person"),
    ("problem_id", "problem"),
];

fn columns() -> Vec<ColumnDef> {
    vec![
        uuid("plan_id"),
        integer("year"),
        uuid("org_id"),
        uuid_null("section_id"),
        text("code"),
        text("title"),
        text("title_key"),
        text("target"),
        text("measure"),
        integer("importance"),
        date("due_on"),
        text("state"),
        date_null("step_due_on"),
        integer("progress"),
        date_null("reported_on"),
        integer("returned_count"),
        integer("changes_count"),
        date_null("approved_on"),
        uuid("author_id"),
        uuid_null("signed_by"),
        uuid_null("claimant_id"),
        date_null("done_on"),
        text_null("outcome"),
        text_null("quality"),
        boolean_null("sampled"),
        text_null("lot"),
        uuid_null("problem_id"),
        uuid_null("client_id"),
    ]
}

fn point_duty() -> TableCreateStatement {
    table(
        "point_duty",
        vec![uuid("point_id"), uuid("duty_id")],
        &[("point_id", "effectiveness_point"), ("duty_id", "duty")],
    )
}
