//! Duty adjustments (K35), powers lists, duty-task lists and the occasions to revise them (K36).
//!
//! Powers lists are published provisions, so a scope of `lists.read` only gives the jurisdiction; adjustments and
//! occasions are narrowed to the units concerned (R1). A list of any day is one statement: see [`power`].

pub mod adjustment;
pub mod change;
pub mod power;
pub mod tasks;
pub mod trigger;

pub use adjustment::{AdjustmentFilter, AdjustmentSort};
pub use change::ChangeFilter;
pub use power::{PowerFilter, PowerSort};
pub use trigger::{TriggerFilter, TriggerSort};
