//! Reading negative records, with what the reader may do about them.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::policy::{Actor, Capability, Scope};
use remit_shared::problem::machine::Acting;
use remit_shared::voice::violation::{self as machine, ViolationAvailability, ViolationFacts};
use remit_store::entity::{file_object, violation, violation_event};
use remit_store::file as file_rows;
use remit_store::page::{Page, Slice};
use remit_store::voice::violation::{self as rows, ViolationFilter, ViolationSort};
use uuid::Uuid;

use super::facts_of;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What a reader has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave.
    pub scope: Scope,
    actor: Actor,
    today: NaiveDate,
    calendar: Arc<WorkCalendar>,
}

/// Opens the reading side.
pub async fn reader(app: &App, ctx: &OpCtx) -> Answer<Reader> {
    Ok(Reader {
        scope: ctx.authorise(Capability::ViolationRead)?,
        actor: ctx.signed_in()?.clone(),
        today: ctx.today(),
        calendar: app.calendar.get(app).await?,
    })
}

impl Reader {
    /// What the reader could do about a record, each with the reason why not now.
    pub fn actions(&self, app: &App, row: &violation::Model) -> Vec<ViolationAvailability> {
        let facts = ViolationFacts {
            today: self.today,
            calendar: &self.calendar,
            deadlines: &app.settings.deadlines,
            acting: Some(Acting {
                role: self.actor.role,
                person: self.actor.person_id,
                home_org: self.actor.home_org_id,
                recused: false,
            }),
            org: row.org_id,
            recorded_by: None,
            confirmed_by: None,
            due_on: None,
            contested: false,
            reason: "",
            evidence: 0,
        };
        machine::available(row.state.get(), &facts_of(row, facts))
    }
}

/// A page of records.
pub async fn list(
    app: &App,
    reader: &Reader,
    filter: &ViolationFilter,
    sort: ViolationSort,
    slice: Slice,
) -> Answer<Page<violation::Model>> {
    Ok(rows::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One record, or `None` out of scope.
pub async fn find(app: &App, reader: &Reader, id: Uuid) -> Answer<Option<violation::Model>> {
    Ok(rows::find(app.db.read(), &reader.scope, id).await?)
}

/// The histories of records.
pub async fn events(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<violation_event::Model>>> {
    Ok(rows::events(app.db.read(), &reader.scope, ids).await?)
}

/// The files of records.
pub async fn files(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file_rows::of_violations(app.db.read(), &reader.scope, ids).await?)
}
