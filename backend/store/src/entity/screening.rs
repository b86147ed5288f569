//! One verdict of one screener on a suggestion (§2 `Screening`, §3.5).

use remit_shared::panel::{InvalidReason, Verdict};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One verdict of one screener on a suggestion (§2 `Screening`, §3.5).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Suggestion.
    pub suggestion_id: Uuid,
    /// When, UTC.
    pub at: DateTimeUtc,
    /// Who.
    pub screener_id: Uuid,
    /// Name and post as they were then.
    pub screener_label: String,
    /// Verdict.
    pub verdict: Text<Verdict>,
    /// Reason from the fixed list.
    pub reason: Option<Text<InvalidReason>>,
    /// What was said with it.
    pub remark: String,
    /// Whether the verdict stood with it, or waited for a second person.
    pub settles: bool,
}

impl ActiveModelBehavior for ActiveModel {}
