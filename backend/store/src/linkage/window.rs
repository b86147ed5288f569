//! Quarter windows (§3.6), and how the departments have replied to them.

use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::{SubmissionOutcome, SubmissionState, WindowState};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::linkage_submission;
use crate::entity::linkage_window::{Column, Entity, Model};
use crate::error::Result;
use crate::text::Text;

/// The windows of a year in their order.
pub async fn of_year(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, year: i32) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .order_by_asc(Column::Quarter)
        .all(conn)
        .await?)
}

/// One window.
pub async fn find(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, id: Uuid) -> Result<Option<Model>> {
    Ok(by_ids(conn, jurisdiction_id, &[id]).await?.pop())
}

/// The windows among `ids`, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The window of a quarter.
pub async fn of_quarter(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    quarter: Quarter,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(quarter.year))
        .filter(Column::Quarter.eq(quarter.quarter))
        .one(conn)
        .await?)
}

/// Windows in any of these states, in the order of time.
pub async fn in_states(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    states: &[WindowState],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::Quarter)
        .all(conn)
        .await?)
}

/// The window that takes replies today; between two windows the next one, which urgent matters are counted in.
pub async fn current(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Option<Model>> {
    let live = [WindowState::Scheduled, WindowState::Open, WindowState::Grace];
    let live = in_states(conn, jurisdiction_id, &live).await?;
    let taking = live
        .iter()
        .position(|window| window.state.get() != WindowState::Scheduled);
    Ok(live.into_iter().nth(taking.unwrap_or(0)))
}

/// Replies of one department to one window that are in the same state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// Window.
    pub window_id: Uuid,
    /// Department.
    pub org_id: Uuid,
    /// State.
    pub state: SubmissionState,
    /// Whether they came late.
    pub late: bool,
    /// What became of them.
    pub outcome: Option<SubmissionOutcome>,
    /// How many.
    pub count: i64,
}

type ReplyRow = (
    Uuid,
    Uuid,
    Text<SubmissionState>,
    bool,
    Option<Text<SubmissionOutcome>>,
    i64,
);

/// What departments have sent in windows, drafts and voided ones apart, counted in one statement.
pub async fn replies(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    window_ids: &[Uuid],
) -> Result<Vec<Reply>> {
    use linkage_submission::Column;
    if window_ids.is_empty() {
        return Ok(Vec::new());
    }
    let unsent = [SubmissionState::Draft.code(), SubmissionState::Voided.code()];
    let rows = linkage_submission::Entity::find()
        .select_only()
        .columns([
            Column::WindowId,
            Column::OrgId,
            Column::State,
            Column::Late,
            Column::Outcome,
        ])
        .column_as(Column::Id.count(), "count")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::WindowId.is_in(window_ids.iter().copied()))
        .filter(Column::State.is_not_in(unsent))
        .group_by(Column::WindowId)
        .group_by(Column::OrgId)
        .group_by(Column::State)
        .group_by(Column::Late)
        .group_by(Column::Outcome)
        .into_tuple::<ReplyRow>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(window_id, org_id, state, late, outcome, count)| Reply {
            window_id,
            org_id,
            state: state.get(),
            late,
            outcome: outcome.map(Text::get),
            count,
        })
        .collect())
}
