//! The course of a case from its first day to its close-out, each step inside the time that §3.3 gives for it.

use chrono::NaiveDate;
use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::Severity;
use remit_shared::refusal::Refusal;

use super::diary::Diary;
use super::{Deed, Papers, Part, Saying, leeway, open, or_lead};
use crate::cases::{Attempt, Case, Course, Origin};

type Planned = Result<(), Refusal>;

/// Writes the whole course of a case.
pub(super) fn write(diary: &mut Diary<'_>, case: &Case) -> Planned {
    match case.course {
        Course::Overdue { reasons } => return open::overdue(diary, case, reasons),
        Course::SentBack { extension, reason } => return open::sent_back(diary, case, extension, reason),
        _ => {}
    }
    begin(diary, case)?;
    match case.course {
        Course::AtOnce => at_once(diary, case)?,
        Course::TooLate => too_late(diary, case)?,
        Course::Silent => silent(diary, case)?,
        Course::Contested { grounds, answer } => {
            contested(diary, case, grounds, answer)?;
            let due = accept(diary, case)?;
            diary.go_before(due, 1, 4)?;
        }
        _ => {
            let due = accept(diary, case)?;
            rectify(diary, case, due)?;
        }
    }
    submit(diary, case.done);
    close(diary, case)
}

/// An internal sheet up to its conversion or filing.
pub(super) fn sheet(diary: &mut Diary<'_>, end: Deed) -> Planned {
    diary.go_early(diary.date());
    diary.note(Part::Author, Deed::WriteSheet);
    diary.wait(0, 0)?;
    diary.note(Part::Author, Deed::PushSheet);
    diary.wait(0, 1)?;
    diary.note(Part::Handler, Deed::ReceiveSheet);
    diary.wait(0, 2)?;
    diary.note(Part::Handler, end);
    Ok(())
}

/// From the source to the unit's desk: raised, taken, verified, assigned, received.
fn begin(diary: &mut Diary<'_>, case: &Case) -> Planned {
    match case.origin {
        Origin::Sheet(_) => sheet(diary, Deed::ConvertSheet)?,
        origin => {
            let days = diary.rng.between(0, leeway(origin));
            diary.go_to(diary.in_days(days)?);
            diary.note(raiser(origin), Deed::Raise);
        }
    }
    diary.wait(0, 1)?;
    diary.fire(Part::Handler, Saying::new(E::Take, "").with(Papers::Found));
    diary.wait(1, 4)?;
    diary.fire(or_lead(case, Part::Handler), Saying::new(E::Assign, case.action));
    diary.wait(0, 1)?;
    diary.note(Part::Contact, Deed::ReceiveAtUnit);
    Ok(())
}

/// Overdue points and groups of bad ratings raise their problem without anybody.
pub(super) fn raiser(origin: Origin) -> Part {
    match origin {
        Origin::Ledger | Origin::Rating => Part::System,
        _ => Part::Handler,
    }
}

fn at_once(diary: &mut Diary<'_>, case: &Case) -> Planned {
    diary.wait(0, 1)?;
    diary.fire(Part::Contact, Saying::new(E::AcceptNow, case.plan));
    diary.wait(1, 4)
}

/// Promised at once, but five working days pass; the clock enters it in the ledger on the sixth.
fn too_late(diary: &mut Diary<'_>, case: &Case) -> Planned {
    diary.wait(0, 1)?;
    diary.fire(Part::Contact, Saying::new(E::AcceptNow, case.plan));
    let promised = diary.in_days(diary.deadlines().problem_immediate)?;
    start_after(diary, case, promised)
}

/// No answer: the clock enters it in the ledger on the third working day.
fn silent(diary: &mut Diary<'_>, case: &Case) -> Planned {
    // The time to answer runs from the assignment, of which the receipt is at most one working day later.
    let answer_by = diary.in_days(diary.deadlines().problem_answer)?;
    start_after(diary, case, answer_by)
}

/// Starts after the clock has entered the problem in the ledger with the default deadline, and moves to the
/// submission.
fn start_after(diary: &mut Diary<'_>, case: &Case, ended: NaiveDate) -> Planned {
    let calendar = diary.calendar();
    diary.go_to(calendar.add_working_days(ended, 1)?);
    diary.wait(0, 1)?;
    diary.fire(Part::Contact, Saying::new(E::Start, ""));
    // A day or two earlier than the default deadline, whichever of the two days the clock counted from.
    let due = calendar.add_working_days(ended, diary.deadlines().rectify(case.severity) - 1)?;
    diary.go_before(due, 1, 4)
}

fn contested(diary: &mut Diary<'_>, case: &Case, grounds: &'static str, answer: &'static str) -> Planned {
    diary.wait(0, 1)?;
    diary.fire(
        Part::UnitLead,
        Saying::new(E::Contest, grounds).with(Papers::Grounds),
    );
    diary.wait(1, 3)?;
    diary.fire(or_lead(case, Part::Handler), Saying::new(E::Assign, answer));
    Ok(())
}

/// Accepts with a plan of most of the time allowed, starts, and returns the deadline.
fn accept(diary: &mut Diary<'_>, case: &Case) -> Result<NaiveDate, Refusal> {
    diary.wait(0, 1)?;
    let most = diary.deadlines().rectify(case.severity);
    let days = diary.rng.between(most * 3 / 5, most);
    let due = diary.in_days(days)?;
    diary.fire(
        Part::UnitLead,
        Saying {
            due_on: Some(due),
            ..Saying::new(E::AcceptPlan, case.plan)
        },
    );
    diary.wait(0, 2)?;
    diary.fire(Part::Contact, Saying::new(E::Start, ""));
    Ok(due)
}

/// What happens between start and the last submission.
fn rectify(diary: &mut Diary<'_>, case: &Case, due: NaiveDate) -> Planned {
    match case.course {
        Course::Extended { days, reason } => {
            diary.go_before(due, 4, 6)?;
            let due = extend(
                diary,
                (due, days),
                reason,
                (E::GrantExtension, "情况属实，同意延期，请按新的期限完成整改。"),
            )?;
            diary.go_before(due, 1, 4)
        }
        Course::Refused {
            days,
            reason,
            decision,
        } => {
            diary.go_before(due, 5, 7)?;
            extend(diary, (due, days), reason, (E::RefuseExtension, decision))?;
            diary.go_before(due, 1, 1)
        }
        Course::Late(least, most) => {
            let days = diary.rng.between(least, most);
            diary.go_to(diary.calendar().add_working_days(due, days)?);
            Ok(())
        }
        Course::Returned(attempts) => returned(diary, due, attempts),
        _ => diary.go_before(due, 1, 4),
    }
}

/// The unit asks for working days, the office answers; gives the deadline that would follow.
pub(super) fn extend(
    diary: &mut Diary<'_>,
    (due, days): (NaiveDate, u32),
    reason: &'static str,
    (event, decision): (E, &'static str),
) -> Result<NaiveDate, Refusal> {
    diary.fire(
        Part::UnitLead,
        Saying {
            days: Some(days),
            ..Saying::new(E::AskExtension, reason)
        },
    );
    diary.wait(0, 1)?;
    diary.fire(Part::Handler, Saying::new(event, decision));
    diary.calendar().add_working_days(due, days)
}

fn returned(diary: &mut Diary<'_>, due: NaiveDate, attempts: &[Attempt]) -> Planned {
    let mut due = due;
    for attempt in attempts {
        diary.go_before(due, 1, 4)?;
        submit(diary, attempt.done);
        diary.wait(0, 2)?;
        diary.fire(Part::Checker, Saying::new(E::TakeReverification, ""));
        diary.wait(1, 5)?;
        let most = diary.deadlines().return_rectify;
        let days = diary.rng.between(most - 2, most);
        due = diary.in_days(days)?;
        diary.fire(
            Part::Checker,
            Saying {
                due_on: Some(due),
                visited: true,
                ..Saying::new(E::Return, attempt.reason)
            },
        );
    }
    diary.go_before(due, 1, 3)
}

pub(super) fn submit(diary: &mut Diary<'_>, done: &'static str) {
    diary.fire(Part::UnitLead, Saying::new(E::Submit, done).with(Papers::Done));
}

fn close(diary: &mut Diary<'_>, case: &Case) -> Planned {
    diary.wait(0, 2)?;
    diary.fire(Part::Checker, Saying::new(E::TakeReverification, ""));
    diary.wait(1, 6)?;
    let visited = case.severity != Severity::Minor || diary.rng.chance(40);
    diary.fire(
        or_lead(case, Part::Checker),
        Saying {
            visited,
            ..Saying::new(E::CloseOut, case.check)
        },
    );
    Ok(())
}
