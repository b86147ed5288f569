//! Staffing proposals (K33): all for the office; for units and city leaders the decided ones (F8).

use remit_shared::identity::Role;
use remit_shared::policy::{Reach, Scope};
use remit_shared::scoring::life::RunState;
use remit_shared::staffing::{ProposalKind, ProposalState};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::staffing_proposal::{Column, Entity, Model};
use crate::entity::{problem, score_run, unit_result};
use crate::error::Result;
use crate::portable::nothing;
use crate::text::Text;
use crate::tx::WriteTx;

/// What to narrow the board to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ProposalFilter {
    /// Any of these states.
    pub states: Vec<ProposalState>,
    /// Any of these kinds.
    pub kinds: Vec<ProposalKind>,
    /// Unit.
    pub org_id: Option<Uuid>,
}

fn readable(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    let decided = || {
        let states = ProposalState::ALL
            .iter()
            .copied()
            .filter(|state| state.is_decided());
        Column::State.is_in(states.map(Wire::code))
    };
    match scope.reach() {
        Reach::All if matches!(scope.role(), Role::Ol | Role::Ov | Role::Os) => within,
        Reach::All => within.add(decided()),
        Reach::Unit => within
            .add(decided())
            .add(Column::OrgId.is_in(scope.units().iter().copied())),
        Reach::None | Reach::Own | Reach::Published => within.add(nothing()),
    }
}

/// The proposals of a year, by number; a year has a handful, so they come without pages.
pub async fn of_year(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
    filter: &ProposalFilter,
) -> Result<Vec<Model>> {
    let states = (!filter.states.is_empty())
        .then(|| Column::State.is_in(filter.states.iter().map(|state| state.code())));
    let kinds =
        (!filter.kinds.is_empty()).then(|| Column::Kind.is_in(filter.kinds.iter().map(|kind| kind.code())));
    Ok(Entity::find()
        .filter(readable(scope))
        .filter(Column::Year.eq(year))
        .filter(
            Condition::all()
                .add_option(states)
                .add_option(kinds)
                .add_option(filter.org_id.map(|org| Column::OrgId.eq(org))),
        )
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// The proposals in some states, whatever the year, those due first at the top: the waiting work.
pub async fn waiting(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    states: &[ProposalState],
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(readable(scope))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::No)
        .limit(limit)
        .all(conn)
        .await?)
}

/// One proposal.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).filter(readable(scope)).one(conn).await?)
}

/// The proposal this account has already drafted under this id.
pub async fn by_client_id(tx: &WriteTx, scope: &Scope, client_id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(tx)
        .await?)
}

/// The frozen run of a year, for the office's acts on what follows from it.
pub async fn frozen_run(tx: &WriteTx, year: i32) -> Result<Option<score_run::Model>> {
    use score_run::Column;
    Ok(score_run::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .filter(Column::State.is_in([RunState::Frozen.code(), RunState::Exported.code()]))
        .order_by_desc(Column::No)
        .one(tx)
        .await?)
}

/// The years of these that have a frozen result.
pub async fn frozen_years(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    years: &[i32],
) -> Result<Vec<i32>> {
    use score_run::Column;
    if years.is_empty() {
        return Ok(Vec::new());
    }
    Ok(score_run::Entity::find()
        .select_only()
        .column(Column::Year)
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.is_in(years.iter().copied()))
        .filter(Column::State.is_in([RunState::Frozen.code(), RunState::Exported.code()]))
        .into_tuple()
        .all(conn)
        .await?)
}

/// The result of a unit in a run.
pub async fn result_of(tx: &WriteTx, run_id: Uuid, org_id: Uuid) -> Result<Option<unit_result::Model>> {
    use unit_result::Column;
    Ok(unit_result::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::RunId.eq(run_id))
        .filter(Column::OrgId.eq(org_id))
        .one(tx)
        .await?)
}

/// The problems among `ids`, for the check that findings are closed and the unit's own.
pub async fn findings(tx: &WriteTx, ids: &[Uuid]) -> Result<Vec<problem::Model>> {
    use problem::Column;
    Ok(problem::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(tx)
        .await?)
}

/// Units with an adopted proposal of a kind decided by a day, for `yearFigures` (§1).
pub async fn adopted_units(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: chrono::NaiveDate,
) -> Result<Vec<(ProposalKind, Uuid)>> {
    let adopted = ProposalState::ALL
        .iter()
        .copied()
        .filter(|state| state.is_adopted());
    let rows = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::OrgId])
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::State.is_in(adopted.map(Wire::code)))
        .filter(Column::DecidedOn.lte(on))
        .into_tuple::<(Text<ProposalKind>, Uuid)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(kind, org)| (kind.get(), org)).collect())
}
