//! What is judged of the proposal: entry, duties, text, evidence, visit, grade (§3.2).

use super::facts::{Facts, Proposal};
use super::say;
use crate::plan::point::PointEventKind as E;
use crate::plan::point::entry;
use crate::refusal::{Refusal, RefusalCode};

/// Whether the proposal is complete.
pub(super) fn check(event: E, facts: &Facts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    match event {
        E::Create | E::Edit | E::Submit => check_entry(facts),
        E::Return | E::RefuseChange | E::Reject => check_text(event, proposal),
        E::Approve => check_copy(proposal),
        E::Progress => check_progress(facts),
        E::AskChange => check_change(facts),
        E::Claim => check_evidence(proposal),
        E::Verify => check_visit(facts),
        E::GrantChange | E::Activate | E::Overdue | E::Expire | E::Archive => Ok(()),
    }
}

fn check_text(event: E, proposal: &Proposal) -> Result<(), Refusal> {
    if proposal.text.trim().is_empty() {
        Err(say::reason(event))
    } else {
        Ok(())
    }
}

fn check_entry(facts: &Facts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    if proposal.foreign_duties > 0 {
        return Err(say::no(
            RefusalCode::Scope,
            "所选职责不属于本单位，请从本单位职责中选择。",
            "A duty named here is not your unit's; choose from your unit's duties.",
        )
        .on("dutyIds"));
    }
    if proposal.duties == 0 {
        return Err(say::no(
            RefusalCode::Scope,
            "问效点须对应本单位至少一项职责，请选择职责。",
            "A point rests on at least one duty of your own unit; choose one.",
        )
        .on("dutyIds"));
    }
    match proposal.entry {
        Some(written) => entry::check(written, facts.plan.year).map(drop),
        None => Err(Refusal::plain(RefusalCode::Input)),
    }
}

fn check_copy(proposal: &Proposal) -> Result<(), Refusal> {
    match proposal.copy_of {
        None => Ok(()),
        Some(code) => Err(say::no(
            RefusalCode::Dup,
            format!("与问效点{code}内容重复，请退回修改后再审核。"),
            format!("This is a copy of point {code}; return it to be rewritten."),
        )),
    }
}

fn check_progress(facts: &Facts) -> Result<(), Refusal> {
    let Some(progress) = facts.proposal.progress.filter(|value| *value <= 100) else {
        return Err(say::no(
            RefusalCode::Input,
            "请填写0至100之间的整数进度。",
            "Give the progress as a whole number from 0 to 100.",
        )
        .on("progress"));
    };
    if progress < facts.progress && facts.proposal.text.trim().is_empty() {
        let before = facts.progress;
        return Err(say::no(
            RefusalCode::Reason,
            format!("进度由{before}%降为{progress}%，请说明原因。"),
            format!("The progress falls from {before} % to {progress} %; say why."),
        )
        .on("note"));
    }
    Ok(())
}

fn check_change(facts: &Facts) -> Result<(), Refusal> {
    check_text(E::AskChange, &facts.proposal)?;
    let Some(change) = facts.proposal.change else {
        return Err(Refusal::plain(RefusalCode::Input));
    };
    if change.cancels {
        return Ok(());
    }
    if !change.alters {
        return Err(say::no(
            RefusalCode::Input,
            "调整内容与原内容相同，请修改目标、重要程度或完成时限后再申请。",
            "Nothing would change; alter the target, the importance or the due date.",
        ));
    }
    if change.entry.due_on <= facts.today {
        return Err(say::no(
            RefusalCode::Input,
            format!("调整后的完成时限须晚于今天（{}）。", facts.today),
            format!("The new due date has to be after today ({}).", facts.today),
        )
        .on("dueOn"));
    }
    entry::check(change.entry, facts.plan.year).map(drop)
}

fn check_evidence(proposal: &Proposal) -> Result<(), Refusal> {
    if proposal.evidence_count > 0 {
        return Ok(());
    }
    Err(say::no(
        RefusalCode::Evidence,
        "请上传完成情况佐证材料后再申报完成。",
        "Attach evidence before you claim the point as done.",
    )
    .on("fileIds"))
}

/// A point of the sample is visited and graded; the others are verified by their papers.
fn check_visit(facts: &Facts) -> Result<(), Refusal> {
    if facts.sampled != Some(true) {
        return Ok(());
    }
    if !facts.proposal.visited {
        return Err(say::no(
            RefusalCode::Evidence,
            "该问效点已抽入核验样本，须现场核验，请现场核查后勾选。",
            "The point is in the sample; visit the unit and say so.",
        )
        .on("visited"));
    }
    if facts.proposal.quality.is_none() {
        return Err(say::no(
            RefusalCode::Input,
            "该问效点已抽入核验样本，请评定完成质量。",
            "The point is in the sample; grade its quality.",
        )
        .on("quality"));
    }
    Ok(())
}
