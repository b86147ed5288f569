//! The life cycle of a suggestion (§3.5), in the shape of the problem machine.
//!
//! A verdict takes two persons when the author is an expert and the unit is scored, or when the author writes on
//! the own employing unit: the first verdict is only proposed; it stands once another person gives the same one.

mod checks;
pub mod facts;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{AppointmentKind, SuggestionEventKind, SuggestionLink, SuggestionState, Verdict};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::Refusal;

pub use facts::{Proposed, SuggestionAvailability, SuggestionFacts, SuggestionProposal, SuggestionStep};

/// Shortest text of a suggestion, characters (§3.5).
pub const TEXT_MIN: usize = 10;

/// Whether the verdict takes two persons (§3.5).
pub fn two_persons(author: AppointmentKind, own_unit: bool, scored_unit: bool) -> bool {
    own_unit || (author == AppointmentKind::Expert && scored_unit)
}

/// — → SUBMITTED: by an officer or expert whose term is active.
pub fn submit(facts: &SuggestionFacts, in_term: bool) -> Result<SuggestionStep, Refusal> {
    checks::submission(facts, in_term)?;
    Ok(SuggestionStep {
        due_on: Some(after(facts, facts.deadlines.suggestion_take)?),
        notify: &[Audience::Oversight],
        notice: Some(NoticeKind::SuggestionSubmitted),
        ..step(SuggestionState::Submitted)
    })
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: SuggestionState,
    event: SuggestionEventKind,
    facts: &SuggestionFacts,
) -> Result<SuggestionStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome(event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: SuggestionState, role: Role, facts: &SuggestionFacts) -> Vec<SuggestionAvailability> {
    use crate::wire::Wire;
    let stranger = Acting {
        role,
        person: Uuid::nil(),
        home_org: None,
        recused: false,
    };
    let facts = SuggestionFacts {
        acting: Some(Acting {
            role,
            ..facts.acting.unwrap_or(stranger)
        }),
        ..*facts
    };
    SuggestionEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| SuggestionAvailability {
            event,
            outcome: checks::standing(state, event, &facts),
        })
        .collect()
}

/// Last day of the reply once the outcome is known; `None` while it is not (§3.5: 5 WD after the outcome).
pub fn reply_due(facts: &SuggestionFacts) -> Result<Option<NaiveDate>, Refusal> {
    let days = facts.deadlines.suggestion_reply;
    facts
        .outcome_on
        .map(|on| facts.calendar.add_working_days(on, days))
        .transpose()
}

/// Whether the outcome of a link is known as soon as it is made; a problem has to end first.
pub fn known_at_once(link: SuggestionLink) -> bool {
    link != SuggestionLink::Problem
}

/// The capability a service authorises before it loads the suggestion.
pub fn capability_of(event: SuggestionEventKind) -> Capability {
    match event {
        SuggestionEventKind::AskAgain => Capability::SuggestionWrite,
        _ => Capability::SuggestionScreen,
    }
}

/// The roles that may ever fire an event (§4 gives the screening to OL and OV).
pub fn roles_of(event: SuggestionEventKind) -> &'static [Role] {
    match event {
        SuggestionEventKind::AskAgain => &[Role::Ex, Role::Io],
        _ => &[Role::Ol, Role::Ov],
    }
}

/// The states an event leaves.
pub(crate) fn from(event: SuggestionEventKind) -> &'static [SuggestionState] {
    match event {
        SuggestionEventKind::Take => &[SuggestionState::Submitted],
        SuggestionEventKind::Judge => &[SuggestionState::Screening],
        SuggestionEventKind::AskAgain => &[SuggestionState::Invalid],
        SuggestionEventKind::Adopt => &[SuggestionState::Valid],
        SuggestionEventKind::Reply => &[SuggestionState::Adopted],
    }
}

fn outcome(event: SuggestionEventKind, facts: &SuggestionFacts) -> Result<SuggestionStep, Refusal> {
    let limits = facts.deadlines;
    Ok(match event {
        SuggestionEventKind::Take => SuggestionStep {
            due_on: Some(after(facts, limits.screening)?),
            ..step(SuggestionState::Screening)
        },
        SuggestionEventKind::Judge => judged(facts)?,
        SuggestionEventKind::AskAgain => SuggestionStep {
            due_on: Some(after(facts, limits.screening)?),
            notify: &[Audience::Oversight],
            notice: Some(NoticeKind::SuggestionAskedAgain),
            ..step(SuggestionState::Screening)
        },
        SuggestionEventKind::Adopt => {
            let at_once = facts.proposal.link.is_some_and(known_at_once);
            SuggestionStep {
                due_on: at_once
                    .then(|| after(facts, limits.suggestion_reply))
                    .transpose()?,
                notify: &[Audience::SourceAuthor],
                notice: Some(NoticeKind::SuggestionAdopted),
                ..step(SuggestionState::Adopted)
            }
        }
        SuggestionEventKind::Reply => SuggestionStep {
            notify: &[Audience::SourceAuthor],
            notice: Some(NoticeKind::SuggestionReplied),
            ..step(SuggestionState::Replied)
        },
    })
}

/// One person's verdict stands at once, or is proposed until another person gives the same one.
fn judged(facts: &SuggestionFacts) -> Result<SuggestionStep, Refusal> {
    let Some(verdict) = facts.proposal.verdict else {
        return Err(checks::no_verdict());
    };
    let agreed = facts.proposed.is_some_and(|proposed| proposed.verdict == verdict);
    if facts.two_persons && !agreed {
        return Ok(SuggestionStep {
            due_on: facts.due_on,
            proposes: true,
            notify: &[Audience::Oversight],
            notice: Some(NoticeKind::SuggestionSecondVerdict),
            ..step(SuggestionState::Screening)
        });
    }
    let (to, due_on) = match verdict {
        Verdict::Valid => (
            SuggestionState::Valid,
            Some(after(facts, facts.deadlines.suggestion_adopt)?),
        ),
        Verdict::Invalid => (SuggestionState::Invalid, None),
        Verdict::Duplicate => (SuggestionState::Duplicate, None),
    };
    Ok(SuggestionStep {
        due_on,
        settles: Some(verdict),
        notify: &[Audience::SourceAuthor],
        notice: Some(NoticeKind::SuggestionJudged),
        ..step(to)
    })
}

fn step(to: SuggestionState) -> SuggestionStep {
    SuggestionStep {
        to,
        due_on: None,
        proposes: false,
        settles: None,
        notify: &[],
        notice: None,
    }
}

fn after(facts: &SuggestionFacts, days: u32) -> Result<NaiveDate, Refusal> {
    facts.calendar.add_working_days(facts.today, days)
}
