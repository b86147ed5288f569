//! The life cycle of a coordination case (§3.7, K11, K12), in the shape of the problem machine: a table, what stands
//! before anybody types, what is judged of the input, what happens.

pub mod clock;
pub mod facts;
mod input;
mod outcome;
mod say;
mod standing;
pub mod table;

use chrono::NaiveDate;

use super::{CaseEventKind as E, CaseState as S, ConsultationState};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::plan::params::DeadlinesWd;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};

pub use clock::{alert, told};
pub use facts::{
    CaseAudience, CaseAvailability, CaseFacts, CaseProposal, CaseStep, OwnRequest, Stand, bases_conflict,
    unanimous,
};
pub use table::{capability_of, from, roles_of};

/// Written rounds of opinions at most; a meeting comes after them (§3.7).
pub const ROUNDS_MAX: u32 = 2;
/// Parties from which on experts have to be consulted (§3.7).
pub const EXPERTS_FROM_PARTIES: usize = 3;

/// What applying depends on.
#[derive(Debug, Clone, Copy)]
pub struct Application<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a DeadlinesWd,
    /// Role of the hat worn.
    pub role: Role,
    /// Whether the person stands for the lead department.
    pub of_the_lead: bool,
    /// State of the consultation; `None` if there was none.
    pub consultation: Option<ConsultationState>,
    /// Last day of the consultation.
    pub consultation_due_on: Option<NaiveDate>,
    /// Last day of the application, once the consultation has failed.
    pub apply_by: Option<NaiveDate>,
    /// Whether a case of this consultation is under way or settled.
    pub has_case: bool,
    /// Clauses cited; `None` while nothing is typed yet.
    pub citations: Option<usize>,
}

/// — → APPLIED: by the lead department after a failed consultation, or by the oversight section ex officio.
pub fn apply(facts: &Application) -> Result<CaseStep, Refusal> {
    may_apply(facts)?;
    if facts.citations == Some(0) {
        return Err(super::citation::no_basis());
    }
    let due = facts
        .calendar
        .add_working_days(facts.today, facts.deadlines.case_accept)?;
    Ok(CaseStep {
        step_due_on: Some(due),
        notify: &[CaseAudience::Oversight],
        notice: Some(crate::notice::NoticeKind::CaseApplied),
        ..CaseStep::to(S::Applied)
    })
}

/// What stands in the way of applying before anything is typed.
pub fn may_apply(facts: &Application) -> Result<(), Refusal> {
    if !roles_of(E::Apply).contains(&facts.role) {
        return Err(say::role(E::Apply, roles_of(E::Apply)));
    }
    if facts.has_case {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "该事项已申请协调，不能重复申请。",
            "Coordination of this matter has been applied for already.",
        ));
    }
    let overdue = facts.consultation == Some(ConsultationState::Open)
        && facts.consultation_due_on.is_some_and(|due| facts.today > due);
    match facts.role {
        Role::Ov if overdue => Ok(()),
        _ if facts.consultation != Some(ConsultationState::Failed) => {
            Err(say::not_failed(facts.consultation))
        }
        Role::Ov => Ok(()),
        _ if !facts.of_the_lead => Err(Refusal::new(
            RefusalCode::Scope,
            "协调申请由协商的主办部门提出。",
            "The lead department of the consultation applies.",
        )),
        _ => in_time(facts),
    }
}

fn in_time(facts: &Application) -> Result<(), Refusal> {
    match facts.apply_by {
        Some(last) if facts.today > last => Err(Refusal::new(
            RefusalCode::Late,
            format!("申请协调应于协商未果后的{last}前提出，已逾期；请重新协商，或请编办依职权启动。"),
            format!("The application was due by {last}; consult again, or ask the office to act by itself."),
        )),
        _ => Ok(()),
    }
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &CaseFacts) -> Result<CaseStep, Refusal> {
    standing::check(state, event, facts)?;
    input::check(event, facts)?;
    outcome::of(state, event, facts)
}

/// The event that the clock owes this case, if any: LAPSE after a written round, BEGIN_FOLLOW_UP after publishing.
pub fn automatic(state: S, facts: &CaseFacts) -> Option<E> {
    let clock = CaseFacts {
        acting: None,
        ..*facts
    };
    [E::Lapse, E::BeginFollowUp]
        .into_iter()
        .find(|event| standing::check(state, *event, &clock).is_ok())
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, facts: &CaseFacts) -> Vec<CaseAvailability> {
    let Some(acting) = facts.acting else {
        return Vec::new();
    };
    table::TABLE
        .iter()
        .filter(|rule| rule.from.contains(&state) && rule.roles.contains(&acting.role))
        .filter(|rule| standing::concerns(rule.event, facts))
        .map(|rule| CaseAvailability {
            event: rule.event,
            outcome: standing::check(state, rule.event, facts),
        })
        .collect()
}

/// The capability of reading a case.
pub const READ: Capability = Capability::CaseRead;
