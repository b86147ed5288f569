//! A grassroots evaluator in the pool (§2 `EvaluatorProfile`, K19).

use remit_shared::evaluation::{EvaluatorClass, EvaluatorState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A grassroots evaluator in the pool (§2 `EvaluatorProfile`, K19).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluator_profile", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number by which the pool, the envelopes and nobody else speaks of the person.
    pub label: String,
    /// Town or subdistrict.
    pub town_id: Uuid,
    /// Class.
    pub class: Text<EvaluatorClass>,
    /// Name, encrypted by the service; none where the pool keeps numbers only.
    pub name_enc: Option<String>,
    /// Phone number, encrypted by the service.
    pub phone_enc: Option<String>,
    /// State.
    pub state: Text<EvaluatorState>,
    /// First day in the pool.
    pub since: Option<Date>,
    /// Why the person left it.
    pub removed_reason: Option<String>,
    /// Person who nominated.
    pub nominated_by: Option<Uuid>,
    /// Id given by the client, so that sending twice writes once.
    pub client_id: Option<Uuid>,
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
