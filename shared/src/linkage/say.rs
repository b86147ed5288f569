//! The sentences of refusals that both machines of linkage use.

use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// `E_ROLE`: this event belongs to these roles; to nobody, if the clock does it.
pub(super) fn role<E: Wire>(event: E, may: &[Role]) -> Refusal {
    if may.is_empty() {
        return Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统按日历自动办理，不能人工操作。", event.zh()),
            format!(
                "The system does \"{}\" by the calendar; nobody can do it by hand.",
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
pub(super) fn state<E: Wire, S: Wire>(what: (&str, &str), event: E, from: &[S], now: S) -> Refusal {
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    let (only_zh, only_en) = if from.is_empty() {
        ("新建时".to_owned(), "a new record".to_owned())
    } else {
        (format!("{}状态下", zh.join("或")), en.join(" or "))
    };
    Refusal::new(
        RefusalCode::State,
        format!(
            "{}当前状态为“{}”，“{}”只能在{only_zh}办理。",
            what.0,
            now.zh(),
            event.zh()
        ),
        format!(
            "The {} is in state \"{}\"; \"{}\" is possible only in {only_en}.",
            what.1,
            now.en(),
            event.en()
        ),
    )
}
