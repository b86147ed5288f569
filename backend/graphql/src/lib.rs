//! The GraphQL of Remit: objects, queries, mutations and subscriptions over the use cases of `remit_service`.
//!
//! What it is: a translation. A resolver reads ids and enumerations out of its arguments, calls one use case,
//! and wraps what comes back. Refusals of mutations travel as data, faults as errors with a code and a trace
//! id ([`failure`]). Nested objects are looked up in batches ([`batch`]).
//!
//! What it must not depend on: the store, sea-orm, HTTP. It has no rules: who may do what is decided by the use
//! case, and what a field shows by the rows the scope opened.
//!
//! How to extend it: add the object beside its noun, a thin query and a thin mutation part, name them in
//! [`mod@schema`], then `cargo xtask generate` writes `schema.graphql` anew. `docs/adding-a-feature.md` walks
//! through one.

// The roots are merged of many nouns, one type inside the other.
#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(
    clippy::unused_async,
    reason = "resolvers are async functions to async-graphql, whether they wait or not"
)]

pub mod activity;
pub mod app_info;
pub mod audit;
pub mod batch;
pub mod burden;
pub mod calendar;
pub mod code;
pub mod context;
pub mod coordination;
pub mod evaluation;
pub mod failure;
pub mod guard;
pub mod id;
pub mod identity;
pub mod linkage;
pub mod list;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod panel;
pub mod partner;
pub mod plan;
pub mod problem;
pub mod rating;
pub mod schema;
pub mod scoring;
pub mod session_slot;
pub mod staffing;
pub mod voice;
pub mod workbench;

pub use context::RequestContext;
pub use schema::{Schema, builder, schema, sdl};
pub use session_slot::{CookieChange, SessionSlot};
