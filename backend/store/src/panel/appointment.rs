//! Appointments of experts and information officers (K13).

use chrono::NaiveDate;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::appointment::{Column, Entity, Model, Relation};
use crate::entity::{expert_review, expert_session, person, session_member, suggestion};
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::portable::{contains, nothing};
use crate::text::Text;

/// An appointment with its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentRow {
    /// The appointment.
    pub appointment: Model,
    /// The person appointed.
    pub person: person::Model,
}

/// What to narrow a list of appointments to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct AppointmentFilter {
    /// Part of the name, the letter number or the field of knowledge.
    pub text: Option<String>,
    /// Experts or officers.
    pub kind: Option<AppointmentKind>,
    /// Kind of source body.
    pub source_kind: Option<SourceKind>,
    /// Any of these states.
    pub states: Vec<AppointmentState>,
    /// Source body.
    pub org_id: Option<Uuid>,
    /// Active terms that end on this day at the latest.
    pub ending_by: Option<NaiveDate>,
}

/// Order of a list of appointments; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AppointmentSort {
    /// Experts first, then by letter number.
    #[default]
    Letter,
    /// End of the term, nearest first.
    TermTo,
    /// Nominated last first.
    Newest,
}

/// Appointments: all; those of bodies that the scope opens; or the actor's own.
fn reach(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within.add(Column::SourceOrgId.is_in(scope.units().iter().copied())),
        Reach::Own => within.add(Column::PersonId.eq(scope.person_id())),
        Reach::None | Reach::Published => within.add(nothing()),
    }
}

fn condition(engine: Engine, filter: &AppointmentFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.kind.map(|kind| Column::Kind.eq(kind.code())))
        .add_option(filter.source_kind.map(|kind| Column::SourceKind.eq(kind.code())))
        .add_option(filter.org_id.map(|org| Column::SourceOrgId.eq(org)))
        .add_option(
            (!filter.states.is_empty())
                .then(|| Column::State.is_in(filter.states.iter().map(|state| state.code()))),
        )
        .add_option(filter.ending_by.map(|day| {
            Condition::all()
                .add(Column::State.eq(AppointmentState::Active.code()))
                .add(Column::TermTo.lte(day))
        }));
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, person::Column::DisplayName, text))
                .add(contains(engine, Column::LetterNo, text))
                .add(contains(engine, Column::Field, text)),
        ),
    }
}

/// A page of appointments: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &AppointmentFilter,
    sort: AppointmentSort,
    slice: Slice,
) -> Result<Page<AppointmentRow>> {
    let select = Entity::find()
        .filter(reach(scope))
        .filter(condition(Engine::of(conn), filter));
    let counted = select.clone().join(JoinType::InnerJoin, Relation::Person.def());
    let total = total(conn, &counted, slice).await?;
    let select = select.find_also_related(person::Entity);
    let select = match sort {
        AppointmentSort::Letter => select
            .order_by_asc(Column::Kind)
            .order_by_asc(Column::LetterNo)
            .order_by_asc(Column::Id),
        AppointmentSort::TermTo => select.order_by_asc(Column::TermTo).order_by_asc(Column::Id),
        AppointmentSort::Newest => select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id),
    };
    let rows = cut(select, slice).all(conn).await?;
    Ok(Page {
        rows: rows.into_iter().map(row).collect::<Result<_>>()?,
        total,
    })
}

/// How many appointments of each kind of body the scope opens in these states.
pub async fn counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    kind: Option<AppointmentKind>,
    states: &[AppointmentState],
) -> Result<Vec<(AppointmentKind, SourceKind, i64)>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::SourceKind])
        .column_as(Column::Id.count(), "count")
        .filter(reach(scope))
        .filter(Condition::all().add_option(kind.map(|kind| Column::Kind.eq(kind.code()))))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .group_by(Column::Kind)
        .group_by(Column::SourceKind)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::SourceKind)
        .into_tuple::<(Text<AppointmentKind>, Text<SourceKind>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(kind, source, count)| (kind.get(), source.get(), count))
        .collect())
}

/// How many rows of the list there are.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &AppointmentFilter) -> Result<i64> {
    let count = Entity::find()
        .filter(reach(scope))
        .filter(condition(Engine::of(conn), filter))
        .join(JoinType::InnerJoin, Relation::Person.def())
        .count(conn)
        .await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// One appointment, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<AppointmentRow>> {
    let found = Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.eq(id))
        .find_also_related(person::Entity)
        .one(conn)
        .await?;
    found.map(row).transpose()
}

/// The appointments among `ids` of the jurisdiction; for what hangs on rows that a scope has opened.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<AppointmentRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .find_also_related(person::Entity)
        .all(conn)
        .await?;
    rows.into_iter().map(row).collect()
}

/// A person's appointments of one kind that stand or will: nominated, appointed, active; oldest term first.
pub async fn standing_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    person_id: Uuid,
    kind: AppointmentKind,
) -> Result<Vec<Model>> {
    use AppointmentState as S;
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PersonId.eq(person_id))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::State.is_in([S::Nominated, S::Appointed, S::Active].map(S::code)))
        .order_by_asc(Column::TermFrom)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Active experts of the jurisdiction by letter number, for the planner of sessions.
pub async fn experts(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<AppointmentRow>> {
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Kind.eq(AppointmentKind::Expert.code()))
        .filter(Column::State.eq(AppointmentState::Active.code()))
        .find_also_related(person::Entity)
        .order_by_asc(Column::LetterNo)
        .all(conn)
        .await?;
    rows.into_iter().map(row).collect()
}

/// Whether a letter number is in use.
pub async fn letter_taken(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, letter: &str) -> Result<bool> {
    let used = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::LetterNo.eq(letter))
        .count(conn)
        .await?;
    Ok(used > 0)
}

/// The last letter number that begins so.
pub async fn last_letter(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    prefix: &str,
) -> Result<Option<String>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::LetterNo)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::LetterNo.starts_with(prefix))
        .order_by_desc(Column::LetterNo)
        .limit(1)
        .into_tuple::<String>()
        .one(conn)
        .await?)
}

/// The person of a body with this name, if there is one.
pub async fn person_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_id: Uuid,
    name: &str,
) -> Result<Option<person::Model>> {
    use person::Column;
    Ok(person::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::DisplayName.eq(name))
        .order_by_asc(Column::Id)
        .one(conn)
        .await?)
}

/// The last day on which a person suggested something, reviewed, or attended a session.
pub async fn last_activity(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    person_id: Uuid,
) -> Result<Option<NaiveDate>> {
    let suggested = suggestion::Entity::find()
        .select_only()
        .column_as(suggestion::Column::SubmittedOn.max(), "last")
        .filter(suggestion::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(suggestion::Column::PersonId.eq(person_id))
        .into_tuple::<Option<NaiveDate>>()
        .one(conn)
        .await?
        .flatten();
    let reviewed = expert_review::Entity::find()
        .select_only()
        .column_as(expert_review::Column::SubmittedAt.max(), "last")
        .filter(expert_review::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(expert_review::Column::PersonId.eq(person_id))
        .into_tuple::<Option<chrono::DateTime<chrono::Utc>>>()
        .one(conn)
        .await?
        .flatten()
        .map(remit_shared::calendar::shanghai_day);
    let attended = expert_session::Entity::find()
        .select_only()
        .column_as(expert_session::Column::HeldOn.max(), "last")
        .filter(expert_session::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(
            expert_session::Column::Id.in_subquery(
                sea_orm::sea_query::Query::select()
                    .column(session_member::Column::SessionId)
                    .from(session_member::Entity)
                    .cond_where(
                        Condition::all()
                            .add(session_member::Column::JurisdictionId.eq(jurisdiction_id))
                            .add(session_member::Column::PersonId.eq(person_id))
                            .add(session_member::Column::Attended.eq(true)),
                    )
                    .to_owned(),
            ),
        )
        .into_tuple::<Option<NaiveDate>>()
        .one(conn)
        .await?
        .flatten();
    Ok([suggested, reviewed, attended].into_iter().flatten().max())
}

/// Appointments on which the clock has something to do: terms that begin or have ended, or end soon without the
/// office having been reminded. In the order of the id, after a row, so many at most.
pub async fn watch_due(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (today, soon): (NaiveDate, NaiveDate),
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    let begins = Condition::all()
        .add(Column::State.eq(AppointmentState::Appointed.code()))
        .add(Column::TermFrom.lte(today));
    let ends = Condition::all()
        .add(Column::State.eq(AppointmentState::Active.code()))
        .add(
            Condition::any().add(Column::TermTo.lt(today)).add(
                Condition::all()
                    .add(Column::TermTo.lte(soon))
                    .add(Column::RemindedOn.is_null()),
            ),
        );
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Condition::any().add(begins).add(ends))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// An appointment of the jurisdiction, for the clock.
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

fn row((appointment, person): (Model, Option<person::Model>)) -> Result<AppointmentRow> {
    let person = person.ok_or_else(|| StoreError::Inconsistent {
        table: "appointment".to_owned(),
        column: "person_id".to_owned(),
        id: Some(appointment.id),
        detail: format!("names the person {}, who does not exist", appointment.person_id),
    })?;
    Ok(AppointmentRow { appointment, person })
}
