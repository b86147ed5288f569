//! A database of a moment, for commands that print what a fresh one would hold.

use std::path::PathBuf;

use anyhow::{Context, Result};
use remit_store::Db;

use crate::assemble;
use crate::config::{Config, DatabaseUrl};

/// An embedded database that is deleted afterwards.
pub struct Scratch {
    /// Settings that name it.
    pub config: Config,
    /// The database, schema in place.
    pub db: Db,
    folder: PathBuf,
}

impl Scratch {
    /// Makes one with the demo's settings.
    pub async fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("remit-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let mut config = Config::load(None, [])?.for_demo();
        config.database_url = DatabaseUrl::new(format!(
            "sqlite://{}?mode=rwc",
            folder.join("scratch.db").display()
        ));
        let db = assemble::open(&config).await?;
        remit_migrations::up(db.writer())
            .await
            .context("the schema cannot be made")?;
        Ok(Self { config, db, folder })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left over lies in the system's temporary folder and is nobody's.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
