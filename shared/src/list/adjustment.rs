//! The life of a duty adjustment (§3.12, K35): proposed, consulted on, checked for its legality, approved, carried
//! into the lists, published, checked; or rejected with a reason.

mod checks;
pub mod facts;

use chrono::NaiveDate;

use super::{AdjustmentEventKind, AdjustmentState};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::machine::Audience;
use crate::refusal::Refusal;

pub use facts::{AdjustmentAvailability, AdjustmentFacts, AdjustmentProposal, AdjustmentStep};

/// The step that begins an adjustment: PROPOSED without a row yet.
pub fn propose(facts: &AdjustmentFacts) -> Result<AdjustmentStep, Refusal> {
    checks::role(AdjustmentEventKind::Propose, facts)?;
    checks::input(AdjustmentEventKind::Propose, facts)?;
    Ok(AdjustmentStep {
        notify: &[Audience::Oversight],
        notice: Some(NoticeKind::AdjustmentProposed),
        ..AdjustmentStep::to(AdjustmentState::Proposed)
    })
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: AdjustmentState,
    event: AdjustmentEventKind,
    facts: &AdjustmentFacts,
) -> Result<AdjustmentStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome(state, event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: AdjustmentState, facts: &AdjustmentFacts) -> Vec<AdjustmentAvailability> {
    use crate::wire::Wire;
    AdjustmentEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&facts.acting.role))
        .map(|event| AdjustmentAvailability {
            event,
            outcome: checks::standing(state, event, facts),
        })
        .collect()
}

/// The capability a service authorises before it loads the adjustment.
pub fn capability_of(event: AdjustmentEventKind) -> Capability {
    use AdjustmentEventKind as E;
    match event {
        E::Propose | E::Sign => Capability::AdjustmentPropose,
        E::Consult | E::SendLegal | E::AttachOpinion | E::Reject | E::Publish | E::Check => {
            Capability::AdjustmentHandle
        }
        E::Approve => Capability::AdjustmentApprove,
        E::DraftChange | E::DropChange | E::WriteTaskList | E::UpdateLists => Capability::ListsEdit,
    }
}

/// The roles that may ever fire an event.
pub fn roles_of(event: AdjustmentEventKind) -> &'static [Role] {
    use AdjustmentEventKind as E;
    match event {
        E::Propose => &[Role::Ov, Role::Dl],
        E::Sign => &[Role::Dl],
        E::Approve => &[Role::Ol],
        E::Reject => &[Role::Ov, Role::Ol],
        E::Consult
        | E::SendLegal
        | E::AttachOpinion
        | E::DraftChange
        | E::DropChange
        | E::WriteTaskList
        | E::UpdateLists
        | E::Publish
        | E::Check => &[Role::Ov],
    }
}

/// The states an event leaves.
pub fn from(event: AdjustmentEventKind) -> &'static [AdjustmentState] {
    use AdjustmentEventKind as E;
    use AdjustmentState as S;
    match event {
        E::Propose => &[],
        E::Consult => &[S::Proposed],
        E::Sign | E::SendLegal => &[S::Consulting],
        E::DraftChange | E::DropChange => &[S::Proposed, S::Consulting, S::LegalCheck, S::Approved],
        E::AttachOpinion | E::Approve => &[S::LegalCheck],
        E::Reject => &[S::Consulting, S::LegalCheck],
        E::WriteTaskList | E::UpdateLists => &[S::Approved],
        E::Publish => &[S::ListsUpdated],
        E::Check => &[S::Published],
    }
}

fn outcome(
    state: AdjustmentState,
    event: AdjustmentEventKind,
    facts: &AdjustmentFacts,
) -> Result<AdjustmentStep, Refusal> {
    use AdjustmentEventKind as E;
    use AdjustmentState as S;
    let wd = facts.deadlines;
    Ok(match event {
        E::Propose | E::DraftChange | E::DropChange | E::WriteTaskList => AdjustmentStep::to(state),
        E::Consult => AdjustmentStep {
            notify: &[Audience::UnitLead],
            notice: Some(NoticeKind::AdjustmentConsulting),
            ..timed(S::Consulting, facts, facts.today, wd.adjustment_consult)?
        },
        E::Sign => signed(facts),
        E::SendLegal => timed(S::LegalCheck, facts, facts.today, wd.adjustment_legal)?,
        E::AttachOpinion => AdjustmentStep {
            notify: &[Audience::OfficeLead],
            notice: Some(NoticeKind::AdjustmentReady),
            ..AdjustmentStep::to(state)
        },
        E::Approve => AdjustmentStep {
            notify: &[Audience::Oversight, Audience::UnitLead],
            notice: Some(NoticeKind::AdjustmentApproved),
            ..timed(S::Approved, facts, facts.today, wd.adjustment_lists)?
        },
        E::Reject => AdjustmentStep {
            notify: &[Audience::Oversight, Audience::UnitLead],
            notice: Some(NoticeKind::AdjustmentRejected),
            ..AdjustmentStep::to(S::Rejected)
        },
        E::UpdateLists => timed(S::ListsUpdated, facts, facts.today, wd.adjustment_publish)?,
        E::Publish => AdjustmentStep {
            notify: &[Audience::UnitLead, Audience::UnitContact],
            notice: Some(NoticeKind::AdjustmentPublished),
            ..timed(S::Published, facts, facts.today, wd.adjustment_check)?
        },
        E::Check => AdjustmentStep {
            notify: &[Audience::OfficeLead, Audience::UnitLead],
            notice: Some(NoticeKind::AdjustmentChecked),
            ..AdjustmentStep::to(S::Checked)
        },
    })
}

/// The office is told once everybody has signed.
fn signed(facts: &AdjustmentFacts) -> AdjustmentStep {
    let step = AdjustmentStep::to(AdjustmentState::Consulting);
    if facts.missing_signatures() > 1 {
        return step;
    }
    AdjustmentStep {
        notify: &[Audience::Oversight],
        notice: Some(NoticeKind::AdjustmentSigned),
        ..step
    }
}

fn timed(
    to: AdjustmentState,
    facts: &AdjustmentFacts,
    from: NaiveDate,
    days: u32,
) -> Result<AdjustmentStep, Refusal> {
    Ok(AdjustmentStep {
        due: Some((facts.calendar.add_working_days(from, days)?, days)),
        ..AdjustmentStep::to(to)
    })
}
