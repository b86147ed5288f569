//! Score runs with their results, scores and traces; appeals; exports. Points are kept in ten-thousandths.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, double_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone_null, uuid, uuid_null,
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
        manager.create_table(score_run()).await?;
        unique(manager, "score_run", &["jurisdiction_id", "year", "no"]).await?;
        manager.create_table(unit_result()).await?;
        unique(manager, "unit_result", &["jurisdiction_id", "run_id", "org_id"]).await?;
        manager.create_table(indicator_score()).await?;
        unique(manager, "indicator_score", &["jurisdiction_id", "run_id", "org_id", "code"]).await?;
        manager.create_table(score_trace()).await?;
        unique(manager, "score_trace", &["jurisdiction_id", "score_id", "seq"]).await?;
        manager.create_table(appeal()).await?;
        index(manager, "appeal", &["jurisdiction_id", "run_id", "org_id"]).await?;
        manager.create_table(assessment_export()).await?;
        unique(manager, "assessment_export", &["jurisdiction_id", "run_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["assessment_export", "appeal", "score_trace", "indicator_score", "unit_result", "score_run"];
        drop_tables(manager, &tables).await
    }
}

fn score_run() -> TableCreateStatement {
    let mut table = entity(
        "score_run",
        vec![
            uuid("plan_id"),
            integer("year"),
            integer("no"),
            date("cut_on"),
            text("state"),
            text("engine"),
            text("inputs_sha256"),
            text("inputs"),
            text("influences"),
            uuid_null("ran_by"),
            text_null("review"),
            uuid_null("reviewed_by"),
            uuid_null("published_by"),
            date_null("published_on"),
            boolean("list_open"),
            uuid_null("frozen_by"),
            date_null("frozen_on"),
            text_null("doc_no"),
            uuid_null("supersedes"),
        ],
        &[
            ("plan_id", "supervision_plan"),
            ("ran_by", "person"),
            ("reviewed_by", "person"),
            ("published_by", "person"),
            ("frozen_by", "person"),
            ("supersedes", "score_run"),
        ],
    );
    check(
        &mut table,
        "ck_score_run_published",
        "state IN ('DRAFT', 'REVIEWED') OR published_on IS NOT NULL",
    );
    check(
        &mut table,
        "ck_score_run_frozen",
        "state NOT IN ('FROZEN', 'EXPORTED') OR frozen_on IS NOT NULL",
    );
    check(
        &mut table,
        "ck_score_run_second_person",
        "published_by IS NULL OR ran_by IS NULL OR published_by <> ran_by",
    );
    table
}

fn unit_result() -> TableCreateStatement {
    let mut table = table(
        "unit_result",
        vec![
            uuid("run_id"),
            uuid("org_id"),
            text("ranking_group"),
            big_integer("part_a_e4"),
            big_integer("part_b_e4"),
            big_integer("deduction_e4"),
            big_integer("total_e4"),
            big_integer("export_e4"),
            text("nominal_weight"),
            integer_null("rank"),
            integer_null("group_rank"),
            integer("group_size"),
            text_null("grade"),
            text("band"),
            boolean("severe_overdue"),
            double_null("mean_rank"),
            integer_null("rank_p5"),
            integer_null("rank_p95"),
            integer_null("group_rank_p5"),
            integer_null("group_rank_p95"),
            text_null("security"),
            boolean("close_to_next"),
        ],
        &[("run_id", "score_run"), ("org_id", "org")],
    );
    check(&mut table, "ck_unit_result_total", "total_e4 BETWEEN 0 AND 1000000");
    check(&mut table, "ck_unit_result_rank", "(rank IS NULL) = (band = 'UNRANKED')");
    table
}

fn indicator_score() -> TableCreateStatement {
    table(
        "indicator_score",
        vec![
            uuid("run_id"),
            uuid("org_id"),
            text("code"),
            text("status"),
            text("n"),
            text_null("raw"),
            text("prior_weight"),
            text_null("prior"),
            boolean("guarded"),
            big_integer_null("score_e4"),
            double_null("error"),
            text("nominal_weight"),
            text("effective_weight"),
            text_null("moved_scope"),
            text_null("moved_to"),
            big_integer_null("contribution_e4"),
        ],
        &[("run_id", "score_run"), ("org_id", "org")],
    )
}

fn score_trace() -> TableCreateStatement {
    table(
        "score_trace",
        vec![
            uuid("score_id"),
            integer("seq"),
            text("source_kind"),
            text_null("source_ref"),
            big_integer("count"),
            text("value"),
            text("weight"),
            text("share"),
        ],
        &[("score_id", "indicator_score")],
    )
}

fn appeal() -> TableCreateStatement {
    let mut table = entity(
        "appeal",
        vec![
            uuid("run_id"),
            uuid("org_id"),
            text("indicator"),
            text("grounds"),
            text("state"),
            uuid("filed_by"),
            date("filed_on"),
            date("due_on"),
            uuid_null("decided_by"),
            timestamp_with_time_zone_null("decided_at"),
            text_null("decision"),
            uuid_null("new_run_id"),
        ],
        &[
            ("run_id", "score_run"),
            ("org_id", "org"),
            ("filed_by", "person"),
            ("decided_by", "person"),
            ("new_run_id", "score_run"),
        ],
    );
    check(
        &mut table,
        "ck_appeal_decided",
        "(state = 'FILED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decision IS NULL)",
    );
    table
}

fn assessment_export() -> TableCreateStatement {
    entity(
        "assessment_export",
        vec![
            uuid("run_id"),
            text("weight"),
            text("base_points"),
            integer("rows"),
            text("body"),
            text("sha256"),
            uuid_null("exported_by"),
            date("exported_on"),
            date_null("acknowledged_on"),
            text_null("acknowledged_no"),
        ],
        &[("run_id", "score_run"), ("exported_by", "person")],
    )
}
