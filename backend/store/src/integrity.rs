//! Whole tables for `remit check`, which acts for nobody and takes the jurisdiction instead of a scope.

use std::collections::BTreeSet;

use remit_shared::rating::RatingLevel;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    appointment, counter, effectiveness_point, expert_review, expert_session, ledger_entry, point_event,
    problem, problem_event, push_sheet, screening, suggestion,
};
use crate::entity::{bad_rating_case, bad_rating_event, public_rating};
use crate::entity::{consultation, coordination_case, precedent_term};
use crate::error::Result;

/// Every problem, by code.
pub async fn problems(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<problem::Model>> {
    use problem::Column;
    Ok(problem::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// Every event of every problem, in its order.
pub async fn events(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<problem_event::Model>> {
    use problem_event::Column;
    Ok(problem_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::ProblemId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// Every ledger entry of a problem, oldest first.
pub async fn ledger_entries(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<ledger_entry::Model>> {
    use ledger_entry::Column;
    Ok(ledger_entry::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ProblemId.is_not_null())
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every suggestion, by number.
pub async fn suggestions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<suggestion::Model>> {
    use suggestion::Column;
    Ok(suggestion::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// Every verdict on a suggestion, oldest first.
pub async fn screenings(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<screening::Model>> {
    use screening::Column;
    Ok(screening::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every appointment, by person and term.
pub async fn appointments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<appointment::Model>> {
    use appointment::Column;
    Ok(appointment::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::PersonId)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::TermFrom)
        .all(conn)
        .await?)
}

/// Every expert session.
pub async fn expert_sessions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<expert_session::Model>> {
    use expert_session::Column;
    Ok(expert_session::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::HeldOn)
        .all(conn)
        .await?)
}

/// Every review of an expert session.
pub async fn expert_reviews(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<expert_review::Model>> {
    use expert_review::Column;
    Ok(expert_review::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .all(conn)
        .await?)
}

/// Every effectiveness point, by code.
pub async fn points(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<effectiveness_point::Model>> {
    use effectiveness_point::Column;
    Ok(effectiveness_point::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// Every event of every point, in its order.
pub async fn point_events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<point_event::Model>> {
    use point_event::Column;
    Ok(point_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::PointId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// Every entry of the daily ledger.
pub async fn daily_entries(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<ledger_entry::Model>> {
    use ledger_entry::Column;
    Ok(ledger_entry::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PointId.is_not_null())
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The counters with their values.
pub async fn counters(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<(String, i64)>> {
    use counter::Column;
    Ok(counter::Entity::find()
        .select_only()
        .columns([Column::Name, Column::Value])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .into_tuple::<(String, i64)>()
        .all(conn)
        .await?)
}

/// The running numbers given so far, by the counter they came from. A problem closed again after it was
/// reopened has given its earlier number to the ledger entry, so close-out numbers are those of the entries and
/// of the problems that never had one.
pub async fn numbers(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<(&'static str, Vec<String>)>> {
    let codes = problem::Entity::find()
        .select_only()
        .column(problem::Column::Code)
        .filter(problem::Column::JurisdictionId.eq(jurisdiction_id))
        .into_tuple::<String>()
        .all(conn)
        .await?;
    let sheets = push_sheet::Entity::find()
        .select_only()
        .column(push_sheet::Column::No)
        .filter(push_sheet::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(push_sheet::Column::No.is_not_null())
        .into_tuple::<String>()
        .all(conn)
        .await?;
    let given = ledger_entry::Entity::find()
        .select_only()
        .columns([ledger_entry::Column::CloseNo, ledger_entry::Column::PointId])
        .filter(ledger_entry::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(ledger_entry::Column::CloseNo.is_not_null())
        .into_tuple::<(String, Option<Uuid>)>()
        .all(conn)
        .await?;
    // The daily ledger has a series of its own.
    let (daily, entries): (Vec<_>, Vec<_>) = given.into_iter().partition(|(_, point)| point.is_some());
    let number = |(number, _)| number;
    let (daily, entries) = (daily.into_iter().map(number), entries.into_iter().map(number));
    let closed = problem::Entity::find()
        .select_only()
        .column(problem::Column::CloseNo)
        .filter(problem::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(problem::Column::CloseNo.is_not_null())
        .into_tuple::<String>()
        .all(conn)
        .await?;
    let suggestions = suggestion::Entity::find()
        .select_only()
        .column(suggestion::Column::No)
        .filter(suggestion::Column::JurisdictionId.eq(jurisdiction_id))
        .into_tuple::<String>()
        .all(conn)
        .await?;
    // The same number stands on the problem and on its entry.
    let closed: BTreeSet<String> = entries.chain(closed).collect();
    Ok(vec![
        ("problem", codes),
        ("sheet", sheets),
        ("close", closed.into_iter().collect()),
        ("daily", daily.collect()),
        ("suggestion", suggestions),
        (
            "consultation",
            consultations(conn, jurisdiction_id)
                .await?
                .into_iter()
                .map(|row| row.no)
                .collect(),
        ),
        (
            "case",
            cases(conn, jurisdiction_id)
                .await?
                .into_iter()
                .map(|row| row.no)
                .collect(),
        ),
    ])
}

/// Every case of a bad rating.
pub async fn bad_rating_cases(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<bad_rating_case::Model>> {
    use bad_rating_case::Column;
    Ok(bad_rating_case::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every step of every case, in its order.
pub async fn bad_rating_events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<bad_rating_event::Model>> {
    use bad_rating_event::Column;
    Ok(bad_rating_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::CaseId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The ratings of the two lowest levels.
pub async fn bad_ratings(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<public_rating::Model>> {
    use public_rating::Column;
    let bad = RatingLevel::ALL.iter().filter(|level| level.is_bad());
    Ok(public_rating::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Level.is_in(bad.map(|level| level.code())))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every consultation.
pub async fn consultations(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<consultation::Model>> {
    use consultation::Column;
    Ok(consultation::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// Every coordination case.
pub async fn cases(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<coordination_case::Model>> {
    use coordination_case::Column;
    Ok(coordination_case::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// The index of published decisions.
pub async fn precedent_terms(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<precedent_term::Model>> {
    use precedent_term::Column;
    Ok(precedent_term::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .all(conn)
        .await?)
}
