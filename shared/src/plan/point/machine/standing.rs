//! What can be judged before anybody types a word: role, state, conflicts, limits, lateness (§3.2, R9, R10).

use chrono::Days;

use super::facts::Facts;
use super::{change_decider, say, table};
use crate::identity::Role;
use crate::plan::point::PointEventKind as E;
use crate::plan::point::PointState;
use crate::plan::point::rules::year_end;
use crate::problem::machine::Acting;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Whether the event stands in this state for this actor, whatever is proposed with it.
pub(super) fn check(state: PointState, event: E, facts: &Facts) -> Result<(), Refusal> {
    let Some(rule) = table::rule_of(event) else {
        return Err(Refusal::plain(RefusalCode::State));
    };
    check_role(event, rule.roles, facts.acting)?;
    if !rule.from.contains(&state) {
        return Err(say::state(event, rule.from, state));
    }
    if event != E::Archive && facts.plan.frozen {
        return Err(frozen());
    }
    if let Some(acting) = facts.acting.filter(|acting| of_the_office(acting.role)) {
        check_own_unit(facts, acting)?;
    }
    match event {
        E::Activate => check_from(facts, facts.plan.starts_on),
        E::AskChange => check_ask(facts),
        E::GrantChange | E::RefuseChange => check_decision(facts),
        E::Verify => check_drawn(facts).and_then(|()| check_other(facts)),
        E::Reject => check_other(facts),
        E::Overdue => check_overdue(facts),
        E::Expire => check_after(facts),
        E::Archive if !facts.plan.frozen => {
            Err(early("年度结果尚未冻结", "The year's result is not frozen yet"))
        }
        E::Submit | E::Edit => check_plan(facts),
        E::Create | E::Return | E::Approve | E::Progress | E::Claim | E::Archive => Ok(()),
    }
}

/// Only the roles of the table, and automatic events only the system.
pub(super) fn check_role(event: E, roles: &[Role], acting: Option<Acting>) -> Result<(), Refusal> {
    let may = acting.map_or(roles.is_empty(), |acting| roles.contains(&acting.role));
    if may { Ok(()) } else { Err(say::role(event, roles)) }
}

/// Points are written while the plan is in force and its year has not ended.
pub(super) fn check_plan(facts: &Facts) -> Result<(), Refusal> {
    if facts.plan.frozen {
        return Err(frozen());
    }
    let year = facts.plan.year;
    if !facts.plan.published {
        return Err(say::no(
            RefusalCode::State,
            format!("{year}年度监管方案尚未发布，不能填报问效点，请待方案发布后填报。"),
            format!("The plan of {year} is not published yet; points are written under a published plan."),
        ));
    }
    if facts.today > year_end(year) {
        return Err(say::no(
            RefusalCode::Late,
            format!("{year}年度已结束，不能再填报该年度问效点。"),
            format!("The year {year} has ended; its points can no longer be written."),
        ));
    }
    Ok(())
}

fn frozen() -> Refusal {
    say::no(
        RefusalCode::Frozen,
        "年度结果已冻结，问效点不能再更改。",
        "The year's result is frozen; points cannot be changed any more.",
    )
}

fn of_the_office(role: Role) -> bool {
    matches!(role, Role::Ol | Role::Ov | Role::Ex)
}

fn check_own_unit(facts: &Facts, acting: Acting) -> Result<(), Refusal> {
    if acting.recused || acting.home_org == Some(facts.org) {
        return Err(say::no(
            RefusalCode::Conflict,
            "该问效点属于您所在或应当回避的单位，请由其他人员办理。",
            "The point is of the unit you come from or are recused for; somebody else has to handle it.",
        ));
    }
    Ok(())
}

fn early(zh: &str, en: &str) -> Refusal {
    say::no(
        RefusalCode::Early,
        format!("{zh}，届时由系统自动办理。"),
        format!("{en}; the system acts when it is."),
    )
}

fn check_from(facts: &Facts, start: chrono::NaiveDate) -> Result<(), Refusal> {
    if facts.today >= start {
        Ok(())
    } else {
        Err(early(
            &format!("监管期自{start}起"),
            &format!("Supervision begins on {start}"),
        ))
    }
}

fn check_after(facts: &Facts) -> Result<(), Refusal> {
    if facts.today > year_end(facts.plan.year) {
        Ok(())
    } else {
        Err(early("年度尚未结束", "The year has not ended yet"))
    }
}

/// Overdue by more than 30 days, and not a problem yet.
fn check_overdue(facts: &Facts) -> Result<(), Refusal> {
    let last = facts
        .due_on
        .checked_add_days(Days::new(u64::from(facts.rules.point_overdue)))
        .unwrap_or(facts.due_on);
    if facts.has_problem {
        return Err(say::no(
            RefusalCode::Dup,
            "该问效点逾期已转为履职问题。",
            "The point's lateness has become a problem already.",
        ));
    }
    if facts.today > last {
        Ok(())
    } else {
        Err(early(
            &format!("逾期满{}日（至{last}）后转为履职问题", facts.rules.point_overdue),
            &format!("It becomes a problem when it is overdue on {last}"),
        ))
    }
}

fn check_ask(facts: &Facts) -> Result<(), Refusal> {
    let most = facts.rules.point_changes;
    if facts.changes_count >= most {
        return Err(say::no(
            RefusalCode::Limit,
            format!(
                "每个问效点最多调整{most}次，本问效点已调整{}次，不能再申请。",
                facts.changes_count
            ),
            format!(
                "A point may be changed {most} times at most; this one has been {} times.",
                facts.changes_count
            ),
        ));
    }
    if facts.today >= facts.due_on {
        return Err(say::no(
            RefusalCode::Late,
            format!("调整须在完成时限（{}）之前申请，现已到期。", facts.due_on),
            format!(
                "A change is asked for before the due date; it was due on {}.",
                facts.due_on
            ),
        ));
    }
    Ok(())
}

fn check_decision(facts: &Facts) -> Result<(), Refusal> {
    let Some(pending) = facts.pending else {
        return Err(say::no(
            RefusalCode::State,
            "没有待批的调整申请。",
            "No request for a change is waiting.",
        ));
    };
    let Some(acting) = facts.acting else { return Ok(()) };
    let decider = change_decider(facts, pending);
    if acting.role != decider {
        let days = facts.rules.point_change_own_days;
        return Err(say::no(
            RefusalCode::Role,
            format!(
                "本次调整由{}审批：延后不超过{days}日的由职能运行监管科审批，超过{days}日或取消的由编办负责人审批。",
                decider.zh()
            ),
            format!(
                "This change is decided by the {}: up to {days} days by the oversight section, beyond that and cancellations by the office lead.",
                decider.en()
            ),
        ));
    }
    if acting.person == pending.asked_by {
        return Err(say::no(
            RefusalCode::Conflict,
            "调整由您本人申请，不能由您审批，请由其他人员办理。",
            "You asked for this change yourself; somebody else has to decide it.",
        ));
    }
    Ok(())
}

/// Nothing is verified before the draw, or the sample could be chosen by its results.
fn check_drawn(facts: &Facts) -> Result<(), Refusal> {
    if facts.sampled.is_some() {
        return Ok(());
    }
    Err(say::no(
        RefusalCode::Early,
        "本年度核验样本尚未抽取，请先在“核验抽样”中抽取样本，再办理核验。",
        "The year's sample is not drawn yet; draw it under Verification sample first.",
    ))
}

fn check_other(facts: &Facts) -> Result<(), Refusal> {
    let person = facts.acting.map(|acting| acting.person);
    if person.is_some() && person == facts.claimant {
        return Err(say::no(
            RefusalCode::Conflict,
            "该问效点由您申报完成，不能由您核验，请由其他人员办理。",
            "You claimed this point as done; somebody else has to verify it.",
        ));
    }
    Ok(())
}
