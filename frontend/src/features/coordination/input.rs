//! What a dialog of coordination holds, and what each act asks for.

use leptos::prelude::*;
use remit_shared::coordination::{
    CaseEventKind as C, CheckResult, CitationKind, ConsultationEventKind as N, DecisionKind, RefusalGround,
};
use remit_shared::wire::Wire;

use crate::i18n::{Text, t};

/// An act on a consultation or a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// On a consultation.
    Consult(N),
    /// On a case; APPLY is done from the consultation's page.
    Case(C),
}

impl Act {
    /// The act of this name that the server offers on a consultation.
    pub fn of_consultation(code: &str) -> Option<Self> {
        let apply = (code == C::Apply.code()).then_some(Self::Case(C::Apply));
        apply.or_else(|| N::parse(code).map(Self::Consult))
    }

    /// Its words.
    pub fn text(self) -> Text {
        match self {
            Self::Consult(event) => Text::new(event.zh(), event.en()),
            Self::Case(event) => Text::new(event.zh(), event.en()),
        }
    }

    /// Whether it ends the matter or cannot be taken back.
    pub fn is_grave(self) -> bool {
        matches!(
            self,
            Self::Consult(N::DeclareFailed) | Self::Case(C::Refuse | C::Withdraw | C::ProposeRefusal)
        )
    }
}

/// A party as the dialogs offer it.
pub(super) type Party = (String, String);

/// The record that a dialog acts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Global id of the consultation or case.
    pub id: String,
    /// Version seen.
    pub version: i64,
    /// Its parties.
    pub parties: Vec<Party>,
}

/// A clause as it is typed.
#[derive(Clone, Copy)]
pub(super) struct Clause {
    pub kind: RwSignal<String>,
    pub title: RwSignal<String>,
    pub article: RwSignal<String>,
    pub quote: RwSignal<String>,
}

impl Clause {
    /// An empty one.
    pub fn blank() -> Self {
        Self {
            kind: RwSignal::new(CitationKind::Law.code().to_owned()),
            title: RwSignal::new(String::new()),
            article: RwSignal::new(String::new()),
            quote: RwSignal::new(String::new()),
        }
    }
}

/// What was typed; signals of the dialog, kept when an act is refused.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub text: RwSignal<String>,
    pub place: RwSignal<String>,
    pub held_on: RwSignal<Option<chrono::NaiveDate>>,
    pub chosen: RwSignal<Vec<String>>,
    pub lead: RwSignal<String>,
    pub ground: RwSignal<Option<RefusalGround>>,
    pub kind: RwSignal<Option<DecisionKind>>,
    pub result: RwSignal<Option<CheckResult>>,
    pub days: RwSignal<String>,
    pub number: RwSignal<String>,
    pub important: RwSignal<bool>,
    pub files: RwSignal<Vec<String>>,
    pub clauses: RwSignal<Vec<Clause>>,
}

impl Input {
    /// Empty input.
    pub fn blank() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            place: RwSignal::new(String::new()),
            held_on: RwSignal::new(None),
            chosen: RwSignal::new(Vec::new()),
            lead: RwSignal::new(String::new()),
            ground: RwSignal::new(None),
            kind: RwSignal::new(Some(DecisionKind::Decided)),
            result: RwSignal::new(None),
            days: RwSignal::new(String::new()),
            number: RwSignal::new(String::new()),
            important: RwSignal::new(false),
            files: RwSignal::new(Vec::new()),
            clauses: RwSignal::new(vec![Clause::blank()]),
        }
    }
}

/// The text an act asks for: input field, label, longest.
pub(super) fn text_of(act: Act) -> Option<(&'static str, Text, usize)> {
    use t::coordination as w;
    Some(match act {
        Act::Consult(N::Meet) | Act::Case(C::Meet) => ("minutes", w::MINUTES, 4000),
        Act::Consult(N::GiveView) => ("view", w::consult::VIEW, 4000),
        Act::Consult(N::WriteMemo) => ("memo", w::consult::MEMO, 4000),
        Act::Consult(N::DeclareFailed) => ("reason", w::consult::FAIL_REASON, 1000),
        Act::Case(C::Apply) => ("statement", w::act::STATEMENT, 4000),
        Act::Case(C::Supplement) => ("statement", w::act::SUPPLEMENT, 4000),
        Act::Case(C::AskSupplement) => ("list", w::act::LIST, 1000),
        Act::Case(C::ProposeRefusal | C::Extend | C::Withdraw) => ("reason", w::REASON, 1000),
        Act::Case(C::GiveOpinion) => ("position", w::act::POSITION, 4000),
        Act::Case(C::ConsultExperts) => ("questions", w::act::QUESTIONS, 4000),
        Act::Case(C::Decide) => ("text", w::act::TEXT, 4000),
        Act::Case(C::Check) => ("findings", w::act::FINDINGS, 4000),
        _ => return None,
    })
}

/// What will happen.
pub(super) fn explain(act: Act) -> Option<Text> {
    use t::coordination::act as w;
    Some(match act {
        Act::Consult(N::Sign) => w::SIGN_WHY,
        Act::Case(C::Accept) => w::ACCEPT_WHY,
        Act::Case(C::Refuse) => w::REFUSE_WHY,
        Act::Case(C::AskOpinions) => w::ASK_WHY,
        Act::Case(C::ConsultExperts) => w::EXPERT_WHY,
        Act::Case(C::Decide) => w::DECIDE_WHY,
        Act::Case(C::Check) => w::CHECK_WHY,
        _ => return None,
    })
}

/// Whether the act cites clauses.
pub(super) fn cites(act: Act) -> bool {
    matches!(
        act,
        Act::Case(C::Apply | C::ProposeRefusal | C::GiveOpinion | C::Decide)
    )
}
