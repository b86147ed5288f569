//! The life of a negative record (C21, §5.7): recorded by the oversight section with document and evidence, confirmed by
//! a second person, contested by the unit once, decided by a third (R10). Only a confirmed one counts.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::{ViolationEventKind as E, ViolationState as S};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::Acting;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

/// What a decision on a record depends on.
#[derive(Debug, Clone, Copy)]
pub struct ViolationFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts.
    pub acting: Option<Acting>,
    /// The unit concerned.
    pub org: Uuid,
    /// Who recorded it.
    pub recorded_by: Option<Uuid>,
    /// Who confirmed it.
    pub confirmed_by: Option<Uuid>,
    /// Deadline of the present step; the unit may contest until then.
    pub due_on: Option<NaiveDate>,
    /// Whether the unit has contested before; it may once.
    pub contested: bool,
    /// What the person wrote with the event.
    pub reason: &'a str,
    /// Evidence files that come with the event.
    pub evidence: usize,
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViolationStep {
    /// New state.
    pub to: S,
    /// Last day for whoever acts next; for a confirmed record the last day on which the unit may contest.
    pub due_on: Option<NaiveDate>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViolationAvailability {
    /// The event.
    pub event: E,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}

/// Whether a record counts in C21: while the unit contests it, it stands.
pub fn counts(state: S) -> bool {
    matches!(state, S::Confirmed | S::Contested | S::Upheld)
}

/// The roles that may ever fire an event.
pub fn roles_of(event: E) -> &'static [Role] {
    match event {
        E::Record => &[Role::Ov],
        E::Confirm | E::Reject => &[Role::Ov, Role::Ol],
        E::Contest => &[Role::Dl],
        E::Uphold | E::Revoke => &[Role::Ol, Role::Ov],
    }
}

/// The states an event leaves; recording leaves none.
pub fn from(event: E) -> &'static [S] {
    match event {
        E::Record => &[],
        E::Confirm | E::Reject => &[S::Recorded],
        E::Contest => &[S::Confirmed],
        E::Uphold | E::Revoke => &[S::Contested],
    }
}

/// The capability that an event asks for.
pub fn capability_of(event: E) -> Capability {
    match event {
        E::Record => Capability::ViolationRecord,
        E::Confirm | E::Reject | E::Uphold | E::Revoke => Capability::ViolationDecide,
        E::Contest => Capability::ViolationContest,
    }
}

/// What is entered of a new record.
#[derive(Debug, Clone, Copy)]
pub struct Entered<'a> {
    /// What happened, in a line.
    pub title: &'a str,
    /// Number of the document that states it: the notice, the judgment.
    pub doc_no: &'a str,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// The facts.
    pub facts: &'a str,
    /// Whether the unit is supervised.
    pub supervised: bool,
}

/// A new record: document, day, facts and evidence are there, and whoever enters it does not come from the unit (R9).
pub fn record(entered: &Entered, facts: &ViolationFacts) -> Result<ViolationStep, Refusal> {
    role(E::Record, facts)?;
    stranger(facts)?;
    text::title("title", entered.title)?;
    text::line("docNo", entered.doc_no, text::NAME_MAX)?;
    text::body("facts", entered.facts)?;
    if !entered.supervised {
        return Err(refuse(
            RefusalCode::Scope,
            "该单位不是被监管部门（单位）。",
            "The unit is not supervised.",
        )
        .on("orgId"));
    }
    if entered.issued_on > facts.today {
        return Err(refuse(
            RefusalCode::Early,
            "文书日期不能晚于今天。",
            "The day of the document lies in the future.",
        )
        .on("issuedOn"));
    }
    evidence(facts)?;
    Ok(ViolationStep {
        to: S::Recorded,
        due_on: Some(after(facts, facts.deadlines.problem_verify)?),
    })
}

/// The plan year that a document counts in.
pub fn year_of(issued_on: NaiveDate) -> i32 {
    issued_on.year()
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &ViolationFacts) -> Result<ViolationStep, Refusal> {
    standing(state, event, facts)?;
    let step = |to, due_on| ViolationStep { to, due_on };
    if event != E::Confirm {
        text::reason("reason", facts.reason)?;
    }
    Ok(match event {
        E::Record => step(S::Recorded, None),
        E::Confirm => step(S::Confirmed, Some(after(facts, facts.deadlines.appeal)?)),
        E::Contest => {
            evidence(facts)?;
            step(S::Contested, Some(after(facts, facts.deadlines.appeal_decide)?))
        }
        E::Uphold => step(S::Upheld, None),
        E::Reject | E::Revoke => step(S::Revoked, None),
    })
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: S, facts: &ViolationFacts) -> Vec<ViolationAvailability> {
    let Some(acting) = facts.acting else {
        return Vec::new();
    };
    E::ALL
        .iter()
        .copied()
        .filter(|event| from(*event).contains(&state) && roles_of(*event).contains(&acting.role))
        .map(|event| ViolationAvailability {
            event,
            outcome: standing(state, event, facts),
        })
        .collect()
}

fn standing(state: S, event: E, facts: &ViolationFacts) -> Result<(), Refusal> {
    role(event, facts)?;
    if !from(event).contains(&state) {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该记录目前“{}”，不能{}。", state.zh(), event.zh()),
            format!(
                "The record is \"{}\"; it cannot be {}ed now.",
                state.en(),
                event.en()
            ),
        ));
    }
    match event {
        E::Confirm | E::Reject => stranger(facts).and_then(|()| other_than(facts, &[facts.recorded_by])),
        E::Uphold | E::Revoke => {
            stranger(facts).and_then(|()| other_than(facts, &[facts.recorded_by, facts.confirmed_by]))
        }
        E::Contest if facts.contested => Err(refuse(
            RefusalCode::Limit,
            "本记录已申辩过一次，不能再次申辩。",
            "The record has been contested once already.",
        )),
        E::Contest => in_time(facts),
        E::Record => Ok(()),
    }
}

fn role(event: E, facts: &ViolationFacts) -> Result<(), Refusal> {
    if facts
        .acting
        .is_some_and(|acting| roles_of(event).contains(&acting.role))
    {
        return Ok(());
    }
    let (zh, en): (Vec<_>, Vec<_>) = roles_of(event).iter().map(|role| (role.zh(), role.en())).unzip();
    Err(Refusal::new(
        RefusalCode::Role,
        format!("“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    ))
}

/// R9: nobody decides on the unit he or she comes from.
fn stranger(facts: &ViolationFacts) -> Result<(), Refusal> {
    match facts.acting {
        Some(acting) if acting.home_org == Some(facts.org) || acting.recused => Err(refuse(
            RefusalCode::Conflict,
            "您来自该单位，应当回避，请由其他人员办理。",
            "You come from this unit; let somebody else do it.",
        )),
        _ => Ok(()),
    }
}

/// R10: recording, confirming and deciding are three persons.
fn other_than(facts: &ViolationFacts, earlier: &[Option<Uuid>]) -> Result<(), Refusal> {
    let person = facts.acting.map(|acting| acting.person);
    if person.is_some() && earlier.contains(&person) {
        return Err(refuse(
            RefusalCode::Conflict,
            "登记、认定和裁定申辩不能由同一人办理，请由其他人员办理。",
            "Recording, confirming and deciding are done by different persons; let somebody else do it.",
        ));
    }
    Ok(())
}

fn in_time(facts: &ViolationFacts) -> Result<(), Refusal> {
    match facts.due_on {
        Some(due_on) if facts.today > due_on => Err(Refusal::new(
            RefusalCode::Late,
            format!("申辩期已于{due_on}届满。"),
            format!("The record could be contested until {due_on}."),
        )),
        _ => Ok(()),
    }
}

fn evidence(facts: &ViolationFacts) -> Result<(), Refusal> {
    if facts.evidence > 0 {
        return Ok(());
    }
    Err(refuse(
        RefusalCode::Evidence,
        "请上传佐证材料（文书、通报、裁判文书等）。",
        "Upload the evidence: the document, the notice, the judgment.",
    )
    .on("fileIds"))
}

fn after(facts: &ViolationFacts, days: u32) -> Result<NaiveDate, Refusal> {
    facts.calendar.add_working_days(facts.today, days)
}

fn refuse(code: RefusalCode, zh: &str, en: &str) -> Refusal {
    Refusal::new(code, zh, en)
}

#[cfg(test)]
mod tests;
