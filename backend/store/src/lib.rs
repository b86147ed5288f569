//! Storage.
pub mod db;
pub mod entity;
pub mod error;
pub mod text;
pub mod tx;

pub use db::{Db, Engine, StoreOptions};
pub use error::{Result, StoreError};
pub use text::Text;
pub use tx::WriteTx;
