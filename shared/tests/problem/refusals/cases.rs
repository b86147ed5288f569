//! Facts changed one at a time, and the refusal each change meets (§3.3).

use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::Severity;
use remit_shared::problem::machine::{Acting, Facts, MergeTarget, PendingExtension};
use remit_shared::refusal::RefusalCode as C;
use uuid::Uuid;

use crate::world::{ASKER, FIRST_VERIFIER, SUBMITTER, UNIT, d};

/// What is changed about the facts, the refusal's code and field, and a piece of its Chinese sentence.
pub type Case = (
    &'static str,
    S,
    E,
    fn(&mut Facts<'static>),
    C,
    Option<&'static str>,
    &'static str,
);

pub fn act(facts: &mut Facts<'static>, change: impl FnOnce(&mut Acting)) {
    change(facts.acting.as_mut().unwrap());
}

pub fn target(org: Uuid, state: S, is_itself: bool) -> MergeTarget {
    MergeTarget {
        is_itself,
        org,
        state,
    }
}

pub const CONFLICTS: &[Case] = &[
    (
        "own unit takes",
        S::Raised,
        E::Take,
        |f| act(f, |a| a.home_org = Some(UNIT)),
        C::Conflict,
        None,
        "您所在的单位",
    ),
    (
        "recused takes",
        S::Raised,
        E::Take,
        |f| act(f, |a| a.recused = true),
        C::Conflict,
        None,
        "登记回避",
    ),
    (
        "own unit assigns",
        S::Verifying,
        E::Assign,
        |f| act(f, |a| a.home_org = Some(UNIT)),
        C::Conflict,
        None,
        "回避",
    ),
    (
        "own unit closes",
        S::Reverifying,
        E::CloseOut,
        |f| act(f, |a| a.home_org = Some(UNIT)),
        C::Conflict,
        None,
        "回避",
    ),
    (
        "own unit reopens",
        S::Closed,
        E::Reopen,
        |f| act(f, |a| a.home_org = Some(UNIT)),
        C::Conflict,
        None,
        "回避",
    ),
    (
        "first verifier re-verifies MODERATE",
        S::Submitted,
        E::TakeReverification,
        |f| {
            f.severity = Severity::Moderate;
            act(f, |a| a.person = FIRST_VERIFIER);
        },
        C::Conflict,
        None,
        "较重问题的复核",
    ),
    (
        "first verifier closes MODERATE",
        S::Reverifying,
        E::CloseOut,
        |f| {
            f.severity = Severity::Moderate;
            act(f, |a| a.person = FIRST_VERIFIER);
        },
        C::Conflict,
        None,
        "首次核实人",
    ),
    (
        "first verifier returns SEVERE",
        S::Reverifying,
        E::Return,
        |f| {
            f.severity = Severity::Severe;
            act(f, |a| a.person = FIRST_VERIFIER);
        },
        C::Conflict,
        None,
        "严重问题",
    ),
    (
        "submitter re-verifies",
        S::Submitted,
        E::TakeReverification,
        |f| act(f, |a| a.person = SUBMITTER),
        C::Conflict,
        None,
        "您本人申请销号",
    ),
    (
        "submitter closes",
        S::Reverifying,
        E::CloseOut,
        |f| act(f, |a| a.person = SUBMITTER),
        C::Conflict,
        None,
        "您本人申请销号",
    ),
    (
        "verifier submits",
        S::Rectifying,
        E::Submit,
        |f| act(f, |a| a.person = FIRST_VERIFIER),
        C::Conflict,
        None,
        "参与了该问题的核实",
    ),
    (
        "asker decides",
        S::Rectifying,
        E::GrantExtension,
        |f| act(f, |a| a.person = ASKER),
        C::Conflict,
        None,
        "您本人申请",
    ),
];

pub const LIMITS_AND_TIMES: &[Case] = &[
    (
        "second objection",
        S::Assigned,
        E::Contest,
        |f| f.contested = true,
        C::Limit,
        None,
        "一次",
    ),
    (
        "late objection",
        S::Assigned,
        E::Contest,
        |f| f.step_due_on = Some(d("2022-05-10")),
        C::Late,
        None,
        "2022-05-11届满",
    ),
    (
        "late answer",
        S::Assigned,
        E::AcceptNow,
        |f| f.step_due_on = Some(d("2022-05-11")),
        C::Late,
        None,
        "2022-05-11",
    ),
    (
        "late plan",
        S::Assigned,
        E::AcceptPlan,
        |f| f.step_due_on = Some(d("2022-05-11")),
        C::Late,
        None,
        "自动列入",
    ),
    (
        "severe at once",
        S::Assigned,
        E::AcceptNow,
        |f| f.severity = Severity::Severe,
        C::State,
        None,
        "严重问题不适用",
    ),
    (
        "default too early",
        S::Assigned,
        E::AcceptByDefault,
        |f| f.step_due_on = Some(d("2022-05-12")),
        C::Early,
        None,
        "2022-05-12",
    ),
    (
        "not immediate too early",
        S::Immediate,
        E::NotImmediate,
        |f| f.due_on = Some(d("2022-05-12")),
        C::Early,
        None,
        "尚未届满",
    ),
    (
        "no deadline runs",
        S::Immediate,
        E::NotImmediate,
        |f| f.due_on = None,
        C::Early,
        None,
        "没有正在计算",
    ),
    (
        "nothing to escalate",
        S::Rectifying,
        E::Escalate,
        |f| f.due_on = Some(d("2022-06-30")),
        C::Early,
        None,
        "预警",
    ),
    (
        "immediate submitted late",
        S::Immediate,
        E::Submit,
        |f| f.due_on = Some(d("2022-05-11")),
        C::Late,
        None,
        "2022-05-11",
    ),
    (
        "third extension",
        S::Rectifying,
        E::AskExtension,
        |f| f.extensions_count = 2,
        C::Limit,
        None,
        "最多延期2次",
    ),
    (
        "extension asked late",
        S::Rectifying,
        E::AskExtension,
        |f| f.due_on = Some(d("2022-05-16")),
        C::Late,
        None,
        "仅剩2个工作日",
    ),
    (
        "extension asked overdue",
        S::Rectifying,
        E::AskExtension,
        |f| f.due_on = Some(d("2022-05-10")),
        C::Late,
        None,
        "仅剩0个工作日",
    ),
    (
        "extension asked twice",
        S::Rectifying,
        E::AskExtension,
        |f| {
            f.pending_extension = Some(PendingExtension {
                asked_by: ASKER,
                days: 5,
            });
        },
        C::Dup,
        None,
        "待答复",
    ),
    (
        "nothing to grant",
        S::Rectifying,
        E::GrantExtension,
        |f| f.pending_extension = None,
        C::State,
        None,
        "没有待答复",
    ),
    (
        "extension too long",
        S::Rectifying,
        E::AskExtension,
        |f| f.proposal.days = Some(16),
        C::Limit,
        Some("days"),
        "最多延期15个工作日",
    ),
    (
        "extension of no days",
        S::Rectifying,
        E::AskExtension,
        |f| f.proposal.days = Some(0),
        C::Input,
        Some("days"),
        "1至15",
    ),
    (
        "extension without days",
        S::Rectifying,
        E::AskExtension,
        |f| f.proposal.days = None,
        C::Input,
        Some("days"),
        "1至15",
    ),
    (
        "relapse too late",
        S::Closed,
        E::Reopen,
        |f| f.closed_on = Some(d("2021-11-12")),
        C::Late,
        None,
        "2022-05-11",
    ),
    (
        "closed without a date",
        S::Closed,
        E::Reopen,
        |f| f.closed_on = None,
        C::State,
        None,
        "没有销号日期",
    ),
];
