//! The consultation between departments, which comes before every case (§3.7, K10).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{ConsultationEventKind as E, ConsultationState as S};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::plan::params::DeadlinesWd;
use crate::policy::Capability;
use crate::problem::Alert;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Departments in one consultation at most, the lead included.
pub const PARTIES_MAX: usize = 10;

/// Who is told of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nobody.
    Nobody,
    /// The other parties: leads and contacts.
    Parties,
    /// The lead department.
    Lead,
    /// The oversight section and the parties.
    OfficeAndParties,
}

/// What the person typed for an event on a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConsultationProposal<'a> {
    /// Minutes (MEET), view (GIVE_VIEW), memo (WRITE_MEMO), reason (DECLARE_FAILED).
    pub text: &'a str,
    /// Day of the meeting (MEET).
    pub held_on: Option<NaiveDate>,
    /// Parties that attended (MEET).
    pub attended: usize,
}

/// Everything a decision on a consultation depends on.
#[derive(Debug, Clone, Copy)]
pub struct ConsultationFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a DeadlinesWd,
    /// Role of the hat worn; `None` is the system.
    pub acting: Option<Role>,
    /// Party that the person stands for.
    pub own: Option<Uuid>,
    /// Lead department.
    pub lead: Uuid,
    /// Day on which it was opened.
    pub opened_on: NaiveDate,
    /// Last day of the consultation.
    pub due_on: NaiveDate,
    /// Meetings with minutes.
    pub meetings: usize,
    /// Parties.
    pub parties: usize,
    /// Parties whose view is recorded.
    pub views: usize,
    /// Whether a memo is written.
    pub has_memo: bool,
    /// Parties that have signed the present memo.
    pub signatures: usize,
    /// Whether the own party has signed it.
    pub own_signed: bool,
    /// What is proposed with the event.
    pub proposal: ConsultationProposal<'a>,
}

/// The result of an allowed event on a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsultationStep {
    /// New state.
    pub to: S,
    /// Whether the signatures given so far are void, because the memo has changed.
    pub clears_signatures: bool,
    /// Last day for applying, once it has failed.
    pub apply_by: Option<NaiveDate>,
    /// Who is told.
    pub told: Told,
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationAvailability {
    /// The event.
    pub event: E,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// — → OPEN: a department with a dispute, or the oversight section, names the others; returns the last day.
pub fn open(
    role: Role,
    own: Option<Uuid>,
    lead: Uuid,
    others: &[Uuid],
    (today, calendar, deadlines): (NaiveDate, &WorkCalendar, &DeadlinesWd),
) -> Result<NaiveDate, Refusal> {
    if !roles_of(E::Invite).contains(&role) {
        return Err(wrong_role(E::Invite));
    }
    if role != Role::Ov && own != Some(lead) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "部门发起协商的，由本单位作主办部门；请核对主办部门。",
            "A department that opens a consultation leads it; check the lead department.",
        )
        .on("leadOrgId"));
    }
    if others.is_empty() || others.contains(&lead) || others.len() >= PARTIES_MAX {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!(
                "请选择参与协商的其他单位，一至{}个，不含主办部门。",
                PARTIES_MAX - 1
            ),
            format!("Choose one to {} other parties, not the lead.", PARTIES_MAX - 1),
        )
        .on("assistOrgIds"));
    }
    calendar.add_working_days(today, deadlines.consult_agree)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &ConsultationFacts) -> Result<ConsultationStep, Refusal> {
    standing(state, event, facts)?;
    input(event, facts)?;
    let calm = ConsultationStep {
        to: state,
        clears_signatures: false,
        apply_by: None,
        told: Told::Nobody,
        notice: None,
    };
    let apply_by = || {
        facts
            .calendar
            .add_working_days(facts.today, facts.deadlines.case_apply)
    };
    Ok(match event {
        E::Meet => ConsultationStep {
            told: Told::Parties,
            notice: Some(NoticeKind::ConsultationMet),
            ..calm
        },
        E::WriteMemo => ConsultationStep {
            clears_signatures: true,
            told: Told::Parties,
            notice: Some(NoticeKind::ConsultationMemo),
            ..calm
        },
        E::Sign if facts.signatures + 1 >= facts.parties => ConsultationStep {
            to: S::Agreed,
            told: Told::OfficeAndParties,
            notice: Some(NoticeKind::ConsultationAgreed),
            ..calm
        },
        E::Invite | E::GiveView | E::Sign => calm,
        E::DeclareFailed | E::Lapse => ConsultationStep {
            to: S::Failed,
            apply_by: Some(apply_by()?),
            told: Told::OfficeAndParties,
            notice: Some(NoticeKind::ConsultationFailed),
            ..calm
        },
    })
}

/// The alert of an open consultation: BLUE from 3 WD before its last day, YELLOW overdue, RED 10 WD overdue.
pub fn alert(
    state: S,
    due_on: NaiveDate,
    today: NaiveDate,
    (calendar, limits): (&WorkCalendar, &DeadlinesWd),
) -> Result<Alert, Refusal> {
    if state != S::Open {
        return Ok(Alert::None);
    }
    super::case::clock::level(Some(due_on), today, calendar, limits)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, facts: &ConsultationFacts) -> Vec<ConsultationAvailability> {
    let Some(role) = facts.acting else {
        return Vec::new();
    };
    E::ALL
        .iter()
        .copied()
        .filter(|event| {
            from(*event) == Some(state)
                && roles_of(*event).contains(&role)
                && facts.own.is_some()
                && mine(*event, facts)
        })
        .map(|event| ConsultationAvailability {
            event,
            outcome: standing(state, event, facts),
        })
        .collect()
}

/// The capability that every event asks for; LAPSE is part of applying ex officio.
pub fn capability_of(event: E) -> Capability {
    match event {
        E::Lapse => Capability::CaseHandle,
        _ => Capability::ConsultationManage,
    }
}

/// The roles that may ever fire an event; a contact may do what takes no signature.
pub fn roles_of(event: E) -> &'static [Role] {
    match event {
        E::Invite => &[Role::Ov, Role::Dl, Role::Dc],
        E::Meet | E::GiveView | E::WriteMemo => &[Role::Dl, Role::Dc],
        E::Sign | E::DeclareFailed => &[Role::Dl],
        E::Lapse => &[Role::Ov],
    }
}

/// The state an event leaves; INVITE makes a new one.
pub fn from(event: E) -> Option<S> {
    (event != E::Invite).then_some(S::Open)
}

/// Whether the event belongs to the lead department.
fn of_the_lead(event: E) -> bool {
    matches!(event, E::Meet | E::WriteMemo | E::DeclareFailed)
}

fn mine(event: E, facts: &ConsultationFacts) -> bool {
    !of_the_lead(event) || facts.own == Some(facts.lead)
}

fn standing(state: S, event: E, facts: &ConsultationFacts) -> Result<(), Refusal> {
    if !facts.acting.is_some_and(|role| roles_of(event).contains(&role)) {
        return Err(wrong_role(event));
    }
    if from(event) != Some(state) {
        return Err(wrong_state(event, state));
    }
    if event != E::Lapse {
        party(event, facts)?;
    }
    match event {
        E::Sign => may_sign(facts),
        E::DeclareFailed => may_fail(facts),
        E::Lapse if facts.today <= facts.due_on => Err(Refusal::new(
            RefusalCode::Early,
            format!("协商期限至{}，期满未果方可依职权启动协调。", facts.due_on),
            format!(
                "The consultation runs until {}; the office may act by itself only after that.",
                facts.due_on
            ),
        )),
        _ => Ok(()),
    }
}

fn party(event: E, facts: &ConsultationFacts) -> Result<(), Refusal> {
    if facts.own.is_none() {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "贵单位不是本次协商的参与方。",
            "Your unit is no party to this consultation.",
        ));
    }
    if !mine(event, facts) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            format!("“{}”由主办部门办理。", event.zh()),
            format!("The lead department does this: {}.", event.en()),
        ));
    }
    Ok(())
}

fn may_sign(facts: &ConsultationFacts) -> Result<(), Refusal> {
    if !facts.has_memo {
        return Err(Refusal::new(
            RefusalCode::State,
            "主办部门尚未起草协商备忘录，暂不能会签。",
            "The lead department has not written the memo yet.",
        ));
    }
    if facts.own_signed {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "贵单位已会签，备忘录修改后才需重新会签。",
            "Your unit has signed; it signs again only if the memo changes.",
        ));
    }
    Ok(())
}

fn may_fail(facts: &ConsultationFacts) -> Result<(), Refusal> {
    if facts.meetings == 0 {
        return Err(Refusal::new(
            RefusalCode::State,
            "声明协商未果前，须至少召开一次协商会议并登记会议纪要。",
            "At least one meeting with minutes comes before the consultation is declared failed.",
        ));
    }
    if facts.views < facts.parties {
        let missing = facts.parties - facts.views;
        return Err(Refusal::new(
            RefusalCode::State,
            format!("尚有{missing}个单位未填写意见，各方意见齐备后方可声明协商未果。"),
            format!("{missing} parties have not given their view; each party's view has to be recorded."),
        ));
    }
    Ok(())
}

fn input(event: E, facts: &ConsultationFacts) -> Result<(), Refusal> {
    let (proposal, empty) = (&facts.proposal, facts.proposal.text.trim().is_empty());
    let missing = |code, field: &str, zh: &str, en: &str| Err(Refusal::new(code, zh, en).on(field));
    match event {
        E::Meet if empty => missing(
            RefusalCode::Input,
            "minutes",
            "请填写会议纪要。",
            "Write the minutes.",
        ),
        E::Meet if proposal.attended < 2 => missing(
            RefusalCode::Input,
            "attendedIds",
            "请勾选到会单位，至少两个。",
            "Name the parties that attended, at least two.",
        ),
        E::Meet => meeting_day(facts),
        E::GiveView if empty => missing(
            RefusalCode::Input,
            "view",
            "请填写本单位对职责分工的意见。",
            "Write your unit's view on the division of duties.",
        ),
        E::WriteMemo if empty => missing(
            RefusalCode::Input,
            "memo",
            "请填写协商一致的内容，写明主办、协办部门和分工。",
            "Write what was agreed: who leads, who assists, who does what.",
        ),
        E::DeclareFailed if empty => missing(
            RefusalCode::Reason,
            "reason",
            "请写明分歧所在。",
            "Say what the parties disagree on.",
        ),
        _ => Ok(()),
    }
}

fn meeting_day(facts: &ConsultationFacts) -> Result<(), Refusal> {
    match facts.proposal.held_on {
        Some(day) if (facts.opened_on..=facts.today).contains(&day) => Ok(()),
        _ => Err(Refusal::new(
            RefusalCode::Input,
            format!("会议日期应在{}至{}之间。", facts.opened_on, facts.today),
            format!(
                "The meeting lies between {} and {}.",
                facts.opened_on, facts.today
            ),
        )
        .on("heldOn")),
    }
}

fn wrong_role(event: E) -> Refusal {
    let roles = roles_of(event);
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Refusal::new(
        RefusalCode::Role,
        format!("“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    )
}

fn wrong_state(event: E, now: S) -> Refusal {
    Refusal::new(
        RefusalCode::State,
        format!("协商当前状态为“{}”，“{}”只能在协商中办理。", now.zh(), event.zh()),
        format!(
            "The consultation is \"{}\"; this is possible only while it is open: {}.",
            now.en(),
            event.en()
        ),
    )
}
