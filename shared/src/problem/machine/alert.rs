//! Alerts that run beside the state (§3.3).

use super::facts::Facts;
use super::step::Audience;
use crate::notice::NoticeKind;
use crate::problem::{Alert, ProblemState};
use crate::refusal::Refusal;

/// The alert of a problem today: BLUE from 3 WD before the due date, YELLOW from the first overdue working day,
/// RED from the 10th or from the second return. The unit's clock runs in IMMEDIATE, LEDGERED, RECTIFYING and
/// RETURNED; while the office re-verifies, only the second return shows.
pub fn alert(state: ProblemState, facts: &Facts) -> Result<Alert, Refusal> {
    use ProblemState as S;
    let limits = facts.deadlines;
    let twice = facts.returned_count >= limits.alert_red_returns;
    match state {
        S::Immediate | S::Ledgered | S::Rectifying | S::Returned | S::Submitted | S::Reverifying if twice => {
            return Ok(Alert::Red);
        }
        S::Immediate | S::Ledgered | S::Rectifying | S::Returned => {}
        _ => return Ok(Alert::None),
    }
    let Some(due) = facts.due_on else {
        return Ok(Alert::None);
    };
    let overdue = facts.calendar.overdue_working_days(due, facts.today)?;
    if overdue >= limits.alert_red {
        return Ok(Alert::Red);
    }
    if overdue >= limits.alert_yellow {
        return Ok(Alert::Yellow);
    }
    let left = facts.calendar.working_days_between(facts.today, due)?;
    Ok(if left <= i64::from(limits.alert_blue) {
        Alert::Blue
    } else {
        Alert::None
    })
}

/// Who is told when a level is reached.
pub fn told(alert: Alert) -> &'static [Audience] {
    match alert {
        Alert::None => &[],
        Alert::Blue => &[Audience::UnitContact],
        Alert::Yellow => &[Audience::UnitLead],
        Alert::Red => &[Audience::UnitLead, Audience::OfficeLead, Audience::LeaderInCharge],
    }
}

/// With which words.
pub fn notice_of(alert: Alert) -> Option<NoticeKind> {
    match alert {
        Alert::None => None,
        Alert::Blue => Some(NoticeKind::AlertBlue),
        Alert::Yellow => Some(NoticeKind::AlertYellow),
        Alert::Red => Some(NoticeKind::AlertRed),
    }
}
