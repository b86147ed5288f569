//! A version of a yearly supervision plan (§2 `SupervisionPlan`, §3.1, K03).

use remit_shared::plan::PlanState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A version of a yearly supervision plan (§2 `SupervisionPlan`, §3.1, K03).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision_plan", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year it is for.
    pub year: i32,
    /// Version within the year, from 1; an amendment is the next one.
    pub revision: i32,
    /// Title.
    pub title: String,
    /// State.
    pub state: Text<PlanState>,
    /// Parameters as JSON (`remit_shared::plan::params::PlanParams`).
    pub params: String,
    /// Day on which supervision by this plan starts.
    pub starts_on: Date,
    /// When the units were asked for their opinion.
    pub consulted_at: Option<DateTimeUtc>,
    /// Last day for opinions.
    pub consult_due_on: Option<Date>,
    /// Number of the document that approves it.
    pub approval_doc_no: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTimeUtc>,
    /// Person who approved it.
    pub approved_by: Option<Uuid>,
    /// When it was published; its parameters are frozen from then on.
    pub published_at: Option<DateTimeUtc>,
    /// Person who published it.
    pub published_by: Option<Uuid>,
    /// Version of the same year that this one amends.
    pub amended_from: Option<Uuid>,
    /// Earlier plan that it was copied from.
    pub cloned_from: Option<Uuid>,
    /// Why it amends that version.
    pub reason: Option<String>,
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
