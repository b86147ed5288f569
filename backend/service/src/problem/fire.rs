//! Fires one event: asks the machine, writes the answer down, tells who has to know.

use remit_shared::policy::Scope;
use remit_shared::problem::machine::{self, LedgerEffect, Proposal, Step as Outcome};
use remit_shared::problem::{LedgerKind, LedgerState, ProblemEventKind, ProblemState};
use remit_shared::wire::Wire;
use remit_store::entity::{extension, ledger_entry, problem, problem_event};
use remit_store::problem::ledger::CloseOut;
use remit_store::problem::{self as rows, ledger};
use remit_store::{Text, row};

use super::alert::escalate;
use super::loaded::Loaded;
use super::{Step, sheet};
use crate::failure::{Answer, Fault};
use crate::notice;
use crate::number;
use crate::work::Work;

/// What a person says with an event, and which records hang on it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said<'a> {
    /// The event's input, as the machine judges it.
    pub proposal: Proposal<'a>,
    /// Kept in the timeline.
    pub remark: Option<&'a str>,
    /// Target of a merge.
    pub merge_into: Option<uuid::Uuid>,
    /// Section of the unit made responsible.
    pub section: Option<uuid::Uuid>,
    /// What the unit promises on accepting at once.
    pub promise: Option<&'a str>,
}

/// Loads a problem for a person, lets the clock have its say first, fires the event.
pub(crate) async fn by_person(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    event: ProblemEventKind,
    said: Said<'_>,
) -> Answer<Loaded> {
    let mut loaded = Loaded::for_person(work, scope, step).await?;
    settle(work, &mut loaded).await?;
    event_on(work, &mut loaded, event, said).await?;
    settle(work, &mut loaded).await?;
    escalate(work, &mut loaded).await?;
    Ok(loaded)
}

/// Fires the automatic events that are due (accepted by default, not immediate, resumed after a return).
pub(crate) async fn settle(work: &mut Work<'_>, loaded: &mut Loaded) -> Answer<usize> {
    let mut fired = 0;
    while let Some(event) = machine::automatic(loaded.row.state.get(), &loaded.facts(work)) {
        let person = loaded.acting.take();
        let done = event_on(work, loaded, event, Said::default()).await;
        loaded.acting = person;
        done?;
        fired += 1;
        if fired > ProblemState::ALL.len() {
            return Err(Fault::Broken(format!("automatic events of {} do not end", loaded.row.code)).into());
        }
    }
    Ok(fired)
}

/// Fires one event on a loaded problem.
pub(crate) async fn event_on(
    work: &mut Work<'_>,
    loaded: &mut Loaded,
    event: ProblemEventKind,
    said: Said<'_>,
) -> Answer<()> {
    let outcome = {
        let facts = loaded.facts(work).proposing(said.proposal);
        machine::next(loaded.row.state.get(), event, &facts)?
    };
    work.before(&loaded.row);
    let mut next = loaded.row.clone();
    apply(work, &mut next, &outcome, said);
    if outcome.gives_close_no {
        next.close_no = Some(number::close_out(work).await?);
        next.closed_on = Some(work.ctx.today());
    }
    write_ledger(work, &next, loaded, &outcome).await?;
    write_extension(work, loaded, &outcome, said).await?;
    write_event(
        work,
        &loaded.row,
        &next,
        event,
        said.remark,
        loaded.acting.is_none(),
    )
    .await?;
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    loaded.row = saved;
    loaded.pending = rows::pending_extension(&work.tx, loaded.row.id).await?;
    if outcome.issues_sheet {
        sheet::issue_to_unit(work, &loaded.row).await?;
    }
    if matches!(
        loaded.row.state.get(),
        ProblemState::Closed | ProblemState::Rejected
    ) {
        sheet::finish_source(work, &loaded.row).await?;
    }
    crate::panel::suggestion::outcome_known(work, &loaded.row).await?;
    notice::tell(work, &loaded.row, &outcome).await
}

fn apply(work: &Work<'_>, row: &mut problem::Model, outcome: &Outcome, said: Said<'_>) {
    row.state = Text(outcome.to);
    row.severity = Text(outcome.severity);
    if let Some(due) = outcome.due {
        row.due_on = Some(due.on);
        row.due_from = Some(due.from);
        row.due_wd = Some(i32::try_from(due.working_days).unwrap_or(i32::MAX));
    }
    row.step_due_on = outcome.step_due_on;
    row.contested = outcome.contested;
    row.returned_count = i32::try_from(outcome.returned_count).unwrap_or(i32::MAX);
    row.extensions_count = i32::try_from(outcome.extensions_count).unwrap_or(i32::MAX);
    row.handler_id = outcome.people.handler;
    row.first_verifier_id = outcome.people.first_verifier;
    row.submitter_id = outcome.people.submitter;
    row.section_id = said.section.or(row.section_id);
    row.promise = said.promise.map(str::to_owned).or(row.promise.take());
    row.merged_into = said.merge_into.or(row.merged_into);
    row.updated_at = work.ctx.now();
}

async fn write_ledger(
    work: &Work<'_>,
    problem: &problem::Model,
    loaded: &mut Loaded,
    outcome: &Outcome,
) -> Answer<()> {
    match outcome.ledger {
        LedgerEffect::None => {
            if let (true, Some(due)) = (loaded.in_ledger, outcome.due) {
                ledger::postpone(&work.tx, problem.id, due.on, work.ctx.now()).await?;
            }
        }
        LedgerEffect::Open | LedgerEffect::OpenAgain => {
            let due_on = problem
                .due_on
                .ok_or_else(|| Fault::Broken("a ledger entry needs a due date".into()))?;
            row::insert(&work.tx, new_entry(work, problem, due_on)).await?;
            loaded.in_ledger = true;
        }
        LedgerEffect::Close => {
            let (Some(close_no), Some(closed_on)) = (problem.close_no.clone(), problem.closed_on) else {
                return Err(Fault::Broken("closing out needs a number and a day".into()).into());
            };
            let by = loaded.acting.map(|acting| acting.person);
            ledger::close(
                &work.tx,
                problem.id,
                CloseOut {
                    no: close_no,
                    by,
                    on: closed_on,
                },
                work.ctx.now(),
            )
            .await?;
            loaded.in_ledger = false;
        }
    }
    Ok(())
}

fn new_entry(work: &Work<'_>, problem: &problem::Model, due_on: chrono::NaiveDate) -> ledger_entry::Model {
    ledger_entry::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: problem.jurisdiction_id,
        ledger: Text(LedgerKind::Rectify),
        point_id: None,
        problem_id: Some(problem.id),
        opened_on: work.ctx.today(),
        due_on,
        state: Text(LedgerState::Open),
        close_no: None,
        closed_by: None,
        closed_on: None,
        explanation: None,
        explained_by: None,
        created_at: work.ctx.now(),
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: work.ctx.now(),
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// Writes what the outcome says about the extension concerned: the new request, or the decision on the one
/// that waits.
async fn write_extension(work: &Work<'_>, loaded: &Loaded, outcome: &Outcome, said: Said<'_>) -> Answer<()> {
    let Some(state) = outcome.extension else {
        return Ok(());
    };
    let now = work.ctx.now();
    if let Some(pending) = &loaded.pending {
        let decided = extension::Model {
            state: Text(state),
            decided_at: Some(now),
            decided_by: loaded.acting.map(|acting| acting.person),
            decision_reason: said.remark.map(str::to_owned),
            new_due: outcome.due.map_or(pending.new_due, |due| due.on),
            updated_at: now,
            ..pending.clone()
        };
        row::update(&work.tx, decided).await?;
        return Ok(());
    }
    let (Some(acting), Some(days), Some(old_due)) = (loaded.acting, said.proposal.days, loaded.row.due_on)
    else {
        return Err(Fault::Broken("an extension needs a person, days and a due date".into()).into());
    };
    let asked = extension::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: loaded.row.jurisdiction_id,
        problem_id: loaded.row.id,
        days: i32::try_from(days).unwrap_or(i32::MAX),
        reason: said.proposal.text.to_owned(),
        state: Text(state),
        asked_by: acting.person,
        old_due,
        new_due: loaded.calendar.add_working_days(old_due, days)?,
        decided_at: None,
        decided_by: None,
        decision_reason: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    row::insert(&work.tx, asked).await?;
    Ok(())
}

/// Adds a line to the timeline.
pub(crate) async fn write_event(
    work: &Work<'_>,
    before: &problem::Model,
    after: &problem::Model,
    event: ProblemEventKind,
    remark: Option<&str>,
    automatic: bool,
) -> Answer<()> {
    let actor = if automatic { None } else { work.ctx.actor.as_ref() };
    let first = event == ProblemEventKind::Raise;
    let line = problem_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: after.jurisdiction_id,
        problem_id: after.id,
        seq: rows::last_event_seq(&work.tx, after.id).await? + 1,
        at: work.ctx.now(),
        event: Text(event),
        from_state: (!first).then_some(before.state),
        to_state: after.state,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(|| "系统".to_owned(), |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        remark: remark.map(str::to_owned),
        due_before: if first { None } else { before.due_on },
        due_after: after.due_on,
        automatic,
        close_no: after
            .close_no
            .clone()
            .filter(|_| after.close_no != before.close_no),
    };
    row::append(&work.tx, line).await?;
    Ok(())
}
