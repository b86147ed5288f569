//! One calendar, one set of rules, and facts under which an event has nothing in its way.

use std::sync::OnceLock;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::plan::point::entry::Entry;
use remit_shared::plan::point::machine::{ChangeAsked, Facts, PendingChange, PlanStanding, Proposal};
use remit_shared::plan::point::{PointEventKind as E, PointMeasure, PointQuality, PointRules};
use remit_shared::problem::machine::Acting;
use uuid::Uuid;

pub const UNIT: Uuid = Uuid::from_u128(0xA);
pub const OFFICE: Uuid = Uuid::from_u128(0xF);
pub const CLAIMANT: Uuid = Uuid::from_u128(1);
pub const ASKER: Uuid = Uuid::from_u128(2);
pub const SOMEBODY: Uuid = Uuid::from_u128(9);

pub fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn calendar() -> &'static WorkCalendar {
    static CALENDAR: OnceLock<WorkCalendar> = OnceLock::new();
    CALENDAR.get_or_init(|| WorkCalendar::new(all_china_days()).unwrap())
}

pub fn rules() -> &'static PointRules {
    static RULES: OnceLock<PointRules> = OnceLock::new();
    RULES.get_or_init(PointRules::default)
}

pub fn written() -> &'static Entry {
    static ENTRY: OnceLock<Entry> = OnceLock::new();
    ENTRY.get_or_init(|| Entry {
        title: "完成城区老旧小区改造".to_owned(),
        target: "改造老旧小区15个，惠及居民3200户".to_owned(),
        measure: PointMeasure::Quantity,
        importance: 4,
        due_on: d("2022-09-30"),
    })
}

/// Somebody who has had nothing to do with the point, under this role.
pub fn acting(role: Role) -> Acting {
    let home = if matches!(role, Role::Dl | Role::Dc) {
        UNIT
    } else {
        OFFICE
    };
    Acting {
        role,
        person: SOMEBODY,
        home_org: Some(home),
        recused: false,
    }
}

pub fn ordinary_role(event: E) -> Option<Role> {
    match event {
        E::Create | E::Edit | E::Progress | E::Claim => Some(Role::Dc),
        E::Submit | E::AskChange => Some(Role::Dl),
        E::Return | E::Approve | E::GrantChange | E::RefuseChange | E::Verify | E::Reject => Some(Role::Ov),
        E::Activate | E::Overdue | E::Expire | E::Archive => None,
    }
}

pub fn proposal() -> Proposal<'static> {
    Proposal {
        text: "因征地手续延后",
        evidence_count: 1,
        entry: Some(written()),
        duties: 1,
        progress: Some(60),
        change: Some(ChangeAsked {
            cancels: false,
            entry: written(),
            alters: true,
        }),
        visited: true,
        quality: Some(PointQuality::Good),
        ..Proposal::default()
    }
}

/// Facts under which the event goes through in a state that allows it.
pub fn ideal(event: E) -> Facts<'static> {
    let today = match event {
        E::Create | E::Edit | E::Submit | E::Return | E::Approve => d("2022-03-14"),
        E::Activate => d("2022-04-01"),
        E::Overdue => d("2022-10-31"),
        E::Expire => d("2023-01-01"),
        E::Archive => d("2023-02-28"),
        _ => d("2022-06-01"),
    };
    let plan = PlanStanding {
        year: 2022,
        starts_on: d("2022-04-01"),
        published: true,
        frozen: event == E::Archive,
    };
    Facts {
        pending: Some(PendingChange {
            asked_by: ASKER,
            cancels: false,
            due_on: Some(d("2022-10-30")),
        }),
        claimant: Some(CLAIMANT),
        done_on: Some(d("2022-05-30")),
        sampled: Some(true),
        progress: 40,
        ..Facts::new(today, calendar(), rules(), plan, (UNIT, d("2022-09-30")))
    }
    .by(ordinary_role(event).map(acting))
    .proposing(proposal())
}
