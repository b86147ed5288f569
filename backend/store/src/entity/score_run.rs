//! A run of the scoring: inputs, their digest, and the life of its result (§2 `ScoreRun`, §3.10, K30).

use remit_shared::scoring::life::RunState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A run of the scoring: inputs, their digest, and the life of its result (§2 `ScoreRun`, §3.10, K30).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score_run", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Plan it scores by.
    pub plan_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// Number within the year, from 1.
    pub no: i32,
    /// Last day that counts.
    pub cut_on: Date,
    /// State.
    pub state: Text<RunState>,
    /// Version of the engine.
    pub engine: String,
    /// Digest of the canonical inputs.
    pub inputs_sha256: String,
    /// The canonical inputs as JSON (`remit_shared::scoring::input::ScoreInput`).
    pub inputs: String,
    /// What each indicator does in practice, as JSON (`remit_shared::scoring::influence::Influence`).
    pub influences: String,
    /// Person who ran it; none for the system.
    pub ran_by: Option<Uuid>,
    /// What the review found.
    pub review: Option<String>,
    /// Person who recorded the review.
    pub reviewed_by: Option<Uuid>,
    /// Person who published it.
    pub published_by: Option<Uuid>,
    /// Day of the publication; appeals count from it.
    pub published_on: Option<Date>,
    /// Whether units may read the full list (F9).
    pub list_open: bool,
    /// Person who froze it.
    pub frozen_by: Option<Uuid>,
    /// Day it was frozen.
    pub frozen_on: Option<Date>,
    /// Document number of the correction that replaced it.
    pub doc_no: Option<String>,
    /// Run that it replaces.
    pub supersedes: Option<Uuid>,
    /// When the row was written, UTC.
    pub created_at: DateTimeUtc,
    /// Account that wrote it; none for the system.
    pub created_by: Option<Uuid>,
    /// Last change, UTC.
    pub updated_at: DateTimeUtc,
    /// Optimistic lock: an update names the version it read.
    pub version: i32,
    /// The jurisdiction's write ticket of the last change; commit order.
    pub change_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
