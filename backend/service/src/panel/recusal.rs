//! Recusals: units that an expert does not judge (§2 `Recusal`, R9).

use std::collections::HashMap;

use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::recusal;
use remit_store::panel::{appointment as appointments, recusal as rows};
use remit_store::{StoreError, row};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::{Step, require_supervised};
use crate::work::Work;

/// The recusals of appointees whose appointments the reader may see, by person.
pub async fn of_persons(
    app: &App,
    ctx: &OpCtx,
    persons: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<recusal::Model>>> {
    let scope = ctx.authorise(Capability::AppointmentRead)?;
    Ok(rows::of_persons(app.db.read(), scope.jurisdiction_id(), persons).await?)
}

/// Notes that an appointee does not judge a unit.
pub async fn record(
    app: &App,
    ctx: &OpCtx,
    appointment: Uuid,
    org: Uuid,
    reason: &str,
) -> Answer<recusal::Model> {
    let mut work = Work::begin(app, ctx, "recusal.record").await?;
    let result = record_in(&mut work, appointment, org, reason).await;
    work.finish(result).await
}

async fn record_in(
    work: &mut Work<'_>,
    appointment: Uuid,
    org: Uuid,
    reason: &str,
) -> Answer<recusal::Model> {
    let scope = work.authorise(Capability::AppointmentManage)?;
    let reason = text::reason("reason", reason)?;
    let found = appointments::find(&work.tx, &scope, appointment)
        .await?
        .ok_or_else(Refusal::not_found)?;
    require_supervised(work, org).await?;
    let person = found.person.id;
    let known = rows::of_persons(&work.tx, scope.jurisdiction_id(), &[person]).await?;
    let known = known.get(&person).map_or(&[][..], Vec::as_slice);
    if known.iter().any(|row| row.org_id == org) {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "该人员对该单位的回避已登记。",
            "The recusal for this unit is recorded already.",
        )
        .on("orgId")
        .into());
    }
    let now = work.ctx.now();
    let row = recusal::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        person_id: person,
        org_id: org,
        reason,
        ends_on: None,
        created_at: now,
        created_by: Some(scope.account_id()),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let row = row::insert(&work.tx, row).await?;
    work.subject("recusal", row.id, found.person.display_name);
    work.after(&row);
    Ok(row)
}

/// Ends a recusal today, with the reason in the audit: three years have passed.
pub async fn lift(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<recusal::Model> {
    let mut work = Work::begin(app, ctx, "recusal.lift").await?;
    let result = lift_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn lift_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<recusal::Model> {
    let scope = work.authorise(Capability::SessionManage)?;
    let reason = text::reason("reason", reason)?;
    let row = rows::find(&work.tx, scope.jurisdiction_id(), step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("recusal", row.id, row.reason.clone());
    if row.version != step.version {
        return Err(StoreError::Stale { table: "recusal" }.into());
    }
    if row.ends_on.is_some() {
        return Err(Refusal::new(
            RefusalCode::State,
            "该回避已解除，无需重复操作。",
            "The recusal has been lifted already.",
        )
        .into());
    }
    work.before(&row);
    let next = recusal::Model {
        ends_on: Some(work.ctx.today()),
        updated_at: work.ctx.now(),
        reason: format!("{}（解除：{reason}）", row.reason),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    Ok(saved)
}
