//! Appointments of experts and information officers (K13).

use remit_shared::panel::AppointmentKind;
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::appointment::{Column, Entity, Model};
use crate::entity::person;
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::portable::nothing;

/// An appointment with its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentRow {
    /// The appointment.
    pub appointment: Model,
    /// The person appointed.
    pub person: person::Model,
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

/// A page of appointments by kind and letter number: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    kind: Option<AppointmentKind>,
    slice: Slice,
) -> Result<Page<AppointmentRow>> {
    let select = Entity::find()
        .filter(reach(scope))
        .filter(Condition::all().add_option(kind.map(|kind| Column::Kind.eq(kind.code()))));
    let total = total(conn, &select, slice).await?;
    let select = select
        .find_also_related(person::Entity)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::LetterNo)
        .order_by_asc(Column::Id);
    let rows = cut(select, slice).all(conn).await?;
    Ok(Page {
        rows: rows.into_iter().map(row).collect::<Result<_>>()?,
        total,
    })
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

fn row((appointment, person): (Model, Option<person::Model>)) -> Result<AppointmentRow> {
    let person = person.ok_or_else(|| StoreError::Inconsistent {
        table: "appointment".to_owned(),
        column: "person_id".to_owned(),
        id: Some(appointment.id),
        detail: format!("names the person {}, who does not exist", appointment.person_id),
    })?;
    Ok(AppointmentRow { appointment, person })
}
