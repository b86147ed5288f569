//! What can be judged before anybody types a word: role, state, conflicts, limits, lateness (§3.3, R9, R10).

use chrono::{Days, NaiveDate};

use super::alert::alert;
use super::facts::{Acting, Facts};
use super::{extension_decider, say, table};
use crate::identity::Role;
use crate::problem::ProblemEventKind as E;
use crate::problem::{Alert, ProblemState, Severity};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Whether the event stands in this state for this actor, whatever is proposed with it.
pub(super) fn check(state: ProblemState, event: E, facts: &Facts) -> Result<(), Refusal> {
    let Some(rule) = table::rule_of(event) else {
        return Err(Refusal::plain(RefusalCode::State));
    };
    check_role(event, rule.roles, facts.acting)?;
    if !rule.from.contains(&state) {
        return Err(say::state(event, rule.from, state));
    }
    if let Some(acting) = facts.acting.filter(|_| is_of_the_office(event)) {
        check_own_unit(facts, acting)?;
    }
    match event {
        E::AcceptByDefault => check_passed(facts, facts.step_due_on),
        E::NotImmediate => check_passed(facts, facts.due_on),
        E::Escalate => check_alerted(state, facts),
        E::Contest => check_contest(facts),
        E::AcceptNow if facts.severity == Severity::Severe => Err(severe_needs_plan()),
        E::AcceptNow | E::AcceptPlan => check_answered_in_time(facts),
        E::AskExtension => check_ask(facts),
        E::GrantExtension | E::RefuseExtension => check_decision(event, facts),
        E::Submit => check_submit(state, facts),
        E::TakeReverification | E::Return => check_other_person(facts),
        E::Assign => check_lead_for_severe(event, facts, facts.severity),
        E::CloseOut => {
            check_lead_for_severe(event, facts, facts.severity)?;
            check_other_person(facts)
        }
        E::Reopen => check_relapse(facts),
        E::Raise | E::Take | E::Reject | E::Merge | E::Start | E::Resume => Ok(()),
    }
}

/// Only the roles of the table, and automatic events only the system.
pub(super) fn check_role(event: E, roles: &[Role], acting: Option<Acting>) -> Result<(), Refusal> {
    let may = acting.map_or(roles.is_empty(), |acting| roles.contains(&acting.role));
    if may { Ok(()) } else { Err(say::role(event, roles)) }
}

/// A SEVERE problem is assigned and closed by the office lead.
pub(super) fn check_lead_for_severe(event: E, facts: &Facts, severity: Severity) -> Result<(), Refusal> {
    let is_lead = facts.acting.is_some_and(|acting| acting.role == Role::Ol);
    if severity == Severity::Severe && !is_lead {
        Err(say::severe_needs_lead(event))
    } else {
        Ok(())
    }
}

/// Events in which the office handles, verifies, decides or closes; R9 applies to them.
fn is_of_the_office(event: E) -> bool {
    matches!(
        event,
        E::Take
            | E::Reject
            | E::Merge
            | E::Assign
            | E::GrantExtension
            | E::RefuseExtension
            | E::TakeReverification
            | E::Return
            | E::CloseOut
            | E::Reopen
    )
}

fn check_own_unit(facts: &Facts, acting: Acting) -> Result<(), Refusal> {
    if acting.home_org == Some(facts.org) {
        return Err(say::own_unit());
    }
    if acting.recused {
        Err(say::recused())
    } else {
        Ok(())
    }
}

/// R10, and the other pair of eyes for MODERATE and SEVERE.
fn check_other_person(facts: &Facts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting else { return Ok(()) };
    if facts.people.submitter == Some(acting.person) {
        return Err(say::submitter());
    }
    if facts.severity != Severity::Minor && facts.people.first_verifier == Some(acting.person) {
        return Err(say::first_verifier(facts.severity));
    }
    Ok(())
}

fn check_passed(facts: &Facts, due: Option<NaiveDate>) -> Result<(), Refusal> {
    match due {
        Some(due) if facts.today > due => Ok(()),
        Some(due) => Err(Refusal::new(
            RefusalCode::Early,
            format!("时限{due}尚未届满，届满后由系统自动办理。"),
            format!("The deadline {due} has not passed; the system acts when it has."),
        )),
        None => Err(Refusal::new(
            RefusalCode::Early,
            "没有正在计算的时限，无需自动办理。",
            "No deadline is running, so there is nothing to do automatically.",
        )),
    }
}

fn check_alerted(state: ProblemState, facts: &Facts) -> Result<(), Refusal> {
    if alert(state, facts)? == Alert::None {
        return Err(Refusal::new(
            RefusalCode::Early,
            "尚未达到预警条件。",
            "The conditions of an alert are not met yet.",
        ));
    }
    Ok(())
}

fn check_contest(facts: &Facts) -> Result<(), Refusal> {
    if facts.contested {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "每个问题只能提出一次异议，本问题已提出过，请认领整改。",
            "A problem may be contested once, and this one has been; accept it and rectify.",
        ));
    }
    // The answer runs 2 WD, the objection 3 WD from the same day.
    let (contest, answer) = (facts.deadlines.problem_contest, facts.deadlines.problem_answer);
    let Some(answer_by) = facts.step_due_on else {
        return Ok(());
    };
    let last = facts
        .calendar
        .add_working_days(answer_by, contest.saturating_sub(answer))?;
    if facts.today > last {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("提出异议的期限为交办后{contest}个工作日，已于{last}届满。"),
            format!(
                "An objection has to be made within {contest} working days of the assignment; that ended on {last}."
            ),
        ));
    }
    Ok(())
}

fn severe_needs_plan() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "严重问题不适用立行立改，请填写整改措施并列入整改台账。",
        "A severe problem cannot be rectified on the spot; accept it with a plan.",
    )
}

fn check_answered_in_time(facts: &Facts) -> Result<(), Refusal> {
    match facts.step_due_on {
        Some(due) if facts.today > due => Err(Refusal::new(
            RefusalCode::Late,
            format!("答复期限已于{due}届满，该问题将自动列入整改台账，按默认期限整改。"),
            format!(
                "The time to answer ended on {due}; the problem enters the ledger by itself with the default deadline."
            ),
        )),
        _ => Ok(()),
    }
}

fn check_ask(facts: &Facts) -> Result<(), Refusal> {
    let limits = facts.deadlines;
    if facts.pending_extension.is_some() {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "已有一份延期申请待答复，请等待答复后再申请。",
            "One request for an extension is waiting already; wait for its decision.",
        ));
    }
    if facts.extensions_count >= limits.extension_times {
        return Err(Refusal::new(
            RefusalCode::Limit,
            format!(
                "每个问题最多延期{}次，本问题已延期{}次，不能再申请。",
                limits.extension_times, facts.extensions_count
            ),
            format!(
                "A problem may be extended {} times at most; this one has been {} times.",
                limits.extension_times, facts.extensions_count
            ),
        ));
    }
    let Some(due) = facts.due_on else { return Ok(()) };
    let left = facts.calendar.working_days_between(facts.today, due)?;
    if left < i64::from(limits.extension_ask) {
        let (days, left) = (limits.extension_ask, left.max(0));
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("延期须在到期前至少{days}个工作日申请；期限为{due}，现仅剩{left}个工作日。"),
            format!(
                "An extension is asked for at least {days} working days before the due date; {due} is {left} away."
            ),
        ));
    }
    Ok(())
}

fn check_decision(event: E, facts: &Facts) -> Result<(), Refusal> {
    let Some(pending) = facts.pending_extension else {
        return Err(Refusal::new(
            RefusalCode::State,
            "没有待答复的延期申请。",
            "No request for an extension is waiting.",
        ));
    };
    let decider = extension_decider(facts.extensions_count);
    let Some(acting) = facts.acting else { return Ok(()) };
    if acting.role != decider {
        let nth = facts.extensions_count + 1;
        return Err(Refusal::new(
            RefusalCode::Role,
            format!("第{nth}次延期由{}答复。", decider.zh()),
            format!(
                "Extension number {nth} is decided by the {} ({}).",
                decider.en(),
                event.en()
            ),
        ));
    }
    if acting.person == pending.asked_by {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "延期由您本人申请，不能由您答复，请由其他人员办理。",
            "You asked for this extension yourself; somebody else has to decide it.",
        ));
    }
    Ok(())
}

fn check_submit(state: ProblemState, facts: &Facts) -> Result<(), Refusal> {
    if let (ProblemState::Immediate, Some(due)) = (state, facts.due_on)
        && facts.today > due
    {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("立行立改期限已于{due}届满，该问题将自动转入整改台账，请列账后再申请销号。"),
            format!(
                "The time for immediate rectification ended on {due}; the problem enters the ledger, submit it from there."
            ),
        ));
    }
    let person = facts.acting.map(|acting| acting.person);
    if person.is_some() && (person == facts.people.first_verifier || person == facts.people.handler) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "您参与了该问题的核实，不能再代单位申请销号，请由其他人员办理。",
            "You verified this problem; somebody else has to submit the unit's rectification.",
        ));
    }
    Ok(())
}

fn check_relapse(facts: &Facts) -> Result<(), Refusal> {
    let days = facts.deadlines.reopen_days;
    let Some(closed_on) = facts.closed_on else {
        return Err(Refusal::new(
            RefusalCode::State,
            "该问题没有销号日期，不能重新整改。",
            "The problem has no close-out date and cannot be reopened.",
        ));
    };
    let last = closed_on
        .checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(closed_on);
    if facts.today > last {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!("问题于{closed_on}销号，超过{days}天（截至{last}）不能重新整改，请作为新问题登记。"),
            format!(
                "The problem was closed on {closed_on}; after {days} days (until {last}) a relapse is raised as a new problem."
            ),
        ));
    }
    Ok(())
}
