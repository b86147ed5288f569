//! Staffing proposals (K33, §3.11): drafted on a frozen result or on closed findings, checked by a second person who
//! prints band and rank interval on the sheet, decided by the commission, implemented, reviewed beside the next result.

pub mod draft;
mod notify;
pub mod read;
pub mod steps;
