//! The life of a submission (§3.6): written by a linkage department, judged by the oversight section, and answered
//! with a problem, a countermeasure or a note.

mod checks;
pub mod facts;

use super::{Audience, SubmissionEventKind as E, SubmissionOutcome, SubmissionState as S};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::refusal::Refusal;
use crate::wire::Wire;

pub use facts::{MergeTarget, SubmissionAvailability, SubmissionFacts, SubmissionProposal, SubmissionStep};

/// The step that begins a submission: SAVE, SUBMIT or `NIL_RETURN` without a row yet.
pub fn begin(event: E, facts: &SubmissionFacts) -> Result<SubmissionStep, Refusal> {
    checks::role(event, facts)?;
    if !matches!(event, E::Save | E::Submit | E::NilReturn) {
        return Err(checks::not_new(event));
    }
    checks::matter(event, facts)?;
    checks::input(event, facts)?;
    outcome(event, facts)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &SubmissionFacts) -> Result<SubmissionStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome(event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, facts: &SubmissionFacts) -> Vec<SubmissionAvailability> {
    let Some(acting) = facts.acting else {
        return Vec::new();
    };
    E::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&acting.role))
        .filter(|event| facts.outcome.is_none() || !is_answer(*event))
        .map(|event| SubmissionAvailability {
            event,
            outcome: checks::standing(state, event, facts),
        })
        .collect()
}

/// The roles that may ever fire an event; empty for what the system does by itself.
pub fn roles_of(event: E) -> &'static [Role] {
    match event {
        E::Save | E::Submit | E::NilReturn => &[Role::Lk, Role::Pc],
        E::Supersede => &[],
        E::Accept | E::Return | E::Convert | E::Merge | E::Advise | E::Note => &[Role::Ov],
    }
}

/// The capability a service authorises before it loads the submission; `None` for what the system does.
pub fn capability_of(event: E) -> Option<Capability> {
    match event {
        E::Save | E::Submit | E::NilReturn => Some(Capability::LinkageSubmit),
        E::Supersede => None,
        E::Accept | E::Return | E::Convert | E::Merge => Some(Capability::LinkageAccept),
        E::Advise | E::Note => Some(Capability::CountermeasureManage),
    }
}

/// The states an event leaves; `NIL_RETURN` leaves none, it only begins.
pub(super) fn from(event: E) -> &'static [S] {
    match event {
        E::Save | E::Submit => &[S::Draft, S::Returned],
        E::NilReturn => &[],
        E::Supersede => &[S::Nil],
        E::Accept | E::Return => &[S::Submitted],
        E::Convert | E::Merge | E::Advise | E::Note => &[S::Accepted],
    }
}

/// Whether the event says what becomes of an accepted submission.
pub(super) fn is_answer(event: E) -> bool {
    matches!(event, E::Convert | E::Merge | E::Advise | E::Note)
}

fn outcome(event: E, facts: &SubmissionFacts) -> Result<SubmissionStep, Refusal> {
    Ok(match event {
        E::Save => step(S::Draft),
        E::Submit => SubmissionStep {
            due_on: Some(
                facts
                    .calendar
                    .add_working_days(facts.today, facts.deadlines.linkage_accept)?,
            ),
            late: checks::is_late(facts),
            gives_no: true,
            supersedes_nil: true,
            tells: Some((Audience::Oversight, NoticeKind::LinkageSubmitted)),
            ..step(S::Submitted)
        },
        E::NilReturn => SubmissionStep {
            late: checks::is_late(facts),
            gives_no: true,
            ..step(S::Nil)
        },
        E::Supersede => step(S::Voided),
        E::Accept => SubmissionStep {
            tells: Some((Audience::Submitter, NoticeKind::LinkageAccepted)),
            ..step(S::Accepted)
        },
        E::Return => SubmissionStep {
            tells: Some((Audience::Submitter, NoticeKind::LinkageReturned)),
            ..step(S::Returned)
        },
        E::Convert => answered(SubmissionOutcome::Problem),
        E::Merge => answered(SubmissionOutcome::Merged),
        E::Advise => answered(SubmissionOutcome::Advice),
        E::Note => answered(SubmissionOutcome::Noted),
    })
}

fn answered(outcome: SubmissionOutcome) -> SubmissionStep {
    SubmissionStep {
        outcome: Some(outcome),
        ..step(S::Accepted)
    }
}

fn step(to: S) -> SubmissionStep {
    SubmissionStep {
        to,
        due_on: None,
        late: false,
        gives_no: false,
        supersedes_nil: false,
        outcome: None,
        tells: None,
    }
}
