//! Changes of a point: asked for by the unit's lead, decided by the office, with before and after (§3.2).

use chrono::NaiveDate;
use remit_shared::plan::point::entry::Entry;
use remit_shared::plan::point::machine::{ChangeAsked, Proposal, Step as Outcome};
use remit_shared::plan::point::{PointChangeState, PointEventKind};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::{effectiveness_point, point_change};
use remit_store::plan::point as rows;
use remit_store::{Text, row};

use super::fire::{Said, by_person};
use super::loaded::{Loaded, entry_of};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// What a unit's lead asks for; `None` keeps.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The point.
    pub step: Step,
    /// Whether the point is to be cancelled.
    pub cancels: bool,
    /// Another target.
    pub target: Option<String>,
    /// Another importance.
    pub importance: Option<u32>,
    /// Another due date.
    pub due_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// ACTIVE → CHANGE_PENDING.
pub async fn ask(app: &App, ctx: &OpCtx, input: Ask) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.ask_change").await?;
    let result = ask_in(&mut work, input).await;
    work.finish(result).await
}

async fn ask_in(work: &mut Work<'_>, input: Ask) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointChange)?;
    let reason = text::reason("reason", &input.reason)?;
    let now = rows::find(&work.tx, &scope, input.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let before = entry_of(&now);
    let after = Entry {
        target: input
            .target
            .map_or_else(|| before.target.clone(), |text| text.trim().to_owned()),
        importance: input.importance.unwrap_or(before.importance),
        due_on: input.due_on.unwrap_or(before.due_on),
        ..before.clone()
    };
    let said = Said {
        proposal: Proposal {
            text: &reason,
            change: Some(ChangeAsked {
                cancels: input.cancels,
                entry: &after,
                alters: after != before,
            }),
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(
        by_person(work, &scope, input.step, PointEventKind::AskChange, said)
            .await?
            .row,
    )
}

/// CHANGE_PENDING → ACTIVE or CANCELLED.
pub async fn decide(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    grant: bool,
    reason: &str,
) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.decide_change").await?;
    let result = decide_in(&mut work, step, grant, reason).await;
    work.finish(result).await
}

async fn decide_in(
    work: &mut Work<'_>,
    step: Step,
    grant: bool,
    reason: &str,
) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointChangeDecide)?;
    let reason = text::optional_body("reason", reason, text::REASON_MAX)?;
    let event = if grant {
        PointEventKind::GrantChange
    } else {
        PointEventKind::RefuseChange
    };
    let said = Said {
        proposal: Proposal {
            text: &reason,
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, event, said).await?.row)
}

/// The point as the granted change has it; a cancelled one keeps its words.
pub(super) fn take_effect(point: &mut effectiveness_point::Model, change: Option<&point_change::Model>) {
    if let Some(change) = change.filter(|change| !change.cancels) {
        point.target.clone_from(&change.target_after);
        point.importance = change.importance_after;
        point.due_on = change.due_after;
    }
}

/// Writes the request down, or the decision on it.
pub(super) async fn write(work: &Work<'_>, loaded: &Loaded, outcome: &Outcome, said: Said<'_>) -> Answer<()> {
    match outcome.change {
        None => Ok(()),
        Some(PointChangeState::Asked) => write_request(work, loaded, outcome, said).await,
        Some(state) => write_decision(work, loaded, state, said).await,
    }
}

async fn write_request(work: &Work<'_>, loaded: &Loaded, outcome: &Outcome, said: Said<'_>) -> Answer<()> {
    let (Some(acting), Some(change)) = (loaded.acting, said.proposal.change) else {
        return Err(Fault::Broken("a change is asked for by a person".into()).into());
    };
    let (now, point) = (work.ctx.now(), &loaded.row);
    let request = point_change::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: point.jurisdiction_id,
        point_id: point.id,
        seq: rows::last_change_seq(&work.tx, point.id).await? + 1,
        state: Text(PointChangeState::Asked),
        reason: said.proposal.text.to_owned(),
        cancels: change.cancels,
        target_before: point.target.clone(),
        target_after: change.entry.target.clone(),
        importance_before: point.importance,
        importance_after: i32::try_from(change.entry.importance).unwrap_or(point.importance),
        due_before: point.due_on,
        due_after: change.entry.due_on,
        decide_by: outcome.step_due_on,
        asked_by: acting.person,
        asked_at: now,
        decided_by: None,
        decided_at: None,
        decision_reason: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    row::insert(&work.tx, request).await?;
    Ok(())
}

async fn write_decision(
    work: &Work<'_>,
    loaded: &Loaded,
    state: PointChangeState,
    said: Said<'_>,
) -> Answer<()> {
    let Some(pending) = loaded.pending.clone() else {
        return Err(Fault::Broken("a decision needs a request".into()).into());
    };
    let decided = point_change::Model {
        state: Text(state),
        decided_by: loaded.acting.map(|acting| acting.person),
        decided_at: Some(work.ctx.now()),
        decision_reason: said.remark.filter(|text| !text.is_empty()).map(str::to_owned),
        updated_at: work.ctx.now(),
        ..pending
    };
    row::update(&work.tx, decided).await?;
    Ok(())
}
