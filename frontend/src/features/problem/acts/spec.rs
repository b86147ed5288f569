//! What each act asks for.

use super::super::ProblemEventKind;
use crate::i18n::{Text, t};

/// A text the act asks for: input field, label, whether it may stay empty.
pub(super) type Words = (&'static str, Text, bool);

/// The input of an act.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one yes or no a field of the dialog, not states"
)]
pub(super) struct Spec {
    /// What will happen.
    pub explain: Option<Text>,
    /// The text asked for.
    pub text: Option<Words>,
    /// Whether severity is chosen.
    pub severity: bool,
    /// Whether a section of the unit is chosen, and whether it must be.
    pub section: Option<bool>,
    /// Whether a due date is set.
    pub due: bool,
    /// Whether a number of working days is set.
    pub days: bool,
    /// Whether files are attached.
    pub files: bool,
    /// Whether a visit is declared.
    pub visited: bool,
    /// Whether another problem of the unit is named.
    pub target: bool,
}

/// Acts that end a matter or take it back.
pub(super) fn is_grave(event: ProblemEventKind) -> bool {
    matches!(
        event,
        ProblemEventKind::Reject
            | ProblemEventKind::Merge
            | ProblemEventKind::Return
            | ProblemEventKind::Reopen
    )
}

/// What an act asks for.
pub(super) fn spec(event: ProblemEventKind) -> Spec {
    use ProblemEventKind as E;
    let why = |text| Spec {
        explain: Some(text),
        ..Spec::default()
    };
    let reason = Some(("reason", t::kit::form::REASON, true));
    match event {
        E::Take => why(t::problem::why::TAKE),
        E::Reject => Spec {
            text: reason,
            ..why(t::problem::why::REJECT)
        },
        E::Merge => Spec {
            text: reason,
            target: true,
            ..why(t::problem::why::MERGE)
        },
        E::Assign => Spec {
            text: Some(("suggestedAction", t::problem::SUGGESTED, true)),
            severity: true,
            section: Some(false),
            files: true,
            ..why(t::problem::why::ASSIGN)
        },
        E::Contest => Spec {
            text: Some(("reason", t::problem::GROUNDS, true)),
            files: true,
            ..why(t::problem::why::CONTEST)
        },
        E::AcceptNow => Spec {
            text: Some(("promise", t::problem::PROMISE, true)),
            ..why(t::problem::why::ACCEPT_NOW)
        },
        E::AcceptPlan => Spec {
            text: Some(("measures", t::problem::MEASURES, true)),
            section: Some(true),
            due: true,
            ..why(t::problem::why::ACCEPT_PLAN)
        },
        E::Start => why(t::problem::why::START),
        E::AskExtension => Spec {
            text: reason,
            days: true,
            ..why(t::problem::why::ASK_EXTENSION)
        },
        E::GrantExtension => Spec {
            text: Some(("reason", t::problem::REMARK, false)),
            ..why(t::problem::why::GRANT_EXTENSION)
        },
        E::RefuseExtension => Spec {
            text: reason,
            ..why(t::problem::why::REFUSE_EXTENSION)
        },
        E::Submit => Spec {
            text: Some(("statement", t::problem::STATEMENT, true)),
            files: true,
            ..why(t::problem::why::SUBMIT)
        },
        E::TakeReverification => why(t::problem::why::TAKE_REVERIFICATION),
        E::Return => Spec {
            text: reason,
            due: true,
            ..why(t::problem::why::RETURN)
        },
        E::CloseOut => Spec {
            text: Some(("remark", t::problem::REMARK, false)),
            visited: true,
            ..why(t::problem::why::CLOSE_OUT)
        },
        E::Reopen => Spec {
            text: reason,
            files: true,
            ..why(t::problem::why::REOPEN)
        },
        E::Raise | E::AcceptByDefault | E::NotImmediate | E::Resume | E::Escalate => Spec::default(),
    }
}
