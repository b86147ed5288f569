//! Duty adjustments with their parties, history and list changes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date_null, integer, integer_null, text, text_null, timestamp_with_time_zone, uuid,
    uuid_null,
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
        manager.create_table(adjustment()).await?;
        manager.create_table(party()).await?;
        manager.create_table(event()).await?;
        manager.create_table(item()).await?;
        manager.create_table(change()).await?;
        let (j, adjustment) = ("jurisdiction_id", "adjustment_id");
        unique(manager, "duty_adjustment", &[j, "no"]).await?;
        unique(manager, "duty_adjustment", &[j, "created_by", "client_id"]).await?;
        index(manager, "duty_adjustment", &[j, "state"]).await?;
        unique(manager, "adjustment_party", &[j, adjustment, "org_id"]).await?;
        index(manager, "adjustment_party", &[j, "org_id"]).await?;
        unique(manager, "adjustment_event", &[j, adjustment, "seq"]).await?;
        unique(manager, "power_list_item", &[j, "code"]).await?;
        unique(manager, "list_change", &[j, adjustment, "seq"]).await?;
        index(manager, "list_change", &[j, "item_id"]).await?;
        index(manager, "list_change", &[j, "published_on"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "list_change",
                "power_list_item",
                "adjustment_event",
                "adjustment_party",
                "duty_adjustment",
            ],
        )
        .await
    }
}

fn adjustment() -> TableCreateStatement {
    let mut table = entity(
        "duty_adjustment",
        vec![
            text("no"),
            text("kind"),
            text("title"),
            text("text"),
            text("basis"),
            uuid_null("proposer_org_id"),
            uuid("author_id"),
            text_null("source_kind"),
            uuid_null("source_id"),
            text_null("case_no"),
            text("state"),
            date_null("due_from"),
            integer_null("due_wd"),
            date_null("due_on"),
            date_null("consulted_on"),
            date_null("legal_sent_on"),
            text_null("legal_opinion"),
            date_null("legal_on"),
            text_null("doc_no"),
            date_null("approved_on"),
            uuid_null("approved_by"),
            date_null("effective_on"),
            date_null("lists_updated_on"),
            date_null("published_on"),
            date_null("checked_on"),
            text_null("check_result"),
            text_null("check_note"),
            text_null("reject_reason"),
            date_null("reminded_on"),
            uuid_null("client_id"),
        ],
        &[
            ("proposer_org_id", "org"),
            ("author_id", "person"),
            ("approved_by", "person"),
        ],
    );
    for (name, rule) in [
        ("ck_duty_adjustment_title", "length(title) BETWEEN 1 AND 120"),
        ("ck_duty_adjustment_due", "(due_on IS NULL) = (due_from IS NULL)"),
        ("ck_duty_adjustment_source", "(source_id IS NULL) = (source_kind IS NULL)"),
        (
            "ck_duty_adjustment_approved",
            "state NOT IN ('APPROVED', 'LISTS_UPDATED', 'PUBLISHED', 'CHECKED') OR (doc_no IS NOT NULL AND approved_on IS NOT NULL AND effective_on IS NOT NULL)",
        ),
        (
            "ck_duty_adjustment_published",
            "state NOT IN ('PUBLISHED', 'CHECKED') OR published_on IS NOT NULL",
        ),
        (
            "ck_duty_adjustment_checked",
            "(state = 'CHECKED') = (check_result IS NOT NULL AND check_note IS NOT NULL)",
        ),
        (
            "ck_duty_adjustment_rejected",
            "(state = 'REJECTED') = (reject_reason IS NOT NULL)",
        ),
    ] {
        check(&mut table, name, rule);
    }
    table
}

fn party() -> TableCreateStatement {
    let mut table = entity(
        "adjustment_party",
        vec![
            uuid("adjustment_id"),
            uuid("org_id"),
            integer("sort"),
            date_null("signed_on"),
            uuid_null("signed_by"),
            text_null("remark"),
        ],
        &[
            ("adjustment_id", "duty_adjustment"),
            ("org_id", "org"),
            ("signed_by", "person"),
        ],
    );
    check(
        &mut table,
        "ck_adjustment_party_signed",
        "(signed_on IS NULL) = (signed_by IS NULL)",
    );
    table
}

fn event() -> TableCreateStatement {
    table(
        "adjustment_event",
        vec![
            uuid("adjustment_id"),
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
        &[("adjustment_id", "duty_adjustment"), ("actor_id", "person")],
    )
}

fn item() -> TableCreateStatement {
    entity(
        "power_list_item",
        vec![uuid("org_id"), text("code")],
        &[("org_id", "org")],
    )
}

fn change() -> TableCreateStatement {
    let mut table = entity(
        "list_change",
        vec![
            uuid("adjustment_id"),
            integer("seq"),
            text("op"),
            uuid_null("item_id"),
            text("code"),
            uuid_null("from_org_id"),
            uuid_null("to_org_id"),
            text_null("before"),
            text_null("after"),
            boolean("dropped"),
            text_null("drop_reason"),
            text_null("doc_no"),
            date_null("effective_on"),
            date_null("published_on"),
        ],
        &[
            ("adjustment_id", "duty_adjustment"),
            ("item_id", "power_list_item"),
            ("from_org_id", "org"),
            ("to_org_id", "org"),
        ],
    );
    for (name, rule) in [
        ("ck_list_change_before", "(op = 'ADD') = (from_org_id IS NULL)"),
        ("ck_list_change_after", "(op = 'CANCEL') = (to_org_id IS NULL)"),
        ("ck_list_change_dropped", "dropped = (drop_reason IS NOT NULL)"),
        (
            "ck_list_change_effective",
            "effective_on IS NULL OR (item_id IS NOT NULL AND NOT dropped)",
        ),
        ("ck_list_change_published", "published_on IS NULL OR effective_on IS NOT NULL"),
    ] {
        check(&mut table, name, rule);
    }
    table
}
