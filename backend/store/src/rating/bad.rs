//! Cases of bad ratings (K23).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::policy::Scope;
use remit_shared::problem::Alert;
use remit_shared::rating::{BadRatingState, RatingStatus};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Order};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use crate::entity::bad_rating_case::{Column, Entity, Model};
use crate::entity::{bad_rating_event, org, public_rating, service_receipt, window_point};
use crate::error::{Result, StoreError};
use crate::organisation;
use crate::page::{Page, Slice, cut, total};
use crate::rating::window;
use crate::reach;
use crate::tx::WriteTx;

/// States in which nothing more happens.
const OVER: [BadRatingState; 2] = [BadRatingState::Closed, BadRatingState::Excluded];

/// What to narrow a list of cases to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct BadFilter {
    /// Any of these states.
    pub states: Vec<BadRatingState>,
    /// Any of these alerts.
    pub alerts: Vec<Alert>,
    /// Only running cases.
    pub running: bool,
    /// Only cases past their deadline on this day.
    pub overdue_on: Option<NaiveDate>,
    /// Unit.
    pub org_id: Option<Uuid>,
    /// Window.
    pub window_id: Option<Uuid>,
}

/// Order of a list of cases; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadSort {
    /// Running deadline, those without one last.
    #[default]
    Due,
    /// Opened last first.
    Newest,
    /// Opened first first.
    Oldest,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The case.
    pub case: Model,
    /// The rating.
    pub rating: public_rating::Model,
    /// The unit.
    pub org: org::Model,
    /// The window.
    pub window: Option<window_point::Model>,
}

fn condition(scope: &Scope, filter: &BadFilter) -> Condition {
    let mut all = reach::bad_cases(scope)
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.window_id.map(|window| Column::WindowId.eq(window)))
        .add_option(filter.overdue_on.map(|day| Column::DueOn.lt(day)));
    if filter.running || filter.overdue_on.is_some() {
        all = all.add(running());
    }
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().map(|state| state.code())));
    }
    if !filter.alerts.is_empty() {
        all = all.add(Column::Alert.is_in(filter.alerts.iter().map(|alert| alert.code())));
    }
    all
}

fn running() -> sea_orm::sea_query::Expr {
    Column::State.is_not_in(OVER.map(Wire::code))
}

/// A page of the list: four statements, one more for the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &BadFilter,
    sort: BadSort,
    slice: Slice,
) -> Result<Page<BadRow>> {
    let select = Entity::find().filter(condition(scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        BadSort::Due => select.order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last),
        BadSort::Newest => select.order_by_desc(Column::OpenedOn),
        BadSort::Oldest => select.order_by_asc(Column::OpenedOn),
    };
    let cases = cut(select.order_by_asc(Column::Id), slice).all(conn).await?;
    Ok(Page {
        rows: with_company(conn, scope.jurisdiction_id(), cases).await?,
        total,
    })
}

/// How many cases a list has.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &BadFilter) -> Result<u64> {
    Ok(Entity::find()
        .filter(condition(scope, filter))
        .count(conn)
        .await?)
}

/// One case with its rating, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<BadRow>> {
    let cases = Entity::find()
        .filter(reach::bad_cases(scope))
        .filter(Column::Id.eq(id))
        .all(conn)
        .await?;
    Ok(with_company(conn, scope.jurisdiction_id(), cases).await?.pop())
}

/// Adds what each line shows beside its case.
async fn with_company(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    cases: Vec<Model>,
) -> Result<Vec<BadRow>> {
    let distinct = |ids: Vec<Uuid>| {
        let mut ids = ids;
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let of = |id: fn(&Model) -> Option<Uuid>| distinct(cases.iter().filter_map(id).collect());
    let mut ratings: HashMap<_, _> = ratings(conn, jurisdiction_id, &of(|case| Some(case.rating_id)))
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let orgs: HashMap<_, _> = organisation::by_ids(conn, jurisdiction_id, &of(|case| Some(case.org_id)))
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let windows: HashMap<_, _> = window::by_ids(conn, jurisdiction_id, &of(|case| case.window_id))
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let rows = cases.into_iter().map(|case| {
        let rating = ratings
            .remove(&case.rating_id)
            .ok_or_else(|| missing(&case, "rating_id"))?;
        let org = orgs
            .get(&case.org_id)
            .cloned()
            .ok_or_else(|| missing(&case, "org_id"))?;
        let window = case.window_id.and_then(|id| windows.get(&id).cloned());
        Ok(BadRow {
            case,
            rating,
            org,
            window,
        })
    });
    rows.collect()
}

async fn ratings(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<public_rating::Model>> {
    use public_rating::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(public_rating::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

fn missing(case: &Model, column: &str) -> StoreError {
    StoreError::Inconsistent {
        table: "bad_rating_case".to_owned(),
        column: column.to_owned(),
        id: Some(case.id),
        detail: "names a row that does not exist".to_owned(),
    }
}

/// The history of a case that the reader has been given, in its order.
pub async fn events(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    case_id: Uuid,
) -> Result<Vec<bad_rating_event::Model>> {
    use bad_rating_event::Column;
    Ok(bad_rating_event::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CaseId.eq(case_id))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The number of the last step in a case's history.
pub async fn last_seq(tx: &WriteTx, case_id: Uuid) -> Result<i32> {
    use bad_rating_event::Column;
    let last = bad_rating_event::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::CaseId.eq(case_id))
        .order_by_desc(Column::Seq)
        .one(tx)
        .await?;
    Ok(last.map_or(0, |event| event.seq))
}

/// The case of a rating, for the page under its code and for the clock.
pub async fn unscoped_of_rating(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    rating_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::RatingId.eq(rating_id))
        .one(conn)
        .await?)
}

/// One case, for the clock.
pub async fn watch_find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Running cases that are past their deadline, for the clock; in the order of their ids, after `after`.
pub async fn watch_overdue(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    today: NaiveDate,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(running())
        .filter(Column::DueOn.lt(today))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Cases of a window opened since a day that belong to no problem yet, oldest first (§3.9: five in thirty days).
pub async fn ungrouped(tx: &WriteTx, window_id: Uuid, since: NaiveDate) -> Result<Vec<Model>> {
    let here = Column::WindowId.eq(window_id);
    ungrouped_where(tx, Condition::all().add(here), since, valid(tx)).await
}

/// The same for a matter of a unit, whatever the window.
pub async fn ungrouped_of_matter(
    tx: &WriteTx,
    org_id: Uuid,
    matter: &str,
    since: NaiveDate,
) -> Result<Vec<Model>> {
    let receipts = service_receipt::Entity::find()
        .select_only()
        .column(service_receipt::Column::Id)
        .filter(service_receipt::Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(service_receipt::Column::OrgId.eq(org_id))
        .filter(service_receipt::Column::MatterCode.eq(matter));
    let ratings = valid(tx).filter(public_rating::Column::ReceiptId.in_subquery(receipts.into_query()));
    let here = Column::OrgId.eq(org_id);
    ungrouped_where(tx, Condition::all().add(here), since, ratings).await
}

/// The units and matters of these ratings' receipts.
pub async fn matters(tx: &WriteTx, ratings: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    use service_receipt::Column;
    let receipts = public_rating::Entity::find()
        .select_only()
        .column(public_rating::Column::ReceiptId)
        .filter(public_rating::Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(public_rating::Column::Id.is_in(ratings.iter().copied()))
        .filter(public_rating::Column::ReceiptId.is_not_null());
    Ok(service_receipt::Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::MatterCode])
        .distinct()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.in_subquery(receipts.into_query()))
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::MatterCode)
        .into_tuple()
        .all(tx)
        .await?)
}

/// Ratings that are not over a limit and not excluded: one person's flood of a window is no group (§5.6 b).
fn valid(tx: &WriteTx) -> Select<public_rating::Entity> {
    use public_rating::Column;
    let statuses = [RatingStatus::Accepted, RatingStatus::Flagged];
    public_rating::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Status.is_in(statuses.map(Wire::code)))
}

async fn ungrouped_where(
    tx: &WriteTx,
    here: Condition,
    since: NaiveDate,
    ratings: Select<public_rating::Entity>,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(here)
        .filter(Column::OpenedOn.gte(since))
        .filter(Column::ProblemId.is_null())
        .filter(Column::State.ne(BadRatingState::Excluded.code()))
        .filter(Column::RatingId.in_subquery(ratings.into_query()))
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}

/// Ratings whose contact has outlived its purpose: their case ended, or without a case they were given, before the
/// instant (F4).
pub async fn watch_contacts(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<public_rating::Model>> {
    use public_rating::Column as Rating;
    let cases = || {
        Entity::find()
            .select_only()
            .column(Column::RatingId)
            .filter(Column::JurisdictionId.eq(jurisdiction_id))
    };
    let ended = cases().filter(Column::ClosedAt.lt(before)).into_query();
    Ok(public_rating::Entity::find()
        .filter(Rating::JurisdictionId.eq(jurisdiction_id))
        .filter(Rating::ContactEnc.is_not_null())
        .filter(Rating::RatedAt.lt(before))
        .filter(
            Condition::any()
                .add(Rating::Id.in_subquery(ended))
                .add(Rating::Id.not_in_subquery(cases().into_query())),
        )
        .order_by_asc(Rating::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Cases by unit that ever ran over a deadline, opened within the days: what C11 counts (§5.7).
pub async fn overdue_by_org(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column_as(Column::Id.count(), "n")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OpenedOn.between(from, to))
        .filter(Column::WasOverdue.eq(true))
        .group_by(Column::OrgId)
        .into_tuple::<(Uuid, i64)>()
        .all(conn)
        .await?)
}
