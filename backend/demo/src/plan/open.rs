//! The two problems that are still open on the last day of the data. Their dates are written out, since what
//! they show on that day (overdue by four working days; sent back with a week left) must not depend on the seed.

use remit_shared::problem::ProblemEventKind as E;
use remit_shared::refusal::Refusal;

use super::course::{extend, raiser, submit};
use super::diary::Diary;
use super::{Deed, Papers, Part, Saying};
use crate::cases::Case;
use crate::hours::day;

/// Two extensions of 15 working days, then the deadline of 27 March 2023 passes: YELLOW.
pub(super) fn overdue(diary: &mut Diary<'_>, case: &Case, reasons: [&'static str; 2]) -> Result<(), Refusal> {
    until_start(
        diary,
        case,
        &[
            day(2022, 12, 26),
            day(2022, 12, 29),
            day(2022, 12, 30),
            day(2023, 1, 4),
        ],
        day(2023, 2, 13),
    );
    let [first, second] = reasons;
    diary.go_to(day(2023, 2, 7));
    extend(
        diary,
        (day(2023, 2, 13), 15),
        first,
        (
            E::GrantExtension,
            "情况属实，同意延期，请督促街道加快指导成立业主委员会。",
        ),
    )?;
    diary.go_to(day(2023, 2, 28));
    diary.fire(
        Part::UnitLead,
        Saying {
            days: Some(15),
            ..Saying::new(E::AskExtension, second)
        },
    );
    diary.go_to(day(2023, 3, 1));
    diary.fire(
        Part::Lead,
        Saying::new(
            E::GrantExtension,
            "同意再次延期15个工作日，到期必须办结，不得再延。",
        ),
    );
    Ok(())
}

/// One extension, submitted in time, sent back on 23 March 2023 with a new deadline of 7 April.
pub(super) fn sent_back(
    diary: &mut Diary<'_>,
    case: &Case,
    extension: &'static str,
    reason: &'static str,
) -> Result<(), Refusal> {
    until_start(
        diary,
        case,
        &[
            day(2022, 12, 28),
            day(2022, 12, 30),
            day(2023, 1, 4),
            day(2023, 1, 6),
        ],
        day(2023, 2, 15),
    );
    diary.go_to(day(2023, 2, 8));
    extend(
        diary,
        (day(2023, 2, 15), 15),
        extension,
        (
            E::GrantExtension,
            "低温天气属客观原因，同意延期，应急修补不得停。",
        ),
    )?;
    diary.go_to(day(2023, 3, 7));
    submit(diary, case.done);
    diary.go_to(day(2023, 3, 9));
    diary.fire(Part::Checker, Saying::new(E::TakeReverification, ""));
    diary.go_to(day(2023, 3, 23));
    let due_on = Some(day(2023, 4, 7));
    diary.fire(
        Part::Checker,
        Saying {
            due_on,
            visited: true,
            ..Saying::new(E::Return, reason)
        },
    );
    Ok(())
}

/// Raised on the day it was found; taken, assigned, accepted with a plan and started on these days.
fn until_start(diary: &mut Diary<'_>, case: &Case, days: &[chrono::NaiveDate; 4], due: chrono::NaiveDate) {
    let [taken, assigned, accepted, started] = *days;
    diary.note(raiser(case.origin), Deed::Raise);
    diary.go_on(taken);
    diary.fire(Part::Handler, Saying::new(E::Take, "").with(Papers::Found));
    diary.go_to(assigned);
    diary.fire(Part::Handler, Saying::new(E::Assign, case.action));
    diary.go_to(accepted);
    diary.note(Part::Contact, Deed::ReceiveAtUnit);
    diary.go_on(accepted);
    diary.fire(
        Part::UnitLead,
        Saying {
            due_on: Some(due),
            ..Saying::new(E::AcceptPlan, case.plan)
        },
    );
    diary.go_to(started);
    diary.fire(Part::Contact, Saying::new(E::Start, ""));
}
