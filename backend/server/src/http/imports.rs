//! `POST /imports/points`, `/imports/powers` and `/imports/appraisals`: a list, tried or taken
//! (docs/decisions/0002-files-beside-graphql.md).
//!
//! The body is the file itself. `dryRun=1` only says what would happen; `answer=sheet` gives the sheet back with
//! a column that says what became of each row, else the answer is JSON.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use remit_service::failure::Failure;
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
pub async fn points(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let report = async {
        origin::check_post(&headers, state.cookies, &state.config.public_url)?;
        let body = body.map_err(|_| too_large())?;
        let op = identify(&state, peer, &headers, &trace).await?.op;
        op.signed_in().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let dry_run = asked.dry_run == 1;
        let report = import::import(&state.app, &op, asked.year, &body, dry_run).await;
        report.map_err(|failure| refused(&failure, &trace))
    };
    answer(report.await, &asked.answer, &trace)
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
pub async fn appraisals(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(asked): Query<AskedAppraisals>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let report = async {
        origin::check_post(&headers, state.cookies, &state.config.public_url)?;
        let body = body.map_err(|_| too_large())?;
        let op = identify(&state, peer, &headers, &trace).await?.op;
        op.signed_in().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let list = appraisal::read_file(asked.year, &asked.name, &body);
        let list = list.map_err(|refusal| Problem::of_refusal(&refusal))?;
        let mode = match (asked.dry_run, asked.leave_out) {
            (1, _) => Mode::Try,
            (_, 1) => Mode::LeaveOut,
            _ => Mode::Whole,
        };
        let report = appraisal::import(&state.app, &op, list, mode).await;
        report.map_err(|failure| refused(&failure, &trace))
    };
    answer(report.await, &asked.answer, &trace)
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
pub async fn powers(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Query(asked): Query<AskedPowers>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let report = async {
        origin::check_post(&headers, state.cookies, &state.config.public_url)?;
        let body = body.map_err(|_| too_large())?;
        let op = identify(&state, peer, &headers, &trace).await?.op;
        op.signed_in().map_err(|refusal| Problem::of_refusal(&refusal))?;
        let org = decode(NodeKind::Org, &asked.org).map_err(|refusal| Problem::of_refusal(&refusal))?;
        let dry_run = asked.dry_run == 1;
        let report = lists::import(&state.app, &op, (org, asked.from), &body, dry_run).await;
        report.map_err(|failure| refused(&failure, &trace))
    };
    answer(report.await, &asked.answer, &trace)
}

fn refused(failure: &Failure, trace: &str) -> Problem {
    match failure {
        Failure::Refused(refusal) => Problem::of_refusal(refusal),
        fault @ Failure::Fault(_) => Problem::of_failure(fault, trace),
    }
}

/// The report as JSON, or the sheet with its answers.
fn answer(report: Result<ImportReport, Problem>, wanted: &str, trace: &str) -> Response {
    match report {
        Err(problem) => problem.into_response(trace, Some("file")),
        Ok(report) if wanted == "sheet" => send(Ok(report.answer), trace),
        Ok(report) => (
            StatusCode::OK,
            [(header::CACHE_CONTROL, "no-store")],
            Json(written(&report)),
        )
            .into_response(),
    }
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
