//! What is judged of the proposal: text, evidence, dates, visit, target (§3.3).

use super::facts::{Facts, MergeTarget};
use super::step::Due;
use super::{say, standing};
use crate::calendar::DayReason;
use crate::identity::Role;
use crate::problem::ProblemEventKind as E;
use crate::problem::{ProblemState, Severity};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Whether the proposal is complete; the chosen due date, where the event sets one.
pub(super) fn check(event: E, facts: &Facts) -> Result<Option<Due>, Refusal> {
    let proposal = &facts.proposal;
    if let Some(refusal) = say::missing_text(event).filter(|_| proposal.text.trim().is_empty()) {
        return Err(refusal);
    }
    match event {
        E::Merge => check_target(facts).map(|()| None),
        E::Assign => check_severity(facts).map(|()| None),
        E::AskExtension => check_days(facts).map(|()| None),
        E::CloseOut => check_visit(facts).map(|()| None),
        E::AcceptPlan => {
            check_section(facts)?;
            chosen_due(facts, facts.deadlines.rectify(facts.severity), "整改").map(Some)
        }
        E::Return => chosen_due(facts, facts.deadlines.return_rectify, "退回后的整改").map(Some),
        _ => Ok(None),
    }
    .and_then(|due| check_evidence(event, facts).map(|()| due))
}

fn check_evidence(event: E, facts: &Facts) -> Result<(), Refusal> {
    match say::missing_evidence(event) {
        Some(refusal) if facts.proposal.evidence_count == 0 => Err(refusal),
        _ => Ok(()),
    }
}

fn check_target(facts: &Facts) -> Result<(), Refusal> {
    let wrong = |code, zh: &str, en: &str| Err(Refusal::new(code, zh, en).on("intoId"));
    match facts.proposal.merge_into {
        None => wrong(
            RefusalCode::Input,
            "请选定要并入的问题。",
            "Choose the problem to merge into.",
        ),
        Some(MergeTarget { is_itself: true, .. }) => wrong(
            RefusalCode::Input,
            "不能并入自身，请选另一个问题。",
            "A problem cannot be merged into itself; choose another.",
        ),
        Some(target) if target.org != facts.org => wrong(
            RefusalCode::Scope,
            "只能并入同一单位的问题，请重新选择。",
            "The target has to be a problem of the same unit; choose another.",
        ),
        Some(MergeTarget {
            state: ProblemState::Rejected | ProblemState::Merged,
            ..
        }) => wrong(
            RefusalCode::State,
            "所选问题已不予立项或已合并，请选另一个问题。",
            "The target was itself rejected or merged; choose another.",
        ),
        Some(_) => Ok(()),
    }
}

/// The chosen severity decides who assigns: the lead for SEVERE, the oversight section for the rest.
fn check_severity(facts: &Facts) -> Result<(), Refusal> {
    let chosen = facts.proposal.severity.unwrap_or(facts.severity);
    standing::check_lead_for_severe(E::Assign, facts, chosen)?;
    let is_lead = facts.acting.is_some_and(|acting| acting.role == Role::Ol);
    if is_lead && chosen != Severity::Severe && facts.severity != Severity::Severe {
        return Err(Refusal::new(
            RefusalCode::Role,
            format!(
                "{}问题由职能运行监管科交办；定为严重的由编办负责人交办。",
                chosen.zh()
            ),
            format!(
                "The oversight section assigns a {} problem; the office lead assigns severe ones.",
                chosen.en()
            ),
        )
        .on("severity"));
    }
    Ok(())
}

fn check_days(facts: &Facts) -> Result<(), Refusal> {
    let max = facts.deadlines.extension_max;
    match facts.proposal.days {
        None | Some(0) => Err(Refusal::new(
            RefusalCode::Input,
            format!("请填写延期天数（1至{max}个工作日）。"),
            format!("Say how many working days are needed (1 to {max})."),
        )
        .on("days")),
        Some(days) if days > max => Err(Refusal::new(
            RefusalCode::Limit,
            format!("每次最多延期{max}个工作日，所填为{days}个。"),
            format!("One extension is {max} working days at most; {days} were asked for."),
        )
        .on("days")),
        Some(_) => Ok(()),
    }
}

fn check_visit(facts: &Facts) -> Result<(), Refusal> {
    if facts.severity == Severity::Minor || facts.proposal.visited {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Evidence,
        format!(
            "{}问题须经现场复核方可销号，请现场核查后勾选。",
            facts.severity.zh()
        ),
        format!(
            "A {} problem is closed only after a visit; visit and say so.",
            facts.severity.en()
        ),
    )
    .on("visited"))
}

fn check_section(facts: &Facts) -> Result<(), Refusal> {
    if facts.proposal.section_named {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "请选定负责整改的科室。",
        "Name the section responsible for the rectification.",
    )
    .on("sectionId"))
}

/// The due date a person chose: a working day after today, at most `cap` working days away.
fn chosen_due(facts: &Facts, cap: u32, what: &str) -> Result<Due, Refusal> {
    let (today, calendar) = (facts.today, facts.calendar);
    let refuse = |code, zh: String, en: String| Err(Refusal::new(code, zh, en).on("dueOn"));
    let last = calendar.add_working_days(today, cap)?;
    let Some(on) = facts.proposal.due_on else {
        return refuse(
            RefusalCode::Input,
            format!("请选定整改期限（最迟{last}）。"),
            format!("Choose the due date ({last} at the latest)."),
        );
    };
    if on <= today {
        return refuse(
            RefusalCode::Input,
            format!("整改期限{on}须晚于今天（{today}）。"),
            format!("The due date {on} has to be after today ({today})."),
        );
    }
    if on > last {
        return refuse(
            RefusalCode::Limit,
            format!("{what}期限最长{cap}个工作日，最迟为{last}，所选{on}超出。"),
            format!("The due date may be {cap} working days away at most, that is {last}; {on} is later."),
        );
    }
    let day = calendar.day(on)?;
    if !day.is_working {
        let why = DayReason::of(day);
        let note = if day.note.is_empty() {
            why.zh()
        } else {
            day.note.as_str()
        };
        return refuse(
            RefusalCode::Input,
            format!("{on}不是工作日（{note}），请改选工作日。"),
            format!("{on} is not a working day ({}); choose a working day.", why.en()),
        );
    }
    let working_days = u32::try_from(calendar.working_days_between(today, on)?).unwrap_or(0);
    Ok(Due {
        on,
        from: today,
        working_days,
    })
}
