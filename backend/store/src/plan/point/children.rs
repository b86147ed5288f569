//! What hangs on points, for many points at once.

use std::collections::HashMap;

use remit_shared::plan::point::PointChangeState;
use remit_shared::policy::Scope;
use remit_shared::problem::LedgerState;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    duty, ledger_entry, point_change, point_duty, point_event, point_progress, point_verification,
};
use crate::error::Result;
use crate::reach;
use crate::tx::WriteTx;

/// Rows by the point they hang on, each list in its natural order. Points without rows are absent.
pub type ByPoint<T> = HashMap<Uuid, Vec<T>>;

fn group<T>(rows: Vec<T>, point: impl Fn(&T) -> Option<Uuid>) -> ByPoint<T> {
    let mut groups = ByPoint::new();
    for row in rows {
        if let Some(id) = point(&row) {
            groups.entry(id).or_insert_with(Vec::new).push(row);
        }
    }
    groups
}

macro_rules! loader {
    ($(#[$doc:meta])* $name:ident, $table:ident, $point:expr, [$($order:ident),+]) => {
        $(#[$doc])*
        pub async fn $name(
            conn: &impl ConnectionTrait,
            scope: &Scope,
            point_ids: &[Uuid],
        ) -> Result<ByPoint<$table::Model>> {
            use $table::Column;
            if point_ids.is_empty() {
                return Ok(ByPoint::new());
            }
            let rows = $table::Entity::find()
                .filter(reach::of_points(scope, Column::JurisdictionId, Column::PointId))
                .filter(Column::PointId.is_in(point_ids.iter().copied()))
                $(.order_by_asc(Column::$order))+
                .all(conn)
                .await?;
            Ok(group(rows, $point))
        }
    };
}

loader!(
    /// Histories, oldest step first.
    events, point_event, |row| Some(row.point_id), [Seq]
);
loader!(
    /// Monthly reports, oldest first.
    progress, point_progress, |row| Some(row.point_id), [At, Id]
);
loader!(
    /// Requests for changes, oldest first.
    changes, point_change, |row| Some(row.point_id), [Seq]
);
loader!(
    /// Verifications, oldest first.
    verifications, point_verification, |row| Some(row.point_id), [At, Id]
);
loader!(
    /// Entries of the daily ledger; a point has one at most.
    entries, ledger_entry, |row| row.point_id, [OpenedOn, Id]
);

/// The duties that points rest on, in the order of the unit's list.
pub async fn duties(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    point_ids: &[Uuid],
) -> Result<ByPoint<duty::Model>> {
    use point_duty::Column;
    if point_ids.is_empty() {
        return Ok(ByPoint::new());
    }
    let links = point_duty::Entity::find()
        .filter(reach::of_points(scope, Column::JurisdictionId, Column::PointId))
        .filter(Column::PointId.is_in(point_ids.iter().copied()))
        .all(conn)
        .await?;
    let mut ids: Vec<Uuid> = links.iter().map(|link| link.duty_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = duty::Entity::find()
        .filter(duty::Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(duty::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    let known: HashMap<Uuid, duty::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut groups = ByPoint::new();
    for link in links {
        if let Some(duty) = known.get(&link.duty_id) {
            groups
                .entry(link.point_id)
                .or_insert_with(Vec::new)
                .push(duty.clone());
        }
    }
    for list in groups.values_mut() {
        list.sort_by_key(|duty| (duty.sort, duty.id));
    }
    Ok(groups)
}

/// The requests that wait for their decision, for many points at once.
pub async fn pending_changes(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    point_ids: &[Uuid],
) -> Result<HashMap<Uuid, point_change::Model>> {
    let all = changes(conn, scope, point_ids).await?;
    let waiting = all.into_iter().filter_map(|(id, list)| {
        list.into_iter()
            .find(|change| change.state.get() == PointChangeState::Asked)
            .map(|change| (id, change))
    });
    Ok(waiting.collect())
}

/// The request that waits for its decision; at most one can.
pub async fn pending_change(tx: &WriteTx, point_id: Uuid) -> Result<Option<point_change::Model>> {
    use point_change::Column;
    Ok(point_change::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .filter(Column::State.eq(PointChangeState::Asked.code()))
        .one(tx)
        .await?)
}

/// The place of the last request for a change; 0 without one.
pub async fn last_change_seq(tx: &WriteTx, point_id: Uuid) -> Result<i32> {
    use point_change::Column;
    let last = point_change::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "last")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .into_tuple::<Option<i32>>()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// The place of the last step in a point's history; 0 if it has none yet.
pub async fn last_event_seq(tx: &WriteTx, point_id: Uuid) -> Result<i32> {
    use point_event::Column;
    let last = point_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "last")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .into_tuple::<Option<i32>>()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// The open entry of a point in the daily ledger.
pub async fn open_entry(tx: &WriteTx, point_id: Uuid) -> Result<Option<ledger_entry::Model>> {
    use ledger_entry::Column;
    Ok(ledger_entry::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .filter(Column::State.eq(LedgerState::Open.code()))
        .one(tx)
        .await?)
}
