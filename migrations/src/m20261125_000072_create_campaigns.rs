//! Campaigns, their groups of voters with the keys, and the counted cells.

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
        manager.create_table(campaign()).await?;
        unique(manager, "campaign", &["jurisdiction_id", "code"]).await?;
        unique(manager, "campaign", &["jurisdiction_id", "created_by", "client_id"]).await?;
        index(manager, "campaign", &["jurisdiction_id", "year", "kind"]).await?;
        index(manager, "campaign", &["jurisdiction_id", "state"]).await?;
        manager.create_table(stratum()).await?;
        unique(
            manager,
            "campaign_stratum",
            &["jurisdiction_id", "campaign_id", "org_id", "class"],
        )
        .await?;
        manager.create_table(cell()).await?;
        unique(
            manager,
            "campaign_cell",
            &["jurisdiction_id", "campaign_id", "org_id", "cut", "group_code"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["campaign_cell", "campaign_stratum", "campaign"]).await
    }
}

fn campaign() -> TableCreateStatement {
    let mut table = entity(
        "campaign",
        vec![
            text("code"),
            text("kind"),
            integer("year"),
            text("title"),
            text("state"),
            date("opens_on"),
            date("closes_on"),
            integer("min_cell"),
            text("questions"),
            text("targets"),
            text("seats"),
            boolean("prolonged"),
            text_null("commitment"),
            text_null("tally_hash"),
            date_null("due_on"),
            text_null("void_reason"),
            uuid("author_id"),
            uuid_null("approved_by"),
            timestamp_with_time_zone_null("approved_at"),
            timestamp_with_time_zone_null("published_at"),
            uuid_null("client_id"),
        ],
        &[("author_id", "person"), ("approved_by", "person")],
    );
    check(&mut table, "ck_campaign_cell", "min_cell >= 5");
    check(
        &mut table,
        "ck_campaign_committed",
        "state IN ('DRAFT', 'VOIDED') OR commitment IS NOT NULL",
    );
    check(
        &mut table,
        "ck_campaign_tallied",
        "state NOT IN ('TALLIED', 'PUBLISHED') OR tally_hash IS NOT NULL",
    );
    check(
        &mut table,
        "ck_campaign_voided",
        "state <> 'VOIDED' OR void_reason IS NOT NULL",
    );
    table
}

fn stratum() -> TableCreateStatement {
    table(
        "campaign_stratum",
        vec![
            uuid("campaign_id"),
            uuid_null("org_id"),
            text_null("class"),
            integer("sort"),
            integer("invited"),
            text("public_key"),
            text_null("key_enc"),
            text_null("private_key"),
        ],
        &[("campaign_id", "campaign"), ("org_id", "org")],
    )
}

fn cell() -> TableCreateStatement {
    table(
        "campaign_cell",
        vec![
            uuid("campaign_id"),
            uuid("org_id"),
            text("cut"),
            text("group_code"),
            integer("n"),
            text_null("mean"),
            text_null("levels"),
        ],
        &[("campaign_id", "campaign"), ("org_id", "org")],
    )
}
