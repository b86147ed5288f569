//! What each allowed event does (§3.3, the last two columns).

use chrono::NaiveDate;

use super::alert::{alert, notice_of, told as told_of};
use super::facts::Facts;
use super::step::{Audience, Due, LedgerEffect, Step};
use crate::notice::NoticeKind;
use crate::problem::ProblemEventKind as E;
use crate::problem::ProblemState as S;
use crate::problem::{ExtensionState, ProblemState};
use crate::refusal::Refusal;

/// The step of an event that has passed every check; `chosen` is the due date the person chose.
pub(super) fn step(state: S, event: E, facts: &Facts, chosen: Option<Due>) -> Result<Step, Refusal> {
    let step = told(event, unchanged(state, facts));
    match event {
        E::Raise
        | E::Take
        | E::Reject
        | E::Merge
        | E::Assign
        | E::TakeReverification
        | E::CloseOut
        | E::Reopen => by_the_office(event, facts, step),
        E::Contest | E::AcceptNow | E::AcceptPlan | E::Start | E::Submit => {
            by_the_unit(event, facts, step, chosen)
        }
        E::AskExtension | E::GrantExtension | E::RefuseExtension => about_extension(event, facts, step),
        E::Return => Ok(returned(facts, step, chosen)),
        E::AcceptByDefault | E::NotImmediate | E::Resume | E::Escalate => by_itself(event, facts, step),
    }
}

fn by_the_office(event: E, facts: &Facts, mut step: Step) -> Result<Step, Refusal> {
    let limits = facts.deadlines;
    let actor = facts.acting.map(|acting| acting.person);
    match event {
        E::Take => {
            step.people.handler = actor;
            step.people.first_verifier = step.people.first_verifier.or(actor);
            to(
                &mut step,
                S::Verifying,
                Some(after(facts, limits.problem_verify)?),
            );
        }
        E::Reject => to(&mut step, S::Rejected, None),
        E::Merge => to(&mut step, S::Merged, None),
        E::Assign => {
            step.severity = facts.proposal.severity.unwrap_or(facts.severity);
            // One sheet a problem: after an objection the unit has it already.
            step.issues_sheet = !facts.contested;
            to(&mut step, S::Assigned, Some(after(facts, limits.problem_answer)?));
        }
        E::TakeReverification => to(&mut step, S::Reverifying, Some(after(facts, limits.reverify)?)),
        E::CloseOut => {
            step.gives_close_no = true;
            step.ledger = if facts.in_ledger {
                LedgerEffect::Close
            } else {
                LedgerEffect::None
            };
            to(&mut step, S::Closed, None);
        }
        E::Reopen => {
            let due = counted(facts, facts.today, limits.rectify(facts.severity))?;
            step.ledger = LedgerEffect::OpenAgain;
            rectify_by(&mut step, S::Rectifying, due);
        }
        _ => to(&mut step, S::Raised, Some(after(facts, limits.problem_take)?)),
    }
    Ok(step)
}

fn by_the_unit(event: E, facts: &Facts, mut step: Step, chosen: Option<Due>) -> Result<Step, Refusal> {
    let limits = facts.deadlines;
    match event {
        E::Contest => {
            step.contested = true;
            to(
                &mut step,
                S::Verifying,
                Some(after(facts, limits.problem_verify)?),
            );
        }
        E::AcceptNow => {
            let due = counted(facts, facts.today, limits.problem_immediate)?;
            rectify_by(&mut step, S::Immediate, due);
        }
        E::AcceptPlan => {
            step.due = chosen;
            step.ledger = LedgerEffect::Open;
            to(&mut step, S::Ledgered, Some(after(facts, limits.problem_start)?));
        }
        E::Start => to(&mut step, S::Rectifying, facts.due_on),
        _ => {
            step.people.submitter = facts.acting.map(|acting| acting.person);
            // A request that still waits has become pointless.
            step.extension = facts.pending_extension.map(|_| ExtensionState::Refused);
            to(&mut step, S::Submitted, Some(after(facts, limits.reverify_take)?));
        }
    }
    Ok(step)
}

fn about_extension(event: E, facts: &Facts, mut step: Step) -> Result<Step, Refusal> {
    match event {
        E::AskExtension => {
            step.extension = Some(ExtensionState::Asked);
            step.decide_by = Some(after(facts, facts.deadlines.extension_decide)?);
            if facts.extensions_count > 0 {
                step.notify = &[Audience::Oversight, Audience::OfficeLead];
            }
        }
        E::GrantExtension => {
            let days = facts.pending_extension.map_or(0, |pending| pending.days);
            let due = counted(facts, facts.due_on.unwrap_or(facts.today), days)?;
            step.extension = Some(ExtensionState::Granted);
            step.extensions_count += 1;
            rectify_by(&mut step, S::Rectifying, due);
        }
        _ => step.extension = Some(ExtensionState::Refused),
    }
    Ok(step)
}

fn returned(facts: &Facts, mut step: Step, chosen: Option<Due>) -> Step {
    step.returned_count += 1;
    step.due = chosen;
    // What was to be rectified at once has no entry yet; after a return it needs one.
    step.ledger = if facts.in_ledger {
        LedgerEffect::None
    } else {
        LedgerEffect::Open
    };
    to(&mut step, S::Returned, chosen.map(|due| due.on));
    step
}

fn by_itself(event: E, facts: &Facts, mut step: Step) -> Result<Step, Refusal> {
    match event {
        // Both count from the day the deadline ended, so that the result does not depend on when the job ran.
        E::AcceptByDefault | E::NotImmediate => {
            let ended = if event == E::AcceptByDefault {
                facts.step_due_on
            } else {
                facts.due_on
            };
            let ended = ended.unwrap_or(facts.today);
            let due = counted(facts, ended, facts.deadlines.rectify(facts.severity))?;
            step.due = Some(due);
            step.ledger = LedgerEffect::Open;
            let start_by = facts
                .calendar
                .add_working_days(ended, facts.deadlines.problem_start)?;
            to(&mut step, S::Ledgered, Some(start_by));
        }
        E::Resume => to(&mut step, S::Rectifying, facts.due_on),
        _ => {
            let level = alert(step.to, facts)?;
            step.notify = told_of(level);
            step.notice = notice_of(level);
        }
    }
    Ok(step)
}

fn told(event: E, mut step: Step) -> Step {
    use Audience as A;
    let (notify, notice): (&'static [A], _) = match event {
        E::Raise => (&[A::Oversight], Some(NoticeKind::ProblemRaised)),
        E::Reject | E::Merge => (&[A::SourceAuthor], Some(NoticeKind::ProblemRejected)),
        E::Assign => (&[A::UnitContact, A::UnitLead], Some(NoticeKind::ProblemAssigned)),
        E::Contest => (&[A::Oversight], Some(NoticeKind::ProblemContested)),
        E::AcceptNow | E::AcceptPlan => (&[A::Oversight], Some(NoticeKind::ProblemAccepted)),
        E::AcceptByDefault => (&[A::Oversight, A::UnitLead], Some(NoticeKind::ProblemLedgered)),
        E::NotImmediate => (&[A::UnitLead], Some(NoticeKind::ProblemLedgered)),
        E::AskExtension => (&[A::Oversight], Some(NoticeKind::ExtensionAsked)),
        E::GrantExtension | E::RefuseExtension => {
            (&[A::UnitContact, A::UnitLead], Some(NoticeKind::ExtensionDecided))
        }
        E::Submit => (&[A::Oversight], Some(NoticeKind::ProblemSubmitted)),
        E::Return => (&[A::UnitContact, A::UnitLead], Some(NoticeKind::ProblemReturned)),
        E::CloseOut => (
            &[A::UnitContact, A::UnitLead, A::SourceAuthor],
            Some(NoticeKind::ProblemClosed),
        ),
        E::Reopen => (&[A::UnitLead], Some(NoticeKind::ProblemReopened)),
        E::Take | E::Start | E::TakeReverification | E::Resume | E::Escalate => (&[], None),
    };
    step.notify = notify;
    step.notice = notice;
    step
}

fn unchanged(state: S, facts: &Facts) -> Step {
    Step {
        to: state,
        due: None,
        step_due_on: facts.step_due_on,
        decide_by: None,
        ledger: LedgerEffect::None,
        gives_close_no: false,
        issues_sheet: false,
        extension: None,
        severity: facts.severity,
        contested: facts.contested,
        returned_count: facts.returned_count,
        extensions_count: facts.extensions_count,
        people: facts.people,
        notify: &[],
        notice: None,
    }
}

fn to(step: &mut Step, state: ProblemState, step_due_on: Option<NaiveDate>) {
    step.to = state;
    step.step_due_on = step_due_on;
}

fn rectify_by(step: &mut Step, state: ProblemState, due: Due) {
    step.due = Some(due);
    to(step, state, Some(due.on));
}

fn after(facts: &Facts, days: u32) -> Result<NaiveDate, Refusal> {
    facts.calendar.add_working_days(facts.today, days)
}

fn counted(facts: &Facts, from: NaiveDate, working_days: u32) -> Result<Due, Refusal> {
    let on = facts.calendar.add_working_days(from, working_days)?;
    Ok(Due {
        on,
        from,
        working_days,
    })
}
