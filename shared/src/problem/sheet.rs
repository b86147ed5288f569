//! Push sheets (§3.4).

pub mod facts;

use super::SheetEventKind;
use super::SheetState;
use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::SheetDirection;
use crate::refusal::{Refusal, RefusalCode};

pub use facts::{SheetAvailability, SheetFacts, SheetProposal, SheetStep};

/// The step that begins a sheet (WRITE without a row yet).
pub fn write(_facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    Err(Refusal::plain(RefusalCode::Unavailable))
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(_state: SheetState, _event: SheetEventKind, _facts: &SheetFacts) -> Result<SheetStep, Refusal> {
    Err(Refusal::plain(RefusalCode::Unavailable))
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(_state: SheetState, _role: Role, _facts: &SheetFacts) -> Vec<SheetAvailability> {
    Vec::new()
}

/// The automatic event that is due now (FINISH once the problem is done).
pub fn automatic(_state: SheetState, _facts: &SheetFacts) -> Option<SheetEventKind> {
    None
}

/// The capability a service authorises before it loads the sheet; `None` for automatic events.
pub fn capability_of(_event: SheetEventKind, _direction: SheetDirection) -> Option<Capability> {
    None
}
