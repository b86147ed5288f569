//! Coordination cases: parties, opinions, clauses (K11).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, date_null, integer, integer_null, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, table, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(coordination_case()).await?;
        unique(manager, "coordination_case", &["jurisdiction_id", "no"]).await?;
        unique(manager, "coordination_case", &["jurisdiction_id", "client_id"]).await?;
        index(manager, "coordination_case", &["jurisdiction_id", "state", "step_due_on"]).await?;
        index(manager, "coordination_case", &["jurisdiction_id", "session_id"]).await?;
        index(manager, "coordination_case", &["jurisdiction_id", "published_on"]).await?;
        // One live case of a consultation.
        unique_where(manager, "coordination_case", &["jurisdiction_id", "consultation_id"], "state NOT IN ('REFUSED', 'WITHDRAWN')").await?;
        manager.create_table(case_party()).await?;
        unique(manager, "case_party", &["jurisdiction_id", "case_id", "org_id"]).await?;
        index(manager, "case_party", &["jurisdiction_id", "org_id", "case_id"]).await?;
        manager.create_table(case_opinion()).await?;
        unique(manager, "case_opinion", &["jurisdiction_id", "case_id", "org_id", "round"]).await?;
        index(manager, "case_opinion", &["jurisdiction_id", "org_id", "due_on"]).await?;
        manager.create_table(case_citation()).await?;
        index(manager, "case_citation", &["jurisdiction_id", "case_id", "source_id", "sort"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["case_citation", "case_opinion", "case_party", "coordination_case"]).await
    }
}

fn coordination_case() -> TableCreateStatement {
    let mut table = entity(
        "coordination_case",
        vec![
            text("no"),
            uuid("consultation_id"),
            uuid("applicant_org_id"),
            boolean("ex_officio"),
            text("matter"),
            text("scope_kind"),
            text("statement"),
            text("state"),
            text("alert"),
            date("applied_on"),
            date_null("accepted_on"),
            date_null("due_on"),
            date_null("step_due_on"),
            uuid_null("handler_id"),
            text_null("supplement_list"),
            text_null("supplement_text"),
            text_null("refusal_ground"),
            text_null("refusal_reason"),
            uuid_null("refusal_by"),
            integer("round"),
            uuid_null("session_id"),
            integer_null("extended_wd"),
            text_null("extension_reason"),
            text_null("withdraw_reason"),
            date_null("decided_on"),
            date_null("published_on"),
            date_null("ended_on"),
            uuid_null("client_id"),
        ],
        &[("consultation_id", "consultation"), ("applicant_org_id", "org"), ("handler_id", "person"), ("refusal_by", "person"), ("session_id", "expert_session")],
    );
    check(
        &mut table,
        "ck_coordination_case_decided",
        "state NOT IN ('DECIDED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED') OR decided_on IS NOT NULL",
    );
    check(
        &mut table,
        "ck_coordination_case_published",
        "state NOT IN ('PUBLISHED', 'FOLLOW_UP', 'CLOSED') OR published_on IS NOT NULL",
    );
    check(
        &mut table,
        "ck_coordination_case_ended",
        "(state IN ('REFUSED', 'WITHDRAWN', 'CLOSED')) = (ended_on IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_coordination_case_accepted",
        "(accepted_on IS NULL) = (due_on IS NULL)",
    );
    check(
        &mut table,
        "ck_coordination_case_round",
        "round BETWEEN 0 AND 2",
    );
    table
}

fn case_party() -> TableCreateStatement {
    entity(
        "case_party",
        vec![
            uuid("case_id"),
            uuid("org_id"),
            text("role"),
            text_null("decided_role"),
        ],
        &[("case_id", "coordination_case"), ("org_id", "org")],
    )
}

fn case_opinion() -> TableCreateStatement {
    let mut table = entity(
        "case_opinion",
        vec![
            uuid("case_id"),
            uuid("org_id"),
            integer("round"),
            date("asked_on"),
            date("due_on"),
            date_null("replied_on"),
            boolean("lapsed"),
            text_null("position"),
            uuid_null("lead_org_id"),
            uuid_null("by_id"),
        ],
        &[("case_id", "coordination_case"), ("org_id", "org"), ("lead_org_id", "org"), ("by_id", "person")],
    );
    check(
        &mut table,
        "ck_case_opinion_replied",
        "(replied_on IS NULL) = (position IS NULL)",
    );
    check(
        &mut table,
        "ck_case_opinion_round",
        "round BETWEEN 1 AND 2",
    );
    table
}

fn case_citation() -> TableCreateStatement {
    table(
        "case_citation",
        vec![
            uuid("case_id"),
            text("source"),
            uuid("source_id"),
            uuid_null("org_id"),
            integer("sort"),
            text("kind"),
            text("title"),
            text("article"),
            text("quote"),
            uuid_null("regulation_id"),
        ],
        &[("case_id", "coordination_case"), ("org_id", "org"), ("regulation_id", "regulation")],
    )
}
