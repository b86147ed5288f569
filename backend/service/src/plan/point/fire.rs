//! Fires one event: asks the machine, writes the answer down, tells who has to know.

use remit_shared::plan::point::machine::{self, Proposal, Step as Outcome};
use remit_shared::plan::point::{PointEventKind, PointState};
use remit_shared::policy::Scope;
use remit_shared::problem::machine::LedgerEffect;
use remit_shared::problem::{LedgerKind, LedgerState};
use remit_shared::wire::Wire;
use remit_store::entity::{effectiveness_point, ledger_entry, point_event};
use remit_store::plan::point as rows;
use remit_store::{Text, row};
use uuid::Uuid;

use super::loaded::Loaded;
use super::{change, overdue, tell};
use crate::failure::{Answer, Fault};
use crate::number;
use crate::problem::Step;
use crate::work::Work;

/// What a person says with an event, and what hangs on it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said<'a> {
    /// The event's input, as the machine judges it.
    pub proposal: Proposal<'a>,
    /// Kept in the timeline.
    pub remark: Option<&'a str>,
    /// Whether one notice for many points is sent by the caller instead.
    pub quiet: bool,
    /// The problem that a point's lateness becomes part of.
    pub problem: Option<Uuid>,
}

/// Loads a point for a person, lets the clock have its say first, fires the event.
pub(crate) async fn by_person(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    event: PointEventKind,
    said: Said<'_>,
) -> Answer<Loaded> {
    let mut loaded = Loaded::for_person(work, scope, step).await?;
    settle(work, &mut loaded).await?;
    event_on(work, &mut loaded, event, said).await?;
    settle(work, &mut loaded).await?;
    Ok(loaded)
}

/// Fires the automatic events that are due, those of lateness with a problem each.
pub(crate) async fn settle(work: &mut Work<'_>, loaded: &mut Loaded) -> Answer<usize> {
    let mut fired = 0;
    while let Some(event) = machine::automatic(loaded.row.state.get(), &loaded.facts(work.ctx.today())) {
        let problem = match event {
            PointEventKind::Overdue => {
                Some(overdue::problem_for(work, std::slice::from_ref(&loaded.row)).await?)
            }
            _ => None,
        };
        automatic(
            work,
            loaded,
            event,
            Said {
                problem,
                ..Said::default()
            },
        )
        .await?;
        fired += 1;
        if fired > PointState::ALL.len() {
            return Err(Fault::Broken(format!("automatic events of {} do not end", loaded.row.code)).into());
        }
    }
    Ok(fired)
}

/// Fires one event as the clock.
pub(crate) async fn automatic(
    work: &mut Work<'_>,
    loaded: &mut Loaded,
    event: PointEventKind,
    said: Said<'_>,
) -> Answer<Outcome> {
    let person = loaded.acting.take();
    let done = event_on(work, loaded, event, said).await;
    loaded.acting = person;
    done
}

/// Fires one event on a loaded point.
pub(crate) async fn event_on(
    work: &mut Work<'_>,
    loaded: &mut Loaded,
    event: PointEventKind,
    said: Said<'_>,
) -> Answer<Outcome> {
    let today = work.ctx.today();
    let outcome = {
        let facts = loaded.facts(today).proposing(said.proposal);
        machine::next(loaded.row.state.get(), event, &facts)?
    };
    work.before(&loaded.row);
    let mut next = loaded.row.clone();
    apply(work, &mut next, event, &outcome);
    next.problem_id = said.problem.or(next.problem_id);
    if event == PointEventKind::Submit {
        next.signed_by = loaded.acting.map(|acting| acting.person);
    }
    if outcome.applies_change {
        change::take_effect(&mut next, loaded.pending.as_ref());
    }
    if event == PointEventKind::Approve {
        late_for_the_draw(work, &mut next).await?;
    }
    write_ledger(
        work,
        &next,
        outcome.ledger,
        loaded.acting.map(|acting| acting.person),
    )
    .await?;
    change::write(work, loaded, &outcome, said).await?;
    write_event(work, Some(&loaded.row), &next, event, said.remark).await?;
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    loaded.row = saved;
    loaded.pending = match outcome.change {
        Some(_) => rows::pending_change(&work.tx, loaded.row.id).await?,
        None => loaded.pending.take(),
    };
    if !said.quiet {
        tell::of_step(work, &loaded.row, &outcome).await?;
    }
    Ok(outcome)
}

fn apply(work: &Work<'_>, row: &mut effectiveness_point::Model, event: PointEventKind, outcome: &Outcome) {
    let today = work.ctx.today();
    row.state = Text(outcome.to);
    row.step_due_on = outcome.step_due_on;
    row.progress = i32::try_from(outcome.progress).unwrap_or(100);
    if outcome.reports || event == PointEventKind::Activate {
        row.reported_on = Some(today);
    }
    row.returned_count = i32::try_from(outcome.returned_count).unwrap_or(i32::MAX);
    row.changes_count = i32::try_from(outcome.changes_count).unwrap_or(i32::MAX);
    row.claimant_id = outcome.claimant;
    row.done_on = outcome.done_on;
    row.outcome = outcome.outcome.map(Text).or(row.outcome);
    row.quality = outcome.quality.map(Text).or(row.quality);
    if outcome.ledger == LedgerEffect::Open {
        row.approved_on = Some(today);
    }
    row.updated_at = work.ctx.now();
}

/// A point that enters the ledger after the draw is always visited, or lateness would avoid the sample.
async fn late_for_the_draw(work: &Work<'_>, row: &mut effectiveness_point::Model) -> Answer<()> {
    let drawn = rows::draw::find(&work.tx, work.tx.jurisdiction_id(), row.year).await?;
    if drawn.is_some() {
        row.sampled = Some(true);
        row.lot = Some("LATE".to_owned());
    }
    Ok(())
}

async fn write_ledger(
    work: &Work<'_>,
    point: &effectiveness_point::Model,
    effect: LedgerEffect,
    by: Option<Uuid>,
) -> Answer<()> {
    match effect {
        LedgerEffect::Open | LedgerEffect::OpenAgain => {
            row::insert(&work.tx, new_entry(work, point)).await?;
        }
        LedgerEffect::Close => {
            let Some(mut entry) = rows::open_entry(&work.tx, point.id).await? else {
                return Err(Fault::Broken(format!("{} has no open entry to close", point.code)).into());
            };
            entry.state = Text(LedgerState::Closed);
            entry.close_no = Some(number::daily_close(work).await?);
            entry.closed_by = by;
            entry.closed_on = Some(work.ctx.today());
            entry.updated_at = work.ctx.now();
            row::update(&work.tx, entry).await?;
        }
        LedgerEffect::None => {
            let moved = rows::open_entry(&work.tx, point.id).await?;
            if let Some(mut entry) = moved.filter(|entry| entry.due_on != point.due_on) {
                entry.due_on = point.due_on;
                entry.updated_at = work.ctx.now();
                row::update(&work.tx, entry).await?;
            }
        }
    }
    Ok(())
}

fn new_entry(work: &Work<'_>, point: &effectiveness_point::Model) -> ledger_entry::Model {
    ledger_entry::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: point.jurisdiction_id,
        ledger: Text(LedgerKind::Daily),
        point_id: Some(point.id),
        problem_id: None,
        opened_on: work.ctx.today(),
        due_on: point.due_on,
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

/// Adds a line to the timeline.
pub(crate) async fn write_event(
    work: &Work<'_>,
    before: Option<&effectiveness_point::Model>,
    after: &effectiveness_point::Model,
    event: PointEventKind,
    remark: Option<&str>,
) -> Answer<()> {
    let automatic = machine::capability_of(event).is_none();
    let actor = work.ctx.actor.as_ref().filter(|_| !automatic);
    let line = point_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: after.jurisdiction_id,
        point_id: after.id,
        seq: match before {
            Some(_) => rows::last_event_seq(&work.tx, after.id).await? + 1,
            None => 1,
        },
        at: work.ctx.now(),
        event: Text(event),
        from_state: before.map(|row| row.state),
        to_state: after.state,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(|| "系统".to_owned(), |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        remark: remark.filter(|text| !text.is_empty()).map(str::to_owned),
        progress: after.progress,
        due_on: after.due_on,
        automatic,
    };
    Ok(row::append(&work.tx, line).await?)
}
