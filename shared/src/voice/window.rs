//! A year's window for comments or ballots: the office sets its days, the clock opens and closes it, the office lead
//! publishes what the units may read (K25, K26; R6: nobody reads anything of an open window).

use chrono::{Datelike, NaiveDate};

use super::{VoiceWindowEventKind as E, VoiceWindowState as S};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

/// The days of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub opens_on: NaiveDate,
    /// Last day, ends at 24:00.
    pub closes_on: NaiveDate,
}

/// What a decision about a window depends on.
#[derive(Debug, Clone, Copy)]
pub struct WindowFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Who acts; `None` is the clock.
    pub role: Option<Role>,
    /// Year of the plan.
    pub year: i32,
    /// Its days.
    pub days: Days,
    /// The last day on which somebody was reminded.
    pub reminded_on: Option<NaiveDate>,
    /// Days proposed with SET.
    pub proposed: Option<Days>,
    /// Why the days of an open window change.
    pub reason: &'a str,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowAvailability {
    /// The event.
    pub event: E,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// The roles that may ever fire an event; empty for those of the clock.
pub fn roles_of(event: E) -> &'static [Role] {
    match event {
        E::Set | E::Remind => &[Role::Ov],
        E::Publish => &[Role::Ol],
        E::Open | E::Close => &[],
    }
}

/// The states an event leaves.
pub fn from(event: E) -> &'static [S] {
    match event {
        E::Set => &[S::Scheduled, S::Open],
        E::Open => &[S::Scheduled],
        E::Remind | E::Close => &[S::Open],
        E::Publish => &[S::Closed],
    }
}

/// The capability that a person's event asks for; `None` for those of the clock.
pub fn capability_of(event: E) -> Option<Capability> {
    (!roles_of(event).is_empty()).then_some(Capability::CampaignManage)
}

/// The state after an event, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &WindowFacts) -> Result<S, Refusal> {
    standing(state, event, facts)?;
    Ok(match event {
        E::Set => {
            check_days(state, facts)?;
            state
        }
        E::Remind => state,
        E::Open => S::Open,
        E::Close => S::Closed,
        E::Publish => S::Published,
    })
}

/// Whether a new window of the year may have these days.
pub fn check_new(facts: &WindowFacts) -> Result<(), Refusal> {
    if !facts.role.is_some_and(|role| roles_of(E::Set).contains(&role)) {
        return Err(Refusal::plain(RefusalCode::Role));
    }
    check_days(S::Scheduled, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, role: Role, facts: &WindowFacts) -> Vec<WindowAvailability> {
    let facts = WindowFacts {
        role: Some(role),
        ..*facts
    };
    E::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| WindowAvailability {
            event,
            outcome: standing(state, event, &facts),
        })
        .collect()
}

/// The automatic event that is due now.
pub fn automatic(state: S, facts: &WindowFacts) -> Option<E> {
    let facts = WindowFacts { role: None, ..*facts };
    [E::Open, E::Close]
        .into_iter()
        .find(|event| standing(state, *event, &facts).is_ok())
}

/// Whether the clock reminds those who have not finished: once, in the last `days` working days.
pub fn reminds(state: S, facts: &WindowFacts, calendar: &WorkCalendar, days: u32) -> Result<bool, Refusal> {
    let left = calendar.working_days_between(facts.today, facts.days.closes_on)?;
    Ok(state == S::Open && facts.reminded_on.is_none() && left <= i64::from(days))
}

/// Whether comments and ballots are taken now: the answer to everybody who writes.
pub fn takes(state: S, days: Days, today: NaiveDate) -> Result<(), Refusal> {
    let Days { opens_on, closes_on } = days;
    if state == S::Open && (opens_on..=closes_on).contains(&today) {
        return Ok(());
    }
    if state == S::Scheduled || today < opens_on {
        return Err(Refusal::new(
            RefusalCode::Early,
            format!("尚未开放，请于{opens_on}至{closes_on}期间填写。"),
            format!("Not open yet; come back between {opens_on} and {closes_on}."),
        ));
    }
    Err(Refusal::new(
        RefusalCode::Late,
        format!("已于{closes_on}截止，不能再填写或修改；确需补正的，请联系市委编办职能运行监管科。"),
        format!("Closed on {closes_on}; nothing can be written or changed any more."),
    ))
}

fn standing(state: S, event: E, facts: &WindowFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if !facts.role.map_or(roles.is_empty(), |role| roles.contains(&role)) {
        return Err(Refusal::plain(RefusalCode::Role));
    }
    if !from(event).contains(&state) {
        let from: Vec<_> = from(event).iter().map(|state| state.zh()).collect();
        return Err(Refusal::new(
            RefusalCode::State,
            format!(
                "该窗口目前“{}”，在“{}”时方可{}。",
                state.zh(),
                from.join("”或“"),
                event.zh()
            ),
            format!("The window is \"{}\"; it cannot {} now.", state.en(), event.en()),
        ));
    }
    let Days { opens_on, closes_on } = facts.days;
    match event {
        E::Open if facts.today < opens_on => Err(early(opens_on)),
        E::Close if facts.today <= closes_on => Err(early(closes_on)),
        E::Remind if facts.reminded_on == Some(facts.today) => Err(Refusal::new(
            RefusalCode::Limit,
            "今天已提醒过，请明天再提醒。",
            "They were reminded today already; remind them again tomorrow.",
        )),
        _ => Ok(()),
    }
}

/// Days lie between 1 January of the plan's year and the cut-off of 10 January after it (§3.10).
fn check_days(state: S, facts: &WindowFacts) -> Result<(), Refusal> {
    let Some(Days { opens_on, closes_on }) = facts.proposed else {
        return Err(input(
            "opensOn",
            "请填写开放和截止日期。",
            "Enter the first and the last day.",
        ));
    };
    if closes_on < opens_on {
        return Err(input(
            "closesOn",
            "截止日期不能早于开放日期。",
            "The last day lies before the first.",
        ));
    }
    let cut_off = NaiveDate::from_ymd_opt(facts.year.saturating_add(1), 1, 10);
    if opens_on.year() != facts.year || cut_off.is_none_or(|cut_off| closes_on > cut_off) {
        return Err(input(
            "opensOn",
            &format!("开放时间应在{0}年内，并于次年1月10日前截止。", facts.year),
            &format!(
                "The window belongs into {} and ends by 10 January after it.",
                facts.year
            ),
        ));
    }
    if closes_on < facts.today {
        return Err(late("closesOn", closes_on));
    }
    if state == S::Scheduled {
        return if opens_on < facts.today {
            Err(late("opensOn", opens_on))
        } else {
            Ok(())
        };
    }
    if opens_on != facts.days.opens_on {
        return Err(input(
            "opensOn",
            "已经开放，开放日期不能再改。",
            "It is open; its first day cannot change.",
        ));
    }
    text::reason("reason", facts.reason).map(drop)
}

fn input(field: &str, zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on(field)
}

fn late(field: &str, day: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Late,
        format!("{day}已过，请选择今天或以后的日期。"),
        format!("{day} is past; choose today or a later day."),
    )
    .on(field)
}

fn early(day: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Early,
        format!("未到{day}，系统将按期自动办理。"),
        format!("It is not {day} yet; the system does this by itself."),
    )
}

#[cfg(test)]
mod tests;
