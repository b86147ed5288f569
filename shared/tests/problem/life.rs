//! Whole lives of problems, walked event by event with the machine's own answers (§3.3, steps 8 and 9 of §9).

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::machine::{
    Acting, Audience, Due, Facts, LedgerEffect, PendingExtension, Step, automatic, next, raise,
};
use remit_shared::problem::{ExtensionState, ProblemEventKind, ProblemState, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};
use uuid::Uuid;

use crate::world::{OFFICE, UNIT, calendar, d, deadlines, full_proposal};

/// A problem as a service would keep it.
struct Problem {
    state: ProblemState,
    facts: Facts<'static>,
    close_numbers: u32,
}

/// Persons of different roles differ, too.
fn person(role: Role, number: u128) -> Acting {
    let home = if matches!(role, Role::Dl | Role::Dc) {
        UNIT
    } else {
        OFFICE
    };
    Acting {
        role,
        person: Uuid::from_u128(1000 * (role as u128 + 1) + number),
        home_org: Some(home),
        recused: false,
    }
}

impl Problem {
    fn raised(severity: Severity, today: &str) -> Self {
        let facts = Facts::new(d(today), calendar(), deadlines(), UNIT, severity).proposing(full_proposal());
        let step = raise(&facts.by(person(Role::Ov, 1))).unwrap();
        let mut problem = Self {
            state: S::Raised,
            facts,
            close_numbers: 0,
        };
        problem.keep(&step);
        problem
    }

    fn on(&mut self, today: &str) -> &mut Self {
        self.facts.today = d(today);
        self
    }

    /// The due date the next event proposes.
    fn due(&mut self, due_on: &str) -> &mut Self {
        self.facts.proposal.due_on = Some(d(due_on));
        self
    }

    fn fire(&mut self, event: ProblemEventKind, acting: Option<Acting>) -> Result<Step, Refusal> {
        self.facts.acting = acting;
        let step = next(self.state, event, &self.facts)?;
        if event == E::AskExtension {
            let asked_by = acting.unwrap().person;
            self.facts.pending_extension = Some(PendingExtension {
                asked_by,
                days: self.facts.proposal.days.unwrap(),
            });
        } else if step.extension.is_some() {
            self.facts.pending_extension = None;
        }
        self.keep(&step);
        Ok(step)
    }

    fn by(&mut self, role: Role, event: ProblemEventKind) -> Step {
        self.fire(event, Some(person(role, 1))).unwrap()
    }

    fn by_another(&mut self, role: Role, event: ProblemEventKind) -> Step {
        self.fire(event, Some(person(role, 2))).unwrap()
    }

    fn alone(&mut self) -> Step {
        let event = automatic(self.state, &self.facts).unwrap();
        self.fire(event, None).unwrap()
    }

    fn keep(&mut self, step: &Step) {
        self.state = step.to;
        self.facts.due_on = step.due.map(|due| due.on).or(self.facts.due_on);
        self.facts.step_due_on = step.step_due_on;
        self.facts.severity = step.severity;
        self.facts.contested = step.contested;
        self.facts.returned_count = step.returned_count;
        self.facts.extensions_count = step.extensions_count;
        self.facts.people = step.people;
        self.close_numbers += u32::from(step.gives_close_no);
        match step.ledger {
            LedgerEffect::Open | LedgerEffect::OpenAgain => self.facts.in_ledger = true,
            LedgerEffect::Close => self.facts.in_ledger = false,
            LedgerEffect::None => {}
        }
        if step.to == S::Closed {
            self.facts.closed_on = Some(self.facts.today);
        }
    }
}

fn due(on: &str, from: &str, working_days: u32) -> Due {
    Due {
        on: d(on),
        from: d(from),
        working_days,
    }
}

/// Step 8: pushed on 12 May, accepted now, closed out with a number, the source is told.
#[test]
fn a_pushed_problem_is_rectified_at_once() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    assert_eq!(problem.facts.step_due_on, Some(d("2022-05-16")));
    assert_eq!(problem.by(Role::Ov, E::Take).step_due_on, Some(d("2022-05-19")));
    let assigned = problem.by(Role::Ov, E::Assign);
    assert!(assigned.issues_sheet);
    assert_eq!(assigned.notify, [Audience::UnitContact, Audience::UnitLead]);
    assert_eq!(assigned.step_due_on, Some(d("2022-05-16")));
    let accepted = problem.on("2022-05-13").by(Role::Dc, E::AcceptNow);
    assert_eq!(accepted.due, Some(due("2022-05-20", "2022-05-13", 5)));
    assert_eq!(accepted.ledger, LedgerEffect::None, "能改立改");
    problem.on("2022-05-18").by(Role::Dl, E::Submit);
    problem.on("2022-05-19").by(Role::Ov, E::TakeReverification);
    let closed = problem.on("2022-05-20").by(Role::Ov, E::CloseOut);
    assert!(closed.gives_close_no);
    assert_eq!(closed.ledger, LedgerEffect::None, "there was no entry to close");
    assert_eq!(
        closed.notify,
        [Audience::UnitContact, Audience::UnitLead, Audience::SourceAuthor]
    );
}

/// Step 9: two extensions, the third refused, submission without evidence refused.
#[test]
fn a_planned_problem_is_extended_twice_and_not_a_third_time() {
    let mut problem = Problem::raised(Severity::Moderate, "2022-04-07");
    problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    let planned = problem.due("2022-05-20").by(Role::Dl, E::AcceptPlan);
    assert_eq!(planned.due, Some(due("2022-05-20", "2022-04-07", 30)));
    assert_eq!(
        (planned.ledger, planned.step_due_on),
        (LedgerEffect::Open, Some(d("2022-04-12")))
    );
    assert_eq!(problem.by(Role::Dc, E::Start).step_due_on, Some(d("2022-05-20")));

    let asked = problem.on("2022-05-10").by(Role::Dl, E::AskExtension);
    assert_eq!(
        (asked.extension, asked.decide_by),
        (Some(ExtensionState::Asked), Some(d("2022-05-12")))
    );
    assert_eq!(asked.notify, [Audience::Oversight]);
    let granted = problem.by(Role::Ov, E::GrantExtension);
    assert_eq!(granted.due, Some(due("2022-06-06", "2022-05-20", 10)));
    assert_eq!(
        (granted.extension, granted.extensions_count),
        (Some(ExtensionState::Granted), 1)
    );

    let asked = problem.on("2022-05-18").by(Role::Dl, E::AskExtension);
    assert_eq!(asked.notify, [Audience::Oversight, Audience::OfficeLead]);
    assert_eq!(
        problem.by(Role::Ol, E::GrantExtension).due,
        Some(due("2022-06-20", "2022-06-06", 10))
    );

    let third = problem
        .on("2022-05-20")
        .fire(E::AskExtension, Some(person(Role::Dl, 1)))
        .unwrap_err();
    assert_eq!(third.code, RefusalCode::Limit);
    problem.facts.proposal.evidence_count = 0;
    let bare = problem.fire(E::Submit, Some(person(Role::Dl, 1))).unwrap_err();
    assert_eq!(bare.code, RefusalCode::Evidence);
    assert_eq!(problem.state, S::Rectifying, "a refusal changes nothing");
}

#[test]
fn a_refused_extension_leaves_the_deadline_and_may_be_asked_again() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    problem.due("2022-06-01").by(Role::Dl, E::AcceptPlan);
    problem.by(Role::Dl, E::Start);
    problem.by(Role::Dl, E::AskExtension);
    let refused = problem.by(Role::Ov, E::RefuseExtension);
    assert_eq!(
        (refused.extension, refused.due, refused.extensions_count),
        (Some(ExtensionState::Refused), None, 0)
    );
    assert_eq!(refused.step_due_on, Some(d("2022-06-01")));
    assert_eq!(
        problem.by(Role::Dl, E::AskExtension).extension,
        Some(ExtensionState::Asked)
    );
    let submitted = problem.by(Role::Dl, E::Submit);
    assert_eq!(
        submitted.extension,
        Some(ExtensionState::Refused),
        "a waiting request ends with the submission"
    );
}

#[test]
fn what_is_not_done_at_once_enters_the_ledger() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    problem.by(Role::Dc, E::AcceptNow);
    assert_eq!(automatic(problem.state, &problem.on("2022-05-19").facts), None);
    let late = problem.on("2022-05-20").alone();
    assert_eq!(late.to, S::Ledgered);
    assert_eq!(late.due, Some(due("2022-06-17", "2022-05-19", 20)));
    assert_eq!((late.ledger, late.notify, late.notice), {
        (
            LedgerEffect::Open,
            &[Audience::UnitLead][..],
            Some(NoticeKind::ProblemLedgered),
        )
    });
}

#[test]
fn a_return_of_an_immediate_rectification_opens_the_ledger_and_two_are_counted() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    problem.by(Role::Dl, E::AcceptNow);
    problem.by(Role::Dl, E::Submit);
    problem.by(Role::Ov, E::TakeReverification);
    let returned = problem.due("2022-05-19").by(Role::Ov, E::Return);
    assert_eq!(
        (returned.to, returned.returned_count, returned.ledger),
        (S::Returned, 1, LedgerEffect::Open)
    );
    assert_eq!(returned.due, Some(due("2022-05-19", "2022-05-12", 5)));
    let resumed = problem.alone();
    assert_eq!(
        (resumed.to, resumed.step_due_on),
        (S::Rectifying, Some(d("2022-05-19")))
    );
    problem.by(Role::Dl, E::Submit);
    problem.by(Role::Ov, E::TakeReverification);
    let again = problem.by(Role::Ov, E::Return);
    assert_eq!((again.returned_count, again.ledger), (2, LedgerEffect::None));
}

#[test]
fn a_severe_problem_needs_the_lead_another_verifier_and_a_visit() {
    let mut problem = Problem::raised(Severity::Moderate, "2022-05-12");
    problem.by(Role::Ov, E::Take);
    problem.facts.proposal.severity = Some(Severity::Severe);
    let refusal = problem.fire(E::Assign, Some(person(Role::Ov, 1))).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Role);
    assert_eq!(problem.by(Role::Ol, E::Assign).severity, Severity::Severe);
    problem.due("2022-07-08").by(Role::Dl, E::AcceptPlan);
    problem.by(Role::Dl, E::Start);
    problem.by(Role::Dl, E::Submit);
    let same = problem
        .fire(E::TakeReverification, Some(person(Role::Ov, 1)))
        .unwrap_err();
    assert_eq!(same.code, RefusalCode::Conflict);
    problem.by_another(Role::Ov, E::TakeReverification);
    let closed = problem.by_another(Role::Ol, E::CloseOut);
    assert_eq!((closed.ledger, problem.close_numbers), (LedgerEffect::Close, 1));
}

#[test]
fn a_contested_problem_is_verified_again_and_not_contested_again() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    let taken = problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    let contested = problem.by(Role::Dl, E::Contest);
    assert_eq!(
        (contested.to, contested.contested, contested.people),
        (S::Verifying, true, taken.people)
    );
    assert!(
        !problem.by(Role::Ov, E::Assign).issues_sheet,
        "the unit has its sheet already"
    );
    assert_eq!(
        problem
            .fire(E::Contest, Some(person(Role::Dl, 1)))
            .unwrap_err()
            .code,
        RefusalCode::Limit
    );
}

#[test]
fn a_relapse_opens_a_new_entry_and_gets_a_new_number() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    problem.by(Role::Ov, E::Take);
    problem.by(Role::Ov, E::Assign);
    problem.by(Role::Dl, E::AcceptNow);
    problem.by(Role::Dl, E::Submit);
    problem.by(Role::Ov, E::TakeReverification);
    problem.by(Role::Ov, E::CloseOut);
    let reopened = problem.on("2022-11-08").by(Role::Ol, E::Reopen);
    assert_eq!(
        (reopened.to, reopened.ledger),
        (S::Rectifying, LedgerEffect::OpenAgain)
    );
    assert_eq!(reopened.due, Some(due("2022-12-06", "2022-11-08", 20)));
    problem.by(Role::Dl, E::Submit);
    problem.by(Role::Ov, E::TakeReverification);
    assert_eq!(problem.by(Role::Ov, E::CloseOut).ledger, LedgerEffect::Close);
    assert_eq!(problem.close_numbers, 2);
}

#[test]
fn the_first_verifier_stays_the_first_when_others_take_over() {
    let mut problem = Problem::raised(Severity::Minor, "2022-05-12");
    let first = problem.by(Role::Ov, E::Take).people;
    assert_eq!(first.handler, Some(person(Role::Ov, 1).person));
    assert_eq!(first.first_verifier, first.handler);
    problem.by_another(Role::Ov, E::Assign);
    problem.by(Role::Dl, E::AcceptNow);
    let submitted = problem.by(Role::Dl, E::Submit).people;
    assert_eq!(submitted.submitter, Some(person(Role::Dl, 1).person));
    assert_eq!(
        (submitted.handler, submitted.first_verifier),
        (first.handler, first.first_verifier)
    );
}
