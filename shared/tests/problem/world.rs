//! One calendar, one set of deadlines, and facts under which an event has nothing in its way.

use std::sync::OnceLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::problem::machine::{Acting, Facts, MergeTarget, PendingExtension, People, Proposal};
use remit_shared::problem::{Deadlines, ProblemEventKind, ProblemState, Severity};
use uuid::Uuid;

pub fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn calendar() -> &'static WorkCalendar {
    static CALENDAR: OnceLock<WorkCalendar> = OnceLock::new();
    CALENDAR.get_or_init(|| WorkCalendar::new(all_china_days()).unwrap())
}

pub fn deadlines() -> &'static Deadlines {
    static DEADLINES: OnceLock<Deadlines> = OnceLock::new();
    DEADLINES.get_or_init(Deadlines::default)
}

pub const UNIT: Uuid = Uuid::from_u128(0xA);
pub const OTHER_UNIT: Uuid = Uuid::from_u128(0xB);
pub const OFFICE: Uuid = Uuid::from_u128(0xF);
pub const FIRST_VERIFIER: Uuid = Uuid::from_u128(1);
pub const SUBMITTER: Uuid = Uuid::from_u128(2);
pub const ASKER: Uuid = Uuid::from_u128(3);
pub const SOMEBODY: Uuid = Uuid::from_u128(9);

/// Thursday, 12 May 2022 (step 8 of the acceptance year).
pub const TODAY: &str = "2022-05-12";

/// Somebody who has had nothing to do with the problem, under this role.
pub fn acting(role: Role) -> Acting {
    let home_org = if matches!(role, Role::Dl | Role::Dc) {
        UNIT
    } else {
        OFFICE
    };
    Acting {
        role,
        person: SOMEBODY,
        home_org: Some(home_org),
        recused: false,
    }
}

/// The role that fires an event in the ordinary course; `None` for the system.
pub fn ordinary_role(event: ProblemEventKind) -> Option<Role> {
    use ProblemEventKind as E;
    match event {
        E::Raise
        | E::Take
        | E::Reject
        | E::Merge
        | E::Assign
        | E::GrantExtension
        | E::RefuseExtension
        | E::TakeReverification
        | E::Return
        | E::CloseOut => Some(Role::Ov),
        E::Contest | E::AcceptPlan | E::AskExtension | E::Submit => Some(Role::Dl),
        E::AcceptNow | E::Start => Some(Role::Dc),
        E::Reopen => Some(Role::Ol),
        E::AcceptByDefault | E::NotImmediate | E::Resume | E::Escalate => None,
    }
}

/// A proposal that satisfies every event.
pub fn full_proposal() -> Proposal<'static> {
    Proposal {
        text: "已核实，情况属实。",
        evidence_count: 1,
        severity: None,
        due_on: Some(d("2022-05-26")),
        days: Some(10),
        section_named: true,
        visited: true,
        merge_into: Some(MergeTarget {
            is_itself: false,
            org: UNIT,
            state: ProblemState::Assigned,
        }),
    }
}

/// Facts of a MINOR problem under which the event stands, in whichever state it may stand.
pub fn ideal(event: ProblemEventKind) -> Facts<'static> {
    use ProblemEventKind as E;
    let mut facts = Facts::new(d(TODAY), calendar(), deadlines(), UNIT, Severity::Minor);
    facts.acting = ordinary_role(event).map(acting);
    facts.proposal = full_proposal();
    facts.due_on = Some(d("2022-06-01"));
    facts.step_due_on = Some(d("2022-05-13"));
    facts.closed_on = Some(d("2022-05-05"));
    facts.in_ledger = true;
    facts.people = People {
        handler: Some(FIRST_VERIFIER),
        first_verifier: Some(FIRST_VERIFIER),
        submitter: Some(SUBMITTER),
    };
    match event {
        E::AcceptByDefault => facts.step_due_on = Some(d("2022-05-11")),
        E::NotImmediate | E::Escalate => facts.due_on = Some(d("2022-05-11")),
        E::GrantExtension | E::RefuseExtension => {
            facts.pending_extension = Some(PendingExtension {
                asked_by: ASKER,
                days: 10,
            });
        }
        _ => {}
    }
    facts
}
