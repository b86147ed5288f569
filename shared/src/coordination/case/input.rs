//! What is judged of the input (§3.7): texts, clauses, choices.

use super::facts::{CaseFacts, CaseProposal, unanimous};
use super::say::on;
use crate::coordination::CaseEventKind as E;
use crate::coordination::{DecisionKind, citation};
use crate::refusal::{Refusal, RefusalCode as C};

/// What the person typed or chose.
pub(super) fn check(event: E, facts: &CaseFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    if let Some(refusal) = missing_text(event).filter(|_| proposal.text.trim().is_empty()) {
        return Err(refusal);
    }
    match event {
        E::ProposeRefusal => refusal(proposal),
        E::GiveOpinion => opinion(facts),
        E::Meet => meeting(facts),
        E::ConsultExperts => experts(facts),
        E::Extend => extension(facts),
        E::Decide => decision(facts),
        E::Publish if proposal.doc_no.trim().is_empty() => Err(on(
            C::Input,
            "docNo",
            "请填写协调意见的文号。",
            "Enter the document number of the decision.",
        )),
        E::Check if proposal.result.is_none() => Err(on(
            C::Input,
            "result",
            "请选择检查结果。",
            "Choose the result of the check.",
        )),
        _ => Ok(()),
    }
}

/// The text an event asks for.
fn missing_text(event: E) -> Option<Refusal> {
    Some(match event {
        E::AskSupplement => on(
            C::Reason,
            "list",
            "请列明需要补正的材料。",
            "List what has to be supplemented.",
        ),
        E::Supplement => on(
            C::Input,
            "statement",
            "请说明补正的内容。",
            "Say what is supplemented.",
        ),
        E::ProposeRefusal => on(
            C::Reason,
            "reason",
            "请写明不予受理的理由。",
            "Give the reason for refusing.",
        ),
        E::GiveOpinion => on(
            C::Input,
            "position",
            "请填写本单位意见。",
            "Write your unit's position.",
        ),
        E::Meet => on(
            C::Input,
            "minutes",
            "请填写协调会纪要。",
            "Write the minutes of the meeting.",
        ),
        E::ConsultExperts => on(
            C::Input,
            "questions",
            "请写明需论证的问题。",
            "Write what the experts are asked.",
        ),
        E::Extend => on(
            C::Reason,
            "reason",
            "请写明延长期限的理由。",
            "Give the reason for the extension.",
        ),
        E::Decide => on(
            C::Input,
            "text",
            "请填写协调意见，写明职责划分。",
            "Write the decision: how the duties are divided.",
        ),
        E::Withdraw => on(
            C::Reason,
            "reason",
            "请写明撤回的理由，或所达成的一致意见。",
            "Give the reason, or what was agreed.",
        ),
        E::Check => on(
            C::Input,
            "findings",
            "请填写检查情况。",
            "Write what the check found.",
        ),
        _ => return None,
    })
}

fn refusal(proposal: &CaseProposal) -> Result<(), Refusal> {
    if proposal.ground.is_none() {
        return Err(on(
            C::Reason,
            "ground",
            "请从固定情形中选择不予受理的情形。",
            "Choose the ground from the fixed list.",
        ));
    }
    cites(proposal)
}

fn opinion(facts: &CaseFacts) -> Result<(), Refusal> {
    match facts.proposal.lead {
        Some(lead) if facts.parties.contains(&lead) => cites(&facts.proposal),
        _ => Err(on(
            C::Input,
            "leadOrgId",
            "请从当事部门中选择贵单位认为应当主办的部门。",
            "Choose the party that should lead in your unit's view.",
        )),
    }
}

fn cites(proposal: &CaseProposal) -> Result<(), Refusal> {
    if proposal.citations == 0 {
        return Err(citation::no_basis());
    }
    Ok(())
}

fn meeting(facts: &CaseFacts) -> Result<(), Refusal> {
    let from = facts.accepted_on.unwrap_or(facts.today);
    match facts.proposal.held_on {
        Some(day) if (from..=facts.today).contains(&day) => Ok(()),
        _ => Err(on(
            C::Input,
            "heldOn",
            "会议日期应在受理之后、今天之前（含今天）。",
            "The meeting lies between the acceptance and today.",
        )),
    }
}

fn experts(facts: &CaseFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    if proposal.experts == 0 {
        return Err(on(
            C::Input,
            "expertIds",
            "请选择参加论证的专家，至少一名。",
            "Choose at least one expert.",
        ));
    }
    if proposal.expert_recused {
        return Err(on(
            C::Conflict,
            "expertIds",
            "所选专家中有人现任职或三年内曾任职于当事部门，应当回避，请另选。",
            "An expert chosen works or worked for a party within three years and is recused; choose another.",
        ));
    }
    let last = facts
        .calendar
        .add_working_days(facts.today, facts.deadlines.case_experts)?;
    match proposal.held_on {
        Some(day) if (facts.today..=last).contains(&day) => Ok(()),
        _ => Err(Refusal::new(
            C::Input,
            format!("论证会日期应在{}至{last}之间。", facts.today),
            format!("The session lies between {} and {last}.", facts.today),
        )
        .on("heldOn")),
    }
}

fn extension(facts: &CaseFacts) -> Result<(), Refusal> {
    let most = facts.deadlines.case_extension;
    match facts.proposal.days {
        Some(days) if (1..=most).contains(&days) => Ok(()),
        _ => Err(Refusal::new(
            C::Limit,
            format!("延长期限为1至{most}个工作日。"),
            format!("The extension is 1 to {most} working days."),
        )
        .on("days")),
    }
}

/// One matter, one lead.
fn decision(facts: &CaseFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    let Some(lead) = proposal.lead.filter(|lead| facts.parties.contains(lead)) else {
        return Err(on(
            C::Input,
            "leadOrgId",
            "一件事情由一个部门负责：请从当事部门中确定一个主办部门。",
            "One matter has one lead: name one of the parties.",
        ));
    };
    let strangers = proposal
        .assists
        .iter()
        .any(|org| *org == lead || !facts.parties.contains(org));
    if strangers {
        return Err(on(
            C::Input,
            "assistOrgIds",
            "协办部门应为主办部门以外的当事部门。",
            "Assisting departments are parties other than the lead.",
        ));
    }
    match proposal.kind {
        None => {
            return Err(on(
                C::Input,
                "kind",
                "请选择协调方式。",
                "Choose how the matter is settled.",
            ));
        }
        Some(DecisionKind::Agreed) if !unanimous(facts.stands) => {
            return Err(on(
                C::State,
                "kind",
                "各方对主办部门的意见不一致，不能按“协调一致”办理，请选择“裁定”。",
                "The parties do not name the same lead; this is a decision, not an agreement.",
            ));
        }
        Some(_) => {}
    }
    if proposal.important && proposal.doc_no.trim().is_empty() {
        return Err(on(
            C::Input,
            "commissionDocNo",
            "重大事项须经市委编委研究，请填写编委文号。",
            "An important matter carries the commission's document number.",
        ));
    }
    cites(proposal)
}
