//! The powers lists as they were on every day, and the versions of duty-task lists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, date_null, integer, text, text_null, uuid, uuid_null};

use crate::step::{check, drop_tables, entity, index, table, unique, unique_where};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(version()).await?;
        manager.create_table(task_list()).await?;
        manager.create_table(task_line()).await?;
        let (j, power) = ("jurisdiction_id", "power_list_version");
        index(manager, power, &[j, "org_id", "valid_from"]).await?;
        unique(manager, power, &[j, "item_id", "valid_from"]).await?;
        unique_where(manager, power, &[j, "item_id"], "valid_to IS NULL").await?;
        index(manager, power, &[j, "code"]).await?;
        unique(manager, "duty_task_list", &[j, "org_id", "number"]).await?;
        index(manager, "duty_task_list", &[j, "adjustment_id"]).await?;
        unique(manager, "duty_task_line", &[j, "list_id", "no"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["duty_task_line", "duty_task_list", "power_list_version"]).await
    }
}

fn version() -> TableCreateStatement {
    let mut table = entity(
        "power_list_version",
        vec![
            uuid("item_id"),
            uuid("org_id"),
            text("code"),
            text("category"),
            text("name"),
            text("basis"),
            date("valid_from"),
            date_null("valid_to"),
            boolean("cancelled"),
            uuid_null("change_id"),
            uuid_null("ended_by"),
        ],
        &[
            ("item_id", "power_list_item"),
            ("org_id", "org"),
            ("change_id", "list_change"),
            ("ended_by", "list_change"),
        ],
    );
    for (name, rule) in [
        (
            "ck_power_list_version_term",
            "valid_to IS NULL OR valid_to >= valid_from",
        ),
        (
            "ck_power_list_version_ended",
            "(valid_to IS NULL) = (ended_by IS NULL)",
        ),
        (
            "ck_power_list_version_cancelled",
            "NOT cancelled OR valid_to IS NOT NULL",
        ),
    ] {
        check(&mut table, name, rule);
    }
    table
}

fn task_list() -> TableCreateStatement {
    let mut table = entity(
        "duty_task_list",
        vec![
            uuid("org_id"),
            integer("number"),
            date("effective_on"),
            date_null("published_on"),
            uuid_null("adjustment_id"),
            text_null("reason"),
        ],
        &[("org_id", "org"), ("adjustment_id", "duty_adjustment")],
    );
    check(&mut table, "ck_duty_task_list_number", "number >= 1");
    table
}

fn task_line() -> TableCreateStatement {
    table(
        "duty_task_line",
        vec![
            uuid("list_id"),
            integer("no"),
            integer("sort"),
            text("duty"),
            text("tasks"),
            text("basis"),
        ],
        &[("list_id", "duty_task_list")],
    )
}
