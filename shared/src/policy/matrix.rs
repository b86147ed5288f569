//! Stub.
use super::{Capability, Reach};
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
/// Stub.
pub fn reach(_role: Role, _capability: Capability) -> Reach { Reach::None }
/// Stub.
pub fn refuse(_capability: Capability) -> Refusal { Refusal::plain(RefusalCode::Role) }
