//! Submissions (K16): a department sees its own, the office all that were sent (R2).

use chrono::{DateTime, Utc};
use remit_shared::linkage::{SubmissionOutcome, SubmissionState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, ExprTrait, NullOrdering, Order, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::linkage_submission::{Column, Entity, Model};
use crate::entity::linkage_window;
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::problem::filter::any_of;
use crate::reach;
use crate::tx::WriteTx;

/// What to narrow a list of submissions to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct SubmissionFilter {
    /// Part of the number or of the text.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<SubmissionState>,
    /// Any of these outcomes.
    pub outcomes: Vec<SubmissionOutcome>,
    /// Accepted, and nobody has said what becomes of it.
    pub unanswered: bool,
    /// Year of the window.
    pub year: Option<i32>,
    /// Quarter of the window.
    pub quarter: Option<i32>,
    /// Department that submits.
    pub org_id: Option<Uuid>,
    /// Unit it is about.
    pub about_org_id: Option<Uuid>,
    /// Leave nil returns out.
    pub matters_only: bool,
}

/// Order of a list of submissions; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmissionSort {
    /// Written last first.
    #[default]
    Newest,
    /// Written first first.
    Oldest,
    /// Deadline of the office's decision, those without one last.
    Due,
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &SubmissionFilter,
    sort: SubmissionSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select =
        Entity::find()
            .filter(reach::submissions(scope))
            .filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        SubmissionSort::Newest => select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id),
        SubmissionSort::Oldest => select.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id),
        SubmissionSort::Due => select
            .order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last)
            .order_by_asc(Column::Id),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

fn condition(engine: Engine, scope: &Scope, filter: &SubmissionFilter) -> Condition {
    let unanswered = || {
        Condition::all()
            .add(Column::State.eq(SubmissionState::Accepted.code()))
            .add(Column::Outcome.is_null())
    };
    let mut all = Condition::all()
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.about_org_id.map(|org| Column::AboutOrgId.eq(org)))
        .add_option(filter.matters_only.then(|| Column::NilReturn.eq(false)))
        .add_option(filter.unanswered.then(unanswered));
    if filter.year.is_some() || filter.quarter.is_some() {
        all = all.add(in_windows(scope, filter));
    }
    all = any_of(all, Column::State, &filter.states);
    all = any_of(all, Column::Outcome, &filter.outcomes);
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::No, text))
                .add(contains(engine, Column::Text, text)),
        ),
    }
}

fn in_windows(scope: &Scope, filter: &SubmissionFilter) -> Expr {
    use linkage_window::Column as W;
    let windows = Query::select()
        .column(W::Id)
        .from(linkage_window::Entity)
        .cond_where(
            Condition::all()
                .add(W::JurisdictionId.eq(scope.jurisdiction_id()))
                .add_option(filter.year.map(|year| W::Year.eq(year)))
                .add_option(filter.quarter.map(|quarter| W::Quarter.eq(quarter))),
        )
        .to_owned();
    Column::WindowId.in_subquery(windows)
}

/// One submission, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::submissions(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The submission with a receipt (its number), if the scope opens it.
pub async fn by_receipt(conn: &impl ConnectionTrait, scope: &Scope, no: &str) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::submissions(scope))
        .filter(Column::No.eq(no))
        .one(conn)
        .await?)
}

/// What a department has already sent under this client id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_id: Uuid,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// Everything a department has in a window, for use inside the transaction that adds to it.
pub async fn of_department(tx: &WriteTx, window_id: Uuid, org_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::WindowId.eq(window_id))
        .filter(Column::OrgId.eq(org_id))
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}

/// Marks what was sent in a window as changed: its outcomes may be seen by the departments from now on.
pub async fn reveal(tx: &WriteTx, window_id: Uuid, now: DateTime<Utc>) -> Result<u64> {
    let changed = Entity::update_many()
        .col_expr(Column::UpdatedAt, Expr::val(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::ChangeSeq, Expr::val(tx.change_seq()))
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::WindowId.eq(window_id))
        .filter(Column::Outcome.is_not_null())
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}

/// Who wrote the submission a problem came from, for telling the author how it ended; `None` when the id names
/// no submission.
pub async fn watch_author(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Uuid>> {
    let found = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?;
    Ok(found.map(|row| row.author_id))
}
