//! Questions about appointments: all, those of one's own unit, or one's own (§4).

use chrono::{Days, NaiveDate};
use remit_shared::panel::appointment::{
    self as machine, AppointmentAvailability, AppointmentFacts, AppointmentProposal,
};
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
use remit_shared::policy::Capability;
use remit_store::entity::appointment;
use remit_store::page::{Page, Slice};
use remit_store::panel::appointment::{self as rows, AppointmentFilter, AppointmentRow, AppointmentSort};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// A page of appointments with the persons appointed.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: &AppointmentFilter,
    sort: AppointmentSort,
    slice: Slice,
) -> Answer<Page<AppointmentRow>> {
    let scope = ctx.authorise(Capability::AppointmentRead)?;
    Ok(rows::page(app.db.read(), &scope, filter, sort, slice).await?)
}

/// One appointment, or `None` out of scope.
pub async fn one(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<AppointmentRow>> {
    let scope = ctx.authorise(Capability::AppointmentRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// Active appointments by kind and kind of source body.
pub async fn counts(
    app: &App,
    ctx: &OpCtx,
    kind: Option<AppointmentKind>,
) -> Answer<Vec<(AppointmentKind, SourceKind, i64)>> {
    let scope = ctx.authorise(Capability::AppointmentRead)?;
    Ok(rows::counts(app.db.read(), &scope, kind, &[AppointmentState::Active]).await?)
}

/// The letter number that would come next.
pub async fn next_letter(app: &App, ctx: &OpCtx) -> Answer<String> {
    let scope = ctx.authorise(Capability::AppointmentApprove)?;
    let first = machine::letter_after(None, ctx.today());
    let prefix = first.split_once('〕').map_or(first.as_str(), |(head, _)| head);
    let last = rows::last_letter(app.db.read(), scope.jurisdiction_id(), prefix).await?;
    Ok(machine::letter_after(last.as_deref(), ctx.today()))
}

/// The day until which a term has to end to count as ending soon.
pub fn soon(app: &App, today: NaiveDate) -> NaiveDate {
    let days = Days::new(u64::from(app.settings.deadlines.appointment_renew_days));
    today.checked_add_days(days).unwrap_or(today)
}

/// The actions that the state and the role could ever allow, each with the reason why not now.
pub fn actions(app: &App, ctx: &OpCtx, row: &appointment::Model) -> Vec<AppointmentAvailability> {
    let Some(actor) = &ctx.actor else {
        return Vec::new();
    };
    let facts = AppointmentFacts {
        today: ctx.today(),
        limits: &app.settings.deadlines,
        acting: Some(actor.role),
        kind: row.kind.get(),
        source: Some(row.source_kind.get()),
        in_scope: true,
        term: (row.term_from, row.term_to),
        last_active_on: None,
        proposal: AppointmentProposal::default(),
    };
    machine::available(row.state.get(), actor.role, &facts)
}
