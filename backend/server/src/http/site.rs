//! The browser application: files embedded in the program, or read from a folder.
//!
//! `cargo xtask web` names the files of `assets/` by their content and leaves compressed copies beside them.

mod negotiate;

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::state::ServerState;
use negotiate::Encoding;

/// Page of every address of the application.
const PAGE: &str = "index.html";
/// Folder whose names change with their content.
const HASHED: &str = "assets/";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Shown where the application has not been built.
const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>职鉴 Remit</title>\
    <p>服务器已启动，但界面尚未构建，请在源码目录运行 <code>cargo xtask web</code>，再重新编译服务器。</p>\
    <p lang=\"en\">The server runs, but the browser application has not been built: run <code>cargo xtask web</code> \
    in the source folder and build the server again.</p></html>\n";

/// The file of a name, if the program holds it.
pub type Embedded = fn(&str) -> Option<Cow<'static, [u8]>>;

/// Where the files come from.
#[derive(Debug, Clone)]
pub enum Site {
    /// The program itself.
    Embedded(Embedded),
    /// A folder, as `cargo xtask web` leaves it.
    Folder(PathBuf),
}

impl Site {
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Embedded(files) => files(path),
            Self::Folder(folder) => {
                let is_plain = Path::new(path)
                    .components()
                    .all(|part| matches!(part, Component::Normal(_)));
                let content = is_plain.then(|| fs::read(folder.join(path)))?;
                content.ok().map(Cow::Owned)
            }
        }
    }
}

/// Answers every address that no other route has.
pub async fn serve(State(state): State<ServerState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let site = &state.site;
    let path = if path.is_empty() { PAGE } else { path };
    let is_copy = has_extension(path, "br") || has_extension(path, "gz");
    if !is_copy && let Some(content) = site.read(path) {
        return file(site, path, content, request.headers());
    }
    if is_page(path) {
        return match site.read(PAGE) {
            Some(content) => file(site, PAGE, content, request.headers()),
            None => not_built(),
        };
    }
    (StatusCode::NOT_FOUND, "not found\n").into_response()
}

/// Addresses of pages have no dot in their last part; those of files do.
fn is_page(path: &str) -> bool {
    path == PAGE
        || !(path.starts_with(HASHED) || path.rsplit('/').next().is_some_and(|last| last.contains('.')))
}

fn not_built() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, NOT_BUILT).into_response()
}

/// One file in the best encoding that the client takes.
fn file(site: &Site, path: &str, content: Cow<'static, [u8]>, asked: &HeaderMap) -> Response {
    let hashed = path.starts_with(HASHED);
    let tag = if hashed { None } else { tag_of(&content) };
    let mut headers = HeaderMap::new();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if hashed { FOR_EVER } else { ASK_AGAIN }),
    );
    if let Some(tag) = tag {
        let known = asked
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .any(|value| value == tag);
        headers.insert(header::ETAG, tag);
        if known {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    let (encoding, content) = best(site, path, content, asked);
    if let Some(encoding) = encoding {
        headers.insert(
            header::CONTENT_ENCODING,
            HeaderValue::from_static(encoding.name()),
        );
    }
    let body = match content {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    (headers, body).into_response()
}

/// The smallest copy that exists and is accepted; the file itself otherwise.
fn best(
    site: &Site,
    path: &str,
    content: Cow<'static, [u8]>,
    asked: &HeaderMap,
) -> (Option<Encoding>, Cow<'static, [u8]>) {
    for encoding in negotiate::accepted(asked) {
        if let Some(copy) = site.read(&format!("{path}.{}", encoding.extension())) {
            return (Some(encoding), copy);
        }
    }
    (None, content)
}

fn tag_of(content: &[u8]) -> Option<HeaderValue> {
    let digest = hex::encode(Sha256::digest(content));
    HeaderValue::from_str(&format!("\"{}\"", digest.get(..16)?)).ok()
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

fn content_type(path: &str) -> &'static str {
    match Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
