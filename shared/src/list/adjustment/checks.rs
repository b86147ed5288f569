//! What can be judged before anybody types, and what is judged of the input (§3.12).

use super::facts::AdjustmentFacts;
use super::{from, roles_of};
use crate::identity::Role;
use crate::list::{AdjustmentEventKind, AdjustmentKind, AdjustmentState};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Who may, whether the state allows it, and what the record lacks.
pub(super) fn standing(
    state: AdjustmentState,
    event: AdjustmentEventKind,
    facts: &AdjustmentFacts,
) -> Result<(), Refusal> {
    use AdjustmentEventKind as E;
    role(event, facts)?;
    if !from(event).contains(&state) {
        return Err(wrong_state(state, event));
    }
    match event {
        E::Sign => may_sign(facts),
        E::Approve if !facts.has_opinion => Err(Refusal::new(
            RefusalCode::Basis,
            "尚无市司法局的合法性审查意见，请职能运行监管科上传后再批准。",
            "The justice bureau's opinion is missing; have it attached before you approve.",
        )),
        E::UpdateLists => lists_ready(facts),
        E::Check => check_day(facts),
        _ => Ok(()),
    }
}

/// `E_ROLE`, and R9: nobody of the office handles a matter of the unit he or she comes from.
pub(super) fn role(event: AdjustmentEventKind, facts: &AdjustmentFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    let acting = facts.acting;
    if !roles.contains(&acting.role) {
        let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
        let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
        return Err(Refusal::new(
            RefusalCode::Role,
            format!("“{}”由{}办理。", event.zh(), zh.join("或")),
            format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
        ));
    }
    let concerned = |org| facts.orgs.contains(&org);
    if acting.role != Role::Dl && (acting.recused || acting.home_org.is_some_and(concerned)) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "您来自所涉单位，应当回避，请由他人办理。",
            "You come from a unit concerned; somebody else has to do this.",
        ));
    }
    Ok(())
}

/// What the person typed.
pub(super) fn input(event: AdjustmentEventKind, facts: &AdjustmentFacts) -> Result<(), Refusal> {
    use AdjustmentEventKind as E;
    let typed = &facts.proposal;
    match event {
        E::Propose => proposed(facts),
        E::Consult => named(facts),
        E::SendLegal => settled(facts),
        E::AttachOpinion if typed.files == 0 => Err(Refusal::new(
            RefusalCode::Basis,
            "请上传市司法局的合法性审查意见。",
            "Attach the justice bureau's opinion.",
        )
        .on("fileIds")),
        E::Approve => approved(facts),
        E::Reject | E::DropChange if typed.text.trim().is_empty() => {
            Err(Refusal::new(RefusalCode::Reason, "请填写理由。", "Give a reason.").on("reason"))
        }
        E::Check if typed.result.is_none() => Err(Refusal::new(
            RefusalCode::Input,
            "请选择检查结果。",
            "Choose the result of the check.",
        )
        .on("result")),
        E::Check if typed.text.trim().is_empty() => Err(Refusal::new(
            RefusalCode::Reason,
            "请填写检查情况。",
            "Say what the check found.",
        )
        .on("note")),
        _ => Ok(()),
    }
}

fn proposed(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    if facts.proposal.basis.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写调整依据（法律法规、“三定”规定或文件的条款）。",
            "Name the legal basis with its article.",
        )
        .on("basis"));
    }
    let own = |org| facts.own_orgs.contains(org);
    if facts.acting.role == Role::Dl && !facts.proposal.orgs.iter().any(own) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "所涉单位应包含本单位；与本单位无关的职责请由相关单位提出。",
            "Your own unit has to be among those concerned.",
        )
        .on("orgIds"));
    }
    Ok(())
}

/// "All concerned units named": one at least, two where duties lie between units.
fn named(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    let wanted = match facts.kind {
        AdjustmentKind::EnforcementOverlap | AdjustmentKind::CaseResult => 2,
        AdjustmentKind::LawChange | AdjustmentKind::Finding => 1,
    };
    if facts.proposal.orgs.len() >= wanted {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        format!(
            "请列明全部所涉单位：“{}”类调整至少{wanted}个单位。",
            facts.kind.zh()
        ),
        format!("Name every unit concerned; this kind of adjustment has at least {wanted}."),
    )
    .on("orgIds"))
}

fn settled(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    let missing = facts.missing_signatures();
    if missing == 0 || facts.has_case || !facts.proposal.case_no.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        format!("还有{missing}个单位未签署商定意见；协商不成的，请填写协调事项编号后提交。"),
        format!("{missing} units have not signed; where they cannot agree, name the coordination case."),
    )
    .on("caseNo"))
}

fn may_sign(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    match facts.signing_for() {
        None => Err(Refusal::new(
            RefusalCode::Scope,
            "本单位不在所涉单位之列，无需签署。",
            "Your unit is not concerned.",
        )),
        Some(org) if facts.signed.contains(&org) => Err(Refusal::new(
            RefusalCode::Dup,
            "本单位已签署商定意见。",
            "Your unit has signed already.",
        )),
        Some(_) => Ok(()),
    }
}

fn approved(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    if facts.proposal.doc_no.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写批准文号。",
            "Give the number of the approving document.",
        )
        .on("docNo"));
    }
    match facts.proposal.effective_on {
        None => Err(Refusal::new(
            RefusalCode::Input,
            "请填写生效日期，清单自该日起按调整后的内容执行。",
            "Give the day from which the lists are changed.",
        )
        .on("effectiveOn")),
        Some(day) if day < facts.today => Err(Refusal::new(
            RefusalCode::Late,
            format!("生效日期{day}早于批准当日，请改填今日或以后的日期。"),
            format!("The effective day {day} is before today; choose today or later."),
        )
        .on("effectiveOn")),
        Some(_) => Ok(()),
    }
}

fn lists_ready(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    if facts.changes == 0 {
        return Err(Refusal::new(
            RefusalCode::State,
            "尚未拟定清单变动，请逐项登记权责清单的新增、取消、变更、划转后再调整。",
            "No list change is drafted yet; enter what is added, cancelled, changed or transferred.",
        ));
    }
    if facts.unrevised.is_empty() {
        return Ok(());
    }
    let names = facts.unrevised.join("、");
    Err(Refusal::new(
        RefusalCode::State,
        format!("{names}的职责任务清单尚未修订，请先修订再调整。"),
        format!("The duty-task lists of {names} have no new version yet; revise them first."),
    ))
}

fn check_day(facts: &AdjustmentFacts) -> Result<(), Refusal> {
    match facts.check_on {
        Some(day) if facts.today < day => Err(Refusal::new(
            RefusalCode::Early,
            format!("公布后应运行一段时间再检查，最早于{day}检查。"),
            format!("The check is due from {day} on."),
        )),
        _ => Ok(()),
    }
}

fn wrong_state(state: AdjustmentState, event: AdjustmentEventKind) -> Refusal {
    let zh: Vec<_> = from(event)
        .iter()
        .map(|state| format!("“{}”", state.zh()))
        .collect();
    let only = if zh.is_empty() {
        "新建时".to_owned()
    } else {
        format!("{}状态下", zh.join("、"))
    };
    Refusal::new(
        RefusalCode::State,
        format!(
            "职责调整目前为“{}”，“{}”只能在{only}办理。",
            state.zh(),
            event.zh()
        ),
        format!(
            "The adjustment is \"{}\"; \"{}\" is not possible now.",
            state.en(),
            event.en()
        ),
    )
}
