//! The panel: appointments (§3.14, K13), expert sessions and reviews (K14), suggestions and screening (§3.5, K15).
//!
//! Every writing use case asks its machine in `remit_shared::panel` and writes the answer down.

pub mod appointment;
pub mod jobs;
pub mod queue;
pub mod recusal;
pub mod session;
pub mod suggestion;
