//! The occasion on which a unit has to revise its lists (§2 `ListTrigger`, K36), and how it is read for A21 (§5.4).

use chrono::NaiveDate;

use super::{TriggerEventKind, TriggerState};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::{Refusal, RefusalCode};
use crate::scoring::input::record::Timing;
use crate::wire::Wire;

/// Working days within which a late revision still counts in part (§5.4: A21, ≤ 30 WD late 0.6).
pub const GRACE_WD: u32 = 30;

/// Everything a decision about a trigger depends on.
#[derive(Debug, Clone, Copy)]
pub struct TriggerFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts.
    pub acting: Acting,
    /// The unit is the actor's own (R1).
    pub own_unit: bool,
    /// Day on which it occurred.
    pub occurred_on: NaiveDate,
    /// What was done, for SUBMIT; the reason, for RETURN and VOID.
    pub text: &'a str,
    /// The unit of the trigger is where the actor comes from (R9).
    pub home_unit: bool,
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerStep {
    /// New state.
    pub to: TriggerState,
    /// Deadline, for OPEN.
    pub due_on: Option<NaiveDate>,
    /// Who is told.
    pub notify: &'static [Audience],
    /// With which words.
    pub notice: NoticeKind,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerAvailability {
    /// The event.
    pub event: TriggerEventKind,
    /// `Err` says what stands in the way.
    pub outcome: Result<(), Refusal>,
}

/// The step that begins a trigger. `None` for `acting` in [`TriggerFacts`] does not exist: the system opens them
/// through [`due_on`].
pub fn open(facts: &TriggerFacts) -> Result<TriggerStep, Refusal> {
    role(TriggerEventKind::Open, facts)?;
    if facts.occurred_on > facts.today {
        return Err(Refusal::new(
            RefusalCode::Early,
            "事由发生日期不得晚于今日。",
            "It cannot have occurred after today.",
        )
        .on("occurredOn"));
    }
    Ok(TriggerStep {
        to: TriggerState::Open,
        due_on: Some(due_on(facts.occurred_on, facts.calendar, facts.deadlines)?),
        notify: &[Audience::UnitLead, Audience::UnitContact],
        notice: NoticeKind::ListTriggerOpened,
    })
}

/// Last day to submit the revised lists: 20 working days after the day it occurred.
pub fn due_on(
    occurred_on: NaiveDate,
    calendar: &WorkCalendar,
    deadlines: &Deadlines,
) -> Result<NaiveDate, Refusal> {
    calendar.add_working_days(occurred_on, deadlines.list_trigger)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: TriggerState,
    event: TriggerEventKind,
    facts: &TriggerFacts,
) -> Result<TriggerStep, Refusal> {
    standing(state, event, facts)?;
    if facts.text.trim().is_empty() {
        let field = if event == TriggerEventKind::Submit {
            "note"
        } else {
            "reason"
        };
        return Err(Refusal::new(
            RefusalCode::Reason,
            if event == TriggerEventKind::Submit {
                "请说明清单修订情况。"
            } else {
                "请填写理由。"
            },
            "Say what was done, or why.",
        )
        .on(field));
    }
    let (to, notify, notice): (_, &'static [Audience], _) = match event {
        TriggerEventKind::Submit => (
            TriggerState::Submitted,
            &[Audience::Oversight],
            NoticeKind::ListTriggerSubmitted,
        ),
        TriggerEventKind::Open | TriggerEventKind::Return => (
            TriggerState::Open,
            &[Audience::UnitLead, Audience::UnitContact],
            NoticeKind::ListTriggerReturned,
        ),
        TriggerEventKind::Void => (
            TriggerState::Voided,
            &[Audience::UnitLead, Audience::UnitContact],
            NoticeKind::ListTriggerVoided,
        ),
    };
    Ok(TriggerStep {
        to,
        due_on: None,
        notify,
        notice,
    })
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: TriggerState, facts: &TriggerFacts) -> Vec<TriggerAvailability> {
    TriggerEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&facts.acting.role))
        .map(|event| TriggerAvailability {
            event,
            outcome: standing(state, event, facts),
        })
        .collect()
}

/// The roles that may ever fire an event.
pub fn roles_of(event: TriggerEventKind) -> &'static [Role] {
    match event {
        TriggerEventKind::Submit => &[Role::Dl, Role::Dc],
        TriggerEventKind::Open | TriggerEventKind::Return | TriggerEventKind::Void => &[Role::Ov],
    }
}

/// The capability a service authorises for an event.
pub fn capability_of(event: TriggerEventKind) -> Capability {
    match event {
        TriggerEventKind::Submit => Capability::ListsRevise,
        TriggerEventKind::Open | TriggerEventKind::Return | TriggerEventKind::Void => Capability::ListsEdit,
    }
}

/// The states an event leaves.
pub fn from(event: TriggerEventKind) -> &'static [TriggerState] {
    match event {
        TriggerEventKind::Open => &[],
        TriggerEventKind::Submit => &[TriggerState::Open],
        TriggerEventKind::Return => &[TriggerState::Submitted],
        TriggerEventKind::Void => &[TriggerState::Open, TriggerState::Submitted],
    }
}

/// How a trigger counts at the cut-off (§5.4, A21): on time; at most 30 working days late; later or never. `None`
/// when it does not count: voided, or not submitted and not yet overdue.
pub fn timing(
    state: TriggerState,
    due_on: NaiveDate,
    submitted_on: Option<NaiveDate>,
    cut_on: NaiveDate,
    calendar: &WorkCalendar,
) -> Result<Option<Timing>, Refusal> {
    let came = submitted_on.filter(|day| state == TriggerState::Submitted && *day <= cut_on);
    Ok(match came {
        _ if state == TriggerState::Voided => None,
        None if cut_on <= due_on => None,
        Some(day) if day <= due_on => Some(Timing::OnTime),
        Some(day) if calendar.overdue_working_days(due_on, day)? <= GRACE_WD => Some(Timing::Late),
        None | Some(_) => Some(Timing::Missed),
    })
}

fn role(event: TriggerEventKind, facts: &TriggerFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if !roles.contains(&facts.acting.role) {
        return Err(crate::policy::matrix::refuse(capability_of(event)));
    }
    if event == TriggerEventKind::Submit {
        return if facts.own_unit {
            Ok(())
        } else {
            Err(Refusal::not_found())
        };
    }
    if facts.home_unit || facts.acting.recused {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "您来自该单位，应当回避，请由他人办理。",
            "You come from this unit; somebody else has to do this.",
        ));
    }
    Ok(())
}

fn standing(state: TriggerState, event: TriggerEventKind, facts: &TriggerFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    if from(event).contains(&state) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        format!("该清单修订事由目前为“{}”，不能“{}”。", state.zh(), event.zh()),
        format!(
            "The occasion is \"{}\"; \"{}\" is not possible now.",
            state.en(),
            event.en()
        ),
    ))
}
