//! Points of the ledger and how they ended (A11, A12).

use chrono::{DateTime, Utc};
use remit_shared::plan::point::{PointOutcome, PointQuality, PointState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::effectiveness_point::{Column, Entity};
use crate::entity::point_event::{self, Column as Event};
use crate::error::Result;
use crate::reach;
use crate::text::Text;

/// A point that has ended.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PointLine {
    /// Unit.
    pub org_id: Uuid,
    /// Code.
    pub code: String,
    /// Importance 1–5.
    pub importance: i32,
    /// Progress 0–100.
    pub progress: i32,
    /// How it ended.
    pub outcome: Text<PointOutcome>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Grade, for the points of the sample.
    pub quality: Option<Text<PointQuality>>,
}

/// The points of a year that entered the ledger and have ended, by code.
pub async fn points(conn: &impl ConnectionTrait, scope: &Scope, year: i32) -> Result<Vec<PointLine>> {
    let ends = [PointState::Verified, PointState::NotDone, PointState::Cancelled];
    let ended = Query::select()
        .expr(Expr::col((point_event::Entity, Event::At)).min())
        .from(point_event::Entity)
        .and_where(Expr::col((point_event::Entity, Event::PointId)).equals((Entity, Column::Id)))
        .and_where(Expr::col((point_event::Entity, Event::ToState)).is_in(ends.map(Wire::code)))
        .to_owned();
    Ok(Entity::find()
        .select_only()
        .columns([
            Column::OrgId,
            Column::Code,
            Column::Importance,
            Column::Progress,
            Column::Outcome,
            Column::Quality,
        ])
        .expr_as(Expr::SubQuery(None, Box::new(ended.into())), "ended_at")
        .filter(reach::points(scope))
        .filter(Column::Year.eq(year))
        .filter(Column::ApprovedOn.is_not_null())
        .filter(Column::Outcome.is_not_null())
        .order_by_asc(Column::Code)
        .into_model()
        .all(conn)
        .await?)
}
