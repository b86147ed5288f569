//! The public's pages: rate in two taps, follow up under the receipt code (K21, K23; §7 quick feedback).
//!
//! Plain HTML from the server: no sign-in, no cookie, no WebAssembly, no file beside the page. Everything works
//! with scripts off; the small script only keeps an answer that could not be sent. Each page has a policy of its
//! own that allows exactly its inline style and script.

mod details;
mod form;
mod page;
mod result;

use std::net::SocketAddr;

use axum::Form;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{ConnectInfo, Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use remit_service::context::OpCtx;
use remit_service::failure::Failure;
use remit_service::rating::intake::{self, Submission};
use remit_service::rating::window::{self, Open, Place};
use remit_service::rating::{code, follow_up, network, rules_today};
use remit_shared::rating::{RatingChannel, RatingLevel};
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use serde::Deserialize;
use uuid::Uuid;

use super::caller::context;
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use crate::state::ServerState;
use page::{Words, shown};

/// What the form of the two taps sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rated {
    /// Client id.
    c: String,
    /// Level.
    l: String,
    /// Number that the device's browser keeps, where the script runs.
    d: String,
    /// Seal of the question, where one was asked.
    q: String,
    /// Its answer.
    a: String,
}

/// `GET /r/{code}`: the five faces.
pub async fn ask(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let op = context(&state, peer, &headers, &trace);
    let words = Words(op.locale);
    match window::scanned(&state.app, &code).await {
        Ok(Place::Open(place)) => shown(StatusCode::OK, &form::faces(words, &code, &place, op.new_id())),
        Ok(Place::Closed { hotline }) => shown(StatusCode::GONE, &form::closed(words, hotline.as_deref())),
        Err(failure) => failed(words, &failure, &trace),
    }
}

/// `POST /r/{code}`: takes the rating and shows its receipt code.
pub async fn take(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(rated): Form<Rated>,
) -> Response {
    let op = context(&state, peer, &headers, &trace);
    let words = Words(op.locale);
    if let Err(problem) = origin::check_get(&headers, &state.config.public_url) {
        return refused(words, &problem);
    }
    match window::scanned(&state.app, &code).await {
        Ok(Place::Open(place)) => rate(&state, &op, words, &code, &place, rated).await,
        Ok(Place::Closed { hotline }) => shown(StatusCode::GONE, &form::closed(words, hotline.as_deref())),
        Err(failure) => failed(words, &failure, &trace),
    }
}

async fn rate(
    state: &ServerState,
    op: &OpCtx,
    words: Words,
    code: &str,
    place: &Open,
    rated: Rated,
) -> Response {
    let (Ok(client_id), Some(level)) = (Uuid::try_parse(&rated.c), RatingLevel::parse(&rated.l)) else {
        // Somebody pressed send without a face: the same page again.
        return shown(
            StatusCode::UNPROCESSABLE_ENTITY,
            &form::faces(words, code, place, op.new_id()),
        );
    };
    let net = network::net_hash(&state.app, op);
    let limit = match rules_today(&state.app, op).await {
        Ok(rules) => rules.challenge_net_hour,
        Err(failure) => return failed(words, &failure, &op.trace),
    };
    if is_flooded(state, op, net.as_deref(), (client_id, limit), &rated) {
        let question = code::ask(&state.app, client_id, op.random(), op.now());
        return shown(
            StatusCode::TOO_MANY_REQUESTS,
            &form::question(words, code, &rated, &question),
        );
    }
    let submission = Submission {
        client_id,
        org_id: place.org.id,
        window_id: Some(place.window.id),
        channel: match place.receipt_no {
            Some(_) => RatingChannel::QrReceipt,
            None => RatingChannel::QrWindow,
        },
        receipt_no: place.receipt_no.clone(),
        level,
        reasons: Vec::new(),
        comment: None,
        rated_at: op.now(),
        device_hash: network::device_hash(&state.app, op, Some(&rated.d)),
        net_hash: net,
    };
    match intake::submit(&state.app, op, submission).await {
        Ok(taken) => shown(StatusCode::OK, &result::thanks(words, place, level, &taken.code)),
        Err(failure) => failed(words, &failure, &op.trace),
    }
}

/// Whether the network has to answer a question first, and has not.
fn is_flooded(
    state: &ServerState,
    op: &OpCtx,
    net: Option<&str>,
    (client_id, limit): (Uuid, u32),
    rated: &Rated,
) -> bool {
    net.is_some_and(|net| state.app.intake.is_flooding(net, op.now(), limit))
        && !code::answered(&state.app, client_id, &rated.a, &rated.q, op.now())
}

/// What the form of the follow-up sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Receipt code as typed.
    code: String,
}

/// `GET /r?code=…`: the receipt code is asked for, or looked up.
pub async fn find(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let op = context(&state, peer, &headers, &trace);
    let words = Words(op.locale);
    if asked.code.trim().is_empty() {
        return shown(StatusCode::OK, &result::ask_code(words, "", None));
    }
    show(&state, &op, words, &asked.code, None).await
}

async fn show(state: &ServerState, op: &OpCtx, words: Words, code: &str, said: Option<&str>) -> Response {
    // Guessing codes is slowed down like rating: one pace for a network.
    let net = network::net_hash(&state.app, op).unwrap_or_default();
    let pace = format!("look {net}");
    if state.app.intake.is_flooding(&pace, op.now(), 120) {
        let busy = words.say(
            "查询过于频繁，请一小时后再试。",
            "Too many look-ups; try again in an hour.",
        );
        return shown(
            StatusCode::TOO_MANY_REQUESTS,
            &result::ask_code(words, code, Some(busy)),
        );
    }
    match follow_up::look(&state.app, op, code).await {
        Ok(seen) => shown(StatusCode::OK, &result::follow_up(words, op, &seen, said)),
        Err(Failure::Refused(refusal)) => {
            let sentence = words.of(&refusal).to_owned();
            shown(
                StatusCode::NOT_FOUND,
                &result::ask_code(words, code, Some(&sentence)),
            )
        }
        Err(failure) => failed(words, &failure, &op.trace),
    }
}

/// `POST /r/more`: reasons, comment, photo, telephone, the answer to a revisit; a form that any browser can send.
pub async fn more(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let op = context(&state, peer, &headers, &trace);
    let words = Words(op.locale);
    if let Err(problem) = origin::check_get(&headers, &state.config.public_url) {
        return refused(words, &problem);
    }
    let sent = match form {
        Ok(form) => details::read(form).await,
        Err(_) => Err(details::broken()),
    };
    let sent = match sent {
        Ok(sent) => sent,
        Err(refusal) => return sorry(words, &refusal),
    };
    let code = sent.code.clone();
    match details::keep(&state.app, &op, sent).await {
        Ok(()) => {
            let thanks = words.say("已收到您的补充，感谢您的监督。", "Received. Thank you.");
            show(&state, &op, words, &code, Some(thanks)).await
        }
        Err(Failure::Refused(refusal)) => {
            let sentence = words.of(&refusal).to_owned();
            show(&state, &op, words, &code, Some(&sentence)).await
        }
        Err(failure) => failed(words, &failure, &trace),
    }
}

fn failed(words: Words, failure: &Failure, trace: &str) -> Response {
    if let Failure::Refused(refusal) = failure {
        return sorry(words, refusal);
    }
    refused(words, &Problem::of_failure(failure, trace))
}

fn refused(words: Words, problem: &Problem) -> Response {
    let sentence = words.say(&problem.zh, &problem.en).to_owned();
    shown(problem.status, &form::sorry(words, &sentence))
}

fn sorry(words: Words, refusal: &Refusal) -> Response {
    let status = Problem::of_refusal(refusal).status;
    shown(status, &form::sorry(words, words.of(refusal)))
}
