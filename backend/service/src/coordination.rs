//! Coordination of disputed duties (§3.7): consultation (K10), case (K11), checks after the decision (K12).
//!
//! Every writing use case asks a machine in `remit_shared::coordination` and writes the answer down: [`fire`] for
//! cases, [`consultation`] for consultations. [`clock`] does what falls due.

pub mod apply;
pub mod check;
pub mod clock;
pub mod consultation;
pub mod decide;
pub mod experts;
mod fire;
pub mod handle;
pub mod hearing;
mod known;
pub mod precedent;
pub mod read;
mod record;
mod tell;
pub mod waiting;

pub use known::Known;
