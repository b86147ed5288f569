//! What stands in the way of an event on a push sheet (§3.4), with the sentences.

use super::facts::SheetFacts;
use super::{from, is_over, roles_of};
use crate::identity::Role;
use crate::problem::SheetEventKind as E;
use crate::problem::{SheetDirection, SheetState};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Role, state, conflicts: what can be judged before anybody types.
pub(super) fn standing(state: SheetState, event: E, facts: &SheetFacts) -> Result<(), Refusal> {
    known(event, facts.direction)?;
    role(event, facts)?;
    let from = from(event, facts.direction);
    if !from.contains(&state) {
        return Err(wrong_state(event, from, state));
    }
    match event {
        E::Write | E::Push => own_draft(facts),
        E::Receive if facts.direction == SheetDirection::ToUnit => Ok(()),
        E::Receive | E::Convert | E::File => own_unit(facts),
        E::Finish if is_over(facts.problem_state) => Ok(()),
        E::Finish => Err(Refusal::new(
            RefusalCode::Early,
            "所涉问题尚未销号或不予立项，推送表届时自动办结。",
            "The problem is not closed or rejected yet; the sheet is done by itself when it is.",
        )),
    }
}

/// What the person typed.
pub(super) fn input(event: E, facts: &SheetFacts) -> Result<(), Refusal> {
    let proposal = &facts.proposal;
    match event {
        E::Push if facts.org.is_none() => Err(missing(
            RefusalCode::Input,
            "orgId",
            "请选定推送所涉单位。",
            "Choose the unit the sheet is about.",
        )),
        E::Push if proposal.matter.trim().is_empty() => Err(missing(
            RefusalCode::Input,
            "matter",
            "请填写推送事项。",
            "Fill in the matter.",
        )),
        E::Push if proposal.basis.trim().is_empty() => Err(missing(
            RefusalCode::Basis,
            "basis",
            "请填写推送依据，写明文件或事实。",
            "Give the basis: the document or the facts.",
        )),
        E::Convert if proposal.similar > 0 && !proposal.not_duplicate => Err(duplicates(proposal.similar)),
        E::File if proposal.reason.trim().is_empty() => Err(missing(
            RefusalCode::Reason,
            "reason",
            "请填写不立项、归档的理由。",
            "Give the reason for filing the sheet without a problem.",
        )),
        _ => Ok(()),
    }
}

/// Only the roles of §3.4; automatic events only the system.
pub(super) fn role(event: E, facts: &SheetFacts) -> Result<(), Refusal> {
    let roles = roles_of(event, facts.direction);
    if facts
        .acting
        .map_or(roles.is_empty(), |acting| roles.contains(&acting.role))
    {
        return Ok(());
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Err(if roles.is_empty() {
        Refusal::new(
            RefusalCode::Role,
            format!("“{}”由系统自动办理，不能人工操作。", event.zh()),
            format!(
                "The system does \"{}\" by itself; nobody can do it by hand.",
                event.en()
            ),
        )
    } else {
        Refusal::new(
            RefusalCode::Role,
            format!("推送表“{}”由{}办理。", event.zh(), zh.join("或")),
            format!(
                "Only the {} may do this to a push sheet: {}.",
                en.join(" or the "),
                event.en()
            ),
        )
    })
}

/// A TO_UNIT sheet is written and pushed by assigning a problem and never founds one.
fn known(event: E, direction: SheetDirection) -> Result<(), Refusal> {
    if direction == SheetDirection::Internal || matches!(event, E::Receive | E::Finish) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        format!("推送单位的推送表随问题交办自动生成，不能“{}”。", event.zh()),
        format!(
            "A sheet to the unit is issued by assigning its problem; \"{}\" does not apply.",
            event.en()
        ),
    ))
}

fn wrong_state(event: E, from: &[SheetState], now: SheetState) -> Refusal {
    let zh: Vec<_> = from.iter().map(|state| format!("“{}”", state.zh())).collect();
    let en: Vec<_> = from.iter().map(|state| format!("\"{}\"", state.en())).collect();
    Refusal::new(
        RefusalCode::State,
        format!(
            "推送表当前状态为“{}”，“{}”只能在{}状态下办理。",
            now.zh(),
            event.zh(),
            zh.join("或")
        ),
        format!(
            "The sheet is in state \"{}\"; \"{}\" is possible only in {}.",
            now.en(),
            event.en(),
            en.join(" or ")
        ),
    )
}

/// `push.write` is `O` for other sections: their own sheets only.
fn own_draft(facts: &SheetFacts) -> Result<(), Refusal> {
    match (facts.acting, facts.author) {
        (Some(acting), Some(author)) if acting.role == Role::Os && acting.person != author => {
            Err(Refusal::new(
                RefusalCode::Scope,
                "该推送表由他人填写，只能由填写人修改或推送。",
                "Somebody else wrote this sheet; only its author may change or push it.",
            ))
        }
        _ => Ok(()),
    }
}

/// R9.
fn own_unit(facts: &SheetFacts) -> Result<(), Refusal> {
    let Some(acting) = facts.acting else { return Ok(()) };
    if acting.recused || (facts.org.is_some() && acting.home_org == facts.org) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "该推送表涉及您所在或应回避的单位，请由其他人员办理。",
            "The sheet concerns the unit you come from or are recused for; somebody else has to handle it.",
        ));
    }
    Ok(())
}

fn duplicates(similar: u32) -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        format!("该单位已有{similar}个相似的未结问题，请先查看并考虑合并；确属不同事项的，请勾选“不重复”后再转。"),
        format!(
            "The unit has {similar} similar open problems; look at them and merge, or confirm that this is another matter."
        ),
    )
    .on("notDuplicate")
}

fn missing(code: RefusalCode, field: &str, zh: &str, en: &str) -> Refusal {
    Refusal::new(code, zh, en).on(field)
}
