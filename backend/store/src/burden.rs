//! The requests made to units and towns (K46), counted from the rows that made them: a fixed number of statements,
//! whatever the size of the city.

use chrono::{DateTime, Days, NaiveDate, Utc};
use remit_shared::burden::RequestKind;
use remit_shared::calendar::{end_of_day_utc, shanghai_day};
use remit_shared::evaluation::CampaignState;
use remit_shared::linkage::WindowState;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Reach, Scope};
use remit_shared::problem::{LedgerKind, SheetDirection};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use uuid::Uuid;

use crate::entity::{
    activity_unit, bad_rating_case, campaign, campaign_stratum, case_opinion, consultation_party,
    effectiveness_point, joint_activity, ledger_entry, linkage_member, linkage_window, mutual_ballot,
    notification, problem, push_sheet, voice_window,
};
use crate::error::Result;

/// A request: to whom, what for, when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Unit or town asked.
    pub org: Uuid,
    /// What for.
    pub kind: RequestKind,
    /// The day.
    pub on: NaiveDate,
    /// How many.
    pub count: i64,
}

/// The days asked about, both included.
pub type Span = (NaiveDate, NaiveDate);

/// The requests made within the days to the units that the scope opens; eleven statements.
pub async fn requests(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    let mut found = Vec::new();
    found.extend(sheets(conn, scope, span).await?);
    found.extend(rectifications(conn, scope, span).await?);
    found.extend(consultations(conn, scope, span).await?);
    found.extend(linkage(conn, scope, span).await?);
    found.extend(bad_ratings(conn, scope, span).await?);
    found.extend(campaigns(conn, scope, span).await?);
    found.extend(mutual(conn, scope, span).await?);
    found.extend(activities(conn, scope, span).await?);
    found.extend(reminders(conn, scope, span).await?);
    Ok(found)
}

/// Rows of the units that the scope opens.
fn within<C: ColumnTrait>(scope: &Scope, jurisdiction: C, org: impl ColumnTrait) -> Condition {
    let all = Condition::all().add(jurisdiction.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => all,
        _ => all.add(org.is_in(scope.units().iter().copied())),
    }
}

/// Instants of the days: from the first midnight, up to the last and without it.
fn during(at: impl ColumnTrait, (from, to): Span) -> Condition {
    let before = from.checked_sub_days(Days::new(1)).unwrap_or(from);
    Condition::all()
        .add(at.gte(end_of_day_utc(before)))
        .add(at.lt(end_of_day_utc(to)))
}

fn each(kind: RequestKind, rows: Vec<(Uuid, NaiveDate)>) -> impl Iterator<Item = Request> {
    rows.into_iter().map(move |(org, on)| Request {
        org,
        kind,
        on,
        count: 1,
    })
}

async fn sheets(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use push_sheet::Column;
    let rows: Vec<(Uuid, DateTime<Utc>)> = push_sheet::Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::PushedAt])
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(Column::Direction.eq(SheetDirection::ToUnit.code()))
        .filter(during(Column::PushedAt, span))
        .into_tuple()
        .all(conn)
        .await?;
    let rows = rows.into_iter().map(|(org, at)| (org, shanghai_day(at)));
    Ok(each(RequestKind::PushSheet, rows.collect()).collect())
}

fn join<E: EntityTrait, F: EntityTrait>(_: E, to: F, (one, other): (E::Column, F::Column)) -> RelationDef {
    E::belongs_to(to).from(one).to(other).into()
}

async fn rectifications(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use ledger_entry::Column;
    let on = (Column::ProblemId, problem::Column::Id);
    let rows = ledger_entry::Entity::find()
        .select_only()
        .column(problem::Column::OrgId)
        .column(Column::OpenedOn)
        .join(
            JoinType::InnerJoin,
            join(ledger_entry::Entity, problem::Entity, on),
        )
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(within(
            scope,
            problem::Column::JurisdictionId,
            problem::Column::OrgId,
        ))
        .filter(Column::Ledger.eq(LedgerKind::Rectify.code()))
        .filter(Column::OpenedOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(each(RequestKind::Rectification, rows).collect())
}

/// Consultations and the written opinions asked for in cases.
async fn consultations(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use case_opinion::Column as Opinion;
    use consultation_party::Column;
    let parties: Vec<(Uuid, DateTime<Utc>)> = consultation_party::Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::CreatedAt])
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(during(Column::CreatedAt, span))
        .into_tuple()
        .all(conn)
        .await?;
    let mut rows: Vec<_> = parties
        .into_iter()
        .map(|(org, at)| (org, shanghai_day(at)))
        .collect();
    let opinions: Vec<(Uuid, NaiveDate)> = case_opinion::Entity::find()
        .select_only()
        .columns([Opinion::OrgId, Opinion::AskedOn])
        .filter(within(scope, Opinion::JurisdictionId, Opinion::OrgId))
        .filter(Opinion::AskedOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    rows.extend(opinions);
    Ok(each(RequestKind::Consultation, rows).collect())
}

/// Every window that opened asks every member of that day.
async fn linkage(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use linkage_member::Column;
    let windows: Vec<NaiveDate> = linkage_window::Entity::find()
        .select_only()
        .column(linkage_window::Column::OpensOn)
        .filter(linkage_window::Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(linkage_window::Column::State.ne(WindowState::Scheduled.code()))
        .filter(linkage_window::Column::OpensOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    let members = linkage_member::Entity::find()
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .all(conn)
        .await?;
    let mut rows = Vec::new();
    for on in windows {
        let asked = members
            .iter()
            .filter(|member| member.since <= on && member.until.is_none_or(|until| until >= on));
        rows.extend(asked.map(|member| (member.org_id, on)));
    }
    Ok(each(RequestKind::Linkage, rows).collect())
}

/// Counted in the database: bad ratings are many.
async fn bad_ratings(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use bad_rating_case::Column;
    let rows: Vec<(Uuid, NaiveDate, i64)> = bad_rating_case::Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::OpenedOn])
        .column_as(Column::Id.count(), "count")
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(Column::OpenedOn.between(span.0, span.1))
        .group_by(Column::OrgId)
        .group_by(Column::OpenedOn)
        .into_tuple()
        .all(conn)
        .await?;
    let rows = rows.into_iter().map(|(org, on, count)| Request {
        org,
        kind: RequestKind::Rating,
        on,
        count,
    });
    Ok(rows.collect())
}

/// A campaign asks every unit or town of which a group of voters is invited.
async fn campaigns(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use campaign_stratum::Column;
    let on = (Column::CampaignId, campaign::Column::Id);
    let begun = [
        CampaignState::Draft,
        CampaignState::Approved,
        CampaignState::Voided,
    ];
    let mut rows: Vec<(Uuid, NaiveDate, Uuid)> = campaign_stratum::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column(campaign::Column::OpensOn)
        .column(Column::CampaignId)
        .join(
            JoinType::InnerJoin,
            join(campaign_stratum::Entity, campaign::Entity, on),
        )
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(Column::OrgId.is_not_null())
        .filter(campaign::Column::State.is_not_in(begun.map(Wire::code)))
        .filter(campaign::Column::OpensOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    // Several groups of one town are one request.
    rows.sort_unstable();
    rows.dedup();
    let rows = rows.into_iter().map(|(org, on, _)| (org, on));
    Ok(each(RequestKind::Campaign, rows.collect()).collect())
}

async fn mutual(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use mutual_ballot::Column;
    let on = (Column::WindowId, voice_window::Column::Id);
    let rows = mutual_ballot::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column(voice_window::Column::OpensOn)
        .join(
            JoinType::InnerJoin,
            join(mutual_ballot::Entity, voice_window::Entity, on),
        )
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(voice_window::Column::OpensOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(each(RequestKind::Campaign, rows).collect())
}

async fn activities(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use activity_unit::Column;
    let on = (Column::ActivityId, joint_activity::Column::Id);
    let rows = activity_unit::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column(joint_activity::Column::NotifiedOn)
        .join(
            JoinType::InnerJoin,
            join(activity_unit::Entity, joint_activity::Entity, on),
        )
        .filter(within(scope, Column::JurisdictionId, Column::OrgId))
        .filter(joint_activity::Column::NotifiedOn.between(span.0, span.1))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(each(RequestKind::Activity, rows).collect())
}

/// A reminder is told to the lead and to the contact: one request.
async fn reminders(conn: &impl ConnectionTrait, scope: &Scope, span: Span) -> Result<Vec<Request>> {
    use effectiveness_point::Column as Point;
    use notification::Column;
    let on = (Column::SubjectId, Point::Id);
    let mut rows: Vec<(Uuid, DateTime<Utc>)> = notification::Entity::find()
        .select_only()
        .column(Point::OrgId)
        .column(Column::CreatedAt)
        .join(
            JoinType::InnerJoin,
            join(notification::Entity, effectiveness_point::Entity, on),
        )
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(within(scope, Point::JurisdictionId, Point::OrgId))
        .filter(Column::Kind.eq(NoticeKind::PointReminded.code()))
        .filter(during(Column::CreatedAt, span))
        .into_tuple()
        .all(conn)
        .await?;
    rows.sort_unstable();
    rows.dedup();
    let rows = rows.into_iter().map(|(org, at)| (org, shanghai_day(at)));
    Ok(each(RequestKind::PointReminder, rows.collect()).collect())
}
