//! The life cycle of a push sheet (§3.4), in the shape of the problem machine.
//!
//! INTERNAL: from a section of the office to the oversight section; may found a problem. TO_UNIT: issued by
//! assigning a problem, received by the unit's contact, never founds one; it is done when its problem is.

mod checks;
pub mod facts;

use uuid::Uuid;

use super::{ProblemState, SheetDirection, SheetEventKind, SheetState};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::Refusal;

pub use facts::{SheetAvailability, SheetFacts, SheetProposal, SheetStep};

/// The step that begins a sheet: WRITE without a row yet, an INTERNAL draft.
pub fn write(facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    checks::role(SheetEventKind::Write, facts)?;
    Ok(step(SheetState::Draft))
}

/// The TO_UNIT sheet that ASSIGN issues: it is born pushed.
pub fn issue(facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    let facts = SheetFacts {
        direction: SheetDirection::ToUnit,
        ..*facts
    };
    pushed(&facts)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: SheetState, event: SheetEventKind, facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome(state, event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: SheetState, role: Role, facts: &SheetFacts) -> Vec<SheetAvailability> {
    use crate::wire::Wire;
    let stranger = Acting {
        role,
        person: Uuid::nil(),
        home_org: None,
        recused: false,
    };
    let facts = SheetFacts {
        acting: Some(Acting {
            role,
            ..facts.acting.unwrap_or(stranger)
        }),
        ..*facts
    };
    SheetEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event, facts.direction).contains(&state))
        .filter(|event| roles_of(*event, facts.direction).contains(&role))
        .map(|event| SheetAvailability {
            event,
            outcome: checks::standing(state, event, &facts),
        })
        .collect()
}

/// The automatic event that is due now: FINISH once the problem is closed out or rejected.
pub fn automatic(state: SheetState, facts: &SheetFacts) -> Option<SheetEventKind> {
    let event = SheetEventKind::Finish;
    checks::standing(
        state,
        event,
        &SheetFacts {
            acting: None,
            ..*facts
        },
    )
    .ok()
    .map(|()| event)
}

/// The capability a service authorises before it loads the sheet; `None` for automatic events and for those the
/// direction does not know.
pub fn capability_of(event: SheetEventKind, direction: SheetDirection) -> Option<Capability> {
    match (event, direction) {
        (SheetEventKind::Receive, _) => Some(Capability::PushReceive),
        (_, SheetDirection::ToUnit) | (SheetEventKind::Finish, _) => None,
        (SheetEventKind::Write | SheetEventKind::Push, _) => Some(Capability::PushWrite),
        (SheetEventKind::Convert, _) => Some(Capability::PushConvert),
        (SheetEventKind::File, _) => Some(Capability::PushFile),
    }
}

/// The roles that may ever fire an event; empty for automatic events and for those the direction does not know.
pub fn roles_of(event: SheetEventKind, direction: SheetDirection) -> &'static [Role] {
    match (event, direction) {
        (SheetEventKind::Receive, SheetDirection::ToUnit) => &[Role::Dc],
        (_, SheetDirection::ToUnit) | (SheetEventKind::Finish, _) => &[],
        (SheetEventKind::Write | SheetEventKind::Push, _) => &[Role::Os, Role::Ov],
        (SheetEventKind::Receive | SheetEventKind::Convert | SheetEventKind::File, _) => &[Role::Ov],
    }
}

/// The states an event leaves.
pub(crate) fn from(event: SheetEventKind, direction: SheetDirection) -> &'static [SheetState] {
    match (event, direction) {
        (SheetEventKind::Receive, _) => &[SheetState::Pushed],
        // A unit may solve the problem before it has signed for the sheet.
        (SheetEventKind::Finish, SheetDirection::ToUnit) => &[SheetState::Pushed, SheetState::Received],
        (SheetEventKind::Finish, SheetDirection::Internal) => &[SheetState::Converted],
        (_, SheetDirection::ToUnit) => &[],
        (SheetEventKind::Write | SheetEventKind::Push, _) => &[SheetState::Draft],
        (SheetEventKind::Convert | SheetEventKind::File, _) => &[SheetState::Received],
    }
}

/// Whether the problem behind a sheet has come to its end.
pub(crate) fn is_over(problem: Option<ProblemState>) -> bool {
    matches!(problem, Some(ProblemState::Closed | ProblemState::Rejected))
}

fn outcome(state: SheetState, event: SheetEventKind, facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    match event {
        SheetEventKind::Write => Ok(step(state)),
        SheetEventKind::Push => pushed(facts),
        SheetEventKind::Receive => {
            let decides = facts.direction == SheetDirection::Internal;
            let due_on = if decides {
                Some(after(facts, facts.deadlines.sheet_decide)?)
            } else {
                None
            };
            Ok(SheetStep {
                due_on,
                ..step(SheetState::Received)
            })
        }
        SheetEventKind::Convert => Ok(SheetStep {
            raises_problem: true,
            notify: &[Audience::SourceAuthor],
            notice: Some(NoticeKind::SheetConverted),
            ..step(SheetState::Converted)
        }),
        SheetEventKind::File => Ok(SheetStep {
            notify: &[Audience::SourceAuthor],
            notice: Some(NoticeKind::SheetFiled),
            ..step(SheetState::Filed)
        }),
        SheetEventKind::Finish => Ok(finished(facts.direction)),
    }
}

fn pushed(facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    let limits = facts.deadlines;
    let (days, notify): (_, &'static [Audience]) = match facts.direction {
        SheetDirection::Internal => (limits.sheet_receive, &[Audience::Oversight]),
        SheetDirection::ToUnit => (
            limits.sheet_unit_receive,
            &[Audience::UnitContact, Audience::UnitLead],
        ),
    };
    Ok(SheetStep {
        due_on: Some(after(facts, days)?),
        gives_no: true,
        notify,
        notice: Some(NoticeKind::SheetPushed),
        ..step(SheetState::Pushed)
    })
}

fn finished(direction: SheetDirection) -> SheetStep {
    let told = direction == SheetDirection::Internal;
    SheetStep {
        notify: if told { &[Audience::SourceAuthor] } else { &[] },
        notice: told.then_some(NoticeKind::SheetDone),
        ..step(SheetState::Done)
    }
}

fn step(to: SheetState) -> SheetStep {
    SheetStep {
        to,
        due_on: None,
        gives_no: false,
        raises_problem: false,
        notify: &[],
        notice: None,
    }
}

fn after(facts: &SheetFacts, days: u32) -> Result<chrono::NaiveDate, Refusal> {
    facts.calendar.add_working_days(facts.today, days)
}
