//! [`load`]: the whole city in one transaction.

use remit_store::entity::{counter, jurisdiction};
use remit_store::row::append_all;
use remit_store::{Db, WriteTx};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::generate::{SEED, generate_with, jurisdiction_id};
use crate::ratings::{RatingRows, Ratings};

/// Counter that holds the write ticket; the transaction has raised it already.
const TICKET: &str = "change";

/// What to load.
#[derive(Debug, Clone)]
pub struct LoadOptions {
    /// argon2id hash of [`DEMO_PASSWORD`](crate::DEMO_PASSWORD), computed once by the caller.
    pub password_hash: String,
    /// Which of the public's ratings come with the city.
    pub ratings: Ratings,
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadReport {
    /// The city.
    pub jurisdiction_id: Uuid,
    /// Rows by table, in the order of loading.
    pub tables: Vec<(&'static str, usize)>,
}

impl LoadReport {
    /// All rows.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

/// Whether the database has the demo city.
pub async fn is_loaded(db: &Db) -> remit_store::Result<bool> {
    Ok(jurisdiction::Entity::find_by_id(jurisdiction_id())
        .one(db.read())
        .await?
        .is_some())
}

/// Makes the demo city and writes it in one transaction: all of it, or nothing.
pub async fn load(db: &Db, options: &LoadOptions) -> Result<LoadReport, DemoError> {
    if is_loaded(db).await? {
        return Err(DemoError::Loaded);
    }
    let (data, ratings) = generate_with(SEED, &options.password_hash, options.ratings)?;
    let mut tables = data.counts();
    if options.ratings != Ratings::None {
        tables.extend(ratings.counts());
    }
    let report = LoadReport {
        jurisdiction_id: jurisdiction_id(),
        tables,
    };
    let tx = db.write(report.jurisdiction_id).await?;
    write(&tx, data).await?;
    write_ratings(&tx, ratings).await?;
    tx.commit().await?;
    Ok(report)
}

/// Fills the tables in the order of their foreign keys.
async fn write(tx: &WriteTx, data: Dataset) -> remit_store::Result<()> {
    append_all(tx, data.jurisdictions).await?;
    append_all(tx, data.leaders).await?;
    append_all(tx, data.orgs).await?;
    append_all(tx, data.sections).await?;
    append_all(tx, data.persons).await?;
    append_all(tx, data.accounts).await?;
    append_all(tx, data.grants).await?;
    append_all(tx, data.appointments).await?;
    append_all(tx, data.windows).await?;
    append_all(tx, data.work_days).await?;
    append_all(tx, data.regime).await?;
    append_all(tx, data.regulations).await?;
    append_all(tx, data.duties).await?;
    append_all(tx, data.plans).await?;
    append_all(tx, data.indicators).await?;
    append_all(tx, data.applicability).await?;
    append_all(tx, data.plan_opinions).await?;
    append_all(tx, data.plan_events).await?;
    append_all(tx, data.problems).await?;
    append_all(tx, data.events).await?;
    append_all(tx, data.sheets).await?;
    append_all(tx, data.rectifications).await?;
    append_all(tx, data.extensions).await?;
    append_all(tx, data.reverifications).await?;
    append_all(tx, data.escalations).await?;
    append_all(tx, data.points).await?;
    append_all(tx, data.point_duties).await?;
    append_all(tx, data.point_progress).await?;
    append_all(tx, data.point_changes).await?;
    append_all(tx, data.point_verifications).await?;
    append_all(tx, data.point_events).await?;
    append_all(tx, data.point_draws).await?;
    append_all(tx, data.entries).await?;
    append_all(tx, data.suggestions).await?;
    append_all(tx, data.screenings).await?;
    append_all(tx, data.recusals).await?;
    append_all(tx, data.sessions).await?;
    append_all(tx, data.members).await?;
    append_all(tx, data.reviews).await?;
    append_all(tx, data.consultations).await?;
    append_all(tx, data.consultation_parties).await?;
    append_all(tx, data.cases).await?;
    append_all(tx, data.case_parties).await?;
    append_all(tx, data.case_opinions).await?;
    append_all(tx, data.case_citations).await?;
    append_all(tx, data.case_decisions).await?;
    append_all(tx, data.follow_up_checks).await?;
    append_all(tx, data.coordination_meetings).await?;
    append_all(tx, data.meeting_attendance).await?;
    append_all(tx, data.coordination_events).await?;
    append_all(tx, data.precedents).await?;
    append_all(tx, data.evaluators).await?;
    append_all(tx, data.campaigns).await?;
    append_all(tx, data.strata).await?;
    append_all(tx, data.issues).await?;
    append_all(tx, data.credentials).await?;
    append_all(tx, data.responses).await?;
    append_all(tx, data.cells).await?;
    append_all(tx, data.linkage_members).await?;
    append_all(tx, data.linkage_windows).await?;
    append_all(tx, data.countermeasures).await?;
    append_all(tx, data.linkage_submissions).await?;
    append_all(tx, data.voice_windows).await?;
    append_all(tx, data.leader_comments).await?;
    append_all(tx, data.mutual_ballots).await?;
    append_all(tx, data.mutual_marks).await?;
    append_all(tx, data.import_batches).await?;
    append_all(tx, data.appraisal_rows).await?;
    append_all(tx, data.violations).await?;
    append_all(tx, data.violation_events).await?;
    append_all(tx, data.api_clients).await?;
    append_all(tx, data.adjustments).await?;
    append_all(tx, data.adjustment_parties).await?;
    append_all(tx, data.adjustment_events).await?;
    append_all(tx, data.power_items).await?;
    append_all(tx, data.list_changes).await?;
    append_all(tx, data.power_versions).await?;
    append_all(tx, data.task_lists).await?;
    append_all(tx, data.task_lines).await?;
    append_all(tx, data.list_triggers).await?;
    append_all(tx, data.joint_activities).await?;
    append_all(tx, data.activity_units).await?;
    append_all(tx, data.activity_members).await?;
    append_all(tx, data.activity_checks).await?;
    append_all(tx, data.activity_shares).await?;
    append_all(tx, data.activity_events).await?;
    append_all(tx, data.findings).await?;
    append_all(tx, data.contents).await?;
    append_all(tx, data.files).await?;
    append_all(tx, data.notifications).await?;
    append_all(tx, data.audit).await?;
    write_counters(tx, data.counters).await
}

/// The mass rows, in as few statements as the engines take.
async fn write_ratings(tx: &WriteTx, rows: RatingRows) -> remit_store::Result<()> {
    append_all(tx, rows.receipts).await?;
    append_all(tx, rows.receipt_rollups).await?;
    append_all(tx, rows.flags).await?;
    append_all(tx, rows.ratings).await?;
    append_all(tx, rows.rollups).await?;
    append_all(tx, rows.cases).await?;
    append_all(tx, rows.events).await
}

/// Numbering goes on where the history ends. The ticket is there already: this transaction has raised it.
async fn write_counters(tx: &WriteTx, counters: Vec<counter::Model>) -> remit_store::Result<()> {
    use counter::Column;
    let (ticket, numbers): (Vec<_>, Vec<_>) = counters.into_iter().partition(|row| row.name == TICKET);
    append_all(tx, numbers).await?;
    for row in ticket {
        counter::Entity::update_many()
            .col_expr(Column::Value, Expr::val(row.value))
            .filter(Column::JurisdictionId.eq(row.jurisdiction_id))
            .filter(Column::Name.eq(row.name))
            .exec(tx)
            .await?;
    }
    Ok(())
}
