//! The other voices: windows, city leaders' comments, mutual ballots of departments.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone_null, uuid, uuid_null,
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
        manager.create_table(voice_window()).await?;
        manager.create_table(leader_comment()).await?;
        manager.create_table(mutual_ballot()).await?;
        manager.create_table(mutual_mark()).await?;
        let (j, year) = ("jurisdiction_id", "year");
        unique(manager, "voice_window", &[j, year, "kind"]).await?;
        unique(manager, "leader_comment", &[j, year, "leader_id", "org_id"]).await?;
        index(manager, "leader_comment", &[j, year, "org_id"]).await?;
        unique(manager, "mutual_ballot", &[j, year, "org_id"]).await?;
        unique(manager, "mutual_mark", &[j, "ballot_id", "to_org_id"]).await?;
        index(manager, "mutual_mark", &[j, year, "to_org_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["mutual_mark", "mutual_ballot", "leader_comment", "voice_window"],
        )
        .await
    }
}

fn voice_window() -> TableCreateStatement {
    let mut table = entity(
        "voice_window",
        vec![
            integer("year"),
            text("kind"),
            uuid("plan_id"),
            text("state"),
            date("opens_on"),
            date("closes_on"),
            date_null("reminded_on"),
            text_null("reason"),
            timestamp_with_time_zone_null("closed_at"),
            timestamp_with_time_zone_null("published_at"),
            uuid_null("published_by"),
        ],
        &[("plan_id", "supervision_plan"), ("published_by", "person")],
    );
    check(&mut table, "ck_voice_window_days", "opens_on <= closes_on");
    check(
        &mut table,
        "ck_voice_window_closed",
        "(state IN ('CLOSED', 'PUBLISHED')) = (closed_at IS NOT NULL)",
    );
    check(
        &mut table,
        "ck_voice_window_published",
        "(state = 'PUBLISHED') = (published_at IS NOT NULL)",
    );
    table
}

fn leader_comment() -> TableCreateStatement {
    entity(
        "leader_comment",
        vec![
            integer("year"),
            uuid("window_id"),
            uuid("leader_id"),
            uuid("org_id"),
            text("level"),
            text("text"),
            boolean("in_charge"),
            boolean("withdrawn"),
        ],
        &[("window_id", "voice_window"), ("leader_id", "person"), ("org_id", "org")],
    )
}

fn mutual_ballot() -> TableCreateStatement {
    let mut table = entity(
        "mutual_ballot",
        vec![
            integer("year"),
            uuid("window_id"),
            uuid("org_id"),
            text("state"),
            text_null("draft"),
            uuid_null("signed_by"),
            timestamp_with_time_zone_null("cast_at"),
        ],
        &[("window_id", "voice_window"), ("org_id", "org"), ("signed_by", "person")],
    );
    check(
        &mut table,
        "ck_mutual_ballot_cast",
        "(state = 'CAST') = (cast_at IS NOT NULL) AND (state = 'CAST') = (signed_by IS NOT NULL) \
         AND (state = 'CAST') = (draft IS NULL)",
    );
    table
}

fn mutual_mark() -> TableCreateStatement {
    let mut table = table(
        "mutual_mark",
        vec![
            integer("year"),
            uuid("ballot_id"),
            uuid("from_org_id"),
            uuid("to_org_id"),
            text_null("attitude"),
            text_null("timeliness"),
            text_null("effect"),
        ],
        &[
            ("ballot_id", "mutual_ballot"),
            ("from_org_id", "org"),
            ("to_org_id", "org"),
        ],
    );
    check(&mut table, "ck_mutual_mark_other", "from_org_id <> to_org_id");
    check(
        &mut table,
        "ck_mutual_mark_whole",
        "(attitude IS NULL) = (timeliness IS NULL) AND (attitude IS NULL) = (effect IS NULL)",
    );
    table
}
