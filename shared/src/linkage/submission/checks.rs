//! What stands in the way of an event on a submission (§3.6), with the sentences.

use super::facts::SubmissionFacts;
use super::{from, is_answer, roles_of};
use crate::linkage::SubmissionEventKind as E;
use crate::linkage::{SubmissionState, WindowState, say};
use crate::problem::ProblemState;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

const SUBMISSION: (&str, &str) = ("联动建议", "linkage submission");

/// Role, state, window, conflicts: what can be judged before anybody types.
pub(super) fn standing(state: SubmissionState, event: E, facts: &SubmissionFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    if !from(event).contains(&state) {
        return Err(say::state(SUBMISSION, event, from(event), state));
    }
    if is_answer(event) {
        open_end(event, facts)?;
    }
    matter(event, facts)
}

/// Only the roles of §3.6; what the system does, only the system.
pub(super) fn role(event: E, facts: &SubmissionFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    let may = facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role));
    if may { Ok(()) } else { Err(say::role(event, roles)) }
}

/// `E_STATE`: an event that needs a record.
pub(super) fn not_new(event: E) -> Refusal {
    Refusal::new(
        RefusalCode::State,
        format!("尚无联动建议，不能“{}”。", event.zh()),
        format!("There is no submission yet; \"{}\" does not apply.", event.en()),
    )
}

/// Membership, window and conflicts of an event, whether the record exists or not.
pub(super) fn matter(event: E, facts: &SubmissionFacts) -> Result<(), Refusal> {
    match event {
        E::Save => member(facts),
        E::Submit => member(facts).and_then(|()| in_time(facts)),
        E::NilReturn => member(facts)
            .and_then(|()| in_time(facts))
            .and_then(|()| nothing_sent(facts)),
        E::Supersede => Ok(()),
        E::Accept | E::Return | E::Convert | E::Merge | E::Advise | E::Note => own_unit(facts),
    }
}

/// What the person typed.
pub(super) fn input(event: E, facts: &SubmissionFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    let empty = proposal.text.trim().is_empty();
    match event {
        E::Save | E::Submit => about(facts).and_then(|()| {
            if empty {
                Err(missing(
                    RefusalCode::Input,
                    "text",
                    "请写明履职问题或建议的具体事实。",
                    "Write down the facts of the problem or suggestion.",
                ))
            } else {
                Ok(())
            }
        }),
        E::Return | E::Note | E::Merge if empty => Err(missing(
            RefusalCode::Reason,
            "reason",
            "请填写理由，写明事实或依据。",
            "Give a reason: the facts or the basis.",
        )),
        E::Convert if proposal.similar > 0 && !proposal.not_duplicate => Err(similar(proposal.similar)),
        E::Merge => target(facts),
        E::Advise if !proposal.responsible_named => Err(missing(
            RefusalCode::Input,
            "responsibleOrgId",
            "请选定责任单位和完成时限，或选择本季度已有的对策措施。",
            "Name the unit responsible and its deadline, or choose a countermeasure of this quarter.",
        )),
        E::Advise if proposal.due_on.is_some_and(|due| due < facts.today) => Err(missing(
            RefusalCode::Input,
            "dueOn",
            "完成时限不能早于今天。",
            "The deadline cannot lie before today.",
        )),
        _ => Ok(()),
    }
}

/// Whether it comes after the quarter's end. An urgent one that waits for the next window is not late.
pub(super) fn is_late(facts: &SubmissionFacts) -> bool {
    facts.window == WindowState::Grace
}

fn member(facts: &SubmissionFacts) -> Result<(), Refusal> {
    if facts.is_member {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Scope,
        "贵单位目前不在联动部门名单内，如有疑问请联系市委编办职能运行监管科。",
        "Your department is not a linkage department at present; ask the oversight section.",
    ))
}

/// Only in an open window or its grace; urgent matters do not wait for the next one.
fn in_time(facts: &SubmissionFacts) -> Result<(), Refusal> {
    match facts.window {
        WindowState::Open | WindowState::Grace => Ok(()),
        WindowState::Scheduled if facts.urgent => Ok(()),
        WindowState::Scheduled => Err(Refusal::new(
            RefusalCode::Early,
            "本季度收集窗口尚未开启；紧急事项请勾选“紧急”直接报送，计入下一窗口。",
            "The quarter's window has not opened yet; mark an urgent matter as urgent and it counts in that window.",
        )),
        WindowState::Closed | WindowState::Studied | WindowState::FedBack => Err(Refusal::new(
            RefusalCode::Late,
            "该季度收集窗口和宽限期均已结束；请在下一窗口提交，紧急事项可勾选“紧急”直接报送。",
            "The quarter's window and its grace period are over; use the next window, or mark an urgent matter as urgent.",
        )),
    }
}

fn nothing_sent(facts: &SubmissionFacts) -> Result<(), Refusal> {
    if facts.replies == 0 && !facts.has_nil {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        "贵单位本季度已经提交建议或零报告，无需再作零报告。",
        "Your department has replied for this quarter already; no nil return is needed.",
    ))
}

/// §3.6: about another unit, which is supervised.
fn about(facts: &SubmissionFacts) -> Result<(), Refusal> {
    if facts.about_org == Some(facts.own_org) {
        return Err(missing(
            RefusalCode::Conflict,
            "aboutOrgId",
            "不能反映本单位的履职情况，请改选其他被监管单位；本单位的问题请由部门联络员自报。",
            "You cannot report on your own unit; choose another supervised unit, or have your unit report itself.",
        ));
    }
    if facts.about_org.is_none() || !facts.supervised {
        return Err(missing(
            RefusalCode::Input,
            "aboutOrgId",
            "请从监管对象名录中选择所反映的单位。",
            "Choose the supervised unit concerned from the registry.",
        ));
    }
    Ok(())
}

/// R9: nobody handles a matter of the unit he or she comes from.
fn own_unit(facts: &SubmissionFacts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting else { return Ok(()) };
    if acting.recused || (facts.about_org.is_some() && acting.home_org == facts.about_org) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "该建议涉及您所在或应回避的单位，请由其他人员办理。",
            "The submission concerns the unit you come from or are recused for; somebody else has to handle it.",
        ));
    }
    Ok(())
}

/// What became of a submission is said once.
fn open_end(event: E, facts: &SubmissionFacts) -> Result<(), Refusal> {
    match facts.outcome {
        None => Ok(()),
        Some(outcome) => Err(Refusal::new(
            RefusalCode::State,
            format!("该建议已“{}”，不能再“{}”。", outcome.zh(), event.zh()),
            format!(
                "The submission is answered already ({}); \"{}\" does not apply.",
                outcome.en(),
                event.en()
            ),
        )),
    }
}

/// Evidence moves to a live problem of the same unit only.
fn target(facts: &SubmissionFacts) -> Result<(), Refusal> {
    let live = facts.proposal.merge_into.is_some_and(|target| {
        Some(target.org) == facts.about_org
            && !matches!(target.state, ProblemState::Rejected | ProblemState::Merged)
    });
    if live {
        return Ok(());
    }
    Err(missing(
        RefusalCode::Input,
        "problemId",
        "请选择同一单位的问题，且该问题未被合并或不予立项。",
        "Choose a problem of the same unit that is neither merged nor rejected.",
    ))
}

fn similar(similar: u32) -> Refusal {
    missing(
        RefusalCode::Dup,
        "notDuplicate",
        &format!(
            "该单位已有{similar}个相似的未结问题，请先查看并考虑并入；确属不同事项的，请勾选“不重复”后再转。"
        ),
        &format!(
            "The unit has {similar} similar open problems; look at them and merge, or confirm that this is another matter."
        ),
    )
}

fn missing(code: RefusalCode, field: &str, zh: &str, en: &str) -> Refusal {
    Refusal::new(code, zh, en).on(field)
}
