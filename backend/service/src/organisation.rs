//! The registry of units: who is supervised, full coverage (K02).

use remit_shared::organisation::OrgKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::org;
use remit_store::organisation::{self as rows, OrgFilter, OrgRow, OrgSort};
use remit_store::page::{Page, Slice};
use remit_store::{StoreError, row};
use remit_store::figures::{self, Coverage};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::problem::read;
use crate::work::Work;

/// A page of the registry, with the counts of problems that the actor's scope opens.
pub async fn list(app: &App, ctx: &OpCtx, filter: OrgFilter, sort: OrgSort, slice: Slice) -> Answer<Page<OrgRow>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    let filter = OrgFilter { on: Some(ctx.today()), ..filter };
    let reader = read::reader(app, ctx, Capability::ProblemRead).await.ok();
    let counted = match &reader {
        Some(reader) => Some((&reader.scope, read::horizon(app, reader)?)),
        None => None,
    };
    Ok(rows::page(app.db.read(), &scope, counted, &filter, sort, slice).await?)
}

/// One unit.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<org::Model>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// Kinds that are in scope of supervision.
const IN_SCOPE: [OrgKind; 4] =
    [OrgKind::PartyOrgan, OrgKind::MassOrg, OrgKind::GovDept, OrgKind::PublicInstitution];

/// Coverage today, counted from rows: 市级机关事业单位全覆盖.
pub async fn coverage(app: &App, ctx: &OpCtx) -> Answer<Coverage> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(figures::coverage(app.db.read(), scope.jurisdiction_id(), ctx.today()).await?)
}

/// Takes a unit into supervision or out of it, with a reason.
pub async fn set_supervised(app: &App, ctx: &OpCtx, step: Step, supervised: bool, reason: &str) -> Answer<org::Model> {
    let mut work = Work::begin(app, ctx, "org.set_supervised").await?;
    let result = set_supervised_in(&mut work, step, supervised, reason).await;
    work.finish(result).await
}

async fn set_supervised_in(work: &mut Work<'_>, step: Step, supervised: bool, reason: &str) -> Answer<org::Model> {
    let scope = work.authorise(Capability::RegistryEdit)?;
    let reason = text::reason("reason", reason)?;
    let unit = rows::find(&work.tx, &scope, step.id).await?.ok_or_else(Refusal::not_found)?;
    work.subject("org", unit.id, unit.name.clone());
    if unit.version != step.version {
        return Err(StoreError::Stale { table: "org" }.into());
    }
    if !IN_SCOPE.contains(&unit.kind.get()) || unit.ranking_group.is_none() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "编办本身、镇街、高校和新闻单位不列入监管对象。",
            "The office itself, towns, universities and news units are never supervised.",
        )
        .into());
    }
    work.before(&unit);
    work.remark(reason);
    let unit = org::Model { supervised, updated_at: work.ctx.now(), ..unit };
    let saved = row::update(&work.tx, unit).await?;
    work.after(&saved);
    Ok(saved)
}
