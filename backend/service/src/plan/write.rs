//! What every writing use case of a plan shares: loading within the scope, asking the machine, writing the step down.

use remit_shared::notice::NoticeKind;
use remit_shared::plan::machine::{self, PlanProposal, PlanStep};
use remit_shared::plan::{PlanEventKind, PlanState};
use remit_shared::policy::Capability;
use remit_shared::problem::machine::Audience;
use remit_shared::refusal::Refusal;
use remit_store::entity::{plan_event, supervision_plan};
use remit_store::plan::version;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::loaded::{self, LoadedPlan};
use crate::failure::{Answer, Fault};
use crate::notice::{self, Message};
use crate::problem::Step;
use crate::work::Work;

/// The kind of record, for the audit and for notifications.
pub(super) const PLAN: &str = "supervision_plan";

/// Checks the event's capability and loads the plan within the scope; a stale version is refused at once.
pub(super) async fn open(
    work: &mut Work<'_>,
    event: PlanEventKind,
    id: Uuid,
    version: Option<i32>,
) -> Answer<LoadedPlan> {
    let capability =
        machine::capability_of(event).ok_or_else(|| Fault::Broken(format!("{event} is nobody's to do")))?;
    work.authorise(capability)?;
    let scope = work.authorise(Capability::PlanRead)?;
    let row = version::find(&work.tx, &scope, id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(PLAN, row.id, row.title.clone());
    if version.is_some_and(|version| version != row.version) {
        return Err(StoreError::Stale { table: PLAN }.into());
    }
    work.before(&row);
    loaded::in_work(work, row).await
}

/// [`open`] for a step that names the version seen.
pub(super) async fn open_step(work: &mut Work<'_>, event: PlanEventKind, step: Step) -> Answer<LoadedPlan> {
    open(work, event, step.id, Some(step.version)).await
}

/// Asks the machine about an event of the person at work.
pub(super) fn ask(
    work: &Work<'_>,
    plan: &LoadedPlan,
    event: PlanEventKind,
    proposal: PlanProposal<'_>,
) -> Answer<PlanStep> {
    let role = work.ctx.actor.as_ref().map(|actor| actor.role);
    let facts = plan.facts(work.ctx.today(), role, proposal);
    Ok(machine::next(plan.row.state.get(), event, &facts)?)
}

/// Writes the row with its new state and the line of its history, and tells those whom the machine names.
pub(super) async fn save(
    work: &mut Work<'_>,
    mut plan: supervision_plan::Model,
    event: PlanEventKind,
    step: PlanStep,
    remark: Option<&str>,
) -> Answer<supervision_plan::Model> {
    let from = plan.state.get();
    plan.state = Text(step.to);
    if step.consult_due_on.is_some() {
        plan.consult_due_on = step.consult_due_on;
    }
    plan.updated_at = work.ctx.now();
    let saved = row::update(&work.tx, plan).await?;
    note(work, &saved, event, Some(from), remark).await?;
    work.after(&saved);
    if let Some(kind) = step.notice {
        tell(work, &saved, kind, step.notify, None).await?;
    }
    Ok(saved)
}

/// Appends a line to the history of a plan.
pub(super) async fn note(
    work: &Work<'_>,
    plan: &supervision_plan::Model,
    event: PlanEventKind,
    from: Option<PlanState>,
    remark: Option<&str>,
) -> Answer<()> {
    let seq = version::last_event_seq(&work.tx, plan.id).await? + 1;
    let actor = work.ctx.actor.as_ref();
    let line = plan_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: plan.jurisdiction_id,
        plan_id: plan.id,
        seq,
        at: work.ctx.now(),
        event: Text(event),
        from_state: from.map(Text),
        to_state: plan.state,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(|| "系统".to_owned(), |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        remark: remark.map(str::to_owned),
    };
    Ok(row::append(&work.tx, line).await?)
}

/// Tells audiences about a plan: of one unit if it is named, else everybody in the role.
pub(super) async fn tell(
    work: &mut Work<'_>,
    plan: &supervision_plan::Model,
    kind: NoticeKind,
    audiences: &[Audience],
    unit: Option<Uuid>,
) -> Answer<()> {
    let mut accounts = Vec::new();
    for audience in audiences {
        let of_unit = matches!(audience, Audience::UnitLead | Audience::UnitContact);
        accounts.extend(notice::holders(work, *audience, unit.filter(|_| of_unit)).await?);
    }
    let code = plan.year.to_string();
    let due_on = (plan.state == PlanState::Consulted)
        .then_some(plan.consult_due_on)
        .flatten();
    let message = Message {
        kind,
        subject: (PLAN, plan.id),
        code: &code,
        title: &plan.title,
        due_on,
    };
    notice::send(work, accounts, &message).await
}
