//! The schema, step by step.
//!
//! What it is: migrations that run on SQLite and on PostgreSQL 15 or later, each with a working `down`; and the
//! text dump of the resulting schema that is checked in as `migrations/schema.sql`.
//!
//! What it must not depend on: any other crate of the workspace. A migration names tables and columns by literal
//! strings and never by an entity: entities move on, a migration that has run somewhere must not.
//!
//! How to extend it: add a file `mYYYYMMDD_NNNNNN_verb_noun.rs`, list it in `lib.rs`, use the words of
//! `step.rs`, run `cargo xtask generate` for the dump. Never edit a migration that has been released, nor the
//! functions of `step.rs`: write new ones.
//!
//! Rules of the schema: `jurisdiction_id` is the first column of every index but those of tables that have none;
//! a unique index is called `uq_<table>_<columns but the jurisdiction>`, because the store finds the name again
//! from SQLite's message; enumerations are TEXT codes without a CHECK, since a new code must not rebuild a table;
//! rules that a row alone can break are CHECKs.

mod dump;
mod step;

use std::hash::{DefaultHasher, Hash, Hasher};

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, DbBackend, TransactionTrait};

pub use dump::schema_dump;

/// Declares the migrations' modules and lists them, in their order.
macro_rules! migrations {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+

        const SOURCES: &[&str] = &[include_str!("step.rs"), $(include_str!(concat!(stringify!($name), ".rs"))),+];

        fn all() -> Vec<Box<dyn MigrationTrait>> {
            vec![$(Box::new($name::Migration)),+]
        }
    };
}

migrations!(
    m20261124_000001_create_jurisdictions,
    m20261124_000002_create_organisations,
    m20261124_000003_create_accounts,
    m20261124_000004_create_appointments,
    m20261124_000005_create_calendar,
    m20261124_000006_create_problems,
    m20261124_000007_create_problem_histories,
    m20261124_000008_create_push_sheets,
    m20261124_000009_create_ledger,
    m20261124_000010_create_files,
    m20261124_000011_create_notices,
    m20261124_000012_create_audit,
    m20261125_000011_create_regulations,
    m20261125_000012_create_plans,
    m20261125_000013_create_duties,
    m20261125_000030_create_linkage,
    m20261125_000031_create_api_clients,
    m20261125_000041_create_suggestions,
    m20261125_000042_extend_appointments,
    m20261125_000043_create_expert_sessions,
    m20261125_000061_create_score_runs,
    m20261125_000071_create_evaluators,
    m20261125_000072_create_campaigns,
    m20261125_000073_create_ballots,
    m20261126_000001_add_close_no_to_problem_event,
    m20261125_000020_create_points,
    m20261125_000021_create_point_histories,
    m20261125_000051_create_windows,
    m20261125_000052_create_ratings,
    m20261125_000053_create_bad_ratings,
    m20261126_000010_extend_appeals,
    m20261126_000011_create_staffing_proposals,
    m20261126_000020_create_voices,
    m20261126_000021_create_appraisals,
    m20261126_000022_create_violations,
    m20261126_000040_create_adjustments,
    m20261126_000041_create_list_versions,
    m20261126_000042_create_list_triggers,
    m20261126_000030_create_consultations,
    m20261126_000031_create_cases,
    m20261126_000032_create_case_outcomes,
    m20261126_000033_create_precedents,
    m20261128_000001_create_joint_activities,
    m20261128_000002_create_findings,
    m20261202_000001_merge_voter_groups,
    m20261202_000002_index_rating_contacts,
    m20261203_000001_create_receipt_rollup,
    m20261203_000002_add_late_on_to_bad_rating_case,
    m20261203_000003_create_score_corrections,
);

/// Key of the advisory lock under which one node migrates while the others wait: "remit" in ASCII.
const TURN: i64 = 0x72_65_6d_69_74;

/// The migrations in their order.
#[derive(Debug, Clone, Copy)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        all()
    }
}

/// Brings a database up to date. Safe to repeat, also by several nodes at once: on PostgreSQL they take turns (SQLite
/// has one process). Needs two connections of the pool.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Migrator::up(db, None).await;
    }
    let turn = db.begin().await?;
    turn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({TURN})"))
        .await?;
    Migrator::up(db, None).await?;
    turn.commit().await
}

/// Undoes every migration, newest first. Loses all data.
pub async fn down(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::down(db, None).await
}

/// The names of the migrations that the database still lacks, in their order.
pub async fn pending(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let pending = Migrator::get_pending_migrations(db).await?;
    Ok(pending
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect())
}

/// How many migrations there are.
pub fn count() -> usize {
    all().len()
}

/// A number that changes whenever a migration does; databases migrated for tests are kept under it.
pub fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    SOURCES.hash(&mut hasher);
    hasher.finish()
}
