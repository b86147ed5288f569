//! The edges of the product: what must not go wrong when people act at once, send rubbish or send twice, when the
//! database is full or away; that a screen costs the same whatever its size; that logs say nothing about people.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up has failed"
)]

#[path = "edges/alert.rs"]
mod alert;
#[path = "edges/close_out.rs"]
mod close_out;
#[path = "edges/described.rs"]
mod described;
#[path = "edges/input.rs"]
mod input;
#[path = "edges/logs.rs"]
mod logs;
#[path = "edges/statements.rs"]
mod statements;
#[path = "edges/unavailable.rs"]
mod unavailable;

use remit_store::Engine;
use remit_store::testing::wanted;

/// Engines that this run is about.
fn engines() -> impl Iterator<Item = Engine> {
    [Engine::Sqlite, Engine::Postgres]
        .into_iter()
        .filter(|engine| wanted(*engine))
}
