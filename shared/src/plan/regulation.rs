//! The life of a regulation: draft, published with a document number, repealed or replaced (§2 `Regulation`, K01).

use chrono::NaiveDate;

use super::RegulationState;
use crate::identity::Role;
use crate::policy::Capability;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

crate::wire_enum! {
    /// What happens to a regulation; also the name of the action.
    pub enum RegulationEventKind {
        Write = "WRITE", "起草", "write";
        Publish = "PUBLISH", "印发", "publish";
        Repeal = "REPEAL", "废止", "repeal";
    }
}

/// What a decision on a regulation depends on.
#[derive(Debug, Clone, Copy)]
pub struct RegulationFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Role of whoever acts.
    pub role: Option<Role>,
    /// Document number proposed with PUBLISH.
    pub doc_no: &'a str,
    /// Day of issue proposed with PUBLISH.
    pub issued_on: Option<NaiveDate>,
    /// State of the regulation it replaces, if it names one.
    pub supersedes: Option<RegulationState>,
    /// Reason proposed with REPEAL.
    pub reason: &'a str,
}

/// The state after an event, or the refusal that changes nothing.
pub fn next(
    state: RegulationState,
    event: RegulationEventKind,
    facts: &RegulationFacts,
) -> Result<RegulationState, Refusal> {
    standing(state, event, facts)?;
    match event {
        RegulationEventKind::Write => Ok(RegulationState::Draft),
        RegulationEventKind::Publish => publish(facts),
        RegulationEventKind::Repeal => {
            text::reason("reason", facts.reason)?;
            Ok(RegulationState::Repealed)
        }
    }
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(
    state: RegulationState,
    role: Role,
    facts: &RegulationFacts,
) -> Vec<(RegulationEventKind, Result<(), Refusal>)> {
    RegulationEventKind::ALL
        .iter()
        .copied()
        .filter(|event| from(*event) == state && roles_of(*event).contains(&role))
        .map(|event| (event, standing(state, event, facts)))
        .collect()
}

/// The capability that an event asks for.
pub fn capability_of(event: RegulationEventKind) -> Capability {
    match event {
        RegulationEventKind::Write => Capability::RegulationEdit,
        RegulationEventKind::Publish | RegulationEventKind::Repeal => Capability::RegulationPublish,
    }
}

/// The roles that may ever fire an event.
pub fn roles_of(event: RegulationEventKind) -> &'static [Role] {
    match event {
        RegulationEventKind::Write => &[Role::Ov],
        RegulationEventKind::Publish | RegulationEventKind::Repeal => &[Role::Ol],
    }
}

/// The state that an event leaves.
pub fn from(event: RegulationEventKind) -> RegulationState {
    match event {
        RegulationEventKind::Write | RegulationEventKind::Publish => RegulationState::Draft,
        RegulationEventKind::Repeal => RegulationState::Published,
    }
}

fn standing(
    state: RegulationState,
    event: RegulationEventKind,
    facts: &RegulationFacts,
) -> Result<(), Refusal> {
    if !facts.role.is_some_and(|role| roles_of(event).contains(&role)) {
        return Err(Refusal::plain(RefusalCode::Role));
    }
    let from = from(event);
    if state != from {
        return Err(Refusal::new(
            RefusalCode::State,
            format!(
                "该制度目前为“{}”，在“{}”时方可{}。",
                state.zh(),
                from.zh(),
                event.zh()
            ),
            format!(
                "The regulation is \"{}\"; to {} it must be \"{}\".",
                state.en(),
                event.en(),
                from.en()
            ),
        ));
    }
    Ok(())
}

fn publish(facts: &RegulationFacts) -> Result<RegulationState, Refusal> {
    text::line("docNo", facts.doc_no, text::NAME_MAX)?;
    match facts.issued_on {
        None => Err(
            Refusal::new(RefusalCode::Input, "请填写印发日期。", "Enter the day of issue.").on("issuedOn"),
        ),
        Some(day) if day > facts.today => Err(Refusal::new(
            RefusalCode::Early,
            "印发日期不能晚于今天。",
            "The day of issue cannot lie in the future.",
        )
        .on("issuedOn")),
        Some(_)
            if facts
                .supersedes
                .is_some_and(|state| state != RegulationState::Published) =>
        {
            Err(Refusal::new(
                RefusalCode::State,
                "拟替代的制度并非现行有效，请重新选择。",
                "The regulation to be replaced is not in force; choose another.",
            )
            .on("supersedesId"))
        }
        Some(_) => Ok(RegulationState::Published),
    }
}
