//! Linkage: members, quarter windows, countermeasures, submissions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, run, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(member()).await?;
        manager.create_table(window()).await?;
        manager.create_table(countermeasure()).await?;
        manager.create_table(submission()).await?;
        let (j, org, client) = ("jurisdiction_id", "org_id", "client_id");
        unique_where(manager, "linkage_member", &[j, org], "until IS NULL").await?;
        unique(manager, "linkage_window", &[j, "year", "quarter"]).await?;
        index(manager, "linkage_window", &[j, "change_seq"]).await?;
        index(manager, "countermeasure", &[j, "window_id"]).await?;
        unique(manager, "linkage_submission", &[j, org, client]).await?;
        unique(manager, "linkage_submission", &[j, "no"]).await?;
        index(manager, "linkage_submission", &[j, "window_id", org]).await?;
        index(manager, "linkage_submission", &[j, "state"]).await?;
        index(manager, "linkage_submission", &[j, "problem_id"]).await?;
        index(manager, "linkage_submission", &[j, "change_seq"]).await?;
        index(manager, "problem", &[j, "change_seq"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "DROP INDEX ix_problem_change_seq").await?;
        drop_tables(
            manager,
            &["linkage_submission", "countermeasure", "linkage_window", "linkage_member"],
        )
        .await
    }
}

fn member() -> TableCreateStatement {
    entity(
        "linkage_member",
        vec![
            uuid("org_id"),
            uuid_null("contact_id"),
            date("since"),
            date_null("until"),
            text("topics"),
            integer("sort"),
        ],
        &[("org_id", "org"), ("contact_id", "person")],
    )
}

fn window() -> TableCreateStatement {
    let mut table = entity(
        "linkage_window",
        vec![
            integer("year"),
            integer("quarter"),
            date("opens_on"),
            date("closes_on"),
            date("grace_until"),
            text("state"),
            date_null("due_on"),
            date_null("reminded_on"),
            timestamp_with_time_zone_null("opened_at"),
            timestamp_with_time_zone_null("closed_at"),
            timestamp_with_time_zone_null("studied_at"),
            uuid_null("studied_by"),
            text_null("study_note"),
            timestamp_with_time_zone_null("fed_back_at"),
            uuid_null("fed_back_by"),
            text_null("feedback"),
        ],
        &[("studied_by", "person"), ("fed_back_by", "person")],
    );
    check(&mut table, "ck_linkage_window_quarter", "quarter BETWEEN 1 AND 4");
    check(
        &mut table,
        "ck_linkage_window_days",
        "opens_on <= closes_on AND closes_on < grace_until",
    );
    table
}

fn countermeasure() -> TableCreateStatement {
    let mut table = entity(
        "countermeasure",
        vec![
            uuid_null("window_id"),
            uuid_null("problem_id"),
            text("text"),
            uuid("responsible_org_id"),
            date("due_on"),
            date_null("done_on"),
            text_null("result"),
        ],
        &[
            ("window_id", "linkage_window"),
            ("problem_id", "problem"),
            ("responsible_org_id", "org"),
        ],
    );
    check(
        &mut table,
        "ck_countermeasure_of",
        "window_id IS NOT NULL OR problem_id IS NOT NULL",
    );
    check(
        &mut table,
        "ck_countermeasure_done",
        "(done_on IS NULL) = (result IS NULL)",
    );
    table
}

fn submission() -> TableCreateStatement {
    let mut table = entity(
        "linkage_submission",
        vec![
            text_null("no"),
            uuid("window_id"),
            uuid("org_id"),
            uuid_null("about_org_id"),
            text_null("kind"),
            text("text"),
            boolean("confidential"),
            boolean("urgent"),
            boolean("late"),
            boolean("nil_return"),
            uuid("client_id"),
            text("digest"),
            text("state"),
            uuid("author_id"),
            uuid_null("api_client_id"),
            timestamp_with_time_zone_null("submitted_at"),
            date_null("due_on"),
            timestamp_with_time_zone_null("decided_at"),
            uuid_null("decided_by"),
            text_null("decision_reason"),
            text_null("outcome"),
            text_null("outcome_reason"),
            timestamp_with_time_zone_null("outcome_at"),
            uuid_null("outcome_by"),
            uuid_null("problem_id"),
            uuid_null("countermeasure_id"),
        ],
        &[
            ("window_id", "linkage_window"),
            ("org_id", "org"),
            ("about_org_id", "org"),
            ("author_id", "person"),
            ("decided_by", "person"),
            ("outcome_by", "person"),
            ("problem_id", "problem"),
            ("countermeasure_id", "countermeasure"),
        ],
    );
    for (name, rule) in [
        (
            "ck_linkage_submission_nil",
            "nil_return = (state = 'NIL' OR (state = 'VOIDED' AND about_org_id IS NULL))",
        ),
        (
            "ck_linkage_submission_about",
            "(about_org_id IS NULL) = (kind IS NULL) AND (nil_return OR about_org_id IS NOT NULL)",
        ),
        ("ck_linkage_submission_other", "about_org_id IS NULL OR about_org_id <> org_id"),
        (
            "ck_linkage_submission_sent",
            "state = 'DRAFT' OR (no IS NOT NULL AND submitted_at IS NOT NULL)",
        ),
        (
            "ck_linkage_submission_returned",
            "state <> 'RETURNED' OR decision_reason IS NOT NULL",
        ),
        ("ck_linkage_submission_answered", "outcome IS NULL OR state = 'ACCEPTED'"),
        (
            "ck_linkage_submission_problem",
            "(problem_id IS NOT NULL) = (outcome IS NOT NULL AND outcome IN ('PROBLEM', 'MERGED'))",
        ),
        (
            "ck_linkage_submission_advice",
            "(countermeasure_id IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'ADVICE')",
        ),
        (
            "ck_linkage_submission_noted",
            "outcome IS NULL OR outcome NOT IN ('NOTED', 'MERGED') OR outcome_reason IS NOT NULL",
        ),
    ] {
        check(&mut table, name, rule);
    }
    table
}
