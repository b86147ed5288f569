//! A day, a calendar and people for the tests.

use std::sync::LazyLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::problem::Deadlines;
use remit_shared::problem::machine::Acting;
use uuid::Uuid;

/// A Monday.
pub const TODAY: &str = "2022-06-06";
pub const UNIT: Uuid = Uuid::from_u128(1);
pub const ELSEWHERE: Uuid = Uuid::from_u128(2);
pub const AUTHOR: Uuid = Uuid::from_u128(10);
pub const SCREENER: Uuid = Uuid::from_u128(11);
pub const SECOND: Uuid = Uuid::from_u128(12);

static CALENDAR: LazyLock<WorkCalendar> = LazyLock::new(|| WorkCalendar::new(all_china_days()).unwrap());
static LIMITS: LazyLock<Deadlines> = LazyLock::new(Deadlines::default);

pub fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn calendar() -> &'static WorkCalendar {
    &CALENDAR
}

pub fn limits() -> &'static Deadlines {
    &LIMITS
}

pub fn acting(role: Role, person: Uuid) -> Acting {
    Acting {
        role,
        person,
        home_org: Some(ELSEWHERE),
        recused: false,
    }
}
