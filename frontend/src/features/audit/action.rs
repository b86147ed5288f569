//! Words for the codes of audited actions. A code without a word is shown as it is.

use crate::i18n::{Text, t};

/// Actions of one kind, in the order of their life.
pub(super) struct Group {
    /// What their codes begin with.
    pub prefix: &'static str,
    /// Name of the kind.
    pub name: Text,
    /// Codes and words.
    pub actions: &'static [(&'static str, Text)],
}

/// Every action that the system audits.
pub(super) const GROUPS: &[Group] = &[
    Group {
        prefix: "session.",
        name: t::audit::session::GROUP,
        actions: &[
            ("session.sign_in", t::audit::session::SIGN_IN),
            ("session.first_factor", t::audit::session::FIRST_FACTOR),
            ("session.switch_hat", t::audit::session::SWITCH_HAT),
            ("session.refresh", t::audit::session::REFRESH),
            ("session.sign_out", t::audit::session::SIGN_OUT),
            (
                "session.sign_out_everywhere",
                t::audit::session::SIGN_OUT_EVERYWHERE,
            ),
            ("session.revoke", t::audit::session::REVOKE),
        ],
    },
    Group {
        prefix: "account.",
        name: t::audit::account::GROUP,
        actions: &[
            ("account.create", t::audit::account::CREATE),
            ("account.set_state", t::audit::account::SET_STATE),
            ("account.disable_dormant", t::audit::account::DISABLE_DORMANT),
            ("account.reset_password", t::audit::account::RESET_PASSWORD),
            ("account.change_password", t::audit::account::CHANGE_PASSWORD),
            ("account.found", t::audit::account::FOUND),
            ("account.rescue", t::audit::account::RESCUE),
            ("account.totp_start", t::audit::account::TOTP_START),
            ("account.totp_confirm", t::audit::account::TOTP_CONFIRM),
            ("account.totp_remove", t::audit::account::TOTP_REMOVE),
        ],
    },
    Group {
        prefix: "role.",
        name: t::audit::role::GROUP,
        actions: &[
            ("role.grant", t::audit::role::GRANT),
            ("role.confirm", t::audit::role::CONFIRM),
            ("role.revoke", t::audit::role::REVOKE),
        ],
    },
    Group {
        prefix: "problem.",
        name: t::audit::problem::GROUP,
        actions: &[
            ("problem.raise", t::audit::problem::RAISE),
            ("problem.take", t::audit::problem::TAKE),
            ("problem.reject", t::audit::problem::REJECT),
            ("problem.merge", t::audit::problem::MERGE),
            ("problem.assign", t::audit::problem::ASSIGN),
            ("problem.contest", t::audit::problem::CONTEST),
            ("problem.accept_now", t::audit::problem::ACCEPT_NOW),
            ("problem.accept_plan", t::audit::problem::ACCEPT_PLAN),
            ("problem.start", t::audit::problem::START),
            ("problem.ask_extension", t::audit::problem::ASK_EXTENSION),
            ("problem.decide_extension", t::audit::problem::DECIDE_EXTENSION),
            ("problem.submit", t::audit::problem::SUBMIT),
            (
                "problem.take_reverification",
                t::audit::problem::TAKE_REVERIFICATION,
            ),
            ("problem.return", t::audit::problem::RETURN),
            ("problem.close_out", t::audit::problem::CLOSE_OUT),
            ("problem.reopen", t::audit::problem::REOPEN),
            ("problem.clock", t::audit::problem::CLOCK),
        ],
    },
    Group {
        prefix: "push_sheet.",
        name: t::audit::push_sheet::GROUP,
        actions: &[
            ("push_sheet.write", t::audit::push_sheet::WRITE),
            ("push_sheet.push", t::audit::push_sheet::PUSH),
            ("push_sheet.receive", t::audit::push_sheet::RECEIVE),
            ("push_sheet.convert", t::audit::push_sheet::CONVERT),
            ("push_sheet.file", t::audit::push_sheet::FILE),
        ],
    },
    Group {
        prefix: "ledger.",
        name: t::audit::ledger::GROUP,
        actions: &[("ledger.explain", t::audit::ledger::EXPLAIN)],
    },
    Group {
        prefix: "org.",
        name: t::audit::org::GROUP,
        actions: &[("org.set_supervised", t::audit::org::SET_SUPERVISED)],
    },
    Group {
        prefix: "file.",
        name: t::audit::file::GROUP,
        actions: &[
            ("file.upload", t::audit::file::UPLOAD),
            ("file.read", t::audit::file::READ),
        ],
    },
    Group {
        prefix: "export.",
        name: t::audit::export::GROUP,
        actions: &[
            ("export.problems", t::audit::export::PROBLEMS),
            ("export.ledger", t::audit::export::LEDGER),
            ("export.leftover", t::audit::export::LEFTOVER),
        ],
    },
    Group {
        prefix: "audit.",
        name: t::audit::trail::GROUP,
        actions: &[
            ("audit.read", t::audit::trail::READ),
            ("audit.verify", t::audit::trail::VERIFY),
        ],
    },
    Group {
        prefix: "demo.",
        name: t::audit::demo::GROUP,
        actions: &[("demo.load", t::audit::demo::LOAD)],
    },
];

/// What an action is called; its code if it has no word.
pub(super) fn word(code: &str) -> String {
    let known = GROUPS
        .iter()
        .flat_map(|group| group.actions)
        .find(|(known, _)| *known == code);
    known.map_or(code, |(_, text)| text.get()).to_owned()
}

/// Choices of the filter: each kind as a whole, then its actions.
pub(super) fn choices() -> Vec<(String, String)> {
    let of = |group: &Group| {
        let whole = (group.prefix.to_owned(), t::audit::filter::all(group.name.get()));
        let single = group
            .actions
            .iter()
            .map(|(code, text)| ((*code).to_owned(), format!("　{}", text.get())));
        core::iter::once(whole).chain(single).collect::<Vec<_>>()
    };
    GROUPS.iter().flat_map(of).collect()
}
