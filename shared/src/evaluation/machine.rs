//! The life of a campaign (§3.8), in the shape of the problem machine.

mod say;
mod standing;

use chrono::NaiveDate;

use super::{CampaignEventKind as E, CampaignKind, CampaignState as S};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::policy::Capability;
use crate::refusal::Refusal;
use crate::text;

/// Working days by which a campaign may be prolonged, once.
pub const PROLONG_MOST: u32 = 5;
/// Per cent of ballots from which on there is nothing to prolong for.
pub const RESPONSE_ENOUGH: u64 = 60;

/// What a decision about a campaign depends on.
#[derive(Debug, Clone, Copy)]
pub struct CampaignFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// Who acts; `None` is the system, TK a voter.
    pub role: Option<Role>,
    /// Kind.
    pub kind: CampaignKind,
    /// First day of answering.
    pub opens_on: NaiveDate,
    /// Last day of answering, ends at 24:00.
    pub closes_on: NaiveDate,
    /// Weights of the questions.
    pub weights: &'a [u32],
    /// Units rated.
    pub targets: usize,
    /// Smallest cell shown.
    pub min_cell: u32,
    /// Whether it has been prolonged.
    pub prolonged: bool,
    /// Invitations.
    pub invited: u64,
    /// Ballots cast.
    pub answered: u64,
    /// Reason of PROLONG and VOID.
    pub reason: &'a str,
    /// Working days of PROLONG.
    pub days: u32,
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignStep {
    /// New state.
    pub to: S,
    /// New last day of answering.
    pub closes_on: Option<NaiveDate>,
    /// Last day for whoever acts next: 3 WD to tally, 10 WD to publish.
    pub due_on: Option<NaiveDate>,
}

/// Whether an event may be fired now, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignAvailability {
    /// The event.
    pub event: E,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// Who may ever fire an event; empty for automatic ones.
pub fn roles_of(event: E) -> &'static [Role] {
    match event {
        E::Edit | E::Remind | E::Tally => &[Role::Ov],
        E::Approve | E::Prolong | E::Publish | E::Void => &[Role::Ol],
        E::Answer => &[Role::Tk],
        E::Open | E::Close => &[],
    }
}

/// The states an event leaves.
pub fn from(event: E) -> &'static [S] {
    match event {
        E::Edit | E::Approve => &[S::Draft],
        E::Open => &[S::Approved],
        E::Answer | E::Remind | E::Prolong | E::Close => &[S::Open],
        E::Tally => &[S::Closed],
        E::Publish => &[S::Tallied],
        E::Void => &[
            S::Draft,
            S::Approved,
            S::Open,
            S::Closed,
            S::Tallied,
            S::Published,
        ],
    }
}

/// The capability that a service authorises before it loads the campaign.
pub fn capability_of(event: E) -> Option<Capability> {
    match event {
        E::Open | E::Close => None,
        E::Answer => Some(Capability::BallotAnswer),
        _ => Some(Capability::CampaignManage),
    }
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &CampaignFacts) -> Result<CampaignStep, Refusal> {
    standing::check(state, event, facts)?;
    check_input(event, facts)?;
    let step = |to| CampaignStep {
        to,
        closes_on: None,
        due_on: None,
    };
    Ok(match event {
        E::Edit | E::Answer | E::Remind => step(state),
        E::Approve => step(S::Approved),
        E::Open => step(S::Open),
        E::Prolong => CampaignStep {
            closes_on: Some(facts.calendar.add_working_days(facts.closes_on, facts.days)?),
            ..step(state)
        },
        E::Close => CampaignStep {
            due_on: Some(facts.calendar.add_working_days(facts.today, 3)?),
            ..step(S::Closed)
        },
        E::Tally => CampaignStep {
            due_on: Some(facts.calendar.add_working_days(facts.today, 10)?),
            ..step(S::Tallied)
        },
        E::Publish => step(S::Published),
        E::Void => step(S::Voided),
    })
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, role: Role, facts: &CampaignFacts) -> Vec<CampaignAvailability> {
    use crate::wire::Wire;
    let facts = CampaignFacts {
        role: Some(role),
        ..*facts
    };
    E::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| CampaignAvailability {
            event,
            outcome: standing::check(state, event, &facts),
        })
        .collect()
}

/// The automatic event that is due now.
pub fn automatic(state: S, facts: &CampaignFacts) -> Option<E> {
    let facts = CampaignFacts { role: None, ..*facts };
    [E::Open, E::Close]
        .into_iter()
        .find(|event| standing::check(state, *event, &facts).is_ok())
}

fn check_input(event: E, facts: &CampaignFacts) -> Result<(), Refusal> {
    match event {
        E::Void => text::reason("reason", facts.reason).map(drop),
        E::Prolong => {
            text::reason("reason", facts.reason)?;
            if (1..=PROLONG_MOST).contains(&facts.days) {
                Ok(())
            } else {
                Err(say::too_long(facts.days))
            }
        }
        _ => Ok(()),
    }
}
