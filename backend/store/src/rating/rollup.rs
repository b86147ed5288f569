//! Counters of ratings: raised in the transaction that writes the rows, read instead of them.

use chrono::NaiveDate;
use remit_shared::policy::Scope;
use remit_shared::rating::{RatingChannel, RatingLevel, RatingStatus};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::public_rating;
use crate::entity::rating_rollup::{Column, Entity, Model};
use crate::error::Result;
use crate::text::Text;
use crate::tx::WriteTx;
use crate::{reach, row};

/// The cell a rating is counted in, with a count of one.
pub fn cell_of(rating: &public_rating::Model) -> Model {
    Model {
        jurisdiction_id: rating.jurisdiction_id,
        place_id: rating.window_id.unwrap_or(rating.org_id),
        day: rating.day,
        channel: rating.channel,
        level: rating.level,
        receipted: rating.receipt_id.is_some(),
        status: rating.status,
        counted: rating.counted,
        org_id: rating.org_id,
        window_id: rating.window_id,
        n: 1,
    }
}

/// Sums equal cells.
pub fn gather(cells: impl IntoIterator<Item = Model>) -> Vec<Model> {
    use std::collections::BTreeMap;
    let mut sums: BTreeMap<_, Model> = BTreeMap::new();
    for cell in cells {
        let key = (
            (cell.place_id, cell.day, cell.channel.get(), cell.level.get()),
            (cell.receipted, cell.status.get(), cell.counted),
        );
        let add = cell.n;
        let sum = sums.entry(key).or_insert(Model { n: 0, ..cell });
        sum.n = sum.n.saturating_add(add);
    }
    sums.into_values().collect()
}

/// Adds counts to their cells.
pub async fn add(tx: &WriteTx, cells: Vec<Model>) -> Result<()> {
    row::raise(tx, gather(cells), Column::N).await
}

/// Takes counts out of their cells.
pub async fn take(tx: &WriteTx, cells: Vec<Model>) -> Result<()> {
    for cell in gather(cells) {
        Entity::update_many()
            .col_expr(Column::N, Expr::col(Column::N).sub(cell.n))
            .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
            .filter(Column::PlaceId.eq(cell.place_id))
            .filter(Column::Day.eq(cell.day))
            .filter(Column::Channel.eq(cell.channel))
            .filter(Column::Level.eq(cell.level))
            .filter(Column::Receipted.eq(cell.receipted))
            .filter(Column::Status.eq(cell.status))
            .filter(Column::Counted.eq(cell.counted))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// What to add up. Empty fields do not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct RollupFilter {
    /// Unit.
    pub org_id: Option<Uuid>,
    /// Window.
    pub window_id: Option<Uuid>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

fn condition(scope: &Scope, filter: RollupFilter) -> Condition {
    reach::rollups(scope)
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.window_id.map(|window| Column::WindowId.eq(window)))
        .add_option(filter.from.map(|day| Column::Day.gte(day)))
        .add_option(filter.to.map(|day| Column::Day.lte(day)))
}

/// Ratings of one unit on one day, channel, level and status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCount {
    /// Unit.
    pub org_id: Uuid,
    /// Day.
    pub day: NaiveDate,
    /// Channel.
    pub channel: RatingChannel,
    /// Level.
    pub level: RatingLevel,
    /// What became of them.
    pub status: RatingStatus,
    /// Whether they count.
    pub counted: bool,
    /// How many.
    pub n: i64,
}

/// The counters of one unit by day.
pub async fn by_day(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: RollupFilter,
) -> Result<Vec<DayCount>> {
    type Line = (
        Uuid,
        NaiveDate,
        Text<RatingChannel>,
        Text<RatingLevel>,
        Text<RatingStatus>,
        bool,
        i64,
    );
    let rows = Entity::find()
        .select_only()
        .columns([
            Column::OrgId,
            Column::Day,
            Column::Channel,
            Column::Level,
            Column::Status,
            Column::Counted,
        ])
        .column_as(sum(), "n")
        .filter(condition(scope, filter))
        .group_by(Column::OrgId)
        .group_by(Column::Day)
        .group_by(Column::Channel)
        .group_by(Column::Level)
        .group_by(Column::Status)
        .group_by(Column::Counted)
        .order_by_asc(Column::Day)
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(org_id, day, channel, level, status, counted, n)| DayCount {
            org_id,
            day,
            channel: channel.get(),
            level: level.get(),
            status: status.get(),
            counted,
            n,
        })
        .collect())
}

/// Counted ratings by unit, channel and level, for the list of units.
pub async fn by_org(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: RollupFilter,
) -> Result<Vec<(Uuid, RatingChannel, RatingLevel, i64)>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::Channel, Column::Level])
        .column_as(sum(), "n")
        .filter(condition(scope, filter))
        .filter(Column::Counted.eq(true))
        .group_by(Column::OrgId)
        .group_by(Column::Channel)
        .group_by(Column::Level)
        .into_tuple::<(Uuid, Text<RatingChannel>, Text<RatingLevel>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(org, channel, level, n)| (org, channel.get(), level.get(), n))
        .collect())
}

/// Counted ratings by window, receipted or not, for the coverage of windows.
pub async fn by_window(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: RollupFilter,
) -> Result<Vec<(Uuid, bool, RatingLevel, i64)>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::PlaceId, Column::Receipted, Column::Level])
        .column_as(sum(), "n")
        .filter(condition(scope, filter))
        .filter(Column::Counted.eq(true))
        .filter(Column::WindowId.is_not_null())
        .group_by(Column::PlaceId)
        .group_by(Column::Receipted)
        .group_by(Column::Level)
        .into_tuple::<(Uuid, bool, Text<RatingLevel>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(window, receipted, level, n)| (window, receipted, level.get(), n))
        .collect())
}

/// A sum of whole numbers is one on both engines.
fn sum() -> Expr {
    Expr::expr(Column::N.sum()).cast_as("bigint")
}

/// Every counter, for `remit check`.
pub async fn unscoped_all(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .all(conn)
        .await?)
}

/// The same counted from the rows, for `remit check`.
pub async fn unscoped_recount(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    use public_rating::Column as C;
    type Line = (
        (Uuid, Option<Uuid>, NaiveDate),
        (Text<RatingChannel>, Text<RatingLevel>),
        (bool, Text<RatingStatus>, bool, i64),
    );
    type Flat = (
        Uuid,
        Option<Uuid>,
        NaiveDate,
        Text<RatingChannel>,
        Text<RatingLevel>,
        bool,
        Text<RatingStatus>,
        bool,
        i64,
    );
    let receipted = C::ReceiptId.is_not_null();
    let rows = public_rating::Entity::find()
        .select_only()
        .columns([C::OrgId, C::WindowId, C::Day, C::Channel, C::Level])
        .column_as(receipted.clone(), "receipted")
        .columns([C::Status, C::Counted])
        .column_as(C::Id.count(), "n")
        .filter(C::JurisdictionId.eq(jurisdiction_id))
        .group_by(C::OrgId)
        .group_by(C::WindowId)
        .group_by(C::Day)
        .group_by(C::Channel)
        .group_by(C::Level)
        .group_by(receipted)
        .group_by(C::Status)
        .group_by(C::Counted)
        .into_tuple::<Flat>()
        .all(conn)
        .await?;
    let lines = rows.into_iter().map(
        |(org, window, day, channel, level, receipted, status, counted, n)| -> Line {
            (
                (org, window, day),
                (channel, level),
                (receipted, status, counted, n),
            )
        },
    );
    Ok(gather(lines.map(
        |((org_id, window_id, day), (channel, level), (receipted, status, counted, n))| Model {
            jurisdiction_id,
            place_id: window_id.unwrap_or(org_id),
            day,
            channel,
            level,
            receipted,
            status,
            counted,
            org_id,
            window_id,
            n,
        },
    )))
}
