//! `remit schema`.

use anyhow::{Context, Result};
use clap::Args;

use super::out;
use super::scratch::Scratch;

/// Options of `remit schema`.
#[derive(Debug, Args)]
pub struct Options {
    /// The database's schema instead of GraphQL's
    #[arg(long)]
    database: bool,
}

/// Prints the schema.
pub async fn run(options: &Options) -> Result<()> {
    if options.database {
        let scratch = Scratch::new().await?;
        let dump = remit_migrations::schema_dump(scratch.db.writer()).await;
        out(&dump.context("the schema cannot be printed")?)
    } else {
        out(&remit_graphql::sdl())
    }
}
