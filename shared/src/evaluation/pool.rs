//! The pool of evaluators (K19): nominated by a town's contact, taken in by the oversight section, taken out with a
//! reason. Nobody decides on his or her own nomination (R10).

use uuid::Uuid;

use super::EvaluatorState as S;
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;
use crate::wire::Wire;

crate::wire_enum! {
    /// What happens to an evaluator of the pool (K19).
    pub enum EvaluatorEventKind {
        Accept = "ACCEPT", "入库", "take in";
        Remove = "REMOVE", "出库", "take out";
    }
}

use EvaluatorEventKind as E;

/// What a decision about an evaluator depends on.
#[derive(Debug, Clone, Copy)]
pub struct EvaluatorFacts<'a> {
    /// Role of whoever decides.
    pub role: Role,
    /// Person who decides.
    pub person: Uuid,
    /// Person who nominated.
    pub nominated_by: Option<Uuid>,
    /// Reason of REMOVE.
    pub reason: &'a str,
}

/// The states an event leaves.
pub fn from(event: E) -> &'static [S] {
    match event {
        E::Accept => &[S::Nominated],
        E::Remove => &[S::Nominated, S::Active],
    }
}

/// The new state, or the refusal that changes nothing.
pub fn next(state: S, event: E, facts: &EvaluatorFacts) -> Result<S, Refusal> {
    if facts.role != Role::Ov {
        return Err(Refusal::new(
            RefusalCode::Role,
            format!("“{}”由职能运行监管科办理。", event.zh()),
            format!("Only the oversight section may {}.", event.en()),
        ));
    }
    if !from(event).contains(&state) {
        return Err(Refusal::new(
            RefusalCode::State,
            format!("该人员现为“{}”，不能办理“{}”。", state.zh(), event.zh()),
            format!(
                "The person is {}; it is not possible to {}.",
                state.en(),
                event.en()
            ),
        ));
    }
    if event == E::Accept && facts.nominated_by == Some(facts.person) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "提名人不得审核本人提名的人员，请由其他同志审核。",
            "Whoever nominated the person may not take him or her in; ask a colleague.",
        ));
    }
    match event {
        E::Accept => Ok(S::Active),
        E::Remove => text::reason("reason", facts.reason).map(|_| S::Removed),
    }
}
