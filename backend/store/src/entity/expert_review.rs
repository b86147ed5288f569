//! One expert's review of one unit, or of the session's subject (§2 `ExpertReview`, K14).

use remit_shared::panel::{ReviewGrade, ReviewState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One expert's review of one unit, or of the session's subject (§2 `ExpertReview`, K14).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expert_review", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Session.
    pub session_id: Uuid,
    /// Expert.
    pub person_id: Uuid,
    /// Unit judged; none where the session names no units.
    pub org_id: Option<Uuid>,
    /// State.
    pub state: Text<ReviewState>,
    /// Grade; blind until all are in.
    pub grade: Option<Text<ReviewGrade>>,
    /// Opinion, or the reason of a recusal; blind until all are in.
    pub opinion: String,
    /// When it was handed in.
    pub submitted_at: Option<DateTimeUtc>,
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
