//! Counters of receipts by place and day, kept in the writing transaction (K22).

use remit_shared::rating::ReceiptChannel;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// Counters of receipts by place and day, kept in the writing transaction (K22).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt_rollup", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Jurisdiction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// Window, or the unit where no window is named.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: Uuid,
    /// Day on which the matters were finished, in Asia/Shanghai.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Where they were handled.
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: Text<ReceiptChannel>,
    /// Unit that handled them.
    pub org_id: Uuid,
    /// Window.
    pub window_id: Option<Uuid>,
    /// How many.
    pub n: i64,
}

impl ActiveModelBehavior for ActiveModel {}
