//! The sentences of the problem machine's refusals that more than one check uses.

use crate::identity::Role;
use crate::problem::{ProblemEventKind, ProblemState, Severity};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// `E_ROLE`: this event belongs to these roles.
pub(super) fn role(event: ProblemEventKind, may: &[Role]) -> Refusal {
    if may.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统到期自动办理，不能人工操作。", event.zh()),
            format!(
                "The system does \"{}\" by itself when the time comes; nobody can do it by hand.",
                event.en()
            ),
        );
    }
    let zh: Vec<_> = may.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = may.iter().map(|role| role.en()).collect();
    Refusal::new(
        RefusalCode::Role,
        format!("“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    )
}

/// `E_STATE`: this event leaves other states than the present one.
pub(super) fn state(event: ProblemEventKind, from: &[ProblemState], now: ProblemState) -> Refusal {
    if from.is_empty() {
        return Refusal::new(
            RefusalCode::State,
            format!("该问题已登记（当前状态“{}”），不能重复登记。", now.zh()),
            format!(
                "The problem is registered already (state: {}) and cannot be raised again.",
                now.en()
            ),
        );
    }
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "问题当前状态为“{}”，“{}”只能在{}状态下办理。",
            now.zh(),
            event.zh(),
            zh.join("或")
        ),
        format!(
            "The problem is in state \"{}\"; \"{}\" is possible only in {}.",
            now.en(),
            event.en(),
            en.join(" or ")
        ),
    )
}

/// `E_ROLE`: a SEVERE problem wants the office lead.
pub(super) fn severe_needs_lead(event: ProblemEventKind) -> Refusal {
    Refusal::new(
        RefusalCode::Role,
        format!("严重问题须由编办负责人{}，请报负责人办理。", event.zh()),
        format!(
            "A severe problem needs the office lead for this: {}. Hand it to the lead.",
            event.en()
        ),
    )
}

/// `E_CONFLICT` of R9.
pub(super) fn own_unit() -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        "该问题涉及您所在的单位，您应当回避，请由其他人员办理。",
        "The problem concerns the unit you come from; somebody else has to handle it.",
    )
}

/// `E_CONFLICT` of a recorded recusal.
pub(super) fn recused() -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        "您已对该单位登记回避，请由其他人员办理。",
        "You are recused for this unit; somebody else has to handle it.",
    )
}

/// `E_CONFLICT`: the first verifier of a MODERATE or SEVERE problem does not re-verify it.
pub(super) fn first_verifier(severity: Severity) -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        format!(
            "{}问题的复核不得由首次核实人办理，请由其他人员复核。",
            severity.zh()
        ),
        format!(
            "A {} problem is re-verified by somebody other than its first verifier.",
            severity.en()
        ),
    )
}

/// `E_CONFLICT` of R10: who submitted does not verify or close.
pub(super) fn submitter() -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        "整改由您本人申请销号，不能再由您复核或销号，请由其他人员办理。",
        "You submitted this rectification yourself; somebody else has to verify and close it.",
    )
}

/// The text an event asks for: code, field, what it is called.
pub(super) fn missing_text(event: ProblemEventKind) -> Option<Refusal> {
    use ProblemEventKind as E;
    let (code, field, zh, en) = match event {
        E::Raise => (
            RefusalCode::Input,
            "facts",
            "请写明问题事实",
            "Write down the facts",
        ),
        E::Reject => (
            RefusalCode::Reason,
            "reason",
            "请填写不予立项的理由",
            "Give the reason for rejecting",
        ),
        E::Merge => (
            RefusalCode::Reason,
            "reason",
            "请填写合并的理由",
            "Give the reason for merging",
        ),
        E::Contest => (
            RefusalCode::Reason,
            "reason",
            "请写明异议的理由",
            "Give the grounds of the objection",
        ),
        E::AcceptNow => (
            RefusalCode::Reason,
            "promise",
            "请填写立行立改的承诺",
            "State what will be done at once",
        ),
        E::AcceptPlan => (
            RefusalCode::Reason,
            "measures",
            "请填写整改措施",
            "Describe the measures",
        ),
        E::AskExtension => (
            RefusalCode::Reason,
            "reason",
            "请填写延期的理由",
            "Give the reason for the extension",
        ),
        E::RefuseExtension => (
            RefusalCode::Reason,
            "reason",
            "请填写不同意延期的理由",
            "Give the reason for refusing the extension",
        ),
        E::Submit => (
            RefusalCode::Reason,
            "statement",
            "请填写整改情况说明",
            "Describe what has been rectified",
        ),
        E::Return => (
            RefusalCode::Reason,
            "reason",
            "请填写退回的理由，指明未到位之处",
            "Say what is still missing",
        ),
        E::Reopen => (
            RefusalCode::Reason,
            "reason",
            "请写明问题反弹的事实",
            "Describe the relapse",
        ),
        _ => return None,
    };
    Some(Refusal::new(code, format!("{zh}。"), format!("{en}.")).on(field))
}

/// The evidence an event asks for.
pub(super) fn missing_evidence(event: ProblemEventKind) -> Option<Refusal> {
    use ProblemEventKind as E;
    let (zh, en) = match event {
        E::Assign => (
            "交办前须附问题佐证材料，请先上传",
            "Attach the evidence of the problem before assigning it",
        ),
        E::Contest => (
            "提出异议须附佐证材料，请上传后再提交",
            "An objection needs evidence; attach it",
        ),
        E::Submit => (
            "申请销号须附整改佐证材料，请至少上传一份",
            "A submission needs evidence; attach at least one file",
        ),
        E::Reopen => (
            "重新整改须附问题反弹的佐证材料，请上传",
            "A relapse has to be proven; attach evidence",
        ),
        _ => return None,
    };
    let refusal = Refusal::new(RefusalCode::Evidence, format!("{zh}。"), format!("{en}."));
    Some(if event == E::Assign {
        refusal
    } else {
        refusal.on("fileIds")
    })
}
