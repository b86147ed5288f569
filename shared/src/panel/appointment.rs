//! The life cycle of an appointment (§3.14): nominated, appointed with a letter, active for its term, then renewed
//! by a further appointment or at its end; dismissed with a reason.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{AppointmentEventKind, AppointmentKind, AppointmentState, DismissReason, SourceKind};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::organisation::OrgKind;
use crate::policy::Capability;
use crate::problem::Deadlines;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AppointmentProposal<'a> {
    /// The term: first and last day, for NOMINATE and RENEW.
    pub term: Option<(NaiveDate, NaiveDate)>,
    /// Whether the person and the source body agree, for NOMINATE.
    pub consent: bool,
    /// Number of the letter of appointment, for APPROVE and RENEW.
    pub letter_no: &'a str,
    /// Whether another appointment carries that number already.
    pub letter_taken: bool,
    /// Whether the term overlaps another of the same person and kind that stands.
    pub overlaps: bool,
    /// Reason of DISMISS.
    pub reason: Option<DismissReason>,
    /// What is said with it.
    pub text: &'a str,
}

/// Everything a decision of the appointment machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct AppointmentFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The limits in force.
    pub limits: &'a Deadlines,
    /// Role of the hat worn; `None` is the clock.
    pub acting: Option<Role>,
    /// Expert or officer.
    pub kind: AppointmentKind,
    /// Kind of the source body; `None` where the body is none of the four.
    pub source: Option<SourceKind>,
    /// Whether the source body lies within the actor's scope (a town contact: the own town).
    pub in_scope: bool,
    /// First and last day of the recorded term.
    pub term: (NaiveDate, NaiveDate),
    /// Last day on which the appointee did something: suggested, reviewed, attended.
    pub last_active_on: Option<NaiveDate>,
    /// What is proposed with the event.
    pub proposal: AppointmentProposal<'a>,
}

/// The result of an allowed event on an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppointmentStep {
    /// New state; of the further appointment for RENEW, which leaves this one as it is.
    pub to: AppointmentState,
    /// Whether the role grant that goes with it ends the same day.
    pub ends_grant: bool,
    /// Whether a further appointment is written.
    pub renews: bool,
    /// Roles that are told; the appointee is told wherever anything is.
    pub notify: &'static [Role],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentAvailability {
    /// The event.
    pub event: AppointmentEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// The four kinds of body appointees come from (§1); other bodies send nobody.
pub fn source_kind(org: OrgKind) -> Option<SourceKind> {
    match org {
        OrgKind::PartyOrgan | OrgKind::MassOrg | OrgKind::GovDept => Some(SourceKind::OversightDept),
        OrgKind::University => Some(SourceKind::University),
        OrgKind::NewsMedia => Some(SourceKind::News),
        OrgKind::Town | OrgKind::Subdistrict => Some(SourceKind::Town),
        OrgKind::OversightOffice | OrgKind::PublicInstitution => None,
    }
}

/// Whether two terms have a day in common.
pub fn overlap(a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// The last day of the longest term that begins on a day (§2: at most three years).
pub fn longest_to(from: NaiveDate, limits: &Deadlines) -> NaiveDate {
    from.checked_add_months(Months::new(limits.appointment_years * 12))
        .and_then(|day| day.pred_opt())
        .unwrap_or(from)
}

/// Whether the term ends soon enough to be renewed or let end (§3.14: 30 days).
pub fn ends_soon(term_to: NaiveDate, today: NaiveDate, limits: &Deadlines) -> bool {
    let days = Days::new(u64::from(limits.appointment_renew_days));
    today.checked_add_days(days).is_some_and(|day| day >= term_to)
}

/// — → NOMINATED: by the oversight section, or by a town's contact for an officer of the own town.
pub fn nominate(facts: &AppointmentFacts) -> Result<AppointmentStep, Refusal> {
    let event = AppointmentEventKind::Nominate;
    check_role(event, facts)?;
    if !facts.in_scope || (facts.acting == Some(Role::Dc) && facts.kind == AppointmentKind::Expert) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "镇街联络员只能提名本镇街的信息员，其他人选由职能运行监管科提名。",
            "A town's contact nominates officers of the own town only; the oversight section nominates the others.",
        )
        .on("sourceOrgId"));
    }
    if facts.source.is_none() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "专家和信息员从监管部门、高校、新闻单位、镇街中聘任，请重新选择来源单位。",
            "Appointees come from oversight departments, universities, news units and towns; choose another body.",
        )
        .on("sourceOrgId"));
    }
    if !facts.proposal.consent {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请先征得本人和所在单位同意，并勾选确认。",
            "The person and the body have to agree first; confirm it.",
        )
        .on("consent"));
    }
    check_term(facts)?;
    Ok(AppointmentStep {
        notify: &[Role::Ol],
        notice: Some(NoticeKind::AppointmentNominated),
        ..step(AppointmentState::Nominated)
    })
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(
    state: AppointmentState,
    event: AppointmentEventKind,
    facts: &AppointmentFacts,
) -> Result<AppointmentStep, Refusal> {
    use AppointmentEventKind as E;
    standing(state, event, facts)?;
    match event {
        E::Nominate => Err(wrong_state(event, state)),
        E::Approve => {
            check_letter(facts)?;
            check_overlap(facts)?;
            Ok(step(AppointmentState::Appointed))
        }
        E::Begin => Ok(AppointmentStep {
            notify: &[Role::Ov, Role::Se],
            notice: Some(NoticeKind::AppointmentBegun),
            ..step(AppointmentState::Active)
        }),
        E::Renew => {
            check_letter(facts)?;
            check_term(facts)?;
            Ok(AppointmentStep {
                renews: true,
                ..step(AppointmentState::Appointed)
            })
        }
        E::Expire => Ok(ended(AppointmentState::Expired)),
        E::Dismiss => {
            check_dismissal(facts)?;
            Ok(ended(AppointmentState::Dismissed))
        }
    }
}

/// The automatic event that is due now: the term begins, or has ended.
pub fn automatic(state: AppointmentState, facts: &AppointmentFacts) -> Option<AppointmentEventKind> {
    use AppointmentEventKind as E;
    let clock = AppointmentFacts {
        acting: None,
        ..*facts
    };
    [E::Begin, E::Expire]
        .into_iter()
        .find(|event| standing(state, *event, &clock).is_ok())
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(
    state: AppointmentState,
    role: Role,
    facts: &AppointmentFacts,
) -> Vec<AppointmentAvailability> {
    let facts = AppointmentFacts {
        acting: Some(role),
        ..*facts
    };
    AppointmentEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&role))
        .map(|event| AppointmentAvailability {
            event,
            outcome: standing(state, event, &facts),
        })
        .collect()
}

/// The capability a service authorises; `None` for the clock's events.
pub fn capability_of(event: AppointmentEventKind) -> Option<Capability> {
    use AppointmentEventKind as E;
    match event {
        E::Nominate => Some(Capability::AppointmentNominate),
        E::Approve | E::Renew => Some(Capability::AppointmentApprove),
        E::Dismiss => Some(Capability::AppointmentDismiss),
        E::Begin | E::Expire => None,
    }
}

/// The roles that may ever fire an event; empty for the clock's.
pub fn roles_of(event: AppointmentEventKind) -> &'static [Role] {
    use AppointmentEventKind as E;
    match event {
        E::Nominate => &[Role::Ov, Role::Dc],
        E::Approve | E::Renew | E::Dismiss => &[Role::Ol],
        E::Begin | E::Expire => &[],
    }
}

/// The states an event leaves; NOMINATE leaves none.
pub(crate) fn from(event: AppointmentEventKind) -> &'static [AppointmentState] {
    use AppointmentEventKind as E;
    match event {
        E::Nominate => &[],
        E::Approve => &[AppointmentState::Nominated],
        E::Begin => &[AppointmentState::Appointed],
        E::Renew | E::Expire => &[AppointmentState::Active],
        E::Dismiss => &[AppointmentState::Appointed, AppointmentState::Active],
    }
}

fn standing(
    state: AppointmentState,
    event: AppointmentEventKind,
    facts: &AppointmentFacts,
) -> Result<(), Refusal> {
    use AppointmentEventKind as E;
    check_role(event, facts)?;
    if !from(event).contains(&state) {
        return Err(wrong_state(event, state));
    }
    let (term_from, term_to) = facts.term;
    match event {
        E::Begin if facts.today < term_from => Err(early(
            format!("聘期自{term_from}开始。"),
            format!("The term begins on {term_from}."),
        )),
        E::Expire if facts.today <= term_to => Err(early(
            format!("聘期至{term_to}届满。"),
            format!("The term ends on {term_to}."),
        )),
        E::Renew if !ends_soon(term_to, facts.today, facts.limits) => Err(early(
            format!(
                "聘期至{term_to}届满，届满前{}日起可办理续聘。",
                facts.limits.appointment_renew_days
            ),
            format!(
                "The term ends on {term_to}; it is renewed within the last {} days.",
                facts.limits.appointment_renew_days
            ),
        )),
        _ => Ok(()),
    }
}

fn check_role(event: AppointmentEventKind, facts: &AppointmentFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if facts
        .acting
        .map_or(roles.is_empty(), |role| roles.contains(&role))
    {
        return Ok(());
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(if roles.is_empty() {
        Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统自动办理，不能人工操作。", event.zh()),
            format!("The system does \"{}\" by itself.", event.en()),
        )
    } else {
        Refusal::new(
            RefusalCode::Role,
            format!("“{}”由{}办理。", event.zh(), zh.join("或")),
            format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
        )
    })
}

fn check_term(facts: &AppointmentFacts) -> Result<(), Refusal> {
    let Some((from, to)) = facts.proposal.term else {
        return Err(
            Refusal::new(RefusalCode::Input, "请填写聘期起止日期。", "Give the term.").on("termFrom"),
        );
    };
    if to < from {
        return Err(Refusal::new(
            RefusalCode::Input,
            "聘期的截止日期不能早于起始日期。",
            "The term cannot end before it begins.",
        )
        .on("termTo"));
    }
    let longest = longest_to(from, facts.limits);
    if to > longest {
        return Err(Refusal::new(
            RefusalCode::Limit,
            format!(
                "聘期最长{}年，自{from}起最迟至{longest}。",
                facts.limits.appointment_years
            ),
            format!(
                "A term lasts {} years at most: from {from} to {longest}.",
                facts.limits.appointment_years
            ),
        )
        .on("termTo"));
    }
    check_overlap(facts)
}

fn check_overlap(facts: &AppointmentFacts) -> Result<(), Refusal> {
    if !facts.proposal.overlaps {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        format!(
            "该人员在此期间已有{}聘任（含待批准的），聘期不得重叠。",
            facts.kind.zh()
        ),
        "The person has an appointment of this kind in the period already; terms may not overlap.",
    )
    .on("termFrom"))
}

fn check_letter(facts: &AppointmentFacts) -> Result<(), Refusal> {
    if facts.proposal.letter_no.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写聘书文号。",
            "Give the number of the letter of appointment.",
        )
        .on("letterNo"));
    }
    if facts.proposal.letter_taken {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "该聘书文号已用于其他聘任，请核对。",
            "Another appointment carries this letter number; check it.",
        )
        .on("letterNo"));
    }
    Ok(())
}

fn check_dismissal(facts: &AppointmentFacts) -> Result<(), Refusal> {
    let Some(reason) = facts.proposal.reason else {
        return Err(Refusal::new(RefusalCode::Reason, "请选择解聘理由。", "Choose the reason.").on("reason"));
    };
    if facts.proposal.text.trim().is_empty() {
        return Err(Refusal::new(
            RefusalCode::Reason,
            "请写明解聘的事实依据。",
            "Write down the facts the dismissal rests on.",
        )
        .on("text"));
    }
    let months = facts.limits.appointment_idle_months;
    let last = facts.last_active_on.unwrap_or(facts.term.0);
    let idle_from = last.checked_add_months(Months::new(months));
    if reason == DismissReason::Inactive && idle_from.is_none_or(|day| facts.today < day) {
        return Err(early(
            format!("该人员最近一次履职为{last}，未满{months}个月。"),
            format!("The last activity was on {last}, less than {months} months ago."),
        )
        .on("reason"));
    }
    Ok(())
}

fn wrong_state(event: AppointmentEventKind, now: AppointmentState) -> Refusal {
    let from = from(event);
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "该聘任当前状态为“{}”，“{}”只能在{}状态下办理。",
            now.zh(),
            event.zh(),
            zh.join("或")
        ),
        format!(
            "The appointment is in state \"{}\"; \"{}\" is possible only in {}.",
            now.en(),
            event.en(),
            en.join(" or ")
        ),
    )
}

fn early(zh: String, en: String) -> Refusal {
    Refusal::new(RefusalCode::Early, zh, en)
}

fn step(to: AppointmentState) -> AppointmentStep {
    AppointmentStep {
        to,
        ends_grant: false,
        renews: false,
        notify: &[],
        notice: None,
    }
}

fn ended(to: AppointmentState) -> AppointmentStep {
    AppointmentStep {
        ends_grant: true,
        notify: &[Role::Ov, Role::Se],
        notice: Some(NoticeKind::AppointmentEnded),
        ..step(to)
    }
}

/// The usual letter number that comes after the last one of a year: `诸编办聘〔2022〕099号` after `…098号`.
pub fn letter_after(last: Option<&str>, day: NaiveDate) -> String {
    let number = last.and_then(|last| {
        let (head, tail) = last.rsplit_once('〕')?;
        let year = head.rsplit_once('〔')?.1;
        let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
        (year == day.year().to_string()).then(|| digits.parse::<u32>().ok())?
    });
    format!("诸编办聘〔{}〕{:03}号", day.year(), number.unwrap_or(0) + 1)
}
