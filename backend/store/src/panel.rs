//! The panel: appointments and recusals (K13), expert sessions with their reviews (K14), suggestions with their
//! screening (K15).
//!
//! Readers pass a [`Scope`](remit_shared::policy::Scope); what it does not open is not found. The functions whose
//! names begin with `watch` serve the clock or a writing transaction that has found its record already.

pub mod appointment;
pub mod recusal;
pub mod session;
pub mod suggestion;

pub use appointment::{AppointmentFilter, AppointmentRow, AppointmentSort};
pub use suggestion::{SuggestionFilter, SuggestionSort, SuggestionView};
