//! The registry of units: who is supervised, full coverage (K02).

use std::collections::HashMap;

use remit_shared::organisation::OrgKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{org, org_section, person};
use remit_store::figures::{self, Coverage};
use remit_store::organisation::{self as rows, OrgFilter, OrgRow, OrgSort};
use remit_store::page::{Page, Slice};
use remit_store::problem::{OrgCounts, org_counts};
use remit_store::{StoreError, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::problem::read::{self, Reader};
use crate::work::Work;

/// A page of the registry, with the counts of problems that the actor's scope opens.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: OrgFilter,
    sort: OrgSort,
    slice: Slice,
) -> Answer<Page<OrgRow>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    let filter = OrgFilter {
        on: Some(ctx.today()),
        ..filter
    };
    let reader = match ctx.authorise(Capability::ProblemRead) {
        Ok(_) => Some(read::reader(app, ctx, Capability::ProblemRead).await?),
        Err(_) => None,
    };
    let counted = match &reader {
        Some(reader) => Some((&reader.scope, read::horizon(app, reader)?)),
        None => None,
    };
    let mut page = rows::page(app.db.read(), &scope, counted, &filter, sort, slice).await?;
    for row in &mut page.rows {
        // A unit out of scope has no count for this reader; 0 would be a statement about it.
        let open = |counts: &OrgCounts| counted.is_some_and(|(scope, _)| scope.covers(counts.org_id));
        row.counts = row.counts.filter(open);
    }
    Ok(page)
}

/// One unit.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<org::Model>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// The units among these. A unit's name goes with every row that names it, so nothing but a sign-in is asked for.
pub async fn by_ids(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<Vec<org::Model>> {
    let jurisdiction = ctx.acting()?.jurisdiction_id;
    Ok(rows::by_ids(app.db.read(), jurisdiction, ids).await?)
}

/// The sections among these; see [`by_ids`].
pub async fn sections_by_ids(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<Vec<org_section::Model>> {
    let jurisdiction = ctx.acting()?.jurisdiction_id;
    Ok(rows::sections_by_ids(app.db.read(), jurisdiction, ids).await?)
}

/// The sections of several units, each list in the registry's order.
pub async fn sections_of(
    app: &App,
    ctx: &OpCtx,
    orgs: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<org_section::Model>>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(rows::sections(app.db.read(), &scope, orgs).await?)
}

/// The persons among these, to name who wrote, handled or closed a row that is open already.
pub async fn people(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<Vec<person::Model>> {
    let jurisdiction = ctx.acting()?.jurisdiction_id;
    Ok(rows::persons(app.db.read(), jurisdiction, ids).await?)
}

/// Problems of several units, as far as the reader's scope over problems goes; units without any are absent.
pub async fn counts(app: &App, reader: &Reader, orgs: &[Uuid]) -> Answer<Vec<OrgCounts>> {
    let horizon = read::horizon(app, reader)?;
    Ok(org_counts(app.db.read(), &reader.scope, orgs, horizon).await?)
}

/// Kinds that are in scope of supervision.
const IN_SCOPE: [OrgKind; 4] = [
    OrgKind::PartyOrgan,
    OrgKind::MassOrg,
    OrgKind::GovDept,
    OrgKind::PublicInstitution,
];

/// Coverage today, counted from rows: 市级机关事业单位全覆盖.
pub async fn coverage(app: &App, ctx: &OpCtx) -> Answer<Coverage> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(figures::coverage(app.db.read(), scope.jurisdiction_id(), ctx.today()).await?)
}

/// Takes a unit into supervision or out of it, with a reason.
pub async fn set_supervised(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    supervised: bool,
    reason: &str,
) -> Answer<org::Model> {
    let mut work = Work::begin(app, ctx, "org.set_supervised").await?;
    let result = set_supervised_in(&mut work, step, supervised, reason).await;
    work.finish(result).await
}

async fn set_supervised_in(
    work: &mut Work<'_>,
    step: Step,
    supervised: bool,
    reason: &str,
) -> Answer<org::Model> {
    let scope = work.authorise(Capability::RegistryEdit)?;
    let reason = text::reason("reason", reason)?;
    let unit = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
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
    let unit = org::Model {
        supervised,
        updated_at: work.ctx.now(),
        ..unit
    };
    let saved = row::update(&work.tx, unit).await?;
    work.after(&saved);
    Ok(saved)
}
