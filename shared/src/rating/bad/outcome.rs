//! What an allowed event does to a bad-rating case (§3.9).

use chrono::NaiveDate;

use super::facts::{BadFacts, BadStep, Ruling, Told};
use crate::rating::BadEventKind as E;
use crate::rating::BadRatingState as S;
use crate::rating::RevisitResult;
use crate::refusal::Refusal;

pub(super) fn step(state: S, event: E, facts: &BadFacts) -> Result<BadStep, Refusal> {
    let rules = facts.rules;
    let (to, days, notify): (S, Option<u32>, &'static [Told]) = match event {
        E::Open => (
            S::Opened,
            Some(rules.bad_contact),
            &[Told::UnitContact, Told::Desk],
        ),
        E::Contact => (S::Verifying, Some(rules.bad_answer), &[]),
        E::Appeal => (S::Appealed, Some(rules.bad_appeal), &[Told::Desk]),
        E::Decide => return decided(state, facts),
        // The explanation is the reply; it only has to be reported back.
        E::Explain => (S::Explained, Some(rules.bad_simple), &[]),
        E::Accept if facts.proposal.complex => (S::Rectifying, Some(rules.bad_complex), &[Told::Desk]),
        E::Accept => (S::Rectifying, Some(rules.bad_simple), &[Told::Desk]),
        E::ReportBack if facts.contactable => (S::Feedback, Some(rules.bad_revisit), &[Told::Desk]),
        E::ReportBack => (S::Feedback, Some(rules.bad_code_answer), &[]),
        E::Revisit | E::RaterAnswers => return revisited(facts),
        E::SendBack => (
            S::Rectifying,
            Some(rules.bad_simple),
            &[Told::UnitContact, Told::UnitLead],
        ),
        E::Lapse | E::Close => (S::Closed, None, &[Told::UnitContact]),
    };
    Ok(BadStep {
        due_on: due(facts, days)?,
        notify,
        ..plain(to)
    })
}

/// A satisfied rater ends the case; otherwise the desk judges whether the grounds are valid.
fn revisited(facts: &BadFacts) -> Result<BadStep, Refusal> {
    if facts.proposal.result == Some(RevisitResult::Satisfied) {
        return Ok(BadStep {
            notify: &[Told::UnitContact],
            ..plain(S::Closed)
        });
    }
    Ok(BadStep {
        due_on: due(facts, Some(facts.rules.bad_revisit))?,
        notify: &[Told::UnitContact, Told::Desk],
        ..plain(S::Revisited)
    })
}

fn decided(state: S, facts: &BadFacts) -> Result<BadStep, Refusal> {
    let exclude = facts.proposal.exclude;
    let kept = |ruling| BadStep {
        due_on: facts.due_on,
        ruling: Some(ruling),
        ..plain(state)
    };
    Ok(match facts.first_ruling {
        None => BadStep {
            notify: &[Told::Desk],
            ..kept(Ruling::First)
        },
        Some((_, first)) if first != exclude => BadStep {
            notify: &[Told::Desk],
            ..kept(Ruling::Differs)
        },
        Some(_) if exclude => BadStep {
            ruling: Some(Ruling::Agreed),
            excludes: true,
            notify: &[Told::UnitContact, Told::UnitLead],
            ..plain(S::Excluded)
        },
        Some(_) => BadStep {
            due_on: due(facts, Some(facts.rules.bad_answer))?,
            ruling: Some(Ruling::Agreed),
            notify: &[Told::UnitContact, Told::UnitLead],
            ..plain(S::Verifying)
        },
    })
}

fn due(facts: &BadFacts, days: Option<u32>) -> Result<Option<NaiveDate>, Refusal> {
    days.map(|days| facts.calendar.add_working_days(facts.today, days))
        .transpose()
}

fn plain(to: S) -> BadStep {
    BadStep {
        to,
        due_on: None,
        ruling: None,
        excludes: false,
        notify: &[],
    }
}
