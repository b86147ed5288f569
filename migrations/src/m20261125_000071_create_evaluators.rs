//! The pool of grassroots evaluators.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text, text_null, uuid, uuid_null};

use crate::step::{drop_tables, entity, index, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(entity(
                "evaluator_profile",
                vec![
                    text("label"),
                    uuid("town_id"),
                    text("class"),
                    text_null("name_enc"),
                    text_null("phone_enc"),
                    text("state"),
                    date_null("since"),
                    text_null("removed_reason"),
                    uuid_null("nominated_by"),
                    uuid_null("client_id"),
                ],
                &[("town_id", "org"), ("nominated_by", "person")],
            ))
            .await?;
        let table = "evaluator_profile";
        unique(manager, table, &["jurisdiction_id", "label"]).await?;
        unique(manager, table, &["jurisdiction_id", "created_by", "client_id"]).await?;
        index(manager, table, &["jurisdiction_id", "town_id"]).await?;
        index(manager, table, &["jurisdiction_id", "state"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["evaluator_profile"]).await
    }
}
