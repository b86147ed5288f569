//! One connection: its first message, its subscriptions, its end.

use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Response as Executed, ServerError};
use axum::extract::ws::{Message, WebSocket};
use futures_util::stream::{self, BoxStream};
use futures_util::{FutureExt, StreamExt};
use remit_graphql::SessionSlot;
use remit_graphql::guard::{Admitted, Code, Rejection, admit};
use remit_service::context::OpCtx;
use remit_service::failure::Failure;
use remit_service::identity::authenticate::{authenticate, recheck};
use remit_shared::policy::Actor;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, timeout_at};
use tokio_stream::StreamMap;

use super::super::caller::{Caller, known};
use super::super::graphql::{Outcome, Params, ReplyBody, request};
use super::message::{Ending, FromClient, ToClient, token_of};
use crate::state::ServerState;

/// Time for the first message.
const INIT_LIMIT: Duration = Duration::from_secs(10);
/// How often a silent connection is pinged, so that proxies keep it and the dead are noticed.
const PING_EVERY: Duration = Duration::from_secs(25);
/// Time for one message to leave; a client that does not read is let go.
const SEND_LIMIT: Duration = Duration::from_secs(20);
/// Longest id of a subscription, bytes.
const ID_MAX: usize = 64;

/// What is known of the client before its first message.
pub struct Opening {
    /// Context without an actor.
    pub op: OpCtx,
    /// Access token of the cookie.
    pub cookie: Option<String>,
}

/// Events of one subscription; `None` once it has ended by itself.
type Events = BoxStream<'static, Option<Executed>>;

/// One connection.
pub struct Connection {
    state: ServerState,
    opening: Opening,
    caller: Option<Caller>,
    subscriptions: StreamMap<String, Events>,
}

/// How the handling of one message or event ends: go on, or close.
type Step = Result<(), Ending>;

impl Connection {
    /// A connection that has not said anything yet.
    pub fn new(state: ServerState, opening: Opening) -> Self {
        Self {
            state,
            opening,
            caller: None,
            subscriptions: StreamMap::new(),
        }
    }

    /// Serves the connection until either side ends it.
    pub async fn serve(mut self, mut socket: WebSocket) {
        if let Err(ending) = self.run(&mut socket).await {
            let _ = send(&mut socket, ending.frame()).await;
        }
    }

    async fn run(&mut self, socket: &mut WebSocket) -> Step {
        let mut stopping = self.state.stopping.clone();
        let deadline = Instant::now() + INIT_LIMIT;
        let mut ping = interval_at(Instant::now() + PING_EVERY, PING_EVERY);
        loop {
            let waits_for_init = self.caller.is_none();
            tokio::select! {
                message = socket.recv() => match message {
                    Some(Ok(message)) => self.received(socket, message).await?,
                    Some(Err(_)) | None => return Ok(()),
                },
                Some((id, event)) = self.subscriptions.next() => self.happened(socket, &id, event).await?,
                _ = ping.tick() => send(socket, Message::Ping(Vec::new().into())).await?,
                () = timeout_at(deadline, std::future::pending::<()>()).map(drop), if waits_for_init => {
                    return Err(Ending::InitTimeout);
                }
                () = stopped(&mut stopping) => return Err(Ending::GoingAway),
            }
        }
    }

    async fn received(&mut self, socket: &mut WebSocket, message: Message) -> Step {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Ending::Invalid),
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => return Ok(()),
        };
        match serde_json::from_str(&text).map_err(|_| Ending::Invalid)? {
            FromClient::ConnectionInit { payload } => self.init(socket, payload).await,
            FromClient::Subscribe { id, payload } => self.subscribe(socket, id, payload).await,
            FromClient::Complete { id } => {
                self.subscriptions.remove(&id);
                Ok(())
            }
            FromClient::Ping {} => send(socket, ToClient::Pong {}.text()).await,
            FromClient::Pong {} => Ok(()),
        }
    }

    async fn init(&mut self, socket: &mut WebSocket, payload: Option<Value>) -> Step {
        if self.caller.is_some() {
            return Err(Ending::TooManyInits);
        }
        let token = token_of(payload.as_ref())
            .or_else(|| self.opening.cookie.take())
            .ok_or(Ending::Unauthorized)?;
        let op = self.opening.op.clone();
        let authenticated = authenticate(&self.state.app, &op, &token, true)
            .await
            .map_err(|f| ending_of(&f, &op))?;
        self.caller = Some(known(op, authenticated));
        send(socket, ToClient::ConnectionAck {}.text()).await
    }

    async fn subscribe(&mut self, socket: &mut WebSocket, id: String, payload: Value) -> Step {
        let actor = self
            .caller
            .as_ref()
            .and_then(|caller| caller.op.actor.clone())
            .ok_or(Ending::Unauthorized)?;
        if id.is_empty() || id.len() > ID_MAX {
            return Err(Ending::Invalid);
        }
        if self.subscriptions.contains_key(&id) {
            return Err(Ending::Duplicate);
        }
        let params = Params::from_value(payload).ok_or(Ending::Invalid)?;
        let caller = still(&self.state, self.opening.op.clone(), &actor).await?;
        match self.admit(&caller, params) {
            Ok(admitted) => {
                let events = self.events(&caller, admitted);
                self.subscriptions.insert(id, events);
                self.caller = Some(caller);
                Ok(())
            }
            Err(rejection) => {
                metrics::counter!("remit_graphql_refused_total", "code" => rejection.code.as_str())
                    .increment(1);
                send_errors(socket, &id, &[rejection.into_error()]).await
            }
        }
    }

    fn admit(&self, caller: &Caller, params: Params) -> Result<Admitted, Rejection> {
        let most = self.state.config.http.subscriptions;
        if self.subscriptions.len() >= most {
            return Err(Rejection::over(
                Code::TooLarge,
                "同时订阅数",
                "subscriptions on one connection",
                most,
            ));
        }
        let limits = self.state.config.graphql.limits(caller.tier);
        let (types, name) = (&self.state.types, params.operation_name.as_deref());
        let admitted = admit(&params.query, name, params.variables, types, limits)?;
        if admitted.operation == OperationType::Subscription {
            return Ok(admitted);
        }
        Err(Rejection::new(
            Code::Operation,
            "此连接仅用于订阅，查询和办理请发往 /graphql。",
            "This connection is for subscriptions; send queries and mutations to /graphql.",
        ))
    }

    fn events(&self, caller: &Caller, admitted: Admitted) -> Events {
        let request = request(
            &self.state,
            admitted,
            caller.op.clone(),
            SessionSlot::default(),
            false,
        );
        let events = self.state.schema.execute_stream(request);
        events.map(Some).chain(stream::iter([None])).boxed()
    }

    async fn happened(&mut self, socket: &mut WebSocket, id: &str, event: Option<Executed>) -> Step {
        let Some(executed) = event else {
            self.subscriptions.remove(id);
            return send(socket, ToClient::Complete { id }.text()).await;
        };
        let (body, outcome) = ReplyBody::of(executed, self.state.config.graphql.errors);
        if outcome == Outcome::Refused {
            self.subscriptions.remove(id);
            return send_errors(socket, id, body.errors()).await;
        }
        send(socket, ToClient::Next { id, payload: &body }.text()).await
    }
}

/// The caller as of now: a session may have ended since the connection began.
async fn still(state: &ServerState, op: OpCtx, actor: &Actor) -> Result<Caller, Ending> {
    let authenticated = recheck(&state.app, &op, actor)
        .await
        .map_err(|failure| ending_of(&failure, &op))?;
    Ok(known(op, authenticated))
}

/// Returns once the server is shutting down.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // The sender lives as long as the server; without it there is nothing to wait for either.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

fn ending_of(failure: &Failure, op: &OpCtx) -> Ending {
    match failure {
        Failure::Refused(_) => Ending::Unauthorized,
        Failure::Fault(fault) => {
            tracing::error!(trace = %op.trace, %fault, "a WebSocket could not be authenticated");
            Ending::TryAgain
        }
    }
}

async fn send_errors(socket: &mut WebSocket, id: &str, errors: &[ServerError]) -> Step {
    send(socket, ToClient::Error { id, payload: errors }.text()).await
}

/// Sends one message. A client that is gone or does not read ends the connection without a word.
async fn send(socket: &mut WebSocket, message: Message) -> Step {
    match tokio::time::timeout(SEND_LIMIT, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Ending::GoingAway),
    }
}
