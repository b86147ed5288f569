//! The yearly result (K30–K32, K34): gather the inputs, run the engine, write down every digit with its sources, and
//! lead the result through its life (§3.10).
//!
//! How to extend it: a new source of an indicator is one module under `gather/` and one line in
//! [`gather::gather`]; until it exists the indicator is NO_DATA for everybody, and the readiness list says so.

pub mod again;
pub mod appeal;
pub mod compare;
pub mod correct;
pub mod export;
pub mod gather;
pub mod life;
mod notify;
pub mod read;
pub mod run;
pub mod waiting;
mod write_down;
