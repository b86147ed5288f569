//! What stands in the way of an event on a bad-rating case (§3.9), with the sentences.

use super::facts::BadFacts;
use super::table;
use crate::rating::BadEventKind as E;
use crate::rating::{BadRatingState, RevisitResult};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// State, role, conflicts, deadlines: what can be judged before anybody types.
pub(super) fn standing(state: BadRatingState, event: E, facts: &BadFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    let from = table::rule_of(event).map_or(&[][..], |rule| rule.from);
    if !from.contains(&state) {
        return Err(wrong_state(event, state));
    }
    match event {
        E::Appeal => may_appeal(facts),
        E::Decide => stranger(facts).and_then(|()| second_person(facts)),
        E::Revisit => stranger(facts).and_then(|()| reachable(facts)),
        E::Close => stranger(facts),
        E::SendBack => stranger(facts).and_then(|()| may_send_back(facts)),
        E::Lapse => lapsed(facts),
        _ => Ok(()),
    }
}

/// What the person typed.
pub(super) fn input(event: E, facts: &BadFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    match event {
        E::Contact if proposal.served_rater => Err(Refusal::new(
            RefusalCode::Conflict,
            "为该评价人提供服务的窗口人员不得办理本差评，请由本单位其他人员办理。",
            "Whoever served the rater may not handle the case; let somebody else of the unit do it.",
        )
        .on("servedRater")),
        E::Appeal if proposal.ground.is_none() => Err(Refusal::new(
            RefusalCode::Input,
            "请选择申诉理由类别。",
            "Choose the ground of the appeal.",
        )
        .on("ground")),
        E::Appeal if proposal.evidence_count == 0 => Err(Refusal::new(
            RefusalCode::Evidence,
            "申诉须附佐证，请写明可供核对的材料（监控时段、办件记录等）。",
            "An appeal needs evidence; name what can be checked (recordings, case records).",
        )
        .on("evidence")),
        E::Accept if proposal.complex && proposal.text.trim().is_empty() => Err(reason(
            "复杂事项请写明延长办理的理由。",
            "Say why the matter is complex and takes longer.",
        )),
        E::Revisit | E::RaterAnswers if proposal.result.is_none() => Err(Refusal::new(
            RefusalCode::Input,
            "请选择回访结果。",
            "Choose what the revisit found.",
        )
        .on("result")),
        E::Contact | E::Appeal | E::Decide | E::Explain | E::ReportBack | E::SendBack
            if proposal.text.trim().is_empty() =>
        {
            Err(needed(event))
        }
        _ => Ok(()),
    }
}

fn needed(event: E) -> Refusal {
    match event {
        E::Contact => reason(
            "请填写联系或核实情况。",
            "Say how the rater was reached or the matter traced.",
        ),
        E::Explain => reason(
            "请填写书面说明，写明诉求没有依据的理由。",
            "Write the explanation: why the request has no legal basis.",
        ),
        E::ReportBack => reason(
            "请填写答复内容，评价人凭回执码可以看到。",
            "Write the reply; the rater reads it under the receipt code.",
        ),
        _ => reason("请填写理由。", "Give the reason."),
    }
}

fn reason(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Reason, zh, en).on("text")
}

fn role(event: E, facts: &BadFacts) -> Result<(), Refusal> {
    let roles = table::rule_of(event).map_or(&[][..], |rule| rule.roles);
    if facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role))
    {
        return Ok(());
    }
    if roles.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统或评价人办理，不能代办。", event.zh()),
            format!(
                "Only the system or the rater does this, nobody for them: {}.",
                event.en()
            ),
        ));
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(Refusal::new(
        RefusalCode::Role,
        format!("差评“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    ))
}

fn wrong_state(event: E, state: BadRatingState) -> Refusal {
    Refusal::new(
        RefusalCode::State,
        format!(
            "该差评当前为“{}”，不能办理“{}”，请刷新后查看可办理的事项。",
            state.zh(),
            event.zh()
        ),
        format!(
            "The case is {}; it is not possible to {} now. Reload and look at what is.",
            state.en(),
            event.en()
        ),
    )
}

/// R9.
fn stranger(facts: &BadFacts) -> Result<(), Refusal> {
    match facts.acting {
        Some(acting) if acting.recused || acting.home_org == Some(facts.org) => Err(Refusal::new(
            RefusalCode::Conflict,
            "该差评涉及您所在单位，请由职能运行监管科办理。",
            "The case concerns the unit you come from; the oversight section deals with it.",
        )),
        _ => Ok(()),
    }
}

fn second_person(facts: &BadFacts) -> Result<(), Refusal> {
    match (facts.acting, facts.first_ruling) {
        (Some(acting), Some((first, _))) if acting.person == first => Err(Refusal::new(
            RefusalCode::Conflict,
            "您已提出裁定意见，请由第二人确认。",
            "You gave the first opinion; a second person has to confirm.",
        )),
        _ => Ok(()),
    }
}

fn may_appeal(facts: &BadFacts) -> Result<(), Refusal> {
    if facts.appealed {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "该差评已申诉过一次，请按核实情况整改或说明。",
            "An appeal was made once; rectify or explain.",
        ));
    }
    late(facts, "申诉")
}

fn late(facts: &BadFacts, what: &str) -> Result<(), Refusal> {
    match facts.due_on {
        Some(due) if facts.today > due => Err(Refusal::new(
            RefusalCode::Late,
            format!("{what}应于{due}前提出，现已逾期。"),
            format!("This had to be done by {due}."),
        )),
        _ => Ok(()),
    }
}

fn reachable(facts: &BadFacts) -> Result<(), Refusal> {
    if facts.contactable {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        "评价人未留联系方式，由评价人凭回执码答复，到期未答复的自动办结。",
        "The rater left no contact; the rater may answer by code, and the case closes by itself otherwise.",
    ))
}

fn may_send_back(facts: &BadFacts) -> Result<(), Refusal> {
    if facts.result != Some(RevisitResult::NotSatisfied) {
        return Err(Refusal::new(
            RefusalCode::State,
            "仅回访结果为“不满意”的可以退回整改。",
            "Only a case whose rater is not satisfied can be sent back.",
        ));
    }
    if facts.sent_back {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "该差评已退回整改一次，请办结并视情登记履职问题。",
            "The case was sent back once; close it and raise a problem if need be.",
        ));
    }
    Ok(())
}

fn lapsed(facts: &BadFacts) -> Result<(), Refusal> {
    if !facts.contactable && facts.due_on.is_some_and(|due| facts.today > due) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Early,
        "评价人答复期限未满。",
        "The rater may still answer.",
    ))
}
