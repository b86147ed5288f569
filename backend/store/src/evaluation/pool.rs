//! The pool of grassroots evaluators (K19).

use remit_shared::evaluation::{EvaluatorClass, EvaluatorState};
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::evaluator_profile::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::{contains, nothing};
use crate::text::Text;

/// What to narrow the pool to. Empty fields do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvaluatorFilter {
    /// Part of the number.
    pub text: Option<String>,
    /// Town.
    pub town_id: Option<Uuid>,
    /// Class.
    pub class: Option<EvaluatorClass>,
    /// State.
    pub state: Option<EvaluatorState>,
}

/// Evaluators: all, or those of the opened towns (R7).
fn reach(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within.add(Column::TownId.is_in(scope.units().iter().copied())),
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// A page of the pool by number: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &EvaluatorFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let engine = Engine::of(conn);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let select = Entity::find().filter(reach(scope)).filter(
        Condition::all()
            .add_option(text.map(|text| contains(engine, Column::Label, text)))
            .add_option(filter.town_id.map(|town| Column::TownId.eq(town)))
            .add_option(filter.class.map(|class| Column::Class.eq(class.code())))
            .add_option(filter.state.map(|state| Column::State.eq(state.code()))),
    );
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_asc(Column::Label).order_by_asc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One evaluator, if the scope opens the row.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The evaluator that this account has already nominated under this id.
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

/// How many evaluators a town has ever had, for the next number.
pub async fn of_town(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    town_id: Uuid,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::TownId.eq(town_id))
        .all(conn)
        .await?)
}

/// The evaluators in the pool, by town and class: who is invited when a campaign opens.
pub async fn active(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(EvaluatorState::Active.code()))
        .order_by_asc(Column::TownId)
        .order_by_asc(Column::Class)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// How many evaluators are in the pool: a city figure (§1).
pub async fn active_count(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(EvaluatorState::Active.code()))
        .count(conn)
        .await?)
}

/// Evaluators of one town, class and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolCount {
    /// Town.
    pub town_id: Uuid,
    /// Class.
    pub class: EvaluatorClass,
    /// State.
    pub state: EvaluatorState,
    /// How many.
    pub count: i64,
}

/// The pool counted by town, class and state, in one statement.
pub async fn counts(conn: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<PoolCount>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::TownId, Column::Class, Column::State])
        .column_as(Column::Id.count(), "count")
        .filter(reach(scope))
        .group_by(Column::TownId)
        .group_by(Column::Class)
        .group_by(Column::State)
        .into_tuple::<(Uuid, Text<EvaluatorClass>, Text<EvaluatorState>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(town_id, class, state, count)| PoolCount {
            town_id,
            class: class.0,
            state: state.0,
            count,
        })
        .collect())
}
