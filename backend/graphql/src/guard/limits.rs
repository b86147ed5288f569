//! How much a document may ask for, by who asks.

use remit_shared::identity::Role;
use serde::{Deserialize, Serialize};

/// Who asks, as far as limits are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tier {
    /// Nobody we know: the sign-in page, the public, ballots.
    Anonymous,
    /// A partner's machine (§8).
    Partner,
    /// A person who is signed in.
    SignedIn,
    /// The office, whose pages show the most.
    Office,
}

impl Tier {
    /// The tier of a role; `None` is nobody.
    pub fn of(role: Option<Role>) -> Self {
        match role {
            None | Some(Role::Tk | Role::Pb) => Self::Anonymous,
            Some(Role::Pc) => Self::Partner,
            Some(Role::Ol | Role::Ov | Role::Os) => Self::Office,
            Some(_) => Self::SignedIn,
        }
    }
}

/// What one document may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Length of the document, bytes.
    pub bytes: usize,
    /// Lexical tokens.
    pub tokens: usize,
    /// Brackets of any kind inside each other.
    pub nesting: usize,
    /// Fields inside each other, fragments followed.
    pub depth: usize,
    /// Selections once every fragment is put in its places.
    pub selections: usize,
    /// Operations and fragments.
    pub definitions: usize,
    /// Fields with an alias.
    pub aliases: usize,
    /// Directives.
    pub directives: usize,
    /// Fields at the root of a query.
    pub root_fields: usize,
    /// Fields at the root of a mutation; each is an act.
    pub root_mutations: usize,
    /// Cost points (see [`measure`](super::measure)).
    pub cost: usize,
    /// Whether `__schema` and `__type` are answered.
    pub introspection: bool,
}

impl Limits {
    /// The limits that hold unless the configuration says otherwise (§8: depth 8 and 2 000 points for partners).
    pub fn of(tier: Tier) -> Self {
        let signed_in = Self {
            bytes: 32 * 1024,
            tokens: 6_000,
            nesting: 24,
            depth: 12,
            selections: 3_000,
            definitions: 60,
            aliases: 50,
            directives: 50,
            root_fields: 20,
            root_mutations: 5,
            cost: 10_000,
            introspection: false,
        };
        match tier {
            Tier::Anonymous => Self {
                bytes: 16 * 1024,
                tokens: 3_000,
                nesting: 16,
                depth: 8,
                selections: 500,
                aliases: 10,
                directives: 10,
                root_fields: 5,
                root_mutations: 1,
                cost: 500,
                ..signed_in
            },
            Tier::Partner => Self {
                bytes: 16 * 1024,
                tokens: 3_000,
                nesting: 16,
                depth: 8,
                selections: 1_000,
                aliases: 20,
                directives: 20,
                root_fields: 10,
                cost: 2_000,
                ..signed_in
            },
            Tier::SignedIn => signed_in,
            Tier::Office => Self {
                cost: 20_000,
                ..signed_in
            },
        }
    }
}
