//! Findings of joint activities.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date_null, integer, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(finding()).await?;
        let j = "jurisdiction_id";
        unique(manager, "finding", &[j, "activity_id", "seq"]).await?;
        unique(manager, "finding", &[j, "created_by", "client_id"]).await?;
        unique(manager, "finding", &[j, "problem_id"]).await?;
        index(manager, "finding", &[j, "org_id", "state"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["finding"]).await
    }
}

fn finding() -> TableCreateStatement {
    let mut table = entity(
        "finding",
        vec![
            uuid("activity_id"),
            integer("seq"),
            uuid("org_id"),
            text("title"),
            text("facts"),
            text("basis"),
            text("category"),
            text("severity"),
            text("state"),
            uuid("author_id"),
            date_null("answer_due_on"),
            date_null("answered_on"),
            uuid_null("answered_by"),
            text_null("grounds"),
            boolean("lapsed"),
            date_null("settled_on"),
            uuid_null("settled_by"),
            text_null("reason"),
            uuid_null("problem_id"),
            uuid_null("client_id"),
        ],
        &[
            ("activity_id", "joint_activity"),
            ("org_id", "org"),
            ("author_id", "person"),
            ("answered_by", "person"),
            ("settled_by", "person"),
            ("problem_id", "problem"),
        ],
    );
    for (name, rule) in [
        ("ck_finding_title", "length(title) BETWEEN 1 AND 120"),
        (
            "ck_finding_put",
            "state NOT IN ('PUT', 'CONFIRMED', 'CONTESTED', 'CONVERTED') OR answer_due_on IS NOT NULL",
        ),
        (
            "ck_finding_contested",
            "state <> 'CONTESTED' OR grounds IS NOT NULL",
        ),
        (
            "ck_finding_converted",
            "(state = 'CONVERTED') = (problem_id IS NOT NULL)",
        ),
        ("ck_finding_dropped", "state <> 'DROPPED' OR reason IS NOT NULL"),
        (
            "ck_finding_settled",
            "(state IN ('CONVERTED', 'DROPPED')) = (settled_on IS NOT NULL)",
        ),
    ] {
        check(&mut table, name, rule);
    }
    table
}
