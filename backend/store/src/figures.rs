//! The counts behind `yearFigures` (§1): rows, never literals. They are city figures, published as such, so they
//! take the jurisdiction and no scope.

use chrono::NaiveDate;
use remit_shared::evaluation::{CampaignKind, CampaignState};
use remit_shared::linkage::SubmissionState;
use remit_shared::list::AdjustmentKind;
use remit_shared::organisation::OrgKind;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind, SuggestionState};
use remit_shared::plan::{RegulationKind, RegulationState};
use remit_shared::problem::{ProblemSource, ProblemState};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::entity::{
    appointment, assessment_export, duty_adjustment, effectiveness_point, list_change, org, problem,
    rating_rollup, regulation, score_run, suggestion,
};
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

/// Evaluation directions of a year that have data by a day: of the four that the source names (上评下, 左右评, 社会评,
/// 内部评), and of the others (下评上, 群众评).
pub async fn directions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: NaiveDate,
) -> Result<(usize, usize)> {
    let states = [CampaignState::Tallied, CampaignState::Published];
    let campaigns =
        crate::evaluation::campaign::watch_year(conn, jurisdiction_id, Some(year), &states).await?;
    let counted = |kind| {
        campaigns
            .iter()
            .any(|row| row.kind.get() == kind && row.closes_on <= on)
    };
    let commented = !crate::voice::comment::counted(conn, jurisdiction_id, year, None)
        .await?
        .is_empty();
    let mutual = !crate::voice::mutual::counted(conn, jurisdiction_id, year)
        .await?
        .is_empty();
    let named = [
        commented,
        mutual,
        counted(CampaignKind::Deputy),
        counted(CampaignKind::Internal),
    ];
    let others = [
        counted(CampaignKind::Grassroots),
        rated(conn, jurisdiction_id, year, on).await?,
    ];
    let count = |found: &[bool]| found.iter().filter(|found| **found).count();
    Ok((count(&named), count(&others)))
}

/// Whether the public has rated anybody in a year by a day.
async fn rated(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, year: i32, on: NaiveDate) -> Result<bool> {
    use rating_rollup::Column;
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(on);
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(on).min(on);
    let found = rating_rollup::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Day.between(first, last))
        .filter(Column::Counted.eq(true))
        .filter(Column::N.gt(0))
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// The weight that the year's package for the comprehensive assessment carries, made by a day.
pub async fn export_weight(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: NaiveDate,
) -> Result<Option<String>> {
    use assessment_export::Column;
    let runs = score_run::Entity::find()
        .select_only()
        .column(score_run::Column::Id)
        .filter(score_run::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(score_run::Column::Year.eq(year));
    let found = assessment_export::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::RunId.in_subquery(runs.into_query()))
        .filter(Column::ExportedOn.lte(on))
        .order_by_desc(Column::CreatedAt)
        .one(conn)
        .await?;
    Ok(found.map(|row| row.weight))
}

/// Adjustments of overlapping enforcement published within the days, both included, and known on a day.
pub async fn overlaps(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    on: NaiveDate,
) -> Result<u64> {
    use duty_adjustment::Column;
    Ok(duty_adjustment::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Kind.eq(AdjustmentKind::EnforcementOverlap.code()))
        .filter(Column::PublishedOn.between(from, to.min(on)))
        .count(conn)
        .await?)
}

/// List changes published within the days, both included, and known on a day; a transfer is one row.
pub async fn list_changes(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    on: NaiveDate,
) -> Result<u64> {
    use list_change::Column;
    Ok(list_change::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PublishedOn.between(from, to.min(on)))
        .count(conn)
        .await?)
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
