//! A problem in performing duties (§2 `Problem`, §3.3, K08).

use remit_shared::problem::{Alert, ProblemCategory, ProblemSource, ProblemState, Severity};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A problem in performing duties (§2 `Problem`, §3.3, K08).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "problem", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `LZ-2022-0001`, unique in the jurisdiction.
    pub code: String,
    /// Unit it is about.
    pub org_id: Uuid,
    /// Section of the unit in charge of it.
    pub section_id: Option<Uuid>,
    /// Title, at most 120 characters.
    pub title: String,
    /// Facts, at most 4 000 characters.
    pub facts: String,
    /// Where it came from.
    pub source: Text<ProblemSource>,
    /// The sheet, finding or submission it came from.
    pub source_id: Option<Uuid>,
    /// What kind of failing.
    pub category: Text<ProblemCategory>,
    /// How grave.
    pub severity: Text<Severity>,
    /// State.
    pub state: Text<ProblemState>,
    /// Alert beside the state.
    pub alert: Text<Alert>,
    /// Deadline of rectification.
    pub due_on: Option<Date>,
    /// Day from which that deadline was counted.
    pub due_from: Option<Date>,
    /// Working days of that count.
    pub due_wd: Option<i32>,
    /// Deadline of whoever has to act in the present state.
    pub step_due_on: Option<Date>,
    /// Person of the office who handles it.
    pub handler_id: Option<Uuid>,
    /// Person who verified it first; somebody else re-verifies.
    pub first_verifier_id: Option<Uuid>,
    /// Person of the unit who submitted the rectification.
    pub submitter_id: Option<Uuid>,
    /// The unit reported it itself.
    pub self_reported: bool,
    /// The unit has used its one contest.
    pub contested: bool,
    /// How often the rectification was returned.
    pub returned_count: i32,
    /// How many extensions were granted.
    pub extensions_count: i32,
    /// What the unit promised on accepting at once.
    pub promise: Option<String>,
    /// Problem it was merged into.
    pub merged_into: Option<Uuid>,
    /// Close-out number `XH-2022-0001`.
    pub close_no: Option<String>,
    /// Day of the close-out.
    pub closed_on: Option<Date>,
    /// Person id of a protected reporter (F2), as text.
    pub reporter_ref: Option<String>,
    /// Day it was raised, in Asia/Shanghai.
    pub raised_on: Date,
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
    /// Row that `org_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "org_id", to = "id")]
    pub org: BelongsTo<super::org::Entity>,
    /// Row that `section_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "section_id", to = "id")]
    pub section: BelongsTo<Option<super::org_section::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
