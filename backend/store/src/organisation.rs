//! Organisations, their sections and people (K02).
//!
//! The registry is open to everybody who is signed in, so a scope only gives the jurisdiction here; the counts
//! of problems beside it take a scope of their own, which obeys the row rules. The functions that take a
//! jurisdiction instead of a scope serve sign-in and the clock, which have none.

mod registry;

use std::collections::HashMap;

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

pub use registry::{OrgFilter, OrgRow, OrgSort, in_scope, page};
pub(crate) use registry::{existing, in_scope_of};

use crate::entity::{jurisdiction, org, org_section, person};
use crate::error::Result;
use crate::row;
use crate::tx::WriteTx;

/// One organisation.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<org::Model>> {
    Ok(by_ids(conn, scope.jurisdiction_id(), &[id]).await?.pop())
}

/// The organisations among `ids`, in no particular order.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<org::Model>> {
    use org::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(org::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// One organisation by its code, for the command line and partners.
pub async fn by_code(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    code: &str,
) -> Result<Option<org::Model>> {
    use org::Column;
    Ok(org::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Code.eq(code))
        .one(conn)
        .await?)
}

/// The sections of many organisations, in their order.
pub async fn sections(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    org_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<org_section::Model>>> {
    use org_section::Column;
    let mut sections: HashMap<Uuid, Vec<org_section::Model>> = HashMap::new();
    if org_ids.is_empty() {
        return Ok(sections);
    }
    let rows = org_section::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::OrgId.is_in(org_ids.iter().copied()))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        sections.entry(row.org_id).or_default().push(row);
    }
    Ok(sections)
}

/// The sections among `ids`, in no particular order.
pub async fn sections_by_ids(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<org_section::Model>> {
    use org_section::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(org_section::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// One person.
pub async fn person(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<person::Model>> {
    Ok(persons(conn, jurisdiction_id, &[id]).await?.pop())
}

/// The people among `ids`, in no particular order.
pub async fn persons(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<person::Model>> {
    use person::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(person::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The organisation with all its predecessors: the units that a grant for it opens (R1).
pub async fn with_predecessors(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_id: Uuid,
) -> Result<Vec<Uuid>> {
    use org::Column;
    let mergers = org::Entity::find()
        .select_only()
        .columns([Column::Id, Column::SuccessorId])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SuccessorId.is_not_null())
        .into_tuple::<(Uuid, Uuid)>()
        .all(conn)
        .await?;
    let mut units = vec![org_id];
    let mut next = 0;
    while let Some(unit) = units.get(next).copied() {
        next += 1;
        for (predecessor, successor) in &mergers {
            // A cycle would be a mistake in the registry; it must not hang a sign-in.
            if *successor == unit && !units.contains(predecessor) {
                units.push(*predecessor);
            }
        }
    }
    Ok(units)
}

/// The units a city leader is in charge of (R5).
pub async fn in_charge_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    person_id: Uuid,
) -> Result<Vec<Uuid>> {
    use org::Column;
    Ok(org::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::LeaderId.eq(person_id))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?)
}

/// The jurisdictions of this installation, by code.
pub async fn jurisdictions(conn: &impl ConnectionTrait) -> Result<Vec<jurisdiction::Model>> {
    Ok(jurisdiction::Entity::find()
        .order_by_asc(jurisdiction::Column::Code)
        .all(conn)
        .await?)
}

/// Founds a jurisdiction; the first row of an empty installation.
pub async fn found(tx: &WriteTx, jurisdiction: jurisdiction::Model) -> Result<()> {
    row::append(tx, jurisdiction).await
}

/// Every organisation that still exists, in the registry's order.
pub async fn all(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<org::Model>> {
    use org::Column;
    Ok(org::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ValidTo.is_null())
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
