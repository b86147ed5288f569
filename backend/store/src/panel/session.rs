//! Expert sessions, their experts and their reviews (K14, R3).

use std::collections::HashMap;

use remit_shared::panel::{ReviewState, SessionKind, SessionState};
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::expert_session::{Column, Entity, Model};
use crate::entity::{expert_review, person, session_member};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::nothing;

/// Sessions: all, for the office; or those the expert is invited to (R3).
fn reach(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Own => within.add(Column::Id.in_subquery(invited(scope))),
        Reach::None | Reach::Unit | Reach::Published => within.add(nothing()),
    }
}

fn invited(scope: &Scope) -> SelectStatement {
    use session_member::Column;
    Query::select()
        .column(Column::SessionId)
        .from(session_member::Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(Column::PersonId.eq(scope.person_id())),
        )
        .to_owned()
}

/// A page of sessions, the latest first: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    (kind, state): (Option<SessionKind>, Option<SessionState>),
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find().filter(reach(scope)).filter(
        Condition::all()
            .add_option(kind.map(|kind| Column::Kind.eq(kind.code())))
            .add_option(state.map(|state| Column::State.eq(state.code()))),
    );
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_desc(Column::HeldOn).order_by_desc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One session, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The sessions among `ids` that the scope opens.
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

/// The session that a client has already planned under this id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// An expert of a session with the person.
pub type Member = (session_member::Model, Option<person::Model>);

/// The experts of sessions that a scope has opened, by session.
pub async fn members(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    session_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Member>>> {
    use session_member::Column;
    let mut found: HashMap<Uuid, Vec<Member>> = HashMap::new();
    if session_ids.is_empty() {
        return Ok(found);
    }
    let rows = session_member::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SessionId.is_in(session_ids.iter().copied()))
        .find_also_related(person::Entity)
        .order_by_asc(person::Column::DisplayName)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.0.session_id).or_default().push(row);
    }
    Ok(found)
}

/// The reviews of sessions that a scope has opened, by session. Grades and opinions are in them: whoever shows them
/// asks `remit_shared::panel::session::shows` first.
pub async fn reviews(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    session_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<expert_review::Model>>> {
    use expert_review::Column;
    let mut found: HashMap<Uuid, Vec<expert_review::Model>> = HashMap::new();
    if session_ids.is_empty() {
        return Ok(found);
    }
    let rows = expert_review::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SessionId.is_in(session_ids.iter().copied()))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.session_id).or_default().push(row);
    }
    Ok(found)
}

/// The states of sessions, for the cases that wait for them.
pub async fn watch_states(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, SessionState>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.state.get())).collect())
}

/// An expert's own review, for writing it.
pub async fn own_review(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    id: Uuid,
) -> Result<Option<expert_review::Model>> {
    use expert_review::Column;
    Ok(expert_review::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::PersonId.eq(scope.person_id()))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The reviews that an expert still owes, with their sessions, the nearest session first.
pub async fn owed(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<(expert_review::Model, Model)>> {
    use expert_review::Column as Review;
    let rows = expert_review::Entity::find()
        .filter(Review::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Review::PersonId.eq(scope.person_id()))
        .filter(Review::State.eq(ReviewState::Pending.code()))
        .order_by_asc(Review::Id)
        .all(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.session_id).collect();
    let sessions: HashMap<Uuid, Model> = by_ids(conn, scope, &ids)
        .await?
        .into_iter()
        .map(|session| (session.id, session))
        .collect();
    let live = [SessionState::Planned, SessionState::Held];
    let mut owed: Vec<_> = rows
        .into_iter()
        .filter_map(|review| {
            let session = sessions.get(&review.session_id)?.clone();
            live.contains(&session.state.get()).then_some((review, session))
        })
        .collect();
    owed.sort_by_key(|(review, session)| (session.held_on, review.id));
    owed.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(owed)
}
