//! Whole tables for `remit check`, which acts for nobody and takes the jurisdiction instead of a scope.

mod activities;
mod voices;

use std::collections::HashMap;

use remit_shared::list::AdjustmentState;
use remit_shared::rating::RatingLevel;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::entity::{adjustment_event, duty_adjustment, list_change, list_trigger, power_list_version};
use crate::entity::{
    appointment, counter, effectiveness_point, expert_review, expert_session, ledger_entry, point_event,
    problem, problem_event, push_sheet, screening, suggestion,
};
use crate::entity::{bad_rating_case, bad_rating_event, public_rating};
use crate::entity::{consultation, coordination_case, precedent_term};
use crate::entity::{indicator_score, score_run, score_trace, unit_result};
use crate::error::Result;
use crate::text::Text;

pub use activities::{activity_states, activity_units, findings, joint_activities};
pub use voices::{
    appraisal_rows, leader_comments, mutual_ballots, mutual_marks, supervised, violation_events, violations,
    voice_windows,
};

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
    // The daily ledger has a series of its own.
    let daily = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::CloseNo)
        .filter(ledger_entry::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(ledger_entry::Column::CloseNo.is_not_null())
        .filter(ledger_entry::Column::PointId.is_not_null())
        .into_tuple::<String>()
        .all(conn)
        .await?;
    let closed = problem_event::Entity::find()
        .select_only()
        .column(problem_event::Column::CloseNo)
        .filter(problem_event::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(problem_event::Column::CloseNo.is_not_null())
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
    let activities = joint_activities(conn, jurisdiction_id).await?;
    Ok(vec![
        ("activity", activities.into_iter().map(|row| row.no).collect()),
        ("problem", codes),
        ("sheet", sheets),
        ("close", closed),
        ("daily", daily),
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

/// Every run of the scoring, by year and number.
pub async fn runs(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<score_run::Model>> {
    use score_run::Column;
    Ok(score_run::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// What a run wrote down: results, scores, traces.
pub async fn written(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    run_id: Uuid,
) -> Result<crate::scoring::Written> {
    let scores = indicator_score::Entity::find()
        .filter(indicator_score::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(indicator_score::Column::RunId.eq(run_id));
    let ids = scores.clone().select_only().column(indicator_score::Column::Id);
    Ok(crate::scoring::Written {
        results: unit_result::Entity::find()
            .filter(unit_result::Column::JurisdictionId.eq(jurisdiction_id))
            .filter(unit_result::Column::RunId.eq(run_id))
            .all(conn)
            .await?,
        traces: score_trace::Entity::find()
            .filter(score_trace::Column::JurisdictionId.eq(jurisdiction_id))
            .filter(score_trace::Column::ScoreId.in_subquery(ids.into_query()))
            .all(conn)
            .await?,
        scores: scores.all(conn).await?,
    })
}

/// Every duty adjustment, by number.
pub async fn duty_adjustments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<duty_adjustment::Model>> {
    use duty_adjustment::Column;
    Ok(duty_adjustment::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// The state in which the history of each duty adjustment leaves it.
pub async fn adjustment_states(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<HashMap<Uuid, Text<AdjustmentState>>> {
    use adjustment_event::Column;
    let lines = adjustment_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::AdjustmentId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    Ok(lines
        .into_iter()
        .map(|line| (line.adjustment_id, line.to_state))
        .collect())
}

/// Every list change, by adjustment and place.
pub async fn list_changes(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<list_change::Model>> {
    use list_change::Column;
    Ok(list_change::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::AdjustmentId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// Every stretch of every item of the powers lists, by item and day.
pub async fn power_versions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<power_list_version::Model>> {
    use power_list_version::Column;
    Ok(power_list_version::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::ItemId)
        .order_by_asc(Column::ValidFrom)
        .all(conn)
        .await?)
}

/// Every occasion to revise lists.
pub async fn list_triggers(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<list_trigger::Model>> {
    use list_trigger::Column;
    Ok(list_trigger::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
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
