//! The server.

pub mod config;
pub mod http;
pub mod state;
pub mod telemetry;
