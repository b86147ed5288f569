//! Questions about points. Every answer is narrowed by the policy's scope.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use remit_shared::plan::point::light::{LightDays, PointLight, light};
use remit_shared::plan::point::machine::{self, Availability};
use remit_shared::policy::{Actor, Capability, Reach, Scope};
use remit_shared::problem::machine::Acting;
use remit_store::entity::{
    duty, effectiveness_point, file_object, ledger_entry, point_change, point_event, point_progress,
    point_verification,
};
use remit_store::file;
use remit_store::page::{Page, Slice};
use remit_store::plan::duty as duties;
use remit_store::plan::point::{
    self as rows, ByPoint, Grouping, PointFilter, PointGroup, PointRow, PointSort, PointView,
};
use uuid::Uuid;

use super::loaded::facts_of;
use super::year::{self, Year};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What a reader of points has to know besides the rows.
#[derive(Clone)]
pub struct Reader {
    /// The scope that the policy gave.
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The year that is asked about.
    pub year: Arc<Year>,
}

/// Opens the reading side for a year; without one, for the present year if its plan is in force, else for the
/// last one that was.
pub async fn reader(app: &App, ctx: &OpCtx, of_year: Option<i32>) -> Answer<Reader> {
    let scope = ctx.authorise(Capability::PointRead)?;
    let this = ctx.today().year();
    let jurisdiction = scope.jurisdiction_id();
    let mut year = year::for_reading(app, jurisdiction, of_year.unwrap_or(this)).await?;
    if of_year.is_none() && !year.plan.published {
        let last = year::for_reading(app, jurisdiction, this - 1).await?;
        if last.plan.published {
            year = last;
        }
    }
    Ok(Reader {
        scope,
        actor: ctx.signed_in()?.clone(),
        today: ctx.today(),
        year: Arc::new(year),
    })
}

impl Reader {
    /// The days by which lights are told apart.
    pub fn days(&self) -> LightDays {
        self.year.days(self.today)
    }

    /// The light of a point.
    pub fn light(&self, point: &effectiveness_point::Model) -> PointLight {
        light(point.state.get(), point.reported_on, point.due_on, self.days())
    }

    /// The actions that the state and the role could ever allow, each with the reason why not now.
    pub fn actions(
        &self,
        point: &effectiveness_point::Model,
        pending: Option<&point_change::Model>,
    ) -> Vec<Availability> {
        let acting = Acting {
            role: self.actor.role,
            person: self.actor.person_id,
            home_org: self.actor.home_org_id,
            recused: false,
        };
        let facts = facts_of(point, pending, self.today, &self.year).by(Some(acting));
        machine::available(point.state.get(), self.actor.role, &facts)
    }

    /// Whether the reader sees one unit only, so that a list need not name it.
    pub fn of_one_unit(&self) -> bool {
        self.scope.reach() == Reach::Unit
    }
}

/// A page of points with what a line shows.
pub async fn points(
    app: &App,
    reader: &Reader,
    filter: &PointFilter,
    sort: PointSort,
    slice: Slice,
) -> Answer<Page<PointRow>> {
    Ok(rows::page(app.db.read(), &reader.scope, filter, sort, slice).await?)
}

/// One point, or `None` out of scope.
pub async fn point(app: &App, scope: &Scope, id: Uuid) -> Answer<Option<PointRow>> {
    let Some(point) = rows::find(app.db.read(), scope, id).await? else {
        return Ok(None);
    };
    Ok(rows::with_company(app.db.read(), scope, vec![point]).await?.pop())
}

/// The groups of a filtered list with their subtotals.
pub async fn groups(
    app: &App,
    reader: &Reader,
    filter: &PointFilter,
    by: Grouping,
) -> Answer<Vec<PointGroup>> {
    Ok(rows::groups(app.db.read(), &reader.scope, filter, by, reader.days()).await?)
}

/// How many points each view holds.
pub async fn view_counts(app: &App, reader: &Reader, views: &[PointView]) -> Answer<Vec<i64>> {
    let year = Some(reader.year.plan.year);
    Ok(rows::view_counts(app.db.read(), &reader.scope, year, views, reader.days()).await?)
}

/// The duties of a unit that are in force today.
pub async fn unit_duties(app: &App, ctx: &OpCtx, org: Uuid) -> Answer<Vec<duty::Model>> {
    let scope = ctx.authorise(Capability::PointRead)?;
    duties_in(app, &scope, org, ctx.today()).await
}

/// The same for a reader whose scope is known.
pub async fn duties_in(app: &App, scope: &Scope, org: Uuid, today: NaiveDate) -> Answer<Vec<duty::Model>> {
    if !scope.covers(org) {
        return Ok(Vec::new());
    }
    Ok(duties::of_orgs(app.db.read(), scope.jurisdiction_id(), &[org], today).await?)
}

/// Histories, oldest step first.
pub async fn events(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByPoint<point_event::Model>> {
    Ok(rows::events(app.db.read(), &reader.scope, ids).await?)
}

/// Monthly reports, oldest first.
pub async fn progress(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByPoint<point_progress::Model>> {
    Ok(rows::progress(app.db.read(), &reader.scope, ids).await?)
}

/// Requests for changes, oldest first.
pub async fn changes(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByPoint<point_change::Model>> {
    Ok(rows::changes(app.db.read(), &reader.scope, ids).await?)
}

/// Verifications, oldest first.
pub async fn verifications(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<ByPoint<point_verification::Model>> {
    Ok(rows::verifications(app.db.read(), &reader.scope, ids).await?)
}

/// Duties that points rest on.
pub async fn duties_of(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByPoint<duty::Model>> {
    Ok(rows::duties(app.db.read(), &reader.scope, ids).await?)
}

/// Entries of the daily ledger.
pub async fn entries(app: &App, reader: &Reader, ids: &[Uuid]) -> Answer<ByPoint<ledger_entry::Model>> {
    Ok(rows::entries(app.db.read(), &reader.scope, ids).await?)
}

/// Evidence files, oldest first.
pub async fn evidence(
    app: &App,
    reader: &Reader,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    Ok(file::of_points(app.db.read(), &reader.scope, ids).await?)
}
