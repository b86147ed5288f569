//! What each allowed event does (§3.2, the last two columns).

use super::facts::Facts;
use super::step::Step;
use super::{PendingChange, change_decider};
use crate::identity::Role;
use crate::notice::NoticeKind as N;
use crate::plan::point::PointEventKind as E;
use crate::plan::point::PointState as S;
use crate::plan::point::{PointChangeState, PointOutcome};
use crate::problem::machine::{Audience, LedgerEffect};
use crate::refusal::Refusal;

/// The step of an event that has passed every check.
pub(super) fn step(state: S, event: E, facts: &Facts) -> Result<Step, Refusal> {
    let step = told(event, facts, unchanged(state, facts));
    match event {
        E::Create | E::Edit | E::Submit | E::Progress | E::AskChange | E::Claim => {
            by_the_unit(event, facts, step)
        }
        E::Return | E::Approve | E::GrantChange | E::RefuseChange | E::Verify | E::Reject => {
            by_the_office(event, facts, step)
        }
        E::Activate | E::Overdue | E::Expire | E::Archive => Ok(by_itself(event, facts, step)),
    }
}

fn by_the_unit(event: E, facts: &Facts, mut step: Step) -> Result<Step, Refusal> {
    let rules = facts.rules;
    match event {
        E::Create => step.step_due_on = Some(rules.submit_by(facts.plan.year)),
        E::Submit => {
            step.to = S::Submitted;
            step.step_due_on = Some(after(facts, rules.point_review)?);
        }
        E::Progress => {
            step.progress = facts.proposal.progress.unwrap_or(facts.progress);
            step.reports = true;
            step.step_due_on = Some(rules.next_report(facts.today));
        }
        E::AskChange => {
            step.to = S::ChangePending;
            step.change = Some(PointChangeState::Asked);
            step.step_due_on = Some(after(facts, rules.point_change)?);
        }
        E::Claim => {
            step.to = S::Claimed;
            step.progress = 100;
            step.reports = true;
            step.claimant = facts.acting.map(|acting| acting.person);
            step.done_on = Some(facts.today);
            step.step_due_on = Some(after(facts, rules.point_verify)?);
        }
        _ => {}
    }
    Ok(step)
}

fn by_the_office(event: E, facts: &Facts, mut step: Step) -> Result<Step, Refusal> {
    let rules = facts.rules;
    match event {
        E::Return => {
            step.to = S::Returned;
            step.returned_count += 1;
            step.step_due_on = Some(after(facts, rules.point_review)?);
        }
        E::Approve => {
            step.to = S::Approved;
            step.ledger = LedgerEffect::Open;
            step.step_due_on = Some(facts.plan.starts_on);
        }
        E::GrantChange => {
            step.change = Some(PointChangeState::Granted);
            step.changes_count += 1;
            step.applies_change = true;
            if facts.pending.is_some_and(|pending| pending.cancels) {
                step.ledger = LedgerEffect::Close;
                step.outcome = Some(PointOutcome::Cancelled);
                (step.to, step.step_due_on) = (S::Cancelled, None);
            } else {
                back(&mut step, facts);
            }
        }
        E::RefuseChange => {
            step.change = Some(PointChangeState::Refused);
            back(&mut step, facts);
        }
        E::Verify => {
            step.ledger = LedgerEffect::Close;
            step.outcome = facts.done_on.map(|done| PointOutcome::of(facts.due_on, done));
            step.quality = facts.proposal.quality;
            (step.to, step.step_due_on) = (S::Verified, None);
        }
        _ => {
            // The claim did not hold: neither its day nor its full progress stand.
            (step.claimant, step.done_on) = (None, None);
            step.progress = facts.progress.min(99);
            back(&mut step, facts);
        }
    }
    Ok(step)
}

fn by_itself(event: E, facts: &Facts, mut step: Step) -> Step {
    match event {
        E::Activate => back(&mut step, facts),
        E::Overdue => step.raises_problem = true,
        E::Expire => {
            step.outcome = Some(PointOutcome::NotDone);
            (step.to, step.step_due_on) = (S::NotDone, None);
        }
        _ => {
            // What was not done stays in the ledger until the year's result is frozen (不留余账).
            if step.to == S::NotDone {
                step.ledger = LedgerEffect::Close;
            }
            (step.to, step.step_due_on) = (S::Archived, None);
        }
    }
    step
}

/// The point runs on.
fn back(step: &mut Step, facts: &Facts) {
    step.to = S::Active;
    step.step_due_on = Some(facts.rules.next_report(facts.today));
}

/// The same for many points at once.
pub(super) fn told_of_many(event: E) -> Option<(&'static [Audience], N)> {
    use Audience as A;
    match event {
        E::Submit => Some((&[A::Oversight], N::PointSubmitted)),
        E::Return => Some((&[A::UnitContact], N::PointReturned)),
        E::Approve => Some((&[A::UnitContact], N::PointApproved)),
        _ => None,
    }
}

fn told(event: E, facts: &Facts, mut step: Step) -> Step {
    use Audience as A;
    let third = facts.returned_count + 1 >= facts.rules.point_returns_to_lead;
    let (notify, notice): (&'static [A], _) = match event {
        E::Submit => (&[A::Oversight], Some(N::PointSubmitted)),
        E::Return if third => (&[A::UnitContact, A::OfficeLead], Some(N::PointReturned)),
        E::Return => (&[A::UnitContact], Some(N::PointReturned)),
        E::Approve => (&[A::UnitContact], Some(N::PointApproved)),
        E::Activate => (&[A::UnitContact], Some(N::PointStarted)),
        E::AskChange if asks_lead(facts) => (&[A::OfficeLead], Some(N::PointChangeAsked)),
        E::AskChange => (&[A::Oversight], Some(N::PointChangeAsked)),
        E::GrantChange | E::RefuseChange => (&[A::UnitLead], Some(N::PointChangeDecided)),
        E::Claim => (&[A::Oversight], Some(N::PointClaimed)),
        E::Verify => (&[A::UnitContact], Some(N::PointVerified)),
        E::Reject => (&[A::UnitContact, A::UnitLead], Some(N::PointRejected)),
        E::Expire => (&[A::UnitLead], Some(N::PointNotDone)),
        E::Create | E::Edit | E::Progress | E::Overdue | E::Archive => (&[], None),
    };
    step.notify = notify;
    step.notice = notice;
    step
}

fn asks_lead(facts: &Facts) -> bool {
    let (Some(change), Some(acting)) = (facts.proposal.change, facts.acting) else {
        return false;
    };
    let pending = PendingChange {
        asked_by: acting.person,
        cancels: change.cancels,
        due_on: Some(change.entry.due_on),
    };
    change_decider(facts, pending) == Role::Ol
}

fn unchanged(state: S, facts: &Facts) -> Step {
    Step {
        to: state,
        step_due_on: facts.step_due_on,
        ledger: LedgerEffect::None,
        progress: facts.progress,
        reports: false,
        returned_count: facts.returned_count,
        changes_count: facts.changes_count,
        claimant: facts.claimant,
        done_on: facts.done_on,
        outcome: None,
        quality: None,
        change: None,
        applies_change: false,
        raises_problem: false,
        notify: &[],
        notice: None,
    }
}

fn after(facts: &Facts, days: u32) -> Result<chrono::NaiveDate, Refusal> {
    facts.calendar.add_working_days(facts.today, days)
}
