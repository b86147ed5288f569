//! Storage.
pub mod audit;
pub mod calendar;
pub mod db;
pub mod entity;
pub mod error;
pub mod figures;
pub mod file;
pub mod identity;
pub mod integrity;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod panel;
pub mod plan;
mod portable;
pub mod problem;
mod reach;
pub mod row;
#[cfg(feature = "test-support")]
pub mod testing;
pub mod text;
pub mod tx;

pub use db::{Db, Engine, StoreOptions};
pub use error::{Result, StoreError};
pub use page::{Page, Slice};
pub use text::Text;
pub use tx::WriteTx;
