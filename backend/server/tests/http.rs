//! The server over its socket: GraphQL over HTTP and WebSocket, cookies, files, exports, the site, shutdown.

#![recursion_limit = "512"]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up has failed"
)]

#[path = "http/cookies.rs"]
mod cookies;
#[path = "http/files.rs"]
mod files;
#[path = "http/graphql.rs"]
mod graphql;
#[path = "http/hostile.rs"]
mod hostile;
#[path = "http/observe.rs"]
mod observe;
#[path = "http/running.rs"]
mod running;
#[path = "http/site.rs"]
mod site;
#[path = "http/socket.rs"]
mod socket;
#[path = "http/start.rs"]
mod start;
