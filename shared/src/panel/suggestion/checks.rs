//! What stands in the way of an event on a suggestion (§3.5), with the sentences.

use super::facts::SuggestionFacts;
use super::{TEXT_MIN, from, roles_of};
use crate::identity::Role;
use crate::panel::SuggestionEventKind as E;
use crate::panel::{SuggestionLink, SuggestionState, Verdict};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Who may submit, when, and what.
pub(super) fn submission(facts: &SuggestionFacts, in_term: bool) -> Result<(), Refusal> {
    let writes = facts
        .acting
        .is_some_and(|acting| matches!(acting.role, Role::Ex | Role::Io));
    if !writes {
        return Err(Refusal::new(
            RefusalCode::Role,
            "意见建议由监管专家和信息员提交。",
            "Only experts and information officers submit suggestions.",
        ));
    }
    if !in_term {
        return Err(Refusal::new(
            RefusalCode::State,
            "您目前不在聘期内，不能提交意见建议；如需续聘请联系职能运行监管科。",
            "You have no active term; ask the oversight section about a new appointment.",
        ));
    }
    let length = facts.proposal.text.trim().chars().count();
    if length < TEXT_MIN {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请写明时间、地点和具体情况，至少{TEXT_MIN}个字，现有{length}个字。"),
            format!(
                "Say when, where and what happened in at least {TEXT_MIN} characters; there are {length}."
            ),
        )
        .on("text"));
    }
    Ok(())
}

/// Role, state, conflicts, limits: what can be judged before anybody types.
pub(super) fn standing(state: SuggestionState, event: E, facts: &SuggestionFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    let from = from(event);
    if !from.contains(&state) {
        return Err(wrong_state(event, from, state));
    }
    match event {
        E::AskAgain => second_look(facts),
        E::Judge => own_unit(facts).and_then(|()| other_person(facts)),
        E::Reply => own_unit(facts).and_then(|()| outcome_known(facts)),
        E::Take | E::Adopt => own_unit(facts),
    }
}

/// What the person typed.
pub(super) fn input(event: E, facts: &SuggestionFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    match event {
        E::Judge => verdict(facts),
        E::AskAgain if proposal.text.trim().is_empty() => Err(missing(
            RefusalCode::Reason,
            "reason",
            "请说明申请复核的理由，补充事实或依据。",
            "Say why you ask for a second look: the facts or the basis.",
        )),
        E::Adopt => adoption(facts),
        E::Reply if proposal.text.trim().is_empty() => Err(missing(
            RefusalCode::Input,
            "reply",
            "请填写给提出人的答复，写明办理结果。",
            "Write the reply to the author: what came of it.",
        )),
        E::Take | E::AskAgain | E::Reply => Ok(()),
    }
}

pub(super) fn no_verdict() -> Refusal {
    missing(
        RefusalCode::Input,
        "verdict",
        "请选定筛选结论：有效、无效或重复。",
        "Choose the verdict: valid, not valid or duplicate.",
    )
}

fn verdict(facts: &SuggestionFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    let written = !proposal.text.trim().is_empty();
    match proposal.verdict {
        None => Err(no_verdict()),
        Some(Verdict::Valid) if !written => Err(missing(
            RefusalCode::Reason,
            "text",
            "请写明认定有效的理由。",
            "Say why the suggestion is valid.",
        )),
        Some(Verdict::Invalid) if proposal.reason.is_none() => Err(missing(
            RefusalCode::Reason,
            "reason",
            "请从固定理由中选择认定无效的理由。",
            "Choose the reason from the fixed list.",
        )),
        Some(Verdict::Duplicate) if !proposal.original => Err(missing(
            RefusalCode::Input,
            "duplicateOfId",
            "请指明与哪一件在先的意见建议重复。",
            "Name the earlier suggestion that this one repeats.",
        )),
        Some(_) if !written => Err(missing(
            RefusalCode::Reason,
            "text",
            "请写明对提出人的答复，说明为何不予采纳。",
            "Write what the author is told: why it is not taken up.",
        )),
        Some(_) => Ok(()),
    }
}

fn adoption(facts: &SuggestionFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    match proposal.link {
        None => Err(missing(
            RefusalCode::Input,
            "link",
            "请选择采纳方式。",
            "Choose what the suggestion leads to.",
        )),
        Some(SuggestionLink::Problem) if facts.about_org.is_none() => Err(missing(
            RefusalCode::Input,
            "orgId",
            "转为履职问题须指明所涉单位。",
            "A problem needs the unit it is about.",
        )),
        Some(link) if link != SuggestionLink::Note && proposal.text_for_unit.trim().is_empty() => {
            Err(missing(
                RefusalCode::Input,
                "textForUnit",
                "请由本办另行撰写转交单位的文本，不得出现提出人姓名、单位、镇街等可识别信息。",
                "Write the redacted text for the unit; nothing in it may tell who reported.",
            ))
        }
        Some(_) => Ok(()),
    }
}

fn role(event: E, facts: &SuggestionFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if facts.acting.is_some_and(|acting| roles.contains(&acting.role)) {
        return Ok(());
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(Refusal::new(
        RefusalCode::Role,
        format!("意见建议“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    ))
}

fn wrong_state(event: E, from: &[SuggestionState], now: SuggestionState) -> Refusal {
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "该意见建议当前状态为“{}”，“{}”只能在{}状态下办理。",
            now.zh(),
            event.zh(),
            zh.join("或")
        ),
        format!(
            "The suggestion is in state \"{}\"; \"{}\" is possible only in {}.",
            now.en(),
            event.en(),
            en.join(" or ")
        ),
    )
}

/// R9.
fn own_unit(facts: &SuggestionFacts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting else { return Ok(()) };
    if acting.recused || (facts.about_org.is_some() && acting.home_org == facts.about_org) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "该意见建议涉及您所在或应回避的单位，请由其他人员办理。",
            "It concerns the unit you come from or are recused for; somebody else has to handle it.",
        ));
    }
    Ok(())
}

/// Two persons, and another one for the second look (R10).
fn other_person(facts: &SuggestionFacts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting else { return Ok(()) };
    if facts
        .proposed
        .is_some_and(|proposed| proposed.by == acting.person)
    {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "您已提出筛选结论，该意见建议须由另一名工作人员复核同意后生效。",
            "You have proposed a verdict; another person has to confirm it.",
        ));
    }
    if facts.second_look && facts.judged_by == Some(acting.person) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "首次结论由您作出，提出人申请复核后须由其他工作人员重新筛选。",
            "You gave the first verdict; the second look is somebody else's.",
        ));
    }
    Ok(())
}

fn second_look(facts: &SuggestionFacts) -> Result<(), Refusal> {
    if facts.acting.is_some_and(|acting| acting.person != facts.author) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "只有提出人本人可以申请复核。",
            "Only the author may ask for a second look.",
        ));
    }
    if facts.second_look {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "每件意见建议只能申请复核一次，本件已复核过。",
            "A suggestion gets one second look, and this one has had it.",
        ));
    }
    let Some(judged) = facts.judged_on else {
        return Ok(());
    };
    let days = facts.deadlines.second_look;
    let last = facts.calendar.add_working_days(judged, days)?;
    if facts.today > last {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("申请复核的期限为答复后{days}个工作日，已于{last}届满。"),
            format!("A second look is asked for within {days} working days; that ended on {last}."),
        ));
    }
    Ok(())
}

fn outcome_known(facts: &SuggestionFacts) -> Result<(), Refusal> {
    if facts.outcome_on.is_some() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Early,
        "所转履职问题尚未办结，结果明确后再答复提出人。",
        "The problem that came of it has not ended; reply when the outcome is known.",
    ))
}

fn missing(code: RefusalCode, field: &str, zh: &str, en: &str) -> Refusal {
    Refusal::new(code, zh, en).on(field)
}
