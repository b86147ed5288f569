//! Appointments: who nominated and approved, how they ended; recusals (§3.14, K13).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text, text_null, uuid, uuid_null};

use crate::step::{drop_tables, entity, index, run, unique, unique_where};

/// Columns added to `appointment`; all may be null, as the rows written before have none of them.
fn added() -> Vec<ColumnDef> {
    vec![
        uuid_null("nominated_by"),
        uuid_null("approved_by"),
        date_null("approved_on"),
        uuid_null("renews"),
        date_null("reminded_on"),
        date_null("ended_on"),
        text_null("end_reason"),
        text_null("end_note"),
    ]
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in added() {
            let alter = Table::alter().table("appointment").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        // Nominations have no letter yet.
        unique_where(
            manager,
            "appointment",
            &["jurisdiction_id", "letter_no"],
            "letter_no <> ''",
        )
        .await?;
        index(manager, "appointment", &["jurisdiction_id", "state", "term_to"]).await?;
        manager.create_table(recusal()).await?;
        unique(manager, "recusal", &["jurisdiction_id", "person_id", "org_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["recusal"]).await?;
        for name in ["uq_appointment_letter_no", "ix_appointment_state_term_to"] {
            run(manager, &format!("DROP INDEX {name}")).await?;
        }
        for column in added() {
            let name = column.get_column_name();
            let alter = Table::alter().table("appointment").drop_column(name).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

fn recusal() -> TableCreateStatement {
    entity(
        "recusal",
        vec![
            uuid("person_id"),
            uuid("org_id"),
            text("reason"),
            date_null("ends_on"),
        ],
        &[("person_id", "person"), ("org_id", "org")],
    )
}
