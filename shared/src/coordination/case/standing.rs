//! What can be judged before anybody types a word: role, state, conflicts, limits, earliness (§3.7, R9, R10).

use super::facts::{CaseFacts, OwnRequest};
use super::{ROUNDS_MAX, say, table};
use crate::coordination::CaseEventKind as E;
use crate::coordination::CaseState as S;
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Whether the event stands in this state for this actor, whatever is proposed with it.
pub(super) fn check(state: S, event: E, facts: &CaseFacts) -> Result<(), Refusal> {
    let roles = table::roles_of(event);
    let may = facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role));
    if !may {
        return Err(say::role(event, roles));
    }
    let from = table::from(event);
    if !from.contains(&state) {
        return Err(say::state(event, from, state));
    }
    if !concerns(event, facts) {
        return Err(not_yours(event));
    }
    own_unit(facts)?;
    match event {
        E::AskSupplement if facts.supplemented => Err(Refusal::new(
            RefusalCode::Limit,
            "补正只能要求一次，本事项已补正过，请决定是否受理。",
            "A supplement is asked for once; decide whether to accept the case.",
        )),
        E::Refuse => may_refuse(facts),
        E::AskOpinions if state == S::Hearing => another_round(facts),
        E::GiveOpinion => may_opine(facts),
        E::Lapse => may_lapse(facts),
        E::Meet | E::ConsultExperts => heard(facts),
        E::Extend => may_extend(facts),
        E::Decide => may_decide(state, facts),
        E::Check => may_check(facts),
        _ => Ok(()),
    }
}

/// Whether the event is the acting person's at all: the applicant's own acts, a party's opinion, a case in charge.
pub(super) fn concerns(event: E, facts: &CaseFacts) -> bool {
    match (event, facts.acting.map(|acting| acting.role)) {
        (E::Supplement | E::Withdraw, _) => facts.own == Some(facts.applicant),
        (E::GiveOpinion, _) => facts.own.is_some(),
        (_, Some(Role::Os)) => facts.handles,
        _ => true,
    }
}

fn not_yours(event: E) -> Refusal {
    let (zh, en) = match event {
        E::GiveOpinion => (
            "贵单位不是本事项的当事部门，不能提出意见。",
            "Your unit is no party to this case.",
        ),
        E::Supplement | E::Withdraw => ("由提出申请的部门办理。", "The department that applied does this."),
        _ => ("该事项不由您经办。", "You are not in charge of this case."),
    };
    Refusal::new(RefusalCode::Scope, zh, en)
}

/// R9: nobody of the office handles or decides a matter of the unit he or she comes from.
fn own_unit(facts: &CaseFacts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting.filter(|acting| acting.role != Role::Dl) else {
        return Ok(());
    };
    let home = acting.home_org.is_some_and(|org| facts.parties.contains(&org));
    if home || acting.recused {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "该事项涉及您所在或应回避的单位，请由其他人员办理。",
            "A party is the unit you come from or are recused for; somebody else has to handle it.",
        ));
    }
    Ok(())
}

fn may_refuse(facts: &CaseFacts) -> Result<(), Refusal> {
    let Some(proposer) = facts.refusal_by else {
        return Err(Refusal::new(
            RefusalCode::State,
            "须先由职能运行监管科提出不予受理的意见和依据条款。",
            "The oversight section first proposes the refusal with its reason and article.",
        ));
    };
    if facts.acting.is_some_and(|acting| acting.person == proposer) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不予受理由您提出，须由另一人审定。",
            "You proposed the refusal; another person has to confirm it.",
        ));
    }
    Ok(())
}

fn another_round(facts: &CaseFacts) -> Result<(), Refusal> {
    heard(facts)?;
    if facts.round >= ROUNDS_MAX {
        return Err(Refusal::new(
            RefusalCode::Limit,
            format!("书面征求意见最多{ROUNDS_MAX}轮，已用完，请召开协调会。"),
            format!("There are at most {ROUNDS_MAX} written rounds; hold a meeting now."),
        ));
    }
    Ok(())
}

fn may_opine(facts: &CaseFacts) -> Result<(), Refusal> {
    match facts.own_request {
        OwnRequest::Open | OwnRequest::Lapsed => Ok(()),
        OwnRequest::Answered => Err(Refusal::new(
            RefusalCode::Dup,
            "贵单位本轮意见已提交，不能修改。",
            "Your unit's opinion of this round is in and cannot be changed.",
        )),
        OwnRequest::None => Err(Refusal::new(
            RefusalCode::Scope,
            "本轮未向贵单位征求意见。",
            "Your unit is not asked in this round.",
        )),
    }
}

fn may_lapse(facts: &CaseFacts) -> Result<(), Refusal> {
    let passed = facts.step_due_on.is_some_and(|due| facts.today > due);
    if facts.waiting > 0 && passed {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Early,
        "本轮意见尚未到期或已收齐。",
        "The round is not over, or every opinion is in.",
    ))
}

/// Every party was heard or let its time pass.
fn heard(facts: &CaseFacts) -> Result<(), Refusal> {
    if facts.round > 0 && facts.waiting == 0 {
        return Ok(());
    }
    let waiting = facts.waiting;
    Err(Refusal::new(
        RefusalCode::Early,
        format!("尚有{waiting}个单位的意见未收齐且未到期，收齐或到期后再办理。"),
        format!("{waiting} opinions are neither in nor overdue; wait for them."),
    ))
}

fn may_extend(facts: &CaseFacts) -> Result<(), Refusal> {
    if facts.extended {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "办理期限只能延长一次，已延长过。",
            "The deadline can be extended once, and it has been.",
        ));
    }
    match facts.due_on {
        Some(due) if facts.today > due => Err(Refusal::new(
            RefusalCode::Late,
            format!("办理期限已于{due}届满，不能再延长。"),
            format!("The deadline {due} has passed; it cannot be extended any more."),
        )),
        _ => Ok(()),
    }
}

fn may_decide(state: S, facts: &CaseFacts) -> Result<(), Refusal> {
    heard(facts)?;
    if state == S::Hearing && facts.experts_needed() && !facts.experts_asked {
        return Err(Refusal::new(
            RefusalCode::State,
            "当事部门三个以上或各方依据冲突的，须先组织专家论证。",
            "With three parties or more, or conflicting bases, experts have to be consulted first.",
        ));
    }
    let over = facts.step_due_on.is_some_and(|due| facts.today > due);
    if state == S::Expert && !facts.reviews_in && !over {
        return Err(Refusal::new(
            RefusalCode::Early,
            "专家意见尚未收齐，收齐或论证期满后再作决定。",
            "The experts' reviews are not in; decide when they are, or when their time is over.",
        ));
    }
    Ok(())
}

fn may_check(facts: &CaseFacts) -> Result<(), Refusal> {
    match facts.check_on {
        Some(day) if facts.today < day => Err(Refusal::new(
            RefusalCode::Early,
            format!("本次检查定于{day}起开展，未到检查时间。"),
            format!("The check is planned for {day}."),
        )),
        Some(_) => Ok(()),
        None => Err(Refusal::new(
            RefusalCode::State,
            format!("没有待办的检查，不能“{}”。", E::Check.zh()),
            format!("No check is planned: {}.", E::Check.en()),
        )),
    }
}
