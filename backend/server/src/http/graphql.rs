//! `POST /graphql` by the GraphQL-over-HTTP specification (September 2026): one request a body, JSON only.
//!
//! The layer is our own because the stock integration accepts GET, forms and batches and knows one status code.

mod body;
mod media;
mod reply;

use std::net::SocketAddr;

use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Response as Executed};
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use remit_graphql::guard::{Admitted, Rejection, admit};
use remit_graphql::{RequestContext, SessionSlot};
use remit_service::context::OpCtx;
use remit_shared::identity::Role;
use tracing::Instrument;

use super::caller::{Caller, identify, voter};
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use super::quota::Left;
use crate::state::ServerState;
pub use body::Params;
use media::Media;
pub use reply::{Outcome, ReplyBody};

/// Answers one GraphQL request.
pub async fn answer(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let media = match media::negotiate(&headers) {
        Ok(media) => media,
        Err(problem) => return refuse(&problem, Media::Response, &trace),
    };
    match prepare(&state, peer, &trace, &headers, body).await {
        Ok(prepared) => execute(&state, prepared, media, &trace).await,
        Err(problem) => refuse(&problem, media, &trace),
    }
}

/// Answers one GraphQL request of a voter: without session, address, client program or trace id (F1).
pub async fn ballot(State(state): State<ServerState>, headers: HeaderMap, body: Body) -> Response {
    let media = match media::negotiate(&headers) {
        Ok(media) => media,
        Err(problem) => return refuse(&problem, Media::Response, ""),
    };
    let params = async {
        media::check_request(&headers)?;
        origin::check_post(&headers, state.cookies, &state.config.public_url)?;
        Params::parse(&body::read(&headers, body, state.config.http.body_bytes).await?)
    };
    match params.await {
        Ok(params) => {
            let prepared = Prepared {
                caller: voter(&state, &headers),
                params,
                slot: SessionSlot::new(None),
            };
            execute(&state, prepared, media, "").await
        }
        Err(problem) => refuse(&problem, media, ""),
    }
}

/// Anything but POST.
pub async fn wrong_method(Trace(trace): Trace) -> Response {
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "METHOD",
        "此地址仅接受 POST 请求。",
        "Only POST is accepted here.",
    );
    let mut response = refuse(&problem, Media::Response, &trace);
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

struct Prepared {
    caller: Caller,
    params: Params,
    slot: SessionSlot,
}

/// Everything that is looked at before the document.
async fn prepare(
    state: &ServerState,
    peer: SocketAddr,
    trace: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Prepared, Problem> {
    media::check_request(headers)?;
    origin::check_post(headers, state.cookies, &state.config.public_url)?;
    let bytes = body::read(headers, body, state.config.http.body_bytes).await?;
    let params = Params::parse(&bytes)?;
    let caller = identify(state, peer, headers, trace).await?;
    let slot = SessionSlot::new(state.cookies.refresh_token(headers).map(str::to_owned));
    Ok(Prepared { caller, params, slot })
}

async fn execute(state: &ServerState, prepared: Prepared, media: Media, trace: &str) -> Response {
    let Prepared { caller, params, slot } = prepared;
    let limits = state.config.graphql.limits(caller.tier);
    let admitted = admit(
        &params.query,
        params.operation_name.as_deref(),
        params.variables,
        &state.types,
        limits,
    )
    .and_then(refuse_subscription);
    let admitted = match admitted {
        Ok(admitted) => admitted,
        // The page asks for what its person may have: it has to renew the session, not to ask for less.
        Err(_) if caller.lapsed => return refuse(&ended(), media, trace),
        Err(rejection) => return reply::refused(rejection, media, trace),
    };
    let op = caller.op.clone();
    let left = match spend(state, &op, admitted.cost) {
        Ok(left) => left,
        Err(wait) => return over_quota(wait, media, trace),
    };
    let is_mutation = admitted.operation == OperationType::Mutation;
    let request = request(state, admitted, caller.op, slot.clone(), limits.introspection);
    let executed = run(state, request, is_mutation).await;
    let Some(mut executed) = executed else {
        return refuse(&Problem::internal(), media, trace);
    };
    if let Some(left) = left {
        executed
            .extensions
            .insert("quota".to_owned(), left.as_extension());
    }
    let mut response = reply::executed(state, executed, media, trace);
    if let Some(left) = left {
        left.write(response.headers_mut());
    }
    if let Some(change) = slot.take() {
        state.cookies.write(&change, op.now(), response.headers_mut());
    }
    response
}

/// Partners' machines have a quota (§8); people have none.
fn spend(state: &ServerState, op: &OpCtx, cost: usize) -> Result<Option<Left>, i64> {
    match &op.actor {
        Some(actor) if actor.role == Role::Pc => {
            state.quota.spend(actor.account_id, cost, op.now()).map(Some)
        }
        _ => Ok(None),
    }
}

fn over_quota(wait: i64, media: Media, trace: &str) -> Response {
    let problem = Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "E_LIMIT",
        format!("调用超过配额，请{wait}秒后重试。"),
        format!("The quota is used up; try again in {wait} seconds."),
    );
    let mut response = refuse(&problem, media, trace);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(wait));
    response
}

fn ended() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "E_UNAUTHENTICATED",
        "登录已失效，请重新登录。",
        "Your session has ended; please sign in again.",
    )
}

fn refuse_subscription(admitted: Admitted) -> Result<Admitted, Rejection> {
    if admitted.operation == OperationType::Subscription {
        return Err(Rejection::new(
            remit_graphql::guard::Code::Operation,
            "订阅请使用 WebSocket 地址 /graphql/ws。",
            "Subscriptions go over the WebSocket at /graphql/ws.",
        ));
    }
    Ok(admitted)
}

/// The request as async-graphql takes it.
pub fn request(
    state: &ServerState,
    admitted: Admitted,
    op: OpCtx,
    slot: SessionSlot,
    introspection: bool,
) -> Request {
    let mut request = Request::new(String::new())
        .variables(admitted.variables)
        .data(RequestContext::new(state.app.clone(), op, slot));
    request.set_parsed_query(admitted.document);
    if introspection {
        request
    } else {
        request.disable_introspection()
    }
}

/// Runs a request. A mutation runs to its end even if the client has gone: its transaction is committed or rolled
/// back, never cut.
async fn run(state: &ServerState, request: Request, is_mutation: bool) -> Option<Executed> {
    if !is_mutation {
        return Some(state.schema.execute(request).await);
    }
    let schema = state.schema.clone();
    let task = async move { schema.execute(request).await };
    match tokio::spawn(task.in_current_span()).await {
        Ok(executed) => Some(executed),
        Err(error) => {
            tracing::error!(%error, "a mutation panicked");
            None
        }
    }
}

fn refuse(problem: &Problem, media: Media, trace: &str) -> Response {
    let mut response = problem.with_body(media.content_type(), &problem.graphql_body(trace));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
