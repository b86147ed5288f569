//! The panel: appointments of experts and information officers (K13).

use remit_shared::panel::AppointmentKind;
use remit_shared::policy::Capability;
use remit_store::page::{Page, Slice};
use remit_store::panel::{self as rows, AppointmentRow};

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// A page of appointments with the persons appointed: all, those of one's own unit, or one's own.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    kind: Option<AppointmentKind>,
    slice: Slice,
) -> Answer<Page<AppointmentRow>> {
    let scope = ctx.authorise(Capability::AppointmentRead)?;
    Ok(rows::page(app.db.read(), &scope, kind, slice).await?)
}
