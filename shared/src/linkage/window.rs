//! The life of a quarter's window (§3.6): opened and closed by the clock, studied and fed back by the office.

use chrono::NaiveDate;

use super::quarter::WindowDays;
use super::{Audience, WindowEventKind, WindowState, say};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::Acting;
use crate::refusal::{Refusal, RefusalCode};

/// Everything a decision about a window depends on.
#[derive(Debug, Clone, Copy)]
pub struct WindowFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// The window's days.
    pub days: WindowDays,
    /// Submissions that nobody has accepted or returned yet.
    pub undecided: u32,
    /// Accepted submissions without a countermeasure, a problem or a note.
    pub unanswered: u32,
}

/// The result of an allowed event on a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowStep {
    /// New state.
    pub to: WindowState,
    /// Last day for whoever acts next; `None` when nobody has to.
    pub due_on: Option<NaiveDate>,
    /// Who is told.
    pub notify: Audience,
    /// With which words.
    pub notice: NoticeKind,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowAvailability {
    /// The event.
    pub event: WindowEventKind,
    /// `Err` says what stands in the way.
    pub outcome: Result<(), Refusal>,
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: WindowState, event: WindowEventKind, facts: &WindowFacts) -> Result<WindowStep, Refusal> {
    standing(state, event, facts)?;
    let after = |day, days| facts.calendar.add_working_days(day, days).map(Some);
    let (to, due_on, notify, notice) = match event {
        WindowEventKind::Open => (
            WindowState::Open,
            Some(facts.days.closes_on),
            Audience::Members,
            NoticeKind::LinkageOpened,
        ),
        WindowEventKind::Grace => (
            WindowState::Grace,
            Some(facts.days.grace_until),
            Audience::SilentMembers,
            NoticeKind::LinkageGrace,
        ),
        WindowEventKind::Close => (
            WindowState::Closed,
            after(facts.days.grace_until, facts.deadlines.linkage_study)?,
            Audience::Oversight,
            NoticeKind::LinkageClosed,
        ),
        WindowEventKind::Study => (
            WindowState::Studied,
            after(facts.today, facts.deadlines.linkage_feedback)?,
            Audience::OfficeLead,
            NoticeKind::LinkageStudied,
        ),
        WindowEventKind::FeedBack => (
            WindowState::FedBack,
            None,
            Audience::Members,
            NoticeKind::LinkageFedBack,
        ),
    };
    Ok(WindowStep {
        to,
        due_on,
        notify,
        notice,
    })
}

/// The automatic event that is due now.
pub fn automatic(state: WindowState, facts: &WindowFacts) -> Option<WindowEventKind> {
    let facts = WindowFacts {
        acting: None,
        ..*facts
    };
    [
        WindowEventKind::Open,
        WindowEventKind::Grace,
        WindowEventKind::Close,
    ]
    .into_iter()
    .find(|event| standing(state, *event, &facts).is_ok())
}

/// Whether departments that have not replied are to be reminded: BLUE, 3 working days before the quarter's end.
pub fn reminds(state: WindowState, facts: &WindowFacts) -> Result<bool, Refusal> {
    let left = facts
        .calendar
        .working_days_between(facts.today, facts.days.closes_on)?;
    Ok(state == WindowState::Open && left <= i64::from(facts.deadlines.alert_blue))
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: WindowState, facts: &WindowFacts) -> Vec<WindowAvailability> {
    use crate::wire::Wire;
    let Some(acting) = facts.acting else {
        return Vec::new();
    };
    WindowEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event) == state && roles_of(*event).contains(&acting.role))
        .map(|event| WindowAvailability {
            event,
            outcome: standing(state, event, facts),
        })
        .collect()
}

/// The roles that may ever fire an event; empty for those of the clock.
pub fn roles_of(event: WindowEventKind) -> &'static [Role] {
    match event {
        WindowEventKind::Open | WindowEventKind::Grace | WindowEventKind::Close => &[],
        WindowEventKind::Study => &[Role::Ov],
        WindowEventKind::FeedBack => &[Role::Ol],
    }
}

/// The capability a service authorises for an event; `None` for those of the clock.
pub fn capability_of(event: WindowEventKind) -> Option<Capability> {
    (!roles_of(event).is_empty()).then_some(Capability::CountermeasureManage)
}

fn from(event: WindowEventKind) -> WindowState {
    match event {
        WindowEventKind::Open => WindowState::Scheduled,
        WindowEventKind::Grace => WindowState::Open,
        WindowEventKind::Close => WindowState::Grace,
        WindowEventKind::Study => WindowState::Closed,
        WindowEventKind::FeedBack => WindowState::Studied,
    }
}

fn standing(state: WindowState, event: WindowEventKind, facts: &WindowFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if !facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role))
    {
        return Err(say::role(event, roles));
    }
    if from(event) != state {
        return Err(say::state(
            ("联动窗口", "linkage window"),
            event,
            &[from(event)],
            state,
        ));
    }
    let not_before = |day: NaiveDate, reached: bool| if reached { Ok(()) } else { Err(early(day)) };
    let WindowDays {
        opens_on,
        closes_on,
        grace_until,
    } = facts.days;
    match event {
        WindowEventKind::Open => not_before(opens_on, facts.today >= opens_on),
        WindowEventKind::Grace => not_before(closes_on, facts.today > closes_on),
        WindowEventKind::Close => not_before(grace_until, facts.today > grace_until),
        WindowEventKind::Study => complete(facts),
        WindowEventKind::FeedBack => Ok(()),
    }
}

/// Every accepted submission has a countermeasure, a problem, or is noted with its reason.
fn complete(facts: &WindowFacts) -> Result<(), Refusal> {
    let (undecided, unanswered) = (facts.undecided, facts.unanswered);
    if undecided == 0 && unanswered == 0 {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        format!(
            "本季度还有{undecided}件建议未审核、{unanswered}件已采纳建议未明确去向，请逐件制定对策措施、转为问题或注明理由留存后再完成研究。"
        ),
        format!(
            "{undecided} submissions are undecided and {unanswered} accepted ones have no countermeasure, problem or note; settle each of them first."
        ),
    ))
}

fn early(day: NaiveDate) -> Refusal {
    Refusal::new(
        RefusalCode::Early,
        format!("未到办理时间（{day}），系统到时自动办理。"),
        format!("It is too early ({day}); the system does it when the time comes."),
    )
}
