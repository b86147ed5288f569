//! Problems.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, integer_null, text, text_null, uuid, uuid_null,
};

use crate::step::{check, drop_tables, entity, index, run, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(problem()).await?;
        unique(manager, "problem", &["jurisdiction_id", "code"]).await?;
        unique(
            manager,
            "problem",
            &["jurisdiction_id", "created_by", "client_id"],
        )
        .await?;
        unique(manager, "problem", &["jurisdiction_id", "close_no"]).await?;
        // The deadline that runs now, by which the list is sorted; far away where there is none, so that an index
        // gives the order. Once for all problems, once for the live ones, of which there are few.
        for (name, tail) in [
            ("ix_problem_running_due", ""),
            ("ix_problem_live_due", " WHERE state NOT IN ('REJECTED', 'MERGED', 'CLOSED')"),
        ] {
            let sql = format!(
                "CREATE INDEX {name} ON problem \
                 (jurisdiction_id, (coalesce(step_due_on, due_on, '9999-12-31')), id){tail}"
            );
            run(manager, &sql).await?;
        }
        index(manager, "problem", &["jurisdiction_id", "org_id", "state"]).await?;
        index(manager, "problem", &["jurisdiction_id", "state"]).await?;
        index(manager, "problem", &["jurisdiction_id", "raised_on", "code"]).await?;
        index(manager, "problem", &["jurisdiction_id", "handler_id"]).await?;
        index(manager, "problem", &["jurisdiction_id", "source_id"]).await?;
        index(manager, "problem", &["jurisdiction_id", "reporter_ref"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["problem"]).await
    }
}

fn problem() -> TableCreateStatement {
    let mut table = entity(
        "problem",
        vec![
            text("code"),
            uuid("org_id"),
            uuid_null("section_id"),
            text("title"),
            text("facts"),
            text("source"),
            uuid_null("source_id"),
            text("category"),
            text("severity"),
            text("state"),
            text("alert"),
            date_null("due_on"),
            date_null("due_from"),
            integer_null("due_wd"),
            date_null("step_due_on"),
            uuid_null("handler_id"),
            uuid_null("first_verifier_id"),
            uuid_null("submitter_id"),
            boolean("self_reported"),
            boolean("contested"),
            integer("returned_count"),
            integer("extensions_count"),
            text_null("promise"),
            uuid_null("merged_into"),
            text_null("close_no"),
            date_null("closed_on"),
            text_null("reporter_ref"),
            date("raised_on"),
            uuid_null("client_id"),
        ],
        &[
            ("org_id", "org"),
            ("section_id", "org_section"),
            ("handler_id", "person"),
            ("first_verifier_id", "person"),
            ("submitter_id", "person"),
            ("merged_into", "problem"),
        ],
    );
    check(
        &mut table,
        "ck_problem_closed",
        "state <> 'CLOSED' OR (close_no IS NOT NULL AND closed_on IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_problem_merged",
        "(state = 'MERGED') = (merged_into IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_problem_merged_into",
        "merged_into IS NULL OR merged_into <> id",
    );
    check(
        &mut table,
        "ck_problem_counts",
        "returned_count >= 0 AND extensions_count >= 0",
    );
    check(&mut table, "ck_problem_title", "length(title) BETWEEN 1 AND 120");
    check(&mut table, "ck_problem_facts", "length(facts) <= 4000");
    table
}
