//! The result of one unit in a run (§2 `UnitResult`, §5.9, §5.10). Points in ten-thousandths.

use remit_shared::organisation::RankingGroup;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::scoring::{Band, Grade};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// The result of one unit in a run (§2 `UnitResult`, §5.9, §5.10). Points in ten-thousandths.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_result", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Run.
    pub run_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Ranking group at the cut-off.
    pub ranking_group: Text<RankingGroup>,
    /// Sum of part A.
    pub part_a_e4: i64,
    /// Sum of part B.
    pub part_b_e4: i64,
    /// Points deducted.
    pub deduction_e4: i64,
    /// S.
    pub total_e4: i64,
    /// Points in the comprehensive assessment (§5.12).
    pub export_e4: i64,
    /// Nominal weight of the indicators that apply.
    pub nominal_weight: String,
    /// Overall rank; none when the unit is not ranked.
    pub rank: Option<i32>,
    /// Rank in the group.
    pub group_rank: Option<i32>,
    /// Ranked units of the group.
    pub group_size: i32,
    /// Grade.
    pub grade: Option<Text<Grade>>,
    /// Band in the group.
    pub band: Text<Band>,
    /// A SEVERE problem was open and overdue at the cut-off.
    pub severe_overdue: bool,
    /// Mean rank of the draws.
    pub mean_rank: Option<f64>,
    /// Overall rank at the 5th percentile.
    pub rank_p5: Option<i32>,
    /// Overall rank at the 95th percentile.
    pub rank_p95: Option<i32>,
    /// Group rank at the 5th percentile.
    pub group_rank_p5: Option<i32>,
    /// Group rank at the 95th percentile.
    pub group_rank_p95: Option<i32>,
    /// Securely in front or at the back.
    pub security: Option<Text<RankSecurity>>,
    /// Not reliably different from the unit ranked next below.
    pub close_to_next: bool,
}

impl ActiveModelBehavior for ActiveModel {}
