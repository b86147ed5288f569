//! Joint activities with their units, teams, checklists, shares and history.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, date_null, integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
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
        manager.create_table(activity()).await?;
        manager.create_table(unit()).await?;
        manager.create_table(member()).await?;
        manager.create_table(item()).await?;
        manager.create_table(share()).await?;
        manager.create_table(event()).await?;
        let (j, activity) = ("jurisdiction_id", "activity_id");
        unique(manager, "joint_activity", &[j, "no"]).await?;
        unique(manager, "joint_activity", &[j, "created_by", "client_id"]).await?;
        index(manager, "joint_activity", &[j, "year", "state"]).await?;
        unique(manager, "activity_unit", &[j, activity, "org_id"]).await?;
        index(manager, "activity_unit", &[j, "org_id"]).await?;
        unique(manager, "activity_member", &[j, activity, "person_id"]).await?;
        index(manager, "activity_member", &[j, "person_id"]).await?;
        unique(manager, "activity_check", &[j, activity, "seq"]).await?;
        unique(manager, "activity_share", &[j, activity, "section_id"]).await?;
        unique(manager, "activity_event", &[j, activity, "seq"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "activity_event",
                "activity_share",
                "activity_check",
                "activity_member",
                "activity_unit",
                "joint_activity",
            ],
        )
        .await
    }
}

fn activity() -> TableCreateStatement {
    let mut table = entity(
        "joint_activity",
        vec![
            text("no"),
            integer("year"),
            text("title"),
            text("kinds"),
            date("from_on"),
            date("to_on"),
            text("state"),
            uuid("leader_id"),
            text_null("repeat_reason"),
            text_null("notice_doc_no"),
            date_null("notified_on"),
            date_null("entered_on"),
            date_null("put_on"),
            date_null("answer_due_on"),
            text_null("report"),
            date_null("reported_on"),
            uuid_null("reported_by"),
            date_null("closed_on"),
            text_null("cancel_reason"),
            uuid_null("client_id"),
        ],
        &[("leader_id", "person"), ("reported_by", "person")],
    );
    for (name, rule) in [
        ("ck_joint_activity_title", "length(title) BETWEEN 1 AND 120"),
        ("ck_joint_activity_kinds", "length(kinds) > 0"),
        ("ck_joint_activity_days", "from_on <= to_on"),
        (
            "ck_joint_activity_notified",
            "state NOT IN ('NOTIFIED', 'ON_SITE', 'FINDINGS', 'REPORTED', 'CLOSED') OR (notice_doc_no IS NOT NULL AND notified_on IS NOT NULL)",
        ),
        ("ck_joint_activity_put", "(put_on IS NULL) = (answer_due_on IS NULL)"),
        (
            "ck_joint_activity_reported",
            "(state IN ('REPORTED', 'CLOSED')) = (report IS NOT NULL AND reported_on IS NOT NULL AND reported_by IS NOT NULL)",
        ),
        (
            "ck_joint_activity_closed",
            "(state = 'CLOSED') = (closed_on IS NOT NULL)",
        ),
        (
            "ck_joint_activity_cancelled",
            "(state = 'CANCELLED') = (cancel_reason IS NOT NULL)",
        ),
    ] {
        check(&mut table, name, rule);
    }
    table
}

fn unit() -> TableCreateStatement {
    let mut table = entity(
        "activity_unit",
        vec![
            uuid("activity_id"),
            uuid("org_id"),
            integer("sort"),
            date_null("visited_on"),
            uuid_null("visited_by"),
            text_null("note"),
        ],
        &[
            ("activity_id", "joint_activity"),
            ("org_id", "org"),
            ("visited_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_activity_unit_visited",
        "(visited_on IS NULL) = (visited_by IS NULL)",
    );
    table
}

fn member() -> TableCreateStatement {
    entity(
        "activity_member",
        vec![
            uuid("activity_id"),
            uuid("person_id"),
            uuid_null("org_id"),
            text("part"),
            integer("sort"),
        ],
        &[
            ("activity_id", "joint_activity"),
            ("person_id", "person"),
            ("org_id", "org"),
        ],
    )
}

fn item() -> TableCreateStatement {
    let mut table = entity(
        "activity_check",
        vec![
            uuid("activity_id"),
            integer("seq"),
            text("item"),
            date_null("done_on"),
            uuid_null("done_by"),
        ],
        &[("activity_id", "joint_activity"), ("done_by", "person")],
    );
    check(
        &mut table,
        "ck_activity_check_done",
        "(done_on IS NULL) = (done_by IS NULL)",
    );
    table
}

fn share() -> TableCreateStatement {
    entity(
        "activity_share",
        vec![uuid("activity_id"), uuid("section_id")],
        &[("activity_id", "joint_activity"), ("section_id", "org_section")],
    )
}

fn event() -> TableCreateStatement {
    table(
        "activity_event",
        vec![
            uuid("activity_id"),
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
        &[("activity_id", "joint_activity"), ("actor_id", "person")],
    )
}
