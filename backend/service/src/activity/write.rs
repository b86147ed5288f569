//! What every step of an activity shares: loading within the scope, asking the machine, writing the step down.

use remit_shared::activity::machine::{self, ActivityProposal, ActivityStep};
use remit_shared::activity::{ActivityEventKind, ActivityState};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_store::activity::{self as rows, finding as findings};
use remit_store::entity::{activity_event, joint_activity};
use remit_store::{StoreError, Text, row};

use super::loaded::Loaded;
use super::tell;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// The kind of record, for the audit and for notifications.
pub(super) const ACTIVITY: &str = "joint_activity";

/// Checks a capability and loads the activity within its scope; a stale version is refused at once.
pub(super) async fn open(work: &mut Work<'_>, capability: Capability, step: Step) -> Answer<Loaded> {
    let scope = work.authorise(capability)?;
    let loaded = load(work, &scope, step.id).await?;
    if step.version != loaded.row.version {
        return Err(StoreError::Stale { table: ACTIVITY }.into());
    }
    work.before(&loaded.row);
    Ok(loaded)
}

/// The activity within a scope, whatever its version.
pub(super) async fn load(work: &mut Work<'_>, scope: &Scope, id: uuid::Uuid) -> Answer<Loaded> {
    let row = rows::find(&work.tx, scope, id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(ACTIVITY, row.id, row.no.clone());
    let units = rows::units(&work.tx, scope, &[row.id]).await?;
    let found = findings::of_activities(&work.tx, scope, &[row.id]).await?;
    let calendar = work.app.calendar.get(work.app).await?;
    Ok(Loaded::new(
        row,
        units.into_values().flatten().collect(),
        found.into_values().flatten().collect(),
        &calendar,
    ))
}

/// Asks the machine about an event of the person at work.
pub(super) fn ask(
    work: &Work<'_>,
    loaded: &Loaded,
    event: ActivityEventKind,
    proposal: ActivityProposal<'_>,
) -> Answer<ActivityStep> {
    let role = work.ctx.actor.as_ref().map(|actor| actor.role);
    let facts = loaded.facts(work.ctx.today(), &work.app.settings.deadlines, role, proposal);
    Ok(machine::next(loaded.row.state.get(), event, &facts)?)
}

/// Writes the row with its new state and the line of its history, and tells those whom the machine names.
pub(super) async fn save(
    work: &mut Work<'_>,
    mut row: joint_activity::Model,
    event: ActivityEventKind,
    step: &ActivityStep,
    remark: Option<&str>,
) -> Answer<joint_activity::Model> {
    let from = row.state.get();
    row.state = Text(step.to);
    row.updated_at = work.ctx.now();
    let saved = row::update(&work.tx, row).await?;
    note(work, &saved, event, Some(from), remark).await?;
    work.after(&saved);
    tell::of_activity(work, &saved, step).await?;
    Ok(saved)
}

/// Appends a line to the history of an activity.
pub(super) async fn note(
    work: &Work<'_>,
    row: &joint_activity::Model,
    event: ActivityEventKind,
    from: Option<ActivityState>,
    remark: Option<&str>,
) -> Answer<()> {
    let actor = work.ctx.actor.as_ref();
    let line = activity_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        activity_id: row.id,
        seq: rows::last_event_seq(&work.tx, row.id).await? + 1,
        at: work.ctx.now(),
        event: Text(event),
        from_state: from.map(Text),
        to_state: row.state,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(|| "系统".to_owned(), |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        remark: remark.map(str::to_owned),
    };
    Ok(rows::add_event(&work.tx, line).await?)
}
