//! Suggestions and their screening (§3.5, K15).

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::panel::{SuggestionLink, SuggestionState};
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::screening;
use crate::entity::suggestion::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::{contains, count_if, nothing};

/// Suggestions looked at for likeness: the latest so many.
const COMPARED: u64 = 400;

/// What to narrow a list of suggestions to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct SuggestionFilter {
    /// Part of the number or the text.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<SuggestionState>,
    /// Unit it is about.
    pub org_id: Option<Uuid>,
    /// What it led to.
    pub linked: Option<SuggestionLink>,
    /// Submitted on this day or later.
    pub from: Option<NaiveDate>,
    /// Submitted on this day or earlier.
    pub to: Option<NaiveDate>,
    /// One of the desk's lists, with today.
    pub view: Option<(SuggestionView, NaiveDate)>,
}

/// Saved views; the workbench's counts lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionView {
    /// Waits to be taken.
    ToTake,
    /// Waits for a verdict.
    ToScreen,
    /// Valid, waits to be adopted.
    ToAdopt,
    /// Adopted, and the outcome is known: waits for the reply.
    ToReply,
    /// A deadline of the office has passed.
    Overdue,
    /// VALID or later (§1).
    Valid,
    /// ADOPTED or later.
    Adopted,
    /// Everything.
    All,
}

/// Order of a list of suggestions; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SuggestionSort {
    /// Deadline of the office's next step, those without one last.
    #[default]
    Due,
    /// Submitted last first.
    Newest,
    /// Submitted first first.
    Oldest,
}

/// Suggestions: all, for the office; or the author's own (R4, F2). A unit never has a scope here.
fn reach(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Own => within.add(Column::PersonId.eq(scope.person_id())),
        Reach::None | Reach::Unit | Reach::Published => within.add(nothing()),
    }
}

/// The ids that the scope opens, for files that hang on a suggestion.
pub(crate) fn ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .cond_where(reach(scope))
        .to_owned()
}

fn in_view(view: SuggestionView, today: NaiveDate) -> Condition {
    use SuggestionState as S;
    let state = |state: S| Condition::all().add(Column::State.eq(state.code()));
    match view {
        SuggestionView::ToTake => state(S::Submitted),
        SuggestionView::ToScreen => state(S::Screening),
        SuggestionView::ToAdopt => state(S::Valid),
        SuggestionView::ToReply => state(S::Adopted).add(Column::OutcomeOn.is_not_null()),
        SuggestionView::Overdue => Condition::all().add(Column::DueOn.lt(today)),
        SuggestionView::Valid => Condition::all().add(
            Column::State.is_in(
                S::ALL
                    .iter()
                    .filter(|state| state.is_valid())
                    .map(|state| state.code()),
            ),
        ),
        SuggestionView::Adopted => {
            Condition::all().add(Column::State.is_in([S::Adopted, S::Replied].map(S::code)))
        }
        SuggestionView::All => Condition::all(),
    }
}

fn condition(engine: Engine, filter: &SuggestionFilter) -> Condition {
    let all = Condition::all()
        .add_option(
            (!filter.states.is_empty())
                .then(|| Column::State.is_in(filter.states.iter().map(|state| state.code()))),
        )
        .add_option(filter.org_id.map(|org| Column::AboutOrgId.eq(org)))
        .add_option(filter.linked.map(|linked| Column::Linked.eq(linked.code())))
        .add_option(filter.from.map(|day| Column::SubmittedOn.gte(day)))
        .add_option(filter.to.map(|day| Column::SubmittedOn.lte(day)))
        .add_option(filter.view.map(|(view, today)| in_view(view, today)));
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

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &SuggestionFilter,
    sort: SuggestionSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        SuggestionSort::Due => select
            .order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last)
            .order_by_desc(Column::No),
        SuggestionSort::Newest => select
            .order_by_desc(Column::SubmittedOn)
            .order_by_desc(Column::No),
        SuggestionSort::Oldest => select.order_by_asc(Column::SubmittedOn).order_by_asc(Column::No),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many suggestions each view holds, in the order of `views`: one statement for all. They equal the lists
/// behind them, being made from the same condition.
pub async fn view_counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    views: &[SuggestionView],
    today: NaiveDate,
) -> Result<Vec<i64>> {
    if views.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Entity::find().select_only().filter(reach(scope));
    for (index, view) in views.iter().enumerate() {
        let hit = Condition::all()
            .add(Column::Id.is_not_null())
            .add(in_view(*view, today));
        select = select.column_as(count_if(hit), format!("n{index}"));
    }
    let statement = sea_orm::QueryTrait::into_query(select);
    let Some(row) = conn.query_one(&statement).await? else {
        return Ok(vec![0; views.len()]);
    };
    (0..views.len())
        .map(|index| Ok(row.try_get_by_index(index)?))
        .collect()
}

/// One suggestion, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The suggestions among `ids` that the scope opens.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// What a person has already sent under this client id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::PersonId.eq(scope.person_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// The latest suggestions but this one, to compare its text with: id and text.
pub async fn to_compare(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    but: Uuid,
) -> Result<Vec<(Uuid, String)>> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::Id, Column::Text])
        .filter(reach(scope))
        .filter(Column::Id.ne(but))
        .order_by_desc(Column::SubmittedOn)
        .order_by_desc(Column::No)
        .limit(COMPARED)
        .into_tuple::<(Uuid, String)>()
        .all(conn)
        .await?)
}

/// The verdicts given on suggestions, oldest first.
pub async fn screenings(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    suggestion_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<screening::Model>>> {
    let mut found: HashMap<Uuid, Vec<screening::Model>> = HashMap::new();
    if suggestion_ids.is_empty() {
        return Ok(found);
    }
    let rows = screening::Entity::find()
        .filter(screening::Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(screening::Column::SuggestionId.is_in(suggestion_ids.iter().copied()))
        .filter(screening::Column::SuggestionId.in_subquery(ids(scope)))
        .order_by_asc(screening::Column::At)
        .order_by_asc(screening::Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.suggestion_id).or_default().push(row);
    }
    Ok(found)
}

/// The adopted suggestions that led to a problem, whose outcome the office waits for.
pub async fn watch_linked(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    problem_id: Uuid,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::LinkedId.eq(problem_id))
        .filter(Column::State.eq(SuggestionState::Adopted.code()))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}
