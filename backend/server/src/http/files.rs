//! `POST /files` and `GET /files/{id}`: evidence, beside GraphQL (docs/decisions/0002-files-beside-graphql.md).

use std::net::SocketAddr;

use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{ConnectInfo, Multipart, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use remit_service::context::OpCtx;
use remit_service::failure::Failure;
use remit_service::file::{self, Upload};
use remit_shared::id::{NodeKind, decode, encode};
use remit_shared::refusal::{Refusal, RefusalCode};
use serde_json::json;

use super::caller::identify;
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use crate::state::ServerState;

/// A file is looked at, not run: no script of it, nobody's frame around it.
const FILE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Why a handler here ends without a result.
enum Refused {
    Problem(Problem),
    Rule(Refusal),
    Failed(Failure),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Rule(refusal)
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::Rule(refusal),
            fault @ Failure::Fault(_) => Self::Failed(fault),
        }
    }
}

impl Refused {
    fn into_response(self, trace: &str) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(trace, None),
            Self::Rule(refusal) => {
                Problem::of_refusal(&refusal).into_response(trace, refusal.field.as_deref())
            }
            Self::Failed(failure) => Problem::of_failure(&failure, trace).into_response(trace, None),
        }
    }
}

/// Takes one file in: the part `file`, and the part `notSecret` with the declaration that it holds no state secret.
pub async fn upload(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    take_in(&state, peer, &trace, &headers, form)
        .await
        .unwrap_or_else(|refused| refused.into_response(&trace))
}

async fn take_in(
    state: &ServerState,
    peer: SocketAddr,
    trace: &str,
    headers: &HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Refused> {
    origin::check_post(headers, state.cookies, &state.config.public_url)?;
    let form = form.map_err(|_| not_a_form())?;
    // Before a byte of the file is read: strangers send us nothing.
    let op = identify(state, peer, headers, trace).await?.op;
    op.acting()?;
    let upload = read(form, state.config.files.max_bytes).await?;
    let object = file::upload(&state.app, &op, upload).await?;
    let body = json!({
        "id": encode(NodeKind::File, object.id),
        "name": object.name,
        "mime": object.mime,
        "size": object.size,
        "sha256": object.sha256,
    });
    Ok((
        StatusCode::CREATED,
        [(header::CACHE_CONTROL, "no-store")],
        Json(body),
    )
        .into_response())
}

async fn read(mut form: Multipart, max: usize) -> Result<Upload, Refused> {
    let mut upload = Upload {
        name: String::new(),
        bytes: Vec::new(),
        not_secret: false,
    };
    while let Some(part) = form.next_field().await.map_err(|error| broken(&error, max))? {
        match part.name() {
            Some("file") => {
                upload.name = part.file_name().unwrap_or_default().to_owned();
                upload.bytes = content(part, max).await?;
            }
            Some("notSecret") => {
                let text = part.text().await.map_err(|error| broken(&error, max))?;
                upload.not_secret = matches!(text.trim(), "true" | "1" | "on");
            }
            _ => return Err(not_a_form().into()),
        }
    }
    Ok(upload)
}

/// The content, but never more of it than allowed.
async fn content(mut part: Field<'_>, max: usize) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(&mut part, max).await? {
        if bytes.len() + chunk.len() > max {
            return Err(too_large(max).into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn next(part: &mut Field<'_>, max: usize) -> Result<Option<Bytes>, Refused> {
    part.chunk().await.map_err(|error| broken(&error, max))
}

fn broken(error: &MultipartError, max: usize) -> Refused {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(max).into();
    }
    Problem::new(
        StatusCode::BAD_REQUEST,
        "BODY",
        "文件未能完整上传，请重试。",
        "The file did not arrive complete; please try again.",
    )
    .into()
}

fn too_large(max: usize) -> Problem {
    let mib = max / (1024 * 1024);
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "E_INPUT",
        format!("文件超过{mib} MB，请压缩后再上传。"),
        format!("The file is over {mib} MB; make it smaller and upload it again."),
    )
}

fn not_a_form() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "MEDIA_TYPE",
        "请以 multipart/form-data 上传，含 file 和 notSecret 两部分。",
        "Upload as multipart/form-data with the parts file and notSecret.",
    )
}

/// Hands a file out, with the rights of the record it hangs on.
pub async fn open(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    hand_out(&state, peer, &trace, &headers, &id)
        .await
        .unwrap_or_else(|refused| refused.into_response(&trace))
}

async fn hand_out(
    state: &ServerState,
    peer: SocketAddr,
    trace: &str,
    headers: &HeaderMap,
    id: &str,
) -> Result<Response, Refused> {
    let op = reader(state, peer, trace, headers).await?;
    let id = decode(NodeKind::File, id).map_err(|_| Refusal::not_found())?;
    let (object, bytes) = file::open(&state.app, &op, id).await?;
    let mut response = Response::new(bytes.into());
    let out = response.headers_mut();
    let content_type = if object.mime == "text/plain" {
        "text/plain; charset=utf-8"
    } else {
        object.mime.as_str()
    };
    out.insert(header::CONTENT_TYPE, value(content_type)?);
    out.insert(
        header::CONTENT_DISPOSITION,
        value(&disposition(&object.mime, &object.name))?,
    );
    out.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FILE_POLICY),
    );
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}

/// The context of somebody who reads a file or a workbook.
pub(super) async fn reader(
    state: &ServerState,
    peer: SocketAddr,
    trace: &str,
    headers: &HeaderMap,
) -> Result<OpCtx, Problem> {
    origin::check_get(headers, &state.config.public_url)?;
    let op = identify(state, peer, headers, trace).await?.op;
    op.signed_in().map_err(|refusal| Problem::of_refusal(&refusal))?;
    Ok(op)
}

fn value(text: &str) -> Result<HeaderValue, Refused> {
    HeaderValue::from_str(text).map_err(|_| Refusal::plain(RefusalCode::Input).into())
}

/// Shown by the browser where it can be, saved otherwise.
pub(super) fn disposition(mime: &str, name: &str) -> String {
    let kind = match mime {
        "application/pdf" | "image/jpeg" | "image/png" | "text/plain" => "inline",
        _ => "attachment",
    };
    format!("{kind}; filename*=UTF-8''{}", percent(name))
}

/// RFC 8187: every byte but the plain ones.
fn percent(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_header() {
        assert_eq!(
            disposition("application/pdf", "整改 1.pdf"),
            "inline; filename*=UTF-8''%E6%95%B4%E6%94%B9%201.pdf"
        );
        let tricky = disposition("application/zip", "a\"; filename=\"b\r\nx: y");
        assert!(
            tricky.starts_with("attachment; ") && !tricky.contains(['"', '\r', '\n']),
            "{tricky}"
        );
    }
}
