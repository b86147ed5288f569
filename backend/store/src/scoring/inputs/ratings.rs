//! The public's ratings by their counters, receipts, and bad ratings that ran late (B21, B22, C11).

use chrono::NaiveDate;
use remit_shared::policy::Scope;
use remit_shared::rating::{BadRatingState, RatingChannel, RatingLevel, RatingStatus, ReceiptChannel};
use remit_shared::scoring::period::ScorePeriod;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::{bad_rating_case, rating_rollup, receipt_rollup};
use crate::error::Result;
use crate::reach;
use crate::text::Text;

/// Ratings of one unit and window by channel, level and what became of them.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CellLine {
    /// Unit.
    pub org_id: Uuid,
    /// Window; none for platforms and the hotline.
    pub window_id: Option<Uuid>,
    /// Channel.
    pub channel: Text<RatingChannel>,
    /// Level.
    pub level: Text<RatingLevel>,
    /// On a valid receipt.
    pub receipted: bool,
    /// What became of them.
    pub status: Text<RatingStatus>,
    /// Whether they count.
    pub counted: bool,
    /// How many.
    pub n: i64,
}

/// The counters of the days, both included, summed over the days.
pub async fn ratings(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CellLine>> {
    use rating_rollup::Column;
    let key = [
        Column::OrgId,
        Column::WindowId,
        Column::Channel,
        Column::Level,
        Column::Receipted,
        Column::Status,
        Column::Counted,
    ];
    let mut select = rating_rollup::Entity::find()
        .select_only()
        .columns(key)
        .column_as(Expr::expr(Column::N.sum()).cast_as("bigint"), "n")
        .filter(reach::rollups(scope))
        .filter(Column::Day.between(from, to));
    for column in key {
        select = select.group_by(column).order_by_asc(column);
    }
    Ok(select.into_model().all(conn).await?)
}

/// Receipts issued at windows in the days, both included, by unit: by their counters.
pub async fn receipts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Uuid, i64)>> {
    use receipt_rollup::Column;
    Ok(receipt_rollup::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column_as(Expr::expr(Column::N.sum()).cast_as("bigint"), "n")
        .filter(reach::receipt_rollups(scope))
        .filter(Column::Channel.eq(ReceiptChannel::Window.code()))
        .filter(Column::Day.between(from, to))
        .group_by(Column::OrgId)
        .order_by_asc(Column::OrgId)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Cases of bad ratings opened in the year that had run over a deadline by the cut-off, by unit (§5.7); those excluded
/// do not count.
pub async fn late_bad_ratings(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    period: ScorePeriod,
) -> Result<Vec<(Uuid, i64)>> {
    use bad_rating_case::Column;
    Ok(bad_rating_case::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column_as(Column::Id.count(), "n")
        .filter(reach::bad_cases(scope))
        .filter(Column::LateOn.lte(period.cut_on()))
        .filter(Column::State.ne(BadRatingState::Excluded.code()))
        .filter(Column::OpenedOn.between(period.first(), period.last()))
        .group_by(Column::OrgId)
        .order_by_asc(Column::OrgId)
        .into_tuple()
        .all(conn)
        .await?)
}
