//! The sentences of the case machine's refusals that more than one check uses.

use crate::coordination::{CaseEventKind, CaseState, ConsultationState};
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// `E_ROLE`: this event belongs to these roles.
pub(super) fn role(event: CaseEventKind, may: &[Role]) -> Refusal {
    if may.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统到期自动办理，不能人工操作。", event.zh()),
            format!(
                "The system does this by itself when the time comes: {}.",
                event.en()
            ),
        );
    }
    let zh: Vec<_> = may.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = may.iter().map(|role| role.en()).collect();
    Refusal::new(
        RefusalCode::Role,
        format!("“{}”由{}办理。", event.zh(), zh.join("或")),
        format!("Only the {} may do this: {}.", en.join(" or the "), event.en()),
    )
}

/// `E_STATE`: this event leaves other states than the present one.
pub(super) fn state(event: CaseEventKind, from: &[CaseState], now: CaseState) -> Refusal {
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    Refusal::new(
        RefusalCode::State,
        if from.is_empty() {
            format!("该事项已申请协调（当前状态“{}”），不能重复申请。", now.zh())
        } else {
            let from = zh.join("或");
            format!(
                "协调事项当前状态为“{}”，“{}”只能在{from}状态下办理。",
                now.zh(),
                event.zh()
            )
        },
        if from.is_empty() {
            format!("The case exists already (state: {}).", now.en())
        } else {
            let from = en.join(" or ");
            format!(
                "The case is \"{}\"; \"{}\" is possible only in {from}.",
                now.en(),
                event.en()
            )
        },
    )
}

/// `E_STATE`: consultation comes first (§10 choice 14).
pub(super) fn not_failed(consultation: Option<ConsultationState>) -> Refusal {
    let (zh, en) = match consultation {
        None => (
            "该事项尚未开展部门协商，",
            "The departments have not consulted each other. ",
        ),
        Some(ConsultationState::Open) => ("部门协商仍在进行，", "The consultation is still under way. "),
        _ => (
            "部门协商已达成一致，无需申请协调；",
            "The consultation ended in agreement. ",
        ),
    };
    Refusal::new(
        RefusalCode::State,
        format!("{zh}协商未果并登记会议纪要和各方意见后，方可申请协调。"),
        format!("{en}Apply once it has failed, with minutes and each party's view."),
    )
}

/// A refusal that points at an input field.
pub(super) fn on(code: RefusalCode, field: &str, zh: &str, en: &str) -> Refusal {
    Refusal::new(code, zh, en).on(field)
}
