//! What every step of an adjustment shares: loading within the scope, asking the machine, writing the step down.

use remit_shared::list::adjustment::{self as machine, AdjustmentProposal, AdjustmentStep};
use remit_shared::list::{AdjustmentEventKind, AdjustmentState};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_store::entity::{adjustment_event, duty_adjustment};
use remit_store::list::adjustment as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::loaded::{self, Loaded};
use super::tell;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// The kind of record, for the audit and for notifications.
pub(super) const ADJUSTMENT: &str = "duty_adjustment";

/// Checks the event's capability and loads the adjustment within the scope; a stale version is refused at once.
pub(super) async fn open(work: &mut Work<'_>, event: AdjustmentEventKind, step: Step) -> Answer<Loaded> {
    work.authorise(machine::capability_of(event))?;
    let scope = work.authorise(Capability::AdjustmentRead)?;
    let row = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(ADJUSTMENT, row.id, row.no.clone());
    if step.version != row.version {
        return Err(StoreError::Stale { table: ADJUSTMENT }.into());
    }
    work.before(&row);
    loaded::in_work(work, row).await
}

/// Asks the machine about an event of the person at work.
pub(super) fn ask(
    work: &Work<'_>,
    loaded: &Loaded,
    event: AdjustmentEventKind,
    proposal: AdjustmentProposal<'_>,
) -> Answer<AdjustmentStep> {
    let deadlines = &work.app.settings.deadlines;
    let facts = loaded.facts(work.ctx.today(), deadlines, work.actor()?, proposal);
    Ok(machine::next(loaded.row.state.get(), event, &facts)?)
}

/// Writes the row with its new state and the line of its history, and tells those whom the machine names.
pub(super) async fn save(
    work: &mut Work<'_>,
    mut row: duty_adjustment::Model,
    event: AdjustmentEventKind,
    step: &AdjustmentStep,
    remark: Option<&str>,
) -> Answer<duty_adjustment::Model> {
    let from = row.state.get();
    row.state = Text(step.to);
    if let Some((due_on, days)) = step.due {
        row.due_from = Some(work.ctx.today());
        row.due_on = Some(due_on);
        row.due_wd = i32::try_from(days).ok();
    } else if matches!(step.to, AdjustmentState::Checked | AdjustmentState::Rejected) {
        (row.due_from, row.due_on, row.due_wd) = (None, None, None);
    }
    row.updated_at = work.ctx.now();
    let saved = row::update(&work.tx, row).await?;
    note(work, &saved, event, Some(from), remark).await?;
    work.after(&saved);
    tell::of_adjustment(work, &saved, step).await?;
    Ok(saved)
}

/// Appends a line to the history of an adjustment.
pub(super) async fn note(
    work: &Work<'_>,
    row: &duty_adjustment::Model,
    event: AdjustmentEventKind,
    from: Option<AdjustmentState>,
    remark: Option<&str>,
) -> Answer<()> {
    let actor = work.actor()?;
    let line = adjustment_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        adjustment_id: row.id,
        seq: rows::last_event_seq(&work.tx, row.id).await? + 1,
        at: work.ctx.now(),
        event: Text(event),
        from_state: from.map(Text),
        to_state: row.state,
        actor_id: Some(actor.person_id),
        actor_label: actor.label.clone(),
        role: Some(Text(actor.role)),
        remark: remark.map(str::to_owned),
    };
    Ok(row::append(&work.tx, line).await?)
}

/// Ids without repetition, in the order given.
pub(super) fn distinct(ids: &[Uuid]) -> Vec<Uuid> {
    let mut seen = Vec::with_capacity(ids.len());
    for id in ids {
        if !seen.contains(id) {
            seen.push(*id);
        }
    }
    seen
}
