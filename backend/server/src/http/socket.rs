//! `GET /graphql/ws`: subscriptions by the graphql-transport-ws protocol.
//!
//! The protocol is small and our own, because the stock integration answers a refused document as an event, ends
//! refused connections with the wrong code and lets one client open any number of subscriptions.

mod connection;
mod message;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::caller::context;
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use crate::state::ServerState;
use connection::{Connection, Opening};

/// The one protocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";
/// Largest message from a client, bytes: a document with its variables.
const MESSAGE_MAX: usize = 64 * 1024;

/// Opens a WebSocket.
pub async fn upgrade(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let refuse = |problem: &Problem| {
        problem.with_body("application/json; charset=utf-8", &problem.graphql_body(&trace))
    };
    if let Err(problem) = origin::check_get(&headers, &state.config.public_url) {
        return refuse(&problem);
    }
    let upgrade = upgrade
        .protocols([PROTOCOL])
        .max_message_size(MESSAGE_MAX)
        .max_frame_size(MESSAGE_MAX);
    if upgrade.selected_protocol().is_none() {
        return refuse(&Problem::new(
            StatusCode::BAD_REQUEST,
            "PROTOCOL",
            "请使用 graphql-transport-ws 子协议。",
            "The subprotocol has to be graphql-transport-ws.",
        ));
    }
    let Ok(place) = Arc::clone(&state.sockets).try_acquire_owned() else {
        return refuse(&Problem::unavailable());
    };
    let opening = Opening {
        op: context(&state, peer, &headers, &trace),
        cookie: state.cookies.access_token(&headers).map(str::to_owned),
    };
    upgrade.on_upgrade(move |socket| async move {
        let _place = place;
        metrics::gauge!("remit_websockets").increment(1);
        Connection::new(state, opening).serve(socket).await;
        metrics::gauge!("remit_websockets").decrement(1);
    })
}
