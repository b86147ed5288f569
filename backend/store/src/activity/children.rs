//! What hangs on activities that a scope has opened: units, team, checklist, shares, history.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    account, activity_check, activity_event, activity_member, activity_share, activity_unit, org_section,
    person, role_grant,
};
use crate::error::Result;
use crate::reach;
use crate::row::append;
use crate::text::Text;
use crate::tx::WriteTx;

/// Rows grouped by the activity they hang on.
pub fn of_children<T>(rows: Vec<T>, activity: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut found: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(activity(&row)).or_default().push(row);
    }
    found
}

/// The units of activities in their order; a unit sees its own line.
pub async fn units(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<activity_unit::Model>>> {
    use activity_unit::Column;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = activity_unit::Entity::find()
        .filter(reach::activity_units(scope))
        .filter(Column::ActivityId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?;
    Ok(of_children(rows, |row| row.activity_id))
}

/// A member of a team with the person.
pub type Member = (activity_member::Model, Option<person::Model>);

/// The teams of activities in their order.
pub async fn members(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Member>>> {
    use activity_member::Column;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = activity_member::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ActivityId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?;
    let wanted = rows.iter().map(|row| row.person_id);
    let people: HashMap<Uuid, person::Model> = person::Entity::find()
        .filter(person::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(person::Column::Id.is_in(wanted))
        .all(conn)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let rows = rows.into_iter().map(|row| {
        let person = people.get(&row.person_id).cloned();
        (row, person)
    });
    Ok(of_children(rows.collect(), |(row, _): &Member| row.activity_id))
}

/// The checklist of an activity.
pub async fn checks(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Vec<activity_check::Model>> {
    use activity_check::Column;
    Ok(activity_check::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ActivityId.eq(id))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The sections with which the result of an activity is shared.
pub async fn shares(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Vec<org_section::Model>> {
    let shared = activity_share::Entity::find()
        .filter(activity_share::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(activity_share::Column::ActivityId.eq(id))
        .all(conn)
        .await?;
    Ok(org_section::Entity::find()
        .filter(org_section::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(org_section::Column::Id.is_in(shared.iter().map(|row| row.section_id)))
        .order_by_asc(org_section::Column::Sort)
        .all(conn)
        .await?)
}

/// The sections of the office to which other roles than the oversight section's belong: those a result is shared with.
pub async fn sharing_sections(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<Uuid>> {
    use role_grant::Column;
    let rows: Vec<Option<Uuid>> = role_grant::Entity::find()
        .select_only()
        .column(Column::SectionId)
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Role.eq(Role::Os.code()))
        .filter(in_force(on))
        .order_by_asc(Column::SectionId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// The history of an activity, oldest first.
pub async fn events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Vec<activity_event::Model>> {
    use activity_event::Column;
    Ok(activity_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ActivityId.eq(id))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The last number in the history of an activity; 0 before the first.
pub async fn last_event_seq(tx: &WriteTx, id: Uuid) -> Result<i32> {
    use activity_event::Column;
    let last: Option<Option<i32>> = activity_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ActivityId.eq(id))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// Appends a line to the history.
pub async fn add_event(tx: &WriteTx, line: activity_event::Model) -> Result<()> {
    append(tx, line).await
}

/// Who may be on a team on a day: the office's people, experts and linkage contacts, with the hat they would come in.
pub async fn people(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<(Role, person::Model)>> {
    use role_grant::Column;
    let team = [Role::Ov, Role::Os, Role::Ol, Role::Ex, Role::Lk];
    let hats: Vec<(Text<Role>, Uuid)> = role_grant::Entity::find()
        .select_only()
        .column(Column::Role)
        .column(account::Column::PersonId)
        .inner_join(account::Entity)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Role.is_in(team.map(Wire::code)))
        .filter(in_force(on))
        .filter(account::Column::State.ne(AccountState::Disabled.code()))
        .into_tuple()
        .all(conn)
        .await?;
    let persons = person::Entity::find()
        .filter(person::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(person::Column::Id.is_in(hats.iter().map(|(_, person)| *person)))
        .order_by_asc(person::Column::DisplayName)
        .all(conn)
        .await?;
    let hat = |id: Uuid| {
        let worn = hats.iter().filter(|(_, person)| *person == id);
        worn.map(|(role, _)| role.get())
            .min_by_key(|role| team.iter().position(|one| one == role))
    };
    let mut found: Vec<_> = persons
        .into_iter()
        .filter_map(|person| Some((hat(person.id)?, person)))
        .collect();
    found.sort_by_key(|(role, _)| team.iter().position(|one| one == role));
    Ok(found)
}

fn in_force(on: NaiveDate) -> Condition {
    use role_grant::Column;
    Condition::all()
        .add(Column::State.eq(GrantState::Active.code()))
        .add(Column::ValidFrom.lte(on))
        .add(
            Condition::any()
                .add(Column::ValidTo.is_null())
                .add(Column::ValidTo.gte(on)),
        )
}
