//! The library of regulations (K01).

use remit_shared::plan::{RegulationKind, RegulationState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::regulation::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::reach;

/// What to narrow the library to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct RegulationFilter {
    /// Part of the title, the number or the summary.
    pub text: Option<String>,
    /// Any of these kinds.
    pub kinds: Vec<RegulationKind>,
    /// Any of these states.
    pub states: Vec<RegulationState>,
}

/// A page of the library, issued last first, drafts before everything: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &RegulationFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach::regulations(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let select = select
        .order_by_with_nulls(
            Column::IssuedOn,
            sea_orm::Order::Desc,
            sea_orm::sea_query::NullOrdering::First,
        )
        .order_by_asc(Column::DocNo)
        .order_by_asc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

fn condition(engine: Engine, filter: &RegulationFilter) -> Condition {
    let kinds = filter.kinds.iter().map(|kind| kind.code());
    let states = filter.states.iter().map(|state| state.code());
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    Condition::all()
        .add_option((!filter.kinds.is_empty()).then(|| Column::Kind.is_in(kinds)))
        .add_option((!filter.states.is_empty()).then(|| Column::State.is_in(states)))
        .add_option(text.map(|text| {
            Condition::any()
                .add(contains(engine, Column::Title, text))
                .add(contains(engine, Column::DocNo, text))
                .add(contains(engine, Column::Summary, text))
        }))
}

/// One regulation, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(by_ids(conn, scope, &[id]).await?.pop())
}

/// The regulations among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::regulations(scope))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The regulations in force with one of these titles.
pub async fn by_titles(conn: &impl ConnectionTrait, scope: &Scope, titles: &[&str]) -> Result<Vec<Model>> {
    if titles.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::regulations(scope))
        .filter(Column::State.eq(RegulationState::Published.code()))
        .filter(Column::Title.is_in(titles.iter().copied()))
        .all(conn)
        .await?)
}
