//! The sentences of the point machine's refusals.

use crate::identity::Role;
use crate::plan::point::{PointEventKind, PointState};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// `E_ROLE`: this event belongs to these roles.
pub(super) fn role(event: PointEventKind, may: &[Role]) -> Refusal {
    if may.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统到期自动办理，不能人工操作。", event.zh()),
            format!(
                "The system does \"{}\" by itself; nobody can do it by hand.",
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

/// `E_STATE`, or `E_FROZEN` for an archived point: this event leaves other states than the present one.
pub(super) fn state(event: PointEventKind, from: &[PointState], now: PointState) -> Refusal {
    if now == PointState::Archived {
        return Refusal::new(
            RefusalCode::Frozen,
            format!("该问效点已归档，年度结果已冻结，不能再办理“{}”。", event.zh()),
            format!(
                "The point is archived with its year's frozen result; \"{}\" is not possible.",
                event.en()
            ),
        );
    }
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    let only_zh = if zh.is_empty() {
        "尚未填报".to_owned()
    } else {
        zh.join("或")
    };
    let only_en = if en.is_empty() {
        "no state yet".to_owned()
    } else {
        en.join(" or ")
    };
    Refusal::new(
        RefusalCode::State,
        format!(
            "问效点当前状态为“{}”，“{}”只能在{only_zh}状态下办理。",
            now.zh(),
            event.zh()
        ),
        format!(
            "The point is in state \"{}\"; \"{}\" is possible only in {only_en}.",
            now.en(),
            event.en()
        ),
    )
}

/// A refusal with its code and both sentences.
pub(super) fn no(code: RefusalCode, zh: impl Into<String>, en: impl Into<String>) -> Refusal {
    Refusal::new(code, zh, en)
}

/// `E_REASON` of an event that wants a text.
pub(super) fn reason(event: PointEventKind) -> Refusal {
    Refusal::new(
        RefusalCode::Reason,
        format!("请填写“{}”的理由。", event.zh()),
        format!("Give the reason: {}.", event.en()),
    )
    .on("reason")
}
