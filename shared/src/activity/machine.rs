//! The life of a joint activity (§3.13).

use chrono::NaiveDate;

use super::{ActivityEventKind, ActivityState};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::deadlines::Deadlines;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActivityProposal<'a> {
    /// Reason of CANCEL, report of REPORT.
    pub text: &'a str,
    /// Number of the notice, for NOTIFY.
    pub doc_no: &'a str,
}

/// Everything a decision about an activity depends on.
#[derive(Debug, Clone, Copy)]
pub struct ActivityFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Role of the hat worn; `None` is the system.
    pub acting: Option<Role>,
    /// First day on site.
    pub from_on: NaiveDate,
    /// Units of which no visit has been recorded.
    pub unvisited: usize,
    /// Findings neither converted nor dropped.
    pub unsettled: usize,
    /// Problems grown out of it that are not closed, rejected or merged.
    pub open_problems: usize,
    /// What is proposed with the event.
    pub proposal: ActivityProposal<'a>,
}

/// Who is told of a step, apart from the team, which always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityAudience {
    /// Leads and contacts of the units inspected.
    Units,
    /// Leads and contacts of the units that have findings.
    UnitsFound,
    /// Members of the team.
    Team,
    /// The sections with which the result is shared.
    Sections,
    /// The oversight section.
    Oversight,
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityStep {
    /// New state.
    pub to: ActivityState,
    /// Until when units answer, for PUT.
    pub answer_due: Option<NaiveDate>,
    /// Who is told.
    pub notify: &'static [ActivityAudience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityAvailability {
    /// The event.
    pub event: ActivityEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: ActivityState,
    event: ActivityEventKind,
    facts: &ActivityFacts,
) -> Result<ActivityStep, Refusal> {
    standing(state, event, facts)?;
    input(event, facts)?;
    outcome(event, facts)
}

/// Whether CLOSE is due: reported, and no problem is open.
pub fn automatic(state: ActivityState, facts: &ActivityFacts) -> Option<ActivityEventKind> {
    let clock = ActivityFacts {
        acting: None,
        ..*facts
    };
    standing(state, ActivityEventKind::Close, &clock)
        .ok()
        .map(|()| ActivityEventKind::Close)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: ActivityState, role: Role, facts: &ActivityFacts) -> Vec<ActivityAvailability> {
    let facts = ActivityFacts {
        acting: Some(role),
        ..*facts
    };
    ActivityEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| ActivityAvailability {
            event,
            outcome: standing(state, event, &facts),
        })
        .collect()
}

/// The capability a service authorises; the system needs none for CLOSE.
pub fn capability_of(event: ActivityEventKind) -> Option<Capability> {
    (event != ActivityEventKind::Close).then_some(Capability::ActivityManage)
}

/// The roles that may ever fire an event.
pub fn roles_of(event: ActivityEventKind) -> &'static [Role] {
    use ActivityEventKind as E;
    match event {
        E::Plan | E::Notify | E::Enter | E::Put | E::Cancel => &[Role::Ol, Role::Ov, Role::Os],
        E::Report => &[Role::Ol],
        E::Close => &[],
    }
}

/// The states an event leaves.
pub fn from(event: ActivityEventKind) -> &'static [ActivityState] {
    use ActivityEventKind as E;
    use ActivityState as S;
    match event {
        E::Plan => &[],
        E::Notify => &[S::Planned],
        E::Enter => &[S::Notified],
        E::Put => &[S::OnSite],
        E::Report => &[S::Findings],
        E::Close => &[S::Reported],
        E::Cancel => &[S::Planned, S::Notified],
    }
}

fn standing(state: ActivityState, event: ActivityEventKind, facts: &ActivityFacts) -> Result<(), Refusal> {
    use ActivityEventKind as E;
    let roles = roles_of(event);
    if !facts
        .acting
        .map_or(roles.is_empty(), |role| roles.contains(&role))
    {
        return Err(wrong_role(event));
    }
    if !from(event).contains(&state) {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该督管活动当前为“{}”，不能“{}”。", state.zh(), event.zh()),
            format!(
                "The activity is \"{}\"; this is not possible now: {}.",
                state.en(),
                event.en()
            ),
        ));
    }
    match event {
        E::Notify => in_time(facts),
        E::Enter if facts.today < facts.from_on => Err(Refusal::new(
            RefusalCode::Early,
            format!("计划于{}进场，届时再登记。", facts.from_on),
            format!("The team goes on site on {}; record it then.", facts.from_on),
        )),
        E::Put if facts.unvisited > 0 => Err(Refusal::new(
            RefusalCode::State,
            format!(
                "还有{}个单位未登记检查情况，请逐个登记后再反馈。",
                facts.unvisited
            ),
            format!(
                "No visit is recorded for {} units; record each before you put the findings.",
                facts.unvisited
            ),
        )),
        E::Report if facts.unsettled > 0 => Err(Refusal::new(
            RefusalCode::State,
            format!(
                "还有{}项发现未转为问题，也未说明不作处理的理由，请先逐项处理。",
                facts.unsettled
            ),
            format!(
                "{} findings are neither converted nor dropped; settle each first.",
                facts.unsettled
            ),
        )),
        E::Close if facts.open_problems > 0 => Err(Refusal::new(
            RefusalCode::Early,
            format!("还有{}件问题未销号。", facts.open_problems),
            format!("{} of its problems are open.", facts.open_problems),
        )),
        _ => Ok(()),
    }
}

/// Units are told so many working days beforehand.
fn in_time(facts: &ActivityFacts) -> Result<(), Refusal> {
    let days = facts.deadlines.activity_notice;
    let earliest = facts.calendar.add_working_days(facts.today, days)?;
    if earliest <= facts.from_on {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Late,
        format!("应提前{days}个工作日通知单位；今日通知，最早于{earliest}进场，请取消后重新安排时间。"),
        format!(
            "Units are told {days} working days beforehand; told today, the team may come on {earliest}. Cancel and plan again."
        ),
    ))
}

fn input(event: ActivityEventKind, facts: &ActivityFacts) -> Result<(), Refusal> {
    use ActivityEventKind as E;
    let typed = &facts.proposal;
    match event {
        E::Notify if typed.doc_no.trim().is_empty() => Err(Refusal::new(
            RefusalCode::Basis,
            "请填写通知文号。",
            "Give the number of the notice.",
        )
        .on("docNo")),
        E::Report if typed.text.trim().is_empty() => Err(Refusal::new(
            RefusalCode::Input,
            "请填写报告摘要：检查情况、主要问题和建议。",
            "Write the report: what was inspected, the main problems, what is proposed.",
        )
        .on("report")),
        E::Cancel if typed.text.trim().is_empty() => Err(Refusal::new(
            RefusalCode::Reason,
            "请写明取消的原因。",
            "Say why it is cancelled.",
        )
        .on("reason")),
        _ => Ok(()),
    }
}

fn outcome(event: ActivityEventKind, facts: &ActivityFacts) -> Result<ActivityStep, Refusal> {
    use ActivityAudience as A;
    use ActivityEventKind as E;
    use ActivityState as S;
    let told = |to, notify, notice| ActivityStep {
        to,
        answer_due: None,
        notify,
        notice,
    };
    Ok(match event {
        E::Plan => told(S::Planned, &[], None),
        E::Notify => told(
            S::Notified,
            &[A::Units, A::Team],
            Some(NoticeKind::ActivityNotified),
        ),
        E::Enter => told(S::OnSite, &[], None),
        E::Put => ActivityStep {
            answer_due: Some(
                facts
                    .calendar
                    .add_working_days(facts.today, facts.deadlines.activity_confirm)?,
            ),
            ..told(S::Findings, &[A::UnitsFound], Some(NoticeKind::FindingPut))
        },
        E::Report => told(
            S::Reported,
            &[A::Units, A::Team, A::Sections],
            Some(NoticeKind::ActivityReported),
        ),
        E::Close => told(
            S::Closed,
            &[A::Oversight, A::Team],
            Some(NoticeKind::ActivityClosed),
        ),
        E::Cancel => told(
            S::Cancelled,
            &[A::Units, A::Team],
            Some(NoticeKind::ActivityCancelled),
        ),
    })
}

fn wrong_role(event: ActivityEventKind) -> Refusal {
    let roles = roles_of(event);
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    if roles.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            "问题全部销号后，活动自动办结。",
            "The activity closes by itself when all its problems are closed.",
        );
    }
    Refusal::new(
        RefusalCode::Role,
        format!("督管活动的“{}”由{}办理。", event.zh(), zh.join("、")),
        format!("Only the {} may do this: {}.", en.join(", the "), event.en()),
    )
}
