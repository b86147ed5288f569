//! A plan or a submission of a rectification (§2 `Rectification`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// `kind` of a plan handed in with the acceptance.
pub const PLAN: &str = "PLAN";
/// `kind` of a submission for re-verification.
pub const SUBMISSION: &str = "SUBMISSION";

/// A plan or a submission of a rectification (§2 `Rectification`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rectification", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Problem.
    pub problem_id: Uuid,
    /// When it was handed in.
    pub at: DateTimeUtc,
    /// [`PLAN`] or [`SUBMISSION`].
    pub kind: String,
    /// Measures, for a plan.
    pub measures: String,
    /// Statement of what was done, for a submission.
    pub statement: String,
    /// Person who handed it in.
    pub by_id: Option<Uuid>,
    /// Name and post as they were then.
    pub by_label: String,
}

impl ActiveModelBehavior for ActiveModel {}
