//! The life cycle of a yearly plan (§3.1).
//!
//! Every version of a year is a plan of its own. An amendment is drafted, put to the units and approved like the
//! first version; publishing it replaces the version in force, which then is AMENDED.

mod checks;
pub mod facts;

use chrono::{Datelike, NaiveDate};

use super::{PlanEventKind, PlanState};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::machine::Audience;
use crate::refusal::Refusal;

pub use checks::amendable;
pub use facts::{OpinionFacts, PlanAvailability, PlanFacts, PlanProposal, PlanStep};

/// Last month and day on which an amendment may be published: "before 30 Sep" (§3.1).
const LAST_AMENDMENT: (u32, u32) = (9, 29);
/// Month and last day by which a plan should be approved (§3.1).
const APPROVE_BY: (u32, u32) = (2, 28);

/// The step that begins a version: DRAFT without a row yet.
pub fn draft(facts: &PlanFacts) -> Result<PlanStep, Refusal> {
    checks::role(PlanEventKind::Draft, facts)?;
    Ok(step(PlanState::Draft))
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: PlanState, event: PlanEventKind, facts: &PlanFacts) -> Result<PlanStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome(state, event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: PlanState, role: Role, facts: &PlanFacts) -> Vec<PlanAvailability> {
    use crate::wire::Wire;
    PlanEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state))
        .filter(|event| roles_of(*event).contains(&role))
        .filter(|event| !matches!(event, PlanEventKind::Draft | PlanEventKind::Amend))
        .map(|event| PlanAvailability {
            event,
            outcome: checks::standing(state, event, facts),
        })
        .collect()
}

/// The capability a service authorises before it loads the plan; `None` for automatic events.
pub fn capability_of(event: PlanEventKind) -> Option<Capability> {
    match event {
        PlanEventKind::Draft | PlanEventKind::Edit | PlanEventKind::Consult | PlanEventKind::Answer => {
            Some(Capability::PlanEdit)
        }
        PlanEventKind::Opine => Some(Capability::PlanOpine),
        PlanEventKind::Approve => Some(Capability::PlanApprove),
        PlanEventKind::Publish => Some(Capability::PlanPublish),
        PlanEventKind::Amend => Some(Capability::PlanAmend),
        PlanEventKind::Archive => None,
    }
}

/// The roles that may ever fire an event; empty for automatic ones.
pub fn roles_of(event: PlanEventKind) -> &'static [Role] {
    match event {
        PlanEventKind::Draft | PlanEventKind::Edit | PlanEventKind::Consult | PlanEventKind::Answer => {
            &[Role::Ov]
        }
        PlanEventKind::Opine => &[Role::Dl],
        PlanEventKind::Approve | PlanEventKind::Publish | PlanEventKind::Amend => &[Role::Ol],
        PlanEventKind::Archive => &[],
    }
}

/// The states an event leaves.
pub fn from(event: PlanEventKind) -> &'static [PlanState] {
    match event {
        PlanEventKind::Draft => &[],
        PlanEventKind::Edit => &[PlanState::Draft, PlanState::Consulted],
        PlanEventKind::Consult => &[PlanState::Draft],
        PlanEventKind::Opine | PlanEventKind::Answer | PlanEventKind::Approve => &[PlanState::Consulted],
        PlanEventKind::Publish => &[PlanState::Approved],
        PlanEventKind::Amend | PlanEventKind::Archive => &[PlanState::Published],
    }
}

/// The day by which a plan of a year should be approved; for an amendment there is none.
pub fn approve_by(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, APPROVE_BY.0, APPROVE_BY.1)
}

/// The last day on which a plan of a year may be amended.
pub fn last_amendment(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, LAST_AMENDMENT.0, LAST_AMENDMENT.1)
}

/// Supervision by a plan starts on 1 April of its year, and of an amendment on the day it is published (§3.2).
pub fn starts_on(year: i32, published: Option<NaiveDate>) -> Option<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(year, 4, 1)?;
    Some(
        published
            .filter(|day| *day > start && day.year() == year)
            .unwrap_or(start),
    )
}

fn outcome(state: PlanState, event: PlanEventKind, facts: &PlanFacts) -> Result<PlanStep, Refusal> {
    Ok(match event {
        PlanEventKind::Draft | PlanEventKind::Edit => step(state),
        PlanEventKind::Consult => PlanStep {
            consult_due_on: Some(
                facts
                    .calendar
                    .add_working_days(facts.today, facts.params.deadlines_wd.plan_consult)?,
            ),
            notify: &[Audience::UnitLead],
            notice: Some(NoticeKind::PlanConsulted),
            ..step(PlanState::Consulted)
        },
        PlanEventKind::Opine => PlanStep {
            notify: &[Audience::Oversight],
            notice: facts.proposal.is_suggestion.then_some(NoticeKind::PlanOpinion),
            ..step(state)
        },
        PlanEventKind::Answer => PlanStep {
            notify: &[Audience::UnitLead],
            notice: Some(NoticeKind::PlanAnswered),
            ..step(state)
        },
        PlanEventKind::Approve => PlanStep {
            notify: &[Audience::Oversight],
            notice: Some(NoticeKind::PlanApproved),
            ..step(PlanState::Approved)
        },
        PlanEventKind::Publish => PlanStep {
            notify: &[Audience::Oversight, Audience::UnitLead, Audience::UnitContact],
            notice: Some(if facts.amends {
                NoticeKind::PlanAmended
            } else {
                NoticeKind::PlanPublished
            }),
            ..step(PlanState::Published)
        },
        PlanEventKind::Amend => step(PlanState::Amended),
        PlanEventKind::Archive => step(PlanState::Archived),
    })
}

fn step(to: PlanState) -> PlanStep {
    PlanStep {
        to,
        consult_due_on: None,
        notify: &[],
        notice: None,
    }
}
