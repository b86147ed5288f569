//! The server of Remit: everything around GraphQL.
//!
//! What it is: the program `remit` as a library. [`config`] reads the settings, [`assemble`] makes the use cases'
//! state of them, [`http`] answers requests, [`jobs`] does what the clock asks for, [`serve`] starts and stops all
//! of it, [`command`] is the command line.
//!
//! What it must not depend on: the browser application's code; it embeds its built files. It holds no rules: a
//! handler finds out who asks, calls GraphQL or one use case, and writes down what came back.
//!
//! How to extend it: a route goes into [`http::router`] with a module of its own below `http/`, a setting into
//! `config.default.toml` with its comment and into [`config::Config`], a command into `command/`.

// The roots are merged of many nouns, one type inside the other.
#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

pub mod assemble;
pub mod command;
pub mod config;
pub mod http;
pub mod jobs;
pub mod serve;
pub mod state;
pub mod telemetry;

pub use serve::{Options, Server, build_router, build_state, start};
