//! A finding of a joint activity (§2 `Finding`, §3.13).

use remit_shared::activity::FindingState;
use remit_shared::problem::{ProblemCategory, Severity};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A finding of a joint activity (§2 `Finding`, §3.13).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The activity.
    pub activity_id: Uuid,
    /// Place in the activity, from 1.
    pub seq: i32,
    /// Unit concerned.
    pub org_id: Uuid,
    /// One line.
    pub title: String,
    /// What was found.
    pub facts: String,
    /// Clause that is not kept.
    pub basis: String,
    /// Kind of failing.
    pub category: Text<ProblemCategory>,
    /// Severity as first judged.
    pub severity: Text<Severity>,
    /// State.
    pub state: Text<FindingState>,
    /// Person who recorded it.
    pub author_id: Uuid,
    /// Until when the unit answers, once put to it.
    pub answer_due_on: Option<Date>,
    /// When the unit answered, or its days ended.
    pub answered_on: Option<Date>,
    /// Person who answered; none if the days ended.
    pub answered_by: Option<Uuid>,
    /// What the unit contests.
    pub grounds: Option<String>,
    /// The unit let its days pass: no objection.
    pub lapsed: bool,
    /// When it was converted or dropped.
    pub settled_on: Option<Date>,
    /// Person who settled it.
    pub settled_by: Option<Uuid>,
    /// Why it was dropped, or why the objection was not followed.
    pub reason: Option<String>,
    /// The problem it became.
    pub problem_id: Option<Uuid>,
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
