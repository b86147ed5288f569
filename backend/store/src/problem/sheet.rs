//! Push sheets (K18).

use remit_shared::policy::Scope;
use remit_shared::problem::{SheetDirection, SheetState};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Order};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::filter::any_of;
use crate::db::Engine;
use crate::entity::push_sheet::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::reach;
use crate::tx::WriteTx;

/// What to narrow a list of sheets to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct SheetFilter {
    /// Part of the number, the matter or the basis.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<SheetState>,
    /// Direction.
    pub direction: Option<SheetDirection>,
    /// Unit.
    pub org_id: Option<Uuid>,
}

/// Order of a list of sheets; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetSort {
    /// Written last first.
    #[default]
    Newest,
    /// Written first first.
    Oldest,
    /// Deadline of the present step, those without one last.
    Due,
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &SheetFilter,
    sort: SheetSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach::sheets(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        SheetSort::Newest => select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id),
        SheetSort::Oldest => select.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id),
        SheetSort::Due => select
            .order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last)
            .order_by_asc(Column::Id),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

fn condition(engine: Engine, filter: &SheetFilter) -> Condition {
    let all = Condition::all()
        .add_option(
            filter
                .direction
                .map(|direction| Column::Direction.eq(direction.code())),
        )
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)));
    let all = any_of(all, Column::State, &filter.states);
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::No, text))
                .add(contains(engine, Column::Matter, text))
                .add(contains(engine, Column::Basis, text)),
        ),
    }
}

/// One sheet, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::sheets(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The sheets among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids.iter().copied();
    Ok(Entity::find()
        .filter(reach::sheets(scope))
        .filter(Column::Id.is_in(ids))
        .all(conn)
        .await?)
}

/// The sheet a client has already written under this id, for answers to a second submission.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// The sheets tied to a problem: the one it came from and the one that carried it to its unit. For use inside
/// the transaction that has already found the problem in scope.
pub async fn of_problem(tx: &WriteTx, problem_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ProblemId.eq(problem_id))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}

/// Who wrote a sheet, for telling the author how it ended; `None` when the id names no sheet.
pub async fn watch_author(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Uuid>> {
    let found = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?;
    Ok(found.map(|sheet| sheet.author_id))
}
