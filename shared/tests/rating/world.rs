//! Facts under which an event has nothing in its way.

use std::sync::OnceLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::problem::machine::Acting;
use remit_shared::rating::bad::{BadFacts, BadProposal};
use remit_shared::rating::{AppealGround, BadEventKind, RatingRules, RevisitResult};
use uuid::Uuid;

pub fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn calendar() -> &'static WorkCalendar {
    static CALENDAR: OnceLock<WorkCalendar> = OnceLock::new();
    CALENDAR.get_or_init(|| WorkCalendar::new(all_china_days()).unwrap())
}

pub fn rules() -> &'static RatingRules {
    static RULES: OnceLock<RatingRules> = OnceLock::new();
    RULES.get_or_init(RatingRules::default)
}

pub const UNIT: Uuid = Uuid::from_u128(0xA);
pub const DESK: Uuid = Uuid::from_u128(0xD);
pub const FIRST: Uuid = Uuid::from_u128(1);
pub const SOMEBODY: Uuid = Uuid::from_u128(9);
/// Wednesday, 6 July 2022 (step 15 of the acceptance year).
pub const TODAY: &str = "2022-07-06";

pub fn acting(role: Role) -> Acting {
    let home = if matches!(role, Role::Dl | Role::Dc) {
        UNIT
    } else {
        DESK
    };
    Acting {
        role,
        person: SOMEBODY,
        home_org: Some(home),
        recused: false,
    }
}

pub fn ordinary_role(event: BadEventKind) -> Option<Role> {
    use BadEventKind as E;
    match event {
        E::Appeal | E::Explain => Some(Role::Dl),
        E::Contact | E::Accept | E::ReportBack => Some(Role::Dc),
        E::Decide | E::Revisit | E::SendBack | E::Close => Some(Role::Ra),
        E::Open | E::RaterAnswers | E::Lapse => None,
    }
}

/// Facts under which the event is allowed wherever the table knows it.
pub fn ideal(event: BadEventKind) -> BadFacts<'static> {
    let lapses = event == BadEventKind::Lapse;
    BadFacts {
        today: d(TODAY),
        calendar: calendar(),
        rules: rules(),
        acting: ordinary_role(event).map(acting),
        org: UNIT,
        due_on: Some(if lapses { d("2022-07-05") } else { d("2022-07-07") }),
        contactable: !lapses,
        appealed: false,
        first_ruling: (event == BadEventKind::Decide).then_some((FIRST, true)),
        sent_back: false,
        result: (event == BadEventKind::SendBack).then_some(RevisitResult::NotSatisfied),
        proposal: BadProposal {
            text: "已电话联系评价人，情况属实。",
            served_rater: false,
            ground: Some(AppealGround::WrongUnit),
            evidence_count: 1,
            complex: false,
            exclude: true,
            result: Some(RevisitResult::NotSatisfied),
        },
    }
}
