//! The calendar, the people and the units of these tests.

use std::sync::OnceLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::problem::Deadlines;
use remit_shared::problem::machine::Acting;
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

/// The department that submits, the unit it submits about, and the office.
pub const DEPARTMENT: Uuid = Uuid::from_u128(0xA);
pub const UNIT: Uuid = Uuid::from_u128(0xB);
pub const OFFICE: Uuid = Uuid::from_u128(0xF);

pub fn acting(role: Role) -> Acting {
    let linkage = matches!(role, Role::Lk | Role::Pc);
    Acting {
        role,
        person: Uuid::from_u128(9),
        home_org: Some(if linkage { DEPARTMENT } else { OFFICE }),
        recused: false,
    }
}
