//! Alerts that run beside a case: its own deadline and that of the present step (§3.7, as §3.3 does it).

use chrono::NaiveDate;

use super::facts::CaseAudience;
use crate::calendar::WorkCalendar;
use crate::coordination::CaseState as S;
use crate::notice::NoticeKind;
use crate::plan::params::DeadlinesWd;
use crate::problem::Alert;
use crate::refusal::Refusal;

/// The deadline that shows: the step's, or that of the decision if it comes first.
pub fn running(state: S, due_on: Option<NaiveDate>, step_due_on: Option<NaiveDate>) -> Option<NaiveDate> {
    let decision = due_on.filter(|_| matches!(state, S::Accepted | S::Hearing | S::Expert));
    match (decision, step_due_on) {
        _ if state.is_over() => None,
        (Some(decision), Some(step)) => Some(decision.min(step)),
        (decision, step) => decision.or(step),
    }
}

/// The alert of a case today.
pub fn alert(
    state: S,
    (due_on, step_due_on): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
    (calendar, limits): (&WorkCalendar, &DeadlinesWd),
) -> Result<Alert, Refusal> {
    level(running(state, due_on, step_due_on), today, calendar, limits)
}

/// BLUE from 3 WD before a day, YELLOW from the first overdue working day, RED from the 10th.
pub(crate) fn level(
    due: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &WorkCalendar,
    limits: &DeadlinesWd,
) -> Result<Alert, Refusal> {
    let Some(due) = due else { return Ok(Alert::None) };
    let overdue = calendar.overdue_working_days(due, today)?;
    if overdue >= limits.alert_red {
        return Ok(Alert::Red);
    }
    if overdue >= limits.alert_yellow {
        return Ok(Alert::Yellow);
    }
    let left = calendar.working_days_between(today, due)?;
    Ok(if left <= i64::from(limits.alert_blue) {
        Alert::Blue
    } else {
        Alert::None
    })
}

/// Who is told when a level is reached: whoever has the next step, and the office lead of a RED one.
pub fn told(alert: Alert, state: S) -> &'static [CaseAudience] {
    use CaseAudience as A;
    match (alert, state) {
        (Alert::None, _) => &[],
        (Alert::Red, S::Supplement) => &[A::Oversight, A::OfficeLead, A::Applicant],
        (Alert::Red, S::Hearing) => &[A::Oversight, A::OfficeLead, A::Parties],
        (Alert::Red, _) => &[A::Oversight, A::OfficeLead],
        (_, S::Supplement) => &[A::Applicant],
        (Alert::Yellow, S::Hearing) => &[A::Oversight, A::Parties],
        (_, S::Hearing) => &[A::Parties],
        _ => &[A::Oversight],
    }
}

/// With which words.
pub fn notice_of(alert: Alert) -> Option<NoticeKind> {
    match alert {
        Alert::None => None,
        Alert::Blue => Some(NoticeKind::CaseDueSoon),
        Alert::Yellow | Alert::Red => Some(NoticeKind::CaseOverdue),
    }
}
