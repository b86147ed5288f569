//! Where units were inspected, whoever inspected them (K07).

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::activity::gap::Visit;
use remit_shared::activity::{ActivityKind, ActivityState, read_kinds};
use remit_shared::calendar::shanghai_day;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    activity_unit, effectiveness_point, joint_activity, point_verification, problem, reverification,
};
use crate::error::Result;

/// The inspections of units within the days, both included: by activities that are not cancelled, on the day of the
/// visit or the planned first day; and by the visits that verified points and rectifications (台账检查). Four statements.
pub async fn visits(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    orgs: &[Uuid],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Visit>> {
    if orgs.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = of_activities(conn, jurisdiction_id, orgs).await?;
    found.extend(of_points(conn, jurisdiction_id, orgs).await?);
    found.extend(of_rectifications(conn, jurisdiction_id, orgs).await?);
    found.retain(|visit| (from..=to).contains(&visit.on));
    Ok(found)
}

async fn of_activities(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    orgs: &[Uuid],
) -> Result<Vec<Visit>> {
    use activity_unit::Column;
    let units = activity_unit::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.is_in(orgs.iter().copied()))
        .all(conn)
        .await?;
    let activities = joint_activity::Entity::find()
        .filter(joint_activity::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(joint_activity::Column::Id.is_in(units.iter().map(|unit| unit.activity_id)))
        .filter(joint_activity::Column::State.ne(ActivityState::Cancelled.code()))
        .all(conn)
        .await?;
    let mut found = Vec::new();
    for unit in units {
        let Some(activity) = activities.iter().find(|row| row.id == unit.activity_id) else {
            continue;
        };
        let on = unit.visited_on.unwrap_or(activity.from_on);
        let kinds = read_kinds(&activity.kinds).into_iter();
        found.extend(kinds.map(|kind| Visit {
            org: unit.org_id,
            kind,
            on,
        }));
    }
    Ok(found)
}

fn ledger(rows: Vec<(Uuid, DateTime<Utc>)>) -> impl Iterator<Item = Visit> {
    rows.into_iter().map(|(org, at)| Visit {
        org,
        kind: ActivityKind::LedgerCheck,
        on: shanghai_day(at),
    })
}

async fn of_points(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, orgs: &[Uuid]) -> Result<Vec<Visit>> {
    use effectiveness_point::Column as Point;
    use point_verification::Column;
    let rows = point_verification::Entity::find()
        .select_only()
        .column(Point::OrgId)
        .column(Column::At)
        .join(
            sea_orm::JoinType::InnerJoin,
            point_verification::Entity::belongs_to(effectiveness_point::Entity)
                .from(Column::PointId)
                .to(Point::Id)
                .into(),
        )
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Visited.eq(true))
        .filter(Point::OrgId.is_in(orgs.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ledger(rows).collect())
}

async fn of_rectifications(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    orgs: &[Uuid],
) -> Result<Vec<Visit>> {
    use problem::Column as Problem;
    use reverification::Column;
    let rows = reverification::Entity::find()
        .select_only()
        .column(Problem::OrgId)
        .column(Column::At)
        .join(
            sea_orm::JoinType::InnerJoin,
            reverification::Entity::belongs_to(problem::Entity)
                .from(Column::ProblemId)
                .to(Problem::Id)
                .into(),
        )
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Visited.eq(true))
        .filter(Problem::OrgId.is_in(orgs.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ledger(rows).collect())
}
