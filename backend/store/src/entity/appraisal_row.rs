//! The yearly appraisal of a public institution (§2 `AppraisalRow`, K29).

use remit_shared::voice::AppraisalMark;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// The yearly appraisal of a public institution (§2 `AppraisalRow`, K29).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appraisal_row", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year.
    pub year: i32,
    /// Name of the institution; unique within the year.
    pub institution: String,
    /// The unit it counts for in B62.
    pub parent_org_id: Uuid,
    /// Grade.
    pub grade: Text<AppraisalMark>,
    /// Score in hundredths, 0–10 000; wins over the grade.
    pub score_centi: Option<i32>,
    /// List that wrote it last.
    pub batch_id: Uuid,
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
    /// Row that `parent_org_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "parent_org_id", to = "id")]
    pub parent_org: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
