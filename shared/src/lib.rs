//! The rules of Remit, once, for the server and the browser.
//!
//! What it is: identifiers, enumerations, refusal codes, the permission policy, the work calendar and the
//! life-cycle machines of `docs/domain.md`. No input or output, no clock, no randomness: every function here is
//! a pure function of its arguments.
//!
//! What it must not depend on: any other crate of the workspace, and anything that does not build for
//! `wasm32-unknown-unknown`.
//!
//! How to extend it: add the enumeration with [`wire_enum!`], the rule as a plain function beside it, and a
//! table-driven test that names the clause it implements. `docs/adding-a-feature.md` walks through one.

pub mod activity;
pub mod audit;
pub mod burden;
pub mod calendar;
pub mod coordination;
pub mod evaluation;
pub mod id;
pub mod identity;
pub mod linkage;
pub mod list;
pub mod notice;
pub mod organisation;
pub mod panel;
pub mod plan;
pub mod policy;
pub mod problem;
pub mod rating;
pub mod refusal;
pub mod scoring;
pub mod staffing;
pub mod table;
pub mod text;
pub mod voice;
pub mod wire;
