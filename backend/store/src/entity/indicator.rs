//! A node of a plan's tree of indicators (§2 `Indicator`, §5.2).

use remit_shared::plan::{IndicatorChannel, IndicatorMethod, IndicatorPart, Perspective};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A node of a plan's tree of indicators (§2 `Indicator`, §5.2).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Plan.
    pub plan_id: Uuid,
    /// Code such as `A11`, unique in the plan.
    pub code: String,
    /// 1 a part, 2, or 3 where values are measured.
    pub level: i32,
    /// Part it belongs to.
    pub part: Text<IndicatorPart>,
    /// Code of the node above; none for a part.
    pub parent_code: Option<String>,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Weight in thousandths of a point, of positive third-level indicators.
    pub weight_milli: Option<i64>,
    /// Most points it may cost, in thousandths, of negative third-level indicators.
    pub cap_milli: Option<i64>,
    /// How values become points; third level only.
    pub method: Option<Text<IndicatorMethod>>,
    /// Lower bound of LINEAR, in thousandths.
    pub low_milli: Option<i64>,
    /// Upper bound of LINEAR, in thousandths.
    pub high_milli: Option<i64>,
    /// Where its values come from.
    pub channel: Option<Text<IndicatorChannel>>,
    /// What it looks at; none in the negative part, which looks at everything.
    pub perspective: Option<Text<Perspective>>,
    /// Place in the tree, read from top to bottom.
    pub sort: i32,
    /// When it was taken out of the draft; such a row is no part of the plan.
    pub voided_at: Option<DateTimeUtc>,
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
