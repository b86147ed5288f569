//! The counts behind `yearFigures` (§1): rows, never literals. They are city figures, published as such, so they
//! take the jurisdiction and no scope.

use chrono::NaiveDate;
use remit_shared::linkage::SubmissionState;
use remit_shared::organisation::OrgKind;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind, SuggestionState};
use remit_shared::plan::{RegulationKind, RegulationState};
use remit_shared::problem::{ProblemSource, ProblemState};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::{appointment, effectiveness_point, org, problem, regulation, suggestion};
use crate::error::Result;
use crate::organisation::{existing, in_scope_of};
use crate::text::Text;

/// Appointees of one kind from one kind of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppointmentCount {
    /// What they are appointed as.
    pub kind: AppointmentKind,
    /// Kind of body they come from.
    pub source_kind: SourceKind,
    /// How many.
    pub count: i64,
}

/// Appointments in force on a day, by kind and kind of source body.
pub async fn appointments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<AppointmentCount>> {
    use appointment::Column;
    let rows = appointment::Entity::find()
        .select_only()
        .columns([Column::Kind, Column::SourceKind])
        .column_as(Column::Id.count(), "count")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(AppointmentState::Active.code()))
        .filter(Column::TermFrom.lte(on))
        .filter(Column::TermTo.gte(on))
        .group_by(Column::Kind)
        .group_by(Column::SourceKind)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::SourceKind)
        .into_tuple::<(Text<AppointmentKind>, Text<SourceKind>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(kind, source_kind, count)| AppointmentCount {
            kind: kind.0,
            source_kind: source_kind.0,
            count,
        })
        .collect())
}

/// Kinds of measures that have a regulation in force: the supervision and the coordination measures.
pub async fn measures(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<u64> {
    use regulation::Column;
    let kinds = [
        RegulationKind::SupervisionMeasures,
        RegulationKind::CoordinationMeasures,
    ];
    Ok(regulation::Entity::find()
        .select_only()
        .column(Column::Kind)
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(RegulationState::Published.code()))
        .filter(Column::Kind.is_in(kinds.map(Wire::code)))
        .count(conn)
        .await?)
}

/// How far supervision reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Bodies supervised.
    pub supervised: usize,
    /// Bodies to be covered.
    pub in_scope: usize,
    /// Those not supervised, in the registry's order.
    pub missing: Vec<org::Model>,
}

/// Supervised bodies among those to be covered on a day.
pub async fn coverage(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, on: NaiveDate) -> Result<Coverage> {
    let bodies = in_scope_of(conn, jurisdiction_id, on).await?;
    let in_scope = bodies.len();
    let missing: Vec<_> = bodies.into_iter().filter(|body| !body.supervised).collect();
    Ok(Coverage {
        supervised: in_scope - missing.len(),
        in_scope,
        missing,
    })
}

/// Towns and subdistricts existing on a day.
pub async fn towns(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, on: NaiveDate) -> Result<u64> {
    use org::Column;
    Ok(org::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Kind.is_in([OrgKind::Town.code(), OrgKind::Subdistrict.code()]))
        .filter(existing(on))
        .count(conn)
        .await?)
}

/// Points of a year that had entered the daily ledger by a day, including those cancelled later.
pub async fn points(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: NaiveDate,
) -> Result<u64> {
    use effectiveness_point::Column;
    Ok(effectiveness_point::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::ApprovedOn.lte(on))
        .count(conn)
        .await?)
}

/// Problems of one source in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemCount {
    /// Source.
    pub source: ProblemSource,
    /// State.
    pub state: ProblemState,
    /// How many.
    pub count: i64,
}

/// Problems raised within the days, both included, by source and state.
pub async fn problems(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ProblemCount>> {
    use problem::Column;
    let rows = problem::Entity::find()
        .select_only()
        .columns([Column::Source, Column::State])
        .column_as(Column::Id.count(), "count")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::RaisedOn.between(from, to))
        .group_by(Column::Source)
        .group_by(Column::State)
        .order_by_asc(Column::Source)
        .order_by_asc(Column::State)
        .into_tuple::<(Text<ProblemSource>, Text<ProblemState>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(source, state, count)| ProblemCount {
            source: source.0,
            state: state.0,
            count,
        })
        .collect())
}

/// Suggestions submitted within the days, both included, by state.
pub async fn suggestions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(SuggestionState, i64)>> {
    use suggestion::Column;
    let rows = suggestion::Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SubmittedOn.between(from, to))
        .group_by(Column::State)
        .order_by_asc(Column::State)
        .into_tuple::<(Text<SuggestionState>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(state, count)| (state.get(), count))
        .collect())
}

/// Linkage departments of a day, and the accepted submissions of a year's windows.
pub async fn linkage(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: NaiveDate,
) -> Result<(usize, i64)> {
    let members = crate::linkage::members(conn, jurisdiction_id, on).await?.len();
    let windows = crate::linkage::window::of_year(conn, jurisdiction_id, year).await?;
    let ids: Vec<Uuid> = windows.iter().map(|window| window.id).collect();
    let replies = crate::linkage::window::replies(conn, jurisdiction_id, &ids).await?;
    let accepted = replies
        .iter()
        .filter(|reply| reply.state == SubmissionState::Accepted)
        .map(|reply| reply.count)
        .sum();
    Ok((members, accepted))
}

/// Coordination cases decided from 2022 to a day whose decision is out by now.
pub async fn solved_cases(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, to: NaiveDate) -> Result<u64> {
    use crate::entity::coordination_case::{Column, Entity};
    let from = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap_or_default();
    let solved = crate::coordination::case::SOLVED.map(remit_shared::coordination::CaseState::code);
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::DecidedOn.between(from, to))
        .filter(Column::State.is_in(solved))
        .count(conn)
        .await?)
}
