//! Proposals that are incomplete or go too far, and the refusal each meets (§3.3).

use remit_shared::identity::Role;
use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::Severity;
use remit_shared::refusal::RefusalCode as C;

use super::cases::{Case, target};
use crate::world::{OTHER_UNIT, UNIT, acting, d};

pub const INPUTS: &[Case] = &[
    (
        "no severity lead",
        S::Verifying,
        E::Assign,
        |f| f.proposal.severity = Some(Severity::Severe),
        C::Role,
        None,
        "编办负责人交办",
    ),
    (
        "lead assigns minor",
        S::Verifying,
        E::Assign,
        |f| f.acting = Some(acting(Role::Ol)),
        C::Role,
        Some("severity"),
        "职能运行监管科",
    ),
    (
        "assign without evidence",
        S::Verifying,
        E::Assign,
        |f| f.proposal.evidence_count = 0,
        C::Evidence,
        None,
        "佐证材料",
    ),
    (
        "contest without evidence",
        S::Assigned,
        E::Contest,
        |f| f.proposal.evidence_count = 0,
        C::Evidence,
        Some("fileIds"),
        "异议",
    ),
    (
        "submit without evidence",
        S::Rectifying,
        E::Submit,
        |f| f.proposal.evidence_count = 0,
        C::Evidence,
        Some("fileIds"),
        "至少上传一份",
    ),
    (
        "reopen without evidence",
        S::Closed,
        E::Reopen,
        |f| f.proposal.evidence_count = 0,
        C::Evidence,
        Some("fileIds"),
        "反弹",
    ),
    (
        "close MODERATE unvisited",
        S::Reverifying,
        E::CloseOut,
        |f| {
            f.severity = Severity::Moderate;
            f.proposal.visited = false;
        },
        C::Evidence,
        Some("visited"),
        "现场",
    ),
    (
        "plan without section",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.section_named = false,
        C::Input,
        Some("sectionId"),
        "科室",
    ),
    (
        "plan without date",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.due_on = None,
        C::Input,
        Some("dueOn"),
        "最迟2022-06-10",
    ),
    (
        "plan for today",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.due_on = Some(d("2022-05-12")),
        C::Input,
        Some("dueOn"),
        "晚于今天",
    ),
    (
        "plan on a Saturday",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.due_on = Some(d("2022-05-21")),
        C::Input,
        Some("dueOn"),
        "周末",
    ),
    (
        "plan on a holiday",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.due_on = Some(d("2022-06-03")),
        C::Input,
        Some("dueOn"),
        "端午节",
    ),
    (
        "plan MINOR too long",
        S::Assigned,
        E::AcceptPlan,
        |f| f.proposal.due_on = Some(d("2022-06-13")),
        C::Limit,
        Some("dueOn"),
        "20个工作日，最迟为2022-06-10",
    ),
    (
        "plan MODERATE too long",
        S::Assigned,
        E::AcceptPlan,
        |f| {
            f.severity = Severity::Moderate;
            f.proposal.due_on = Some(d("2022-06-27"));
        },
        C::Limit,
        Some("dueOn"),
        "30个工作日",
    ),
    (
        "plan SEVERE too long",
        S::Assigned,
        E::AcceptPlan,
        |f| {
            f.severity = Severity::Severe;
            f.proposal.due_on = Some(d("2022-07-11"));
        },
        C::Limit,
        Some("dueOn"),
        "40个工作日",
    ),
    (
        "return without date",
        S::Reverifying,
        E::Return,
        |f| f.proposal.due_on = None,
        C::Input,
        Some("dueOn"),
        "最迟2022-05-26",
    ),
    (
        "return too long",
        S::Reverifying,
        E::Return,
        |f| f.proposal.due_on = Some(d("2022-05-27")),
        C::Limit,
        Some("dueOn"),
        "10个工作日",
    ),
    (
        "merge without target",
        S::Verifying,
        E::Merge,
        |f| f.proposal.merge_into = None,
        C::Input,
        Some("intoId"),
        "选定",
    ),
    (
        "merge into itself",
        S::Verifying,
        E::Merge,
        |f| f.proposal.merge_into = Some(target(UNIT, S::Verifying, true)),
        C::Input,
        Some("intoId"),
        "自身",
    ),
    (
        "merge across units",
        S::Verifying,
        E::Merge,
        |f| f.proposal.merge_into = Some(target(OTHER_UNIT, S::Assigned, false)),
        C::Scope,
        Some("intoId"),
        "同一单位",
    ),
    (
        "merge into merged",
        S::Verifying,
        E::Merge,
        |f| f.proposal.merge_into = Some(target(UNIT, S::Merged, false)),
        C::State,
        Some("intoId"),
        "已合并",
    ),
    (
        "merge into rejected",
        S::Verifying,
        E::Merge,
        |f| f.proposal.merge_into = Some(target(UNIT, S::Rejected, false)),
        C::State,
        Some("intoId"),
        "不予立项",
    ),
];
