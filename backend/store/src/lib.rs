//! Storage.
pub mod entity;
pub mod error;
pub mod text;

pub use error::StoreError;
pub use text::Text;
