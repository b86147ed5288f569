//! The registry of organisations as a list.

use chrono::NaiveDate;
use remit_shared::organisation::{OrgKind, RankingGroup};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::org::{Column, Entity, Model};
use crate::entity::problem;
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::{bytewise, contains};
use crate::problem::{Horizon, OrgCounts, live, org_counts};
use crate::reach;

/// What to narrow the registry to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct OrgFilter {
    /// Part of the name, the short name or the code.
    pub text: Option<String>,
    /// Any of these kinds.
    pub kinds: Vec<OrgKind>,
    /// Supervised or not.
    pub supervised: Option<bool>,
    /// Ranking group.
    pub ranking_group: Option<RankingGroup>,
    /// Existing on this day.
    pub on: Option<NaiveDate>,
}

/// Order of the registry; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrgSort {
    /// The registry's own order.
    #[default]
    Registry,
    /// Name, by its characters.
    Name,
    /// Most live problems first, as far as the problems' scope opens them.
    OpenProblems,
}

/// A line of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgRow {
    /// The organisation.
    pub org: Model,
    /// Its problems; none where no scope for problems was given.
    pub counts: Option<OrgCounts>,
}

/// A page of the registry: one statement, one more for the counts if `problems` opens any, one for the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    problems: Option<(&Scope, Horizon)>,
    filter: &OrgFilter,
    sort: OrgSort,
    slice: Slice,
) -> Result<Page<OrgRow>> {
    let engine = Engine::of(conn);
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(condition(engine, filter));
    let total = total(conn, &select, slice).await?;
    let select = match (sort, problems) {
        (OrgSort::Name, _) => select.order_by_asc(bytewise(engine, Column::Name)),
        (OrgSort::OpenProblems, Some((opened, _))) => select
            .order_by_desc(Expr::from(live_of_org(opened)))
            .order_by_asc(Column::Sort),
        (OrgSort::Registry | OrgSort::OpenProblems, _) => select.order_by_asc(Column::Sort),
    };
    let orgs = cut(select.order_by_asc(Column::Id), slice).all(conn).await?;
    let rows = match problems {
        None => orgs.into_iter().map(|org| OrgRow { org, counts: None }).collect(),
        Some((opened, horizon)) => with_counts(conn, opened, horizon, orgs).await?,
    };
    Ok(Page { rows, total })
}

async fn with_counts(
    conn: &impl ConnectionTrait,
    opened: &Scope,
    horizon: Horizon,
    orgs: Vec<Model>,
) -> Result<Vec<OrgRow>> {
    let ids: Vec<Uuid> = orgs.iter().map(|org| org.id).collect();
    let counts = org_counts(conn, opened, &ids, horizon).await?;
    let of = |org_id| {
        counts
            .iter()
            .find(|counts| counts.org_id == org_id)
            .copied()
            .unwrap_or(OrgCounts {
                org_id,
                open: 0,
                closed: 0,
                overdue: 0,
            })
    };
    Ok(orgs
        .into_iter()
        .map(|org| OrgRow {
            counts: Some(of(org.id)),
            org,
        })
        .collect())
}

/// How many live problems of the row's unit the scope opens.
fn live_of_org(opened: &Scope) -> SelectStatement {
    Query::select()
        .expr(Expr::col((problem::Entity, problem::Column::Id)).count())
        .from(problem::Entity)
        .cond_where(reach::problems(opened))
        .and_where(live())
        .and_where(Expr::col((problem::Entity, problem::Column::OrgId)).equals((Entity, Column::Id)))
        .to_owned()
}

fn condition(engine: Engine, filter: &OrgFilter) -> Condition {
    let all = Condition::all()
        .add_option(
            filter
                .supervised
                .map(|supervised| Column::Supervised.eq(supervised)),
        )
        .add_option(
            filter
                .ranking_group
                .map(|group| Column::RankingGroup.eq(group.code())),
        )
        .add_option(filter.on.map(existing));
    let all = if filter.kinds.is_empty() {
        all
    } else {
        all.add(of_kinds(&filter.kinds))
    };
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::Name, text))
                .add(contains(engine, Column::ShortName, text))
                .add(contains(engine, Column::Code, text)),
        ),
    }
}

fn of_kinds(kinds: &[OrgKind]) -> Expr {
    Column::Kind.is_in(kinds.iter().map(|kind| kind.code()))
}

/// Existing on the day.
pub(crate) fn existing(on: NaiveDate) -> Condition {
    Condition::all().add(Column::ValidFrom.lte(on)).add(
        Condition::any()
            .add(Column::ValidTo.is_null())
            .add(Column::ValidTo.gte(on)),
    )
}

/// Kinds of city-level bodies that supervision is to cover; the office and the towns never are (§2).
const COVERED: [OrgKind; 4] = [
    OrgKind::PartyOrgan,
    OrgKind::MassOrg,
    OrgKind::GovDept,
    OrgKind::PublicInstitution,
];

/// The bodies that supervision has to cover on a day, in the registry's order: city-level organs and
/// institutions that stand under no other body, since those are covered through it (§10.2). Coverage is the
/// supervised among them (§1).
pub async fn in_scope(conn: &impl ConnectionTrait, scope: &Scope, on: NaiveDate) -> Result<Vec<Model>> {
    in_scope_of(conn, scope.jurisdiction_id(), on).await
}

pub(crate) async fn in_scope_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(of_kinds(&COVERED))
        .filter(Column::ParentId.is_null())
        .filter(existing(on))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
