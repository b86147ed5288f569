//! `POST /imports/points`, `/imports/powers` and `/imports/appraisals`: a list, tried or taken
//! (docs/decisions/0002-files-beside-graphql.md).
//!
//! The body is the file itself. `dryRun=1` only says what would happen; `answer=sheet` gives the sheet back with
//! a column that says what became of each row, else the answer is JSON.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts as _, Query, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use remit_service::context::OpCtx;
use remit_service::failure::Answer;
use remit_service::import::{ImportLine, ImportReport};
use remit_service::list::import as lists;
use remit_service::plan::point::import;
use remit_service::voice::appraisal::{self, Mode};
use remit_shared::id::{NodeKind, decode};
use remit_shared::wire::Wire;
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::identify;
use super::exports::send;
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use crate::state::ServerState;

/// Largest workbook taken, bytes.
pub(super) const BYTES_MAX: usize = 2 * 1024 * 1024;

/// A file that somebody signed in has sent.
pub struct Sent {
    state: ServerState,
    op: OpCtx,
    body: Bytes,
    trace: String,
}

impl FromRequest<ServerState> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(Trace(trace)) = Trace::from_request_parts(&mut parts, state).await;
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(&mut parts, state).await;
        let ConnectInfo(peer) = peer.map_err(IntoResponse::into_response)?;
        let headers = parts.headers.clone();
        let body = Bytes::from_request(Request::from_parts(parts, body), state).await;
        let sent = async {
            origin::check_post(&headers, state.cookies, &state.config.public_url)?;
            let body = body.map_err(|_| too_large())?;
            let op = identify(state, peer, &headers, &trace).await?.op;
            op.signed_in().map_err(|refusal| Problem::of_refusal(&refusal))?;
            Ok((op, body))
        };
        let (op, body) = sent
            .await
            .map_err(|problem: Problem| problem.into_response(&trace, Some("file")))?;
        Ok(Self {
            state: state.clone(),
            op,
            body,
            trace,
        })
    }
}

impl Sent {
    /// The report as JSON, or the sheet with its answers.
    async fn answer(
        self,
        wanted: &str,
        import: impl AsyncFnOnce(ServerState, OpCtx, Bytes) -> Answer<ImportReport>,
    ) -> Response {
        match import(self.state, self.op, self.body).await {
            Err(failure) => {
                Problem::of_failure(&failure, &self.trace).into_response(&self.trace, Some("file"))
            }
            Ok(report) if wanted == "sheet" => send(report.answer),
            Ok(report) => (
                StatusCode::OK,
                [(header::CACHE_CONTROL, "no-store")],
                Json(written(&report)),
            )
                .into_response(),
        }
    }
}

/// What an import is asked with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    year: i32,
    #[serde(default)]
    dry_run: u8,
    #[serde(default)]
    answer: String,
}

/// Takes a workbook of the own unit's points.
pub async fn points(Query(asked): Query<Asked>, sent: Sent) -> Response {
    sent.answer(&asked.answer, async |state, op, body| {
        let dry_run = asked.dry_run == 1;
        import::import(&state.app, &op, asked.year, &body, dry_run).await
    })
    .await
}

/// What an import of institution appraisals is asked with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskedAppraisals {
    year: i32,
    #[serde(default)]
    dry_run: u8,
    #[serde(default)]
    answer: String,
    /// Take the good rows although others are refused.
    #[serde(default)]
    leave_out: u8,
    /// Name of the file, for the record.
    #[serde(default)]
    name: String,
}

/// Takes a list of institution appraisals (K29).
pub async fn appraisals(Query(asked): Query<AskedAppraisals>, sent: Sent) -> Response {
    sent.answer(&asked.answer, async |state, op, body| {
        let list = appraisal::read_file(asked.year, &asked.name, &body)?;
        let mode = match (asked.dry_run, asked.leave_out) {
            (1, _) => Mode::Try,
            (_, 1) => Mode::LeaveOut,
            _ => Mode::Whole,
        };
        appraisal::import(&state.app, &op, list, mode).await
    })
    .await
}

/// What an import of a powers list is asked with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskedPowers {
    org: String,
    from: NaiveDate,
    #[serde(default)]
    dry_run: u8,
    #[serde(default)]
    answer: String,
}

/// Takes a workbook of a unit's powers list.
pub async fn powers(Query(asked): Query<AskedPowers>, sent: Sent) -> Response {
    sent.answer(&asked.answer, async |state, op, body| {
        let org = decode(NodeKind::Org, &asked.org)?;
        let dry_run = asked.dry_run == 1;
        lists::import(&state.app, &op, (org, asked.from), &body, dry_run).await
    })
    .await
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "E_INPUT",
        "表格超过2 MB，请只保留一个工作表后再上传。",
        "The workbook is over 2 MB; keep one sheet only.",
    )
}

fn written(report: &ImportReport) -> Value {
    json!({
        "done": report.done,
        "lines": report.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &ImportLine) -> Value {
    json!({
        "row": line.row,
        "code": line.code,
        "title": line.title,
        "outcome": line.outcome.code(),
        "refusal": line.refusal.as_ref().map(|refusal| refusal.code.code()),
        "messageZh": line.refusal.as_ref().map(|refusal| refusal.zh.as_str()),
        "message": line.refusal.as_ref().map(|refusal| refusal.en.as_str()),
    })
}
