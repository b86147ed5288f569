//! Decisions, checks, meetings, histories of coordination (K11, K12).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(case_decision()).await?;
        unique(manager, "case_decision", &["jurisdiction_id", "case_id"]).await?;
        manager.create_table(follow_up_check()).await?;
        unique(manager, "follow_up_check", &["jurisdiction_id", "case_id", "seq"]).await?;
        manager.create_table(coordination_meeting()).await?;
        index(manager, "coordination_meeting", &["jurisdiction_id", "consultation_id"]).await?;
        index(manager, "coordination_meeting", &["jurisdiction_id", "case_id"]).await?;
        manager.create_table(meeting_attendance()).await?;
        unique(manager, "meeting_attendance", &["jurisdiction_id", "meeting_id", "org_id"]).await?;
        manager.create_table(coordination_event()).await?;
        unique(manager, "coordination_event", &["jurisdiction_id", "subject_id", "seq"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["coordination_event", "meeting_attendance", "coordination_meeting", "follow_up_check", "case_decision"]).await
    }
}

fn case_decision() -> TableCreateStatement {
    let mut table = entity(
        "case_decision",
        vec![
            uuid("case_id"),
            text("kind"),
            text("text"),
            uuid("lead_org_id"),
            boolean("important"),
            text_null("commission_doc_no"),
            text_null("doc_no"),
            uuid("decided_by"),
            date("decided_on"),
            date_null("published_on"),
        ],
        &[("case_id", "coordination_case"), ("lead_org_id", "org"), ("decided_by", "person")],
    );
    check(
        &mut table,
        "ck_case_decision_published",
        "(doc_no IS NULL) = (published_on IS NULL)",
    );
    check(
        &mut table,
        "ck_case_decision_important",
        "NOT important OR commission_doc_no IS NOT NULL",
    );
    table
}

fn follow_up_check() -> TableCreateStatement {
    let mut table = entity(
        "follow_up_check",
        vec![
            uuid("case_id"),
            integer("seq"),
            date("planned_on"),
            date("due_on"),
            date_null("done_on"),
            text_null("result"),
            text_null("findings"),
            uuid_null("checked_by"),
            uuid_null("problem_id"),
        ],
        &[("case_id", "coordination_case"), ("checked_by", "person"), ("problem_id", "problem")],
    );
    check(
        &mut table,
        "ck_follow_up_check_done",
        "(done_on IS NULL) = (result IS NULL)",
    );
    table
}

fn coordination_meeting() -> TableCreateStatement {
    let mut table = table(
        "coordination_meeting",
        vec![
            uuid_null("consultation_id"),
            uuid_null("case_id"),
            date("held_on"),
            text("place"),
            text("minutes"),
            timestamp_with_time_zone("at"),
            uuid("recorded_by"),
        ],
        &[("consultation_id", "consultation"), ("case_id", "coordination_case"), ("recorded_by", "person")],
    );
    check(
        &mut table,
        "ck_coordination_meeting_subject",
        "(consultation_id IS NULL) <> (case_id IS NULL)",
    );
    table
}

fn meeting_attendance() -> TableCreateStatement {
    table(
        "meeting_attendance",
        vec![
            uuid("meeting_id"),
            uuid("org_id"),
        ],
        &[("meeting_id", "coordination_meeting"), ("org_id", "org")],
    )
}

fn coordination_event() -> TableCreateStatement {
    table(
        "coordination_event",
        vec![
            uuid("subject_id"),
            integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text_null("from_state"),
            text("to_state"),
            uuid_null("actor_id"),
            text("actor_label"),
            text_null("role"),
            uuid_null("org_id"),
            text_null("remark"),
            boolean("automatic"),
        ],
        &[("actor_id", "person"), ("org_id", "org")],
    )
}
