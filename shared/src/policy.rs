//! The one permission policy (§4): what a role may do, and to which rows.
//!
//! [`matrix`] holds the whole table; [`Actor::authorise`] is the only way to obtain a [`Scope`], and every list
//! or look-up of the store takes one. A list without a scope does not compile.

pub mod capability;
pub mod matrix;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::Role;
use crate::linkage::partner::{self, PartnerScope};
use crate::refusal::Refusal;

pub use capability::Capability;

crate::wire_enum! {
    /// How far a capability reaches (the cells of §4).
    pub enum Reach {
        None = "NONE", "无", "none";
        Own = "OWN", "本人经办", "own or assigned records";
        Unit = "UNIT", "本单位", "own unit";
        All = "ALL", "全部", "all";
        Published = "PUBLISHED", "已公开部分", "published part";
    }
}

/// Who acts, under which one hat (R2). Made by the service from a verified session, never from client input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Jurisdiction the grant belongs to.
    pub jurisdiction_id: Uuid,
    /// Account signed in.
    pub account_id: Uuid,
    /// Person behind the account.
    pub person_id: Uuid,
    /// Display name and post, for the audit.
    pub label: String,
    /// Role of the hat worn.
    pub role: Role,
    /// Grant that gives the hat.
    pub grant_id: Uuid,
    /// Session.
    pub session_id: Uuid,
    /// Unit the person comes from, for R9; not always the grant's.
    pub home_org_id: Option<Uuid>,
    /// Unit the grant names.
    pub org_id: Option<Uuid>,
    /// Section the grant is limited to.
    pub section_id: Option<Uuid>,
    /// Units the row rules R1 and R5 open: the grant's unit with its predecessors, or the units in charge of.
    pub units: Vec<Uuid>,
    /// Scopes granted to a partner's machine (§8); people have none and need none.
    pub scopes: Vec<PartnerScope>,
}

/// Proof that a capability was checked, and the rows it opens. Cannot be made outside this module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    capability: Capability,
    role: Role,
    reach: Reach,
    jurisdiction_id: Uuid,
    account_id: Uuid,
    person_id: Uuid,
    section_id: Option<Uuid>,
    units: Vec<Uuid>,
}

impl Scope {
    /// The capability this proves.
    pub fn capability(&self) -> Capability {
        self.capability
    }
    /// Role it was given to; some row rules depend on it (R3, R4).
    pub fn role(&self) -> Role {
        self.role
    }
    /// How far it reaches; never [`Reach::None`].
    pub fn reach(&self) -> Reach {
        self.reach
    }
    /// Jurisdiction, the first condition of every query.
    pub fn jurisdiction_id(&self) -> Uuid {
        self.jurisdiction_id
    }
    /// Account, for own records.
    pub fn account_id(&self) -> Uuid {
        self.account_id
    }
    /// Person, for own records.
    pub fn person_id(&self) -> Uuid {
        self.person_id
    }
    /// Section the grant is limited to, if any.
    pub fn section_id(&self) -> Option<Uuid> {
        self.section_id
    }
    /// Units opened when the reach is [`Reach::Unit`].
    pub fn units(&self) -> &[Uuid] {
        &self.units
    }
    /// Whether a row of this unit lies inside.
    pub fn covers(&self, org_id: Uuid) -> bool {
        match self.reach {
            Reach::All => true,
            Reach::Unit => self.units.contains(&org_id),
            Reach::None | Reach::Own | Reach::Published => false,
        }
    }
}

impl Actor {
    /// Checks the policy and returns the scope proof, or `E_ROLE` naming who may.
    pub fn authorise(&self, capability: Capability) -> Result<Scope, Refusal> {
        if let Some(scope) = self.missing_scope(capability) {
            return Err(partner::lacks(scope));
        }
        match matrix::reach(self.role, capability) {
            Reach::None => Err(matrix::refuse(capability)),
            reach => Ok(Scope {
                capability,
                role: self.role,
                reach,
                jurisdiction_id: self.jurisdiction_id,
                account_id: self.account_id,
                person_id: self.person_id,
                section_id: self.section_id,
                units: self.units.clone(),
            }),
        }
    }

    /// Whether the hat has the capability at all; menus and buttons ask this.
    pub fn may(&self, capability: Capability) -> bool {
        matrix::reach(self.role, capability) != Reach::None && self.missing_scope(capability).is_none()
    }

    /// The scope that a machine would need for a capability and has not been granted (R8).
    fn missing_scope(&self, capability: Capability) -> Option<PartnerScope> {
        partner::scope_of(capability).filter(|scope| {
            self.role == Role::Pc
                && matrix::reach(self.role, capability) != Reach::None
                && !self.scopes.contains(scope)
        })
    }
}
