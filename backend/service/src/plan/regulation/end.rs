//! Publishing a regulation, which may end another, and repealing one (K01).

use chrono::NaiveDate;
use remit_shared::notice::NoticeKind;
use remit_shared::plan::RegulationState;
use remit_shared::plan::regulation::{self as machine, RegulationEventKind, RegulationFacts};
use remit_shared::policy::Capability;
use remit_shared::problem::machine::Audience;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::regulation;
use remit_store::plan::regulation as rows;
use remit_store::{StoreError, Text, row};

use super::{facts, open};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::notice::{self, Message};
use crate::problem::Step;
use crate::work::Work;

/// DRAFT → PUBLISHED with number and day of issue; what it replaces is repealed the same day.
pub async fn publish(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    doc_no: &str,
    issued_on: Option<NaiveDate>,
) -> Answer<regulation::Model> {
    let mut work = Work::begin(app, ctx, "regulation.publish").await?;
    let result = publish_in(&mut work, step, doc_no, issued_on).await;
    work.finish(result).await
}

async fn publish_in(
    work: &mut Work<'_>,
    step: Step,
    doc_no: &str,
    issued_on: Option<NaiveDate>,
) -> Answer<regulation::Model> {
    work.authorise(Capability::RegulationPublish)?;
    let scope = work.authorise(Capability::RegulationRead)?;
    let draft = open(work, step).await?;
    let replaced = match draft.supersedes_id {
        Some(id) => rows::find(&work.tx, &scope, id).await?,
        None => None,
    };
    let facts = RegulationFacts {
        doc_no,
        issued_on,
        supersedes: replaced.as_ref().map(|row| row.state.get()),
        ..facts(work.ctx)
    };
    let state = machine::next(draft.state.get(), RegulationEventKind::Publish, &facts)?;
    let now = work.ctx.now();
    let published = regulation::Model {
        doc_no: Some(text::line("docNo", doc_no, text::NAME_MAX)?),
        issued_on,
        state: Text(state),
        published_at: Some(now),
        published_by: Some(work.actor()?.person_id),
        updated_at: now,
        ..draft
    };
    let saved = row::update(&work.tx, published).await.map_err(number_in_use)?;
    if let Some(old) = replaced {
        let reason = format!("由《{}》替代", saved.title);
        end(work, old, &reason).await?;
    }
    work.after(&saved);
    tell(work, &saved).await?;
    Ok(saved)
}

/// PUBLISHED → REPEALED, with the reason.
pub async fn repeal(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<regulation::Model> {
    let mut work = Work::begin(app, ctx, "regulation.repeal").await?;
    let result = repeal_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn repeal_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<regulation::Model> {
    work.authorise(Capability::RegulationPublish)?;
    let row = open(work, step).await?;
    let facts = RegulationFacts {
        reason,
        ..facts(work.ctx)
    };
    machine::next(row.state.get(), RegulationEventKind::Repeal, &facts)?;
    let reason = text::reason("reason", reason)?;
    let saved = end(work, row, &reason).await?;
    work.after(&saved);
    Ok(saved)
}

async fn end(work: &Work<'_>, row: regulation::Model, reason: &str) -> Answer<regulation::Model> {
    let repealed = regulation::Model {
        state: Text(RegulationState::Repealed),
        repealed_on: Some(work.ctx.today()),
        repeal_reason: Some(reason.to_owned()),
        updated_at: work.ctx.now(),
        ..row
    };
    Ok(row::update(&work.tx, repealed).await?)
}

fn number_in_use(error: StoreError) -> Failure {
    if error.is_unique("uq_regulation_doc_no") {
        return Refusal::new(
            RefusalCode::Dup,
            "该文号已用于另一份制度，请核对。",
            "This document number is in use for another regulation.",
        )
        .on("docNo")
        .into();
    }
    error.into()
}

async fn tell(work: &mut Work<'_>, row: &regulation::Model) -> Answer<()> {
    let mut accounts = Vec::new();
    for audience in [Audience::Oversight, Audience::UnitLead, Audience::UnitContact] {
        accounts.extend(notice::holders(work, audience, None).await?);
    }
    let message = Message {
        kind: NoticeKind::RegulationPublished,
        subject: ("regulation", row.id),
        code: row.doc_no.as_deref().unwrap_or_default(),
        title: &row.title,
        due_on: None,
    };
    notice::send(work, accounts, &message).await
}
