//! Consultations (K10), coordination cases and their checks (K11, K12), precedents; §3.7.
//!
//! [`consultation`] and [`case`] find rows within a scope; [`children`] loads what hangs on rows that a scope has
//! opened; [`precedent`] searches published decisions, which everybody may read (F10).

pub mod case;
pub mod children;
pub mod consultation;
pub mod precedent;
pub mod request;
