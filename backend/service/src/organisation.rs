//! The registry of units: who is supervised, full coverage (K02).

use chrono::NaiveDate;
use remit_shared::organisation::OrgKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{org, org_section};
use remit_store::organisation::{self as rows, OrgFilter, OrgSort};
use remit_store::page::{Page, Slice};
use remit_store::problem::{OrgCounts, org_counts};
use remit_store::{StoreError, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::problem::read;
use crate::work::Work;

/// A page of the registry.
pub async fn list(app: &App, ctx: &OpCtx, filter: OrgFilter, sort: OrgSort, slice: Slice) -> Answer<Page<org::Model>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    let filter = OrgFilter { on: Some(ctx.today()), ..filter };
    Ok(rows::orgs(app.db.read(), &scope, &filter, sort, slice).await?)
}

/// One unit.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<org::Model>> {
    let scope = ctx.authorise(Capability::RegistryRead)?;
    Ok(rows::org(app.db.read(), scope.jurisdiction_id(), id).await?)
}

/// The sections of several units.
pub async fn sections(app: &App, scope: &Scope, orgs: &[Uuid]) -> Answer<Vec<org_section::Model>> {
    Ok(rows::sections_of(app.db.read(), scope.jurisdiction_id(), orgs).await?)
}

/// Open, closed and overdue problems of several units, as far as the actor's scope over problems goes.
pub async fn problem_counts(app: &App, reader: &read::Reader, orgs: &[Uuid]) -> Answer<Vec<OrgCounts>> {
    let horizon = read::horizon(app, reader)?;
    Ok(org_counts(app.db.read(), &reader.scope, orgs, horizon).await?)
}

/// How complete the supervision is: 市级机关事业单位全覆盖.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// Supervised units.
    pub supervised: u64,
    /// Units that ought to be: city-level organs and institutions, the office itself aside (§10.2).
    pub in_scope: u64,
    /// Those that are not.
    pub missing: Vec<org::Model>,
}

/// Kinds that are in scope of supervision.
const IN_SCOPE: [OrgKind; 4] =
    [OrgKind::PartyOrgan, OrgKind::MassOrg, OrgKind::GovDept, OrgKind::PublicInstitution];

/// Coverage on a day, counted from rows.
pub async fn coverage(app: &App, ctx: &OpCtx) -> Answer<Coverage> {
    ctx.authorise(Capability::RegistryRead)?;
    coverage_on(app, ctx.today()).await
}

pub(crate) async fn coverage_on(app: &App, day: NaiveDate) -> Answer<Coverage> {
    let units = rows::of_kinds(app.db.read(), app.settings.jurisdiction_id, &IN_SCOPE, day).await?;
    let in_scope = units.len() as u64;
    let missing: Vec<_> = units.into_iter().filter(|unit| !unit.supervised).collect();
    Ok(Coverage { supervised: in_scope - missing.len() as u64, in_scope, missing })
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
    let unit = rows::org(&work.tx, scope.jurisdiction_id(), step.id).await?.ok_or_else(Refusal::not_found)?;
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
