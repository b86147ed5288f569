//! Organisations, their sections, and people.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, date_null, integer, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, is_sqlite, run, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The leader in charge is a person, and a person belongs to an organisation: one of the two keys has to
        // wait for the other table, and to be checked at the end of a transaction that writes both.
        let sqlite = is_sqlite(manager);
        let mut leader = uuid_null("leader_id");
        if sqlite {
            leader.extra("REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED");
        }
        manager.create_table(org(leader)).await?;
        manager.create_table(org_section()).await?;
        manager.create_table(person()).await?;
        if !sqlite {
            let key = "ALTER TABLE org ADD CONSTRAINT fk_org_leader_id FOREIGN KEY (leader_id) REFERENCES person (id) \
                       DEFERRABLE INITIALLY DEFERRED";
            run(manager, key).await?;
        }
        unique(manager, "org", &["jurisdiction_id", "code"]).await?;
        unique(manager, "org", &["jurisdiction_id", "name"]).await?;
        index(manager, "org", &["jurisdiction_id", "sort"]).await?;
        index(manager, "org", &["jurisdiction_id", "leader_id"]).await?;
        unique(manager, "org_section", &["jurisdiction_id", "org_id", "name"]).await?;
        index(manager, "org_section", &["jurisdiction_id", "org_id", "sort"]).await?;
        index(manager, "person", &["jurisdiction_id", "org_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "UPDATE org SET leader_id = NULL").await?;
        if !is_sqlite(manager) {
            run(manager, "ALTER TABLE org DROP CONSTRAINT fk_org_leader_id").await?;
        }
        drop_tables(manager, &["person", "org_section", "org"]).await
    }
}

fn org(leader: ColumnDef) -> TableCreateStatement {
    let mut table = entity(
        "org",
        vec![
            text("code"),
            text("name"),
            text("short_name"),
            text("kind"),
            boolean("supervised"),
            text_null("ranking_group"),
            uuid_null("parent_id"),
            leader,
            boolean("has_window"),
            boolean("town_facing"),
            integer("sort"),
            date("valid_from"),
            date_null("valid_to"),
            uuid_null("successor_id"),
        ],
        &[("parent_id", "org"), ("successor_id", "org")],
    );
    check(
        &mut table,
        "ck_org_ranking_group",
        "NOT supervised OR ranking_group IS NOT NULL",
    );
    check(
        &mut table,
        "ck_org_supervised_kind",
        "NOT supervised OR kind NOT IN ('OVERSIGHT_OFFICE', 'TOWN', 'SUBDISTRICT')",
    );
    check(
        &mut table,
        "ck_org_valid_to",
        "valid_to IS NULL OR valid_to >= valid_from",
    );
    table
}

fn org_section() -> TableCreateStatement {
    let mut table = entity(
        "org_section",
        vec![
            uuid("org_id"),
            text("name"),
            integer("sort"),
            date("valid_from"),
            date_null("valid_to"),
        ],
        &[("org_id", "org")],
    );
    check(
        &mut table,
        "ck_org_section_valid_to",
        "valid_to IS NULL OR valid_to >= valid_from",
    );
    table
}

fn person() -> TableCreateStatement {
    entity(
        "person",
        vec![
            text("display_name"),
            text("post"),
            text_null("phone_enc"),
            uuid_null("org_id"),
        ],
        &[("org_id", "org")],
    )
}
