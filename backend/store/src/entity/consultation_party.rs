//! A department in a consultation: its view and its signature (§2 `Consultation`).

use remit_shared::coordination::PartyRole;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A department in a consultation: its view and its signature (§2 `Consultation`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_party", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Consultation.
    pub consultation_id: Uuid,
    /// The party.
    pub org_id: Uuid,
    /// Lead or assisting.
    pub role: Text<PartyRole>,
    /// Its view on the division of duties.
    pub view: Option<String>,
    /// Day of its first answer, by which A31 judges.
    pub answered_on: Option<Date>,
    /// Person who signed the present memo.
    pub signed_by: Option<Uuid>,
    /// Day of the signature.
    pub signed_on: Option<Date>,
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
    /// Row that `consultation_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "consultation_id", to = "id")]
    pub consultation: BelongsTo<super::consultation::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
