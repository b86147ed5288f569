//! The person signed in.

use remit_shared::identity::Role;
use remit_shared::organisation::OrgKind;
use remit_shared::policy::{Capability, Reach};
use remit_shared::wire::Wire;

use crate::api::shell::{me, sign_in};

/// A unit as the shell shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Global id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Kind.
    pub kind: OrgKind,
}

impl Unit {
    /// Whether it is a town or a subdistrict, which takes part in oversight and is never supervised itself (§2).
    pub fn is_town(&self) -> bool {
        matches!(self.kind, OrgKind::Town | OrgKind::Subdistrict)
    }
}

/// A hat: one grant of one role, under which a session acts (R2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hat {
    /// Global id of the grant.
    pub grant_id: String,
    /// Role.
    pub role: Role,
    /// Unit the grant names.
    pub unit: Option<Unit>,
    /// Section it is limited to.
    pub section: Option<String>,
}

impl Hat {
    /// `部门联络员 · 市民政局`; tracks the language.
    pub fn label(&self) -> String {
        let mut label = crate::i18n::word(self.role).to_owned();
        if let Some(unit) = &self.unit {
            label.push_str(" · ");
            label.push_str(&unit.short_name);
        }
        if let Some(section) = self.section.as_ref().filter(|section| *section != self.role.zh()) {
            label.push_str(" · ");
            label.push_str(section);
        }
        label
    }
}

/// The person signed in, with the hat worn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Global id of the account.
    pub account_id: String,
    /// Login.
    pub login: String,
    /// Name.
    pub display_name: String,
    /// Hat worn.
    pub hat: Hat,
    /// Every hat of this account.
    pub hats: Vec<Hat>,
    /// Unread notifications at sign-in.
    pub unread: i64,
    /// Whether the password has to be changed before anything else.
    pub must_change_password: bool,
    /// Day on which the password runs out.
    pub password_expires_on: Option<chrono::NaiveDate>,
    /// Whether a second factor is set up.
    pub totp_enabled: bool,
    capabilities: Vec<(Capability, Reach)>,
}

impl Viewer {
    /// How far a right of the hat reaches.
    pub fn reach(&self, capability: Capability) -> Reach {
        self.capabilities
            .iter()
            .find(|(known, _)| *known == capability)
            .map_or(Reach::None, |(_, reach)| *reach)
    }
}

macro_rules! hat_from {
    ($($hat:path),+) => {
        $(impl From<$hat> for Hat {
            fn from(hat: $hat) -> Self {
                Self {
                    grant_id: hat.grant_id,
                    role: hat.role,
                    unit: hat.org.map(|org| Unit { id: org.id, name: org.name, short_name: org.short_name, kind: org.kind }),
                    section: hat.section.map(|section| section.name),
                }
            }
        })+
    };
}
hat_from!(
    me::ViewerPartsHat,
    me::ViewerPartsHats,
    sign_in::SignInSignInChoices
);

impl From<me::ViewerParts> for Viewer {
    fn from(parts: me::ViewerParts) -> Self {
        Self {
            account_id: parts.account_id,
            login: parts.login,
            display_name: parts.display_name,
            hat: parts.hat.into(),
            hats: parts.hats.into_iter().map(Hat::from).collect(),
            unread: parts.unread,
            must_change_password: parts.must_change_password,
            password_expires_on: parts.password_expires_on,
            totp_enabled: parts.totp_enabled,
            capabilities: parts
                .capabilities
                .into_iter()
                .filter_map(|grant| Some((Capability::parse(&grant.capability)?, grant.reach)))
                .collect(),
        }
    }
}
