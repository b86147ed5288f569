//! Effectiveness points (K04): the list, its groups, what hangs on points, the clock's view, the draw.
//!
//! Readers pass a [`Scope`]; what it does not open is not found. Functions that take a [`WriteTx`] and no scope
//! serve an act that has found its point in scope already; those named `watch` serve the clock.

mod children;
pub mod draw;
mod filter;
mod group;
mod page;
mod watch;

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use children::{
    ByPoint, changes, duties, entries, events, last_change_seq, last_event_seq, open_entry, pending_change,
    pending_changes, progress, verifications,
};
pub use filter::{PointFilter, PointSort, PointView};
pub use group::{GroupKey, Grouping, PointGroup, groups, org_counts, view_counts};
pub use page::{PointRow, page, with_company};
pub use watch::{watch_due, watch_find};

use crate::entity::effectiveness_point::{Column, Entity, Model};
use crate::entity::point_duty;
use crate::error::Result;
use crate::reach;
use crate::row;
use crate::tx::WriteTx;

/// One point, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::points(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The points among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::points(scope))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The point a client has already written under this id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::points(scope))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// All points of a unit in a year that the scope opens, by code: what an import compares with.
pub async fn of_unit(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    (org_id, year): (Uuid, i32),
) -> Result<Vec<Model>> {
    use sea_orm::QueryOrder;
    Ok(Entity::find()
        .filter(reach::points(scope))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::Year.eq(year))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// The codes that a unit has used in a year.
pub async fn codes(tx: &WriteTx, org_id: Uuid, year: i32) -> Result<Vec<String>> {
    use sea_orm::QuerySelect;
    Ok(Entity::find()
        .select_only()
        .column(Column::Code)
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::Year.eq(year))
        .into_tuple()
        .all(tx)
        .await?)
}

/// Points of the year whose title reads like this one's, itself apart: candidates of `E_DUP`.
pub async fn namesakes(tx: &WriteTx, point: &Model) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Year.eq(point.year))
        .filter(Column::TitleKey.eq(&point.title_key))
        .filter(Column::Id.ne(point.id))
        .all(tx)
        .await?)
}

/// The open problem that late points of a unit have become part of in a year, if there is one.
pub async fn open_problem(tx: &WriteTx, org_id: Uuid, year: i32) -> Result<Option<Uuid>> {
    use crate::entity::problem;
    use sea_orm::QueryOrder;
    let late = sea_orm::sea_query::Query::select()
        .column(Column::ProblemId)
        .from(Entity)
        .and_where(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .and_where(Column::OrgId.eq(org_id))
        .and_where(Column::Year.eq(year))
        .and_where(Column::ProblemId.is_not_null())
        .to_owned();
    let found = problem::Entity::find()
        .filter(problem::Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(problem::Column::Id.in_subquery(late))
        .filter(crate::problem::live())
        .order_by_asc(problem::Column::Id)
        .one(tx)
        .await?;
    Ok(found.map(|row| row.id))
}

/// The ids of the duties that a point rests on.
pub async fn duty_ids(tx: &WriteTx, point_id: Uuid) -> Result<Vec<Uuid>> {
    use point_duty::Column;
    use sea_orm::QuerySelect;
    Ok(point_duty::Entity::find()
        .select_only()
        .column(Column::DutyId)
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .into_tuple()
        .all(tx)
        .await?)
}

/// Makes these the duties of a point. The links are not records of their own: a draft may be rewritten.
pub async fn set_duties(tx: &WriteTx, point_id: Uuid, links: Vec<point_duty::Model>) -> Result<()> {
    use point_duty::Column;
    point_duty::Entity::delete_many()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PointId.eq(point_id))
        .exec(tx)
        .await?;
    row::append_all(tx, links).await
}
