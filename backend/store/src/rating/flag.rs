//! Groups of flagged ratings (K24). A reviewer's row has no level in it.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::policy::Scope;
use remit_shared::rating::{FlagState, RatingChannel, RatingLevel, RatingStatus};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::public_rating;
use crate::entity::rating_flag::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::reach;
use crate::text::Text;
use crate::tx::WriteTx;

/// The groups, newest first; of some states only, if any are named.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    states: &[FlagState],
    slice: Slice,
) -> Result<Page<Model>> {
    let mut all: Condition = reach::flags(scope);
    if !states.is_empty() {
        all = all.add(Column::State.is_in(states.iter().map(|state| state.code())));
    }
    let select = Entity::find().filter(all);
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_desc(Column::Day).order_by_desc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One group, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::flags(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The ratings of a group, for the writer that decides it.
pub async fn members(tx: &WriteTx, flag_id: Uuid) -> Result<Vec<public_rating::Model>> {
    use public_rating::Column;
    Ok(public_rating::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::FlagId.eq(flag_id))
        .all(tx)
        .await?)
}

/// When and through which channel the ratings of a group were given, never with which level (blind review).
pub async fn times(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    flag_id: Uuid,
) -> Result<Vec<(DateTime<Utc>, RatingChannel, RatingStatus)>> {
    use public_rating::Column;
    let rows = public_rating::Entity::find()
        .select_only()
        .columns([Column::RatedAt, Column::Channel, Column::Status])
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::FlagId.eq(flag_id))
        .order_by_asc(Column::RatedAt)
        .limit(500)
        .into_tuple::<(DateTime<Utc>, Text<RatingChannel>, Text<RatingStatus>)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(at, channel, status)| (at, channel.get(), status.get()))
        .collect())
}

/// What the engine looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The rating.
    pub id: Uuid,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// Channel.
    pub channel: RatingChannel,
    /// Level.
    pub level: RatingLevel,
    /// Keyed hash of the network prefix.
    pub net: Option<String>,
    /// Group it belongs to already.
    pub flag_id: Option<Uuid>,
}

/// The windows that were rated on a day, for the engine.
pub async fn watch_windows(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    day: NaiveDate,
) -> Result<Vec<Uuid>> {
    use crate::entity::rating_rollup::{Column, Entity};
    Ok(Entity::find()
        .select_only()
        .column(Column::PlaceId)
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Day.eq(day))
        .filter(Column::WindowId.is_not_null())
        .into_tuple::<Uuid>()
        .all(conn)
        .await?)
}

/// The ratings of a window between two instants, for the engine; duplicates left out.
pub async fn watch_ratings(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    window_id: Uuid,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Watched>> {
    use public_rating::Column;
    type Line = (
        Uuid,
        DateTime<Utc>,
        Text<RatingChannel>,
        Text<RatingLevel>,
        Option<String>,
        Option<Uuid>,
    );
    let rows = public_rating::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::RatedAt,
            Column::Channel,
            Column::Level,
            Column::NetHash,
            Column::FlagId,
        ])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::WindowId.eq(window_id))
        .filter(Column::RatedAt.gte(from))
        .filter(Column::RatedAt.lt(to))
        .filter(Column::Status.ne(RatingStatus::Duplicate.code()))
        .order_by_asc(Column::RatedAt)
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, at, channel, level, net, flag_id)| Watched {
            id,
            at,
            channel: channel.get(),
            level: level.get(),
            net,
            flag_id,
        })
        .collect())
}

/// The ratings among `ids`, inside the transaction that flags them.
pub async fn ratings(tx: &WriteTx, ids: &[Uuid]) -> Result<Vec<public_rating::Model>> {
    use public_rating::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(public_rating::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(tx)
        .await?)
}

/// The group of a rule, window, day and hour, if there is one.
pub async fn existing(
    tx: &WriteTx,
    window_id: Uuid,
    day: NaiveDate,
    rule: &str,
    hour: i32,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::WindowId.eq(window_id))
        .filter(Column::Day.eq(day))
        .filter(Column::Rule.eq(rule))
        .filter(Column::Hour.eq(hour))
        .one(tx)
        .await?)
}
