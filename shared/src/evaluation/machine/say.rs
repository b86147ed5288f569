//! The sentences of refusals (§3.8).

use chrono::NaiveDate;

use super::{E, PROLONG_MOST, S};
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

pub(super) fn role(event: E, roles: &[Role]) -> Refusal {
    if roles.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统按时自动办理。", event.zh()),
            format!("The system does this by itself when it is time: {}.", event.en()),
        );
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Refusal::new(
        RefusalCode::Role,
        format!("“{}”由{}办理。", event.zh(), zh.join("、")),
        format!("Only these roles may {}: {}.", event.en(), en.join(", ")),
    )
}

pub(super) fn state(event: E, from: &[S], state: S) -> Refusal {
    let zh: Vec<_> = from.iter().map(|state| state.zh()).collect();
    let en: Vec<_> = from.iter().map(|state| state.en()).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "问卷调查现为“{}”，“{}”仅在“{}”时办理。",
            state.zh(),
            event.zh(),
            zh.join("、")
        ),
        format!(
            "The campaign is {}; it is possible to {} only while it is: {}.",
            state.en(),
            event.en(),
            en.join(", ")
        ),
    )
}

pub(super) fn still_open(closes_on: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Early,
        format!("问卷填答至{closes_on}截止，截止前任何人不得查看或汇总结果。"),
        format!("Ballots may be cast until {closes_on}; before that nobody sees or tallies anything."),
    )
}

pub(super) fn not_yet_open(opens_on: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Early,
        format!("问卷自{opens_on}开放填答。"),
        format!("The campaign opens on {opens_on}."),
    )
}

pub(super) fn over(closes_on: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Late,
        format!("问卷填答已于{closes_on}截止。"),
        format!("Ballots could be cast until {closes_on}."),
    )
}

pub(super) fn no_targets() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "请选定被评价单位后再审定。",
        "Choose the units to be rated first.",
    )
    .on("targets")
}

pub(super) fn cell_too_small() -> Refusal {
    Refusal::new(
        RefusalCode::KAnon,
        "汇总最小样本数不得小于5，请调整后再审定。",
        "The smallest cell shown may not be below 5.",
    )
    .on("minCell")
}

pub(super) fn upside_down() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "截止日期不得早于开放日期。",
        "The last day may not lie before the first.",
    )
    .on("closesOn")
}

pub(super) fn approve_before_opening(opens_on: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Late,
        format!("方案最迟于开放日期{opens_on}审定，现已逾期，请先由职能运行监管科调整开放日期。"),
        format!(
            "The campaign has to be approved by {opens_on}, when it opens; the section has to choose another day first."
        ),
    )
    .on("opensOn")
}

pub(super) fn prolonged_already() -> Refusal {
    Refusal::new(
        RefusalCode::Limit,
        "填答期限只能延长一次，已延长过。",
        "A campaign may be prolonged once, which it was.",
    )
}

pub(super) fn enough_answers() -> Refusal {
    Refusal::new(
        RefusalCode::Limit,
        "回收率已达60%，无需延长。",
        "At least 60 per cent have answered; there is nothing to prolong for.",
    )
}

pub(super) fn too_long(days: u32) -> Refusal {
    Refusal::new(
        RefusalCode::Limit,
        format!("延长期限为1至{PROLONG_MOST}个工作日，现填{days}个。"),
        format!("A campaign may be prolonged by 1 to {PROLONG_MOST} working days, not {days}."),
    )
    .on("days")
}
