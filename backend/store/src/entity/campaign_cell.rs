//! A counted cell of a campaign: one unit, as a whole or for one group (§3.8, §5.4).

use remit_shared::evaluation::AggregateCut;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A counted cell of a campaign: one unit, as a whole or for one group (§3.8, §5.4).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_cell", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Campaign.
    pub campaign_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Cut.
    pub cut: Text<AggregateCut>,
    /// Town id or class; empty for the unit as a whole.
    pub group_code: String,
    /// Ballots counted.
    pub n: i32,
    /// Their mean, unrounded decimal; none without ballots.
    pub mean: Option<String>,
    /// JSON, for the unit as a whole: answers by question from L5 to L1 and 不了解.
    pub levels: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
