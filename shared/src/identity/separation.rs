//! Separation of the three administrators (三员分立, §4) and who may grant what.

use uuid::Uuid;

use super::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

#[cfg(test)]
mod tests;

/// Grants of these roles take effect only when a second person has confirmed them.
pub fn needs_second_person(role: Role) -> bool {
    matches!(role, Role::Ol | Role::Se | Role::Au)
}

/// Roles that name a unit: what they reach is that unit's.
pub fn needs_org(role: Role) -> bool {
    matches!(role, Role::Dl | Role::Dc | Role::Lk)
}

/// Whether `new` may stand beside the roles a person holds already (active and pending grants of all of the
/// person's accounts). SA, SE and AU exclude each other and everything else.
pub fn check_grant(held: &[Role], new: Role) -> Result<(), Refusal> {
    if !new.is_signed_in() {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("“{}”不是具名账号的岗位，不能授予。", new.zh()),
            format!(
                "\"{}\" is not a role of a named account and cannot be granted.",
                new.en()
            ),
        )
        .on("role"));
    }
    let clash = held
        .iter()
        .find(|held| **held != new && (held.is_administrator() || new.is_administrator()));
    let Some(held) = clash else { return Ok(()) };
    Err(Refusal::new(
        RefusalCode::Separation,
        format!(
            "违反三员分立：该人员已有“{}”岗位，不能再授予“{}”。系统、安全、审计管理员须由三人分别担任，且不得兼任业务岗位。",
            held.zh(),
            new.zh()
        ),
        format!(
            "Separation of administrators: this person already is {} and cannot become {} as well. The system, security and audit administrators are three people without any other role.",
            held.en(),
            new.en()
        ),
    )
    .on("role"))
}

/// What a grant says, for [`check_terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantTerms<'a> {
    /// Role granted.
    pub role: Role,
    /// Whether a unit is named.
    pub has_org: bool,
    /// Number of OL's written document.
    pub document_no: Option<&'a str>,
    /// Person who grants.
    pub granter: Uuid,
    /// Person who receives.
    pub grantee: Uuid,
}

/// Whether a grant is complete: a unit for roles of a unit, a document number for OL, SE and AU, and never to
/// oneself.
pub fn check_terms(terms: &GrantTerms) -> Result<(), Refusal> {
    if terms.granter == terms.grantee {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不能给本人授权，请由另一名安全管理员办理。",
            "Nobody grants a role to himself or herself; another security administrator has to do it.",
        ));
    }
    if needs_org(terms.role) && !terms.has_org {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("授予“{}”岗位须选定所属单位。", terms.role.zh()),
            format!("Choose the unit that the role {} is for.", terms.role.en()),
        )
        .on("orgId"));
    }
    if needs_second_person(terms.role) && terms.document_no.is_none_or(|no| no.trim().is_empty()) {
        return Err(Refusal::new(
            RefusalCode::Basis,
            format!("授予“{}”岗位须填写编办负责人批准文号。", terms.role.zh()),
            format!(
                "The role {} needs the number of the office lead's written approval.",
                terms.role.en()
            ),
        )
        .on("documentNo"));
    }
    Ok(())
}

/// Whether this person may confirm a waiting grant: neither the granter nor the one who receives it.
pub fn check_confirmation(granter: Uuid, grantee: Uuid, confirmer: Uuid) -> Result<(), Refusal> {
    if confirmer == granter {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "授权须由第二人确认，授权人本人不能确认。",
            "A second person has to confirm the grant; the one who granted it cannot.",
        ));
    }
    if confirmer == grantee {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不能确认给本人的授权，请由他人确认。",
            "Nobody confirms a grant to himself or herself; somebody else has to.",
        ));
    }
    Ok(())
}
