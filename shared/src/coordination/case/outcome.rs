//! What an allowed event does (§3.7, last columns).

use chrono::NaiveDate;

use super::facts::{CaseAudience as A, CaseFacts, CaseStep};
use crate::coordination::CaseEventKind as E;
use crate::coordination::CaseState as S;
use crate::coordination::CheckResult;
use crate::notice::NoticeKind as N;
use crate::refusal::Refusal;

/// The step of an event that stands.
pub(super) fn of(state: S, event: E, facts: &CaseFacts) -> Result<CaseStep, Refusal> {
    let limits = facts.deadlines;
    let after = |days| facts.calendar.add_working_days(facts.today, days).map(Some);
    Ok(match event {
        E::Apply | E::Supplement => CaseStep {
            step_due_on: after(limits.case_accept)?,
            ..tell(S::Applied, &[A::Oversight], N::CaseApplied)
        },
        E::AskSupplement => CaseStep {
            step_due_on: after(limits.case_supplement)?,
            ..tell(S::Supplement, &[A::Applicant], N::CaseSupplement)
        },
        E::ProposeRefusal => CaseStep {
            step_due_on: facts.step_due_on,
            ..tell(S::Applied, &[A::OfficeLead], N::CaseRefusalProposed)
        },
        E::Refuse => tell(S::Refused, &[A::Parties], N::CaseRefused),
        E::Accept => CaseStep {
            due_on: after(limits.case_decide)?,
            step_due_on: after(limits.case_hearing)?,
            ..tell(S::Accepted, &[A::Parties], N::CaseAccepted)
        },
        E::AskOpinions => CaseStep {
            step_due_on: after(limits.case_opinion)?,
            opens_round: true,
            ..tell(S::Hearing, &[A::Parties], N::CaseOpinionAsked)
        },
        E::GiveOpinion => opinion(facts),
        E::Lapse => CaseStep {
            lapses: true,
            ..tell(S::Hearing, &[A::Oversight], N::CaseHeard)
        },
        E::Meet => CaseStep {
            step_due_on: facts.step_due_on,
            ..tell(S::Hearing, &[A::Parties], N::CaseMet)
        },
        E::ConsultExperts => CaseStep {
            step_due_on: after(limits.case_experts)?,
            ..CaseStep::to(S::Expert)
        },
        E::Extend => extended(state, facts)?,
        E::Decide => CaseStep {
            step_due_on: after(limits.case_publish)?,
            ..tell(S::Decided, &[A::Oversight], N::CaseDecided)
        },
        E::Withdraw => tell(S::Withdrawn, &[A::Parties, A::Oversight], N::CaseWithdrawn),
        E::Publish => tell(S::Published, &[A::Parties, A::Towns], N::CasePublished),
        E::BeginFollowUp => follow_up(facts)?,
        E::Check => checked(facts)?,
    })
}

fn tell(to: S, notify: &'static [A], notice: N) -> CaseStep {
    CaseStep {
        notify,
        notice: Some(notice),
        ..CaseStep::to(to)
    }
}

/// The last opinion ends the round, and the office goes on.
fn opinion(facts: &CaseFacts) -> CaseStep {
    let last = facts.waiting == 1;
    CaseStep {
        step_due_on: facts.step_due_on.filter(|_| !last),
        ..tell(
            S::Hearing,
            &[A::Oversight],
            if last { N::CaseHeard } else { N::CaseOpinionGiven },
        )
    }
}

fn extended(state: S, facts: &CaseFacts) -> Result<CaseStep, Refusal> {
    let days = facts.proposal.days.unwrap_or_default();
    let from = facts.due_on.unwrap_or(facts.today);
    Ok(CaseStep {
        due_on: Some(facts.calendar.add_working_days(from, days)?),
        step_due_on: facts.step_due_on,
        ..tell(state, &[A::Parties, A::Oversight], N::CaseExtended)
    })
}

/// The checks come 60 and 120 WD after the decision.
fn follow_up(facts: &CaseFacts) -> Result<CaseStep, Refusal> {
    let decided = facts.decided_on.unwrap_or(facts.today);
    let day = |days| facts.calendar.add_working_days(decided, days);
    let first = day(facts.deadlines.case_check_first)?;
    Ok(CaseStep {
        step_due_on: Some(check_due(facts, first)?),
        plans: [Some(first), Some(day(facts.deadlines.case_check_second)?)],
        ..CaseStep::to(S::FollowUp)
    })
}

/// Last day of a check that may begin on a day.
fn check_due(facts: &CaseFacts, planned: NaiveDate) -> Result<NaiveDate, Refusal> {
    facts
        .calendar
        .add_working_days(planned, facts.deadlines.case_close)
}

/// A check that finds the division not in force raises a problem; the last one is then repeated after 60 WD.
fn checked(facts: &CaseFacts) -> Result<CaseStep, Refusal> {
    let effective = facts.proposal.result == Some(CheckResult::Effective);
    let again = match facts.later_check_on {
        Some(_) => None,
        None if effective => return Ok(tell(S::Closed, &[A::OfficeLead, A::Parties], N::CaseClosed)),
        None => {
            let days = facts.deadlines.case_check_first;
            Some(facts.calendar.add_working_days(facts.today, days)?)
        }
    };
    let next = again.or(facts.later_check_on);
    Ok(CaseStep {
        step_due_on: next.map(|day| check_due(facts, day)).transpose()?,
        plans: [again, None],
        raises_problem: !effective,
        ..tell(S::FollowUp, &[A::OfficeLead], N::CaseChecked)
    })
}
