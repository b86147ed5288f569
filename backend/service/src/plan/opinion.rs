//! Opinions of the units on a plan, and the office's answers (§3.1).

use remit_shared::plan::machine::PlanProposal;
use remit_shared::plan::{OpinionKind, PlanEventKind};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::{plan_opinion, supervision_plan};
use remit_store::plan::version;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::write::{ask, note, open, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// The unit's lead says what the unit thinks of a plan; saying it again before it is answered replaces it.
pub async fn give(
    app: &App,
    ctx: &OpCtx,
    plan: Uuid,
    kind: OpinionKind,
    words: &str,
) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.opine").await?;
    let result = give_in(&mut work, plan, kind, words).await;
    work.finish(result).await
}

async fn give_in(
    work: &mut Work<'_>,
    id: Uuid,
    kind: OpinionKind,
    words: &str,
) -> Answer<supervision_plan::Model> {
    let plan = open(work, PlanEventKind::Opine, id, None).await?;
    let org = work.actor()?.org_id.ok_or_else(not_asked)?;
    let asked = version::asked(&work.tx, plan.row.jurisdiction_id, work.ctx.today()).await?;
    let unit = asked.iter().find(|unit| unit.id == org).ok_or_else(not_asked)?;
    let earlier = version::opinion_of(&work.tx, id, org).await?;
    let is_suggestion = kind == OpinionKind::Suggestion;
    let proposal = PlanProposal {
        text: words,
        is_suggestion,
        is_answered: earlier
            .as_ref()
            .is_some_and(|opinion| opinion.answered_at.is_some()),
        ..PlanProposal::default()
    };
    let outcome = ask(work, &plan, PlanEventKind::Opine, proposal)?;
    let words = if is_suggestion {
        text::body("text", words)?
    } else {
        String::new()
    };
    keep(work, (id, org), earlier, kind, words).await?;
    let state = plan.row.state.get();
    let remark = format!("{}：{}", unit.short_name, kind.zh());
    note(work, &plan.row, PlanEventKind::Opine, Some(state), Some(&remark)).await?;
    if let Some(notice) = outcome.notice {
        tell(work, &plan.row, notice, outcome.notify, None).await?;
    }
    Ok(plan.row)
}

/// Writes what a unit said about a plan, over what it said before.
async fn keep(
    work: &Work<'_>,
    (plan_id, org_id): (Uuid, Uuid),
    earlier: Option<plan_opinion::Model>,
    kind: OpinionKind,
    words: String,
) -> Answer<()> {
    let actor = work.actor()?;
    let now = work.ctx.now();
    if let Some(earlier) = earlier {
        let next = plan_opinion::Model {
            kind: Text(kind),
            text: words,
            given_by: actor.person_id,
            given_at: now,
            updated_at: now,
            ..earlier
        };
        row::update(&work.tx, next).await?;
        return Ok(());
    }
    let opinion = plan_opinion::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        plan_id,
        org_id,
        kind: Text(kind),
        text: words,
        given_by: actor.person_id,
        given_at: now,
        adopted: None,
        answer: None,
        answered_by: None,
        answered_at: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    row::insert(&work.tx, opinion).await?;
    Ok(())
}

fn not_asked() -> Refusal {
    Refusal::new(
        RefusalCode::Scope,
        "只有被监管单位的负责人可以对方案反馈意见。",
        "Only the leads of supervised units give an opinion on the plan.",
    )
}

/// The oversight section answers a suggestion: adopted or not, and why.
pub async fn answer(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    adopted: bool,
    words: &str,
) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.answer_opinion").await?;
    let result = answer_in(&mut work, step, adopted, words).await;
    work.finish(result).await
}

async fn answer_in(
    work: &mut Work<'_>,
    step: Step,
    adopted: bool,
    words: &str,
) -> Answer<supervision_plan::Model> {
    work.authorise(Capability::PlanEdit)?;
    let scope = work.authorise(Capability::PlanRead)?;
    let opinion = version::find_opinion(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    if opinion.version != step.version {
        return Err(StoreError::Stale {
            table: "plan_opinion",
        }
        .into());
    }
    let plan = open(work, PlanEventKind::Answer, opinion.plan_id, None).await?;
    if opinion.kind != OpinionKind::Suggestion {
        return Err(nothing_to_answer().into());
    }
    let proposal = PlanProposal {
        text: words,
        is_answered: opinion.answered_at.is_some(),
        ..PlanProposal::default()
    };
    let outcome = ask(work, &plan, PlanEventKind::Answer, proposal)?;
    let now = work.ctx.now();
    let org = opinion.org_id;
    let next = plan_opinion::Model {
        adopted: Some(adopted),
        answer: Some(text::reason("answer", words)?),
        answered_by: Some(work.actor()?.person_id),
        answered_at: Some(now),
        updated_at: now,
        ..opinion
    };
    row::update(&work.tx, next).await?;
    let remark = if adopted {
        "采纳1条意见"
    } else {
        "答复1条意见，未采纳"
    };
    let state = plan.row.state.get();
    note(work, &plan.row, PlanEventKind::Answer, Some(state), Some(remark)).await?;
    if let Some(notice) = outcome.notice {
        tell(work, &plan.row, notice, outcome.notify, Some(org)).await?;
    }
    Ok(plan.row)
}

fn nothing_to_answer() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "该单位无意见，无需答复。",
        "The unit has no objection; there is nothing to answer.",
    )
}
