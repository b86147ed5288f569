//! What every request for a workbook has in common: who asks, the parameters, and the answer.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use async_graphql::{InputType, Value};
use axum::extract::{ConnectInfo, FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use remit_service::context::OpCtx;
use remit_service::export::Workbook;
use remit_service::failure::Answer;
use remit_shared::id::{NodeKind, decode};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use uuid::Uuid;

use super::super::files::{disposition, reader};
use super::super::observe::Trace;
use super::super::problem::Problem;
use crate::state::ServerState;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Somebody signed in who asks for a workbook.
pub struct Ask {
    state: ServerState,
    op: OpCtx,
    asked: Asked,
    trace: String,
}

impl FromRequestParts<ServerState> for Ask {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Response> {
        let Ok(Trace(trace)) = Trace::from_request_parts(parts, state).await;
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(parts, state).await;
        let ConnectInfo(peer) = peer.map_err(IntoResponse::into_response)?;
        let op = reader(state, peer, &trace, &parts.headers).await;
        let op = op.map_err(|problem| problem.into_response(&trace, None))?;
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Query(pairs) = pairs.map_err(IntoResponse::into_response)?;
        Ok(Self {
            state: state.clone(),
            op,
            asked: Asked::new(pairs),
            trace,
        })
    }
}

impl Ask {
    /// The workbook when it is ready, or why there is none.
    pub(super) async fn answer(
        self,
        make: impl AsyncFnOnce(ServerState, OpCtx, Asked) -> Answer<Workbook>,
    ) -> Response {
        match make(self.state, self.op, self.asked).await {
            Ok(workbook) => send(workbook),
            Err(failure) => Problem::of_failure(&failure, &self.trace).into_response(&self.trace, None),
        }
    }
}

/// A workbook to save.
pub fn send(workbook: Workbook) -> Response {
    let mut response = Response::new(workbook.bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    if let Ok(value) = HeaderValue::from_str(&disposition(XLSX, &workbook.name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Parameters that were asked for, taken one by one; what is left over is refused.
pub(super) struct Asked {
    pairs: BTreeMap<String, String>,
    words: Vec<String>,
}

impl Asked {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        // The page's own parameters say nothing about the rows of a workbook.
        let pairs = pairs.into_iter().filter(|(key, value)| {
            !value.is_empty() && !matches!(key.as_str(), "page" | "size" | "cols" | "group" | "board")
        });
        Self {
            pairs: pairs.collect(),
            words: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, key: &str, label: &str) -> Option<String> {
        let text = self.pairs.remove(key)?;
        self.words.push(format!("{label}：{text}"));
        Some(text)
    }

    pub(super) fn codes<E: Wire>(&mut self, key: &str, label: &str) -> Result<Vec<E>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(Vec::new());
        };
        let codes: Option<Vec<E>> = text.split(',').map(E::parse).collect();
        let codes = codes.ok_or_else(|| unknown(key))?;
        let words: Vec<&str> = codes.iter().map(|code| code.zh()).collect();
        self.words.push(format!("{label}：{}", words.join("、")));
        Ok(codes)
    }

    pub(super) fn code<E: Wire>(&mut self, key: &str, label: &str) -> Result<Option<E>, Refusal> {
        Ok(self.codes(key, label)?.into_iter().next())
    }

    /// An enumeration of the schema, read as the schema reads it.
    pub(super) fn choice<E: InputType>(&mut self, key: &str) -> Result<Option<E>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(None);
        };
        E::parse(Some(Value::from(text)))
            .map(Some)
            .map_err(|_| unknown(key))
    }

    pub(super) fn org(&mut self, key: &str) -> Result<Option<Uuid>, Refusal> {
        let Some(text) = self.pairs.remove(key) else {
            return Ok(None);
        };
        self.words.push("单位：所选单位".to_owned());
        decode(NodeKind::Org, &text).map(Some).map_err(|_| unknown(key))
    }

    pub(super) fn year(&mut self, key: &str) -> Result<Option<i32>, Refusal> {
        let Some(text) = self.text(key, "年度") else {
            return Ok(None);
        };
        text.parse()
            .ok()
            .filter(|year| (2000..=2100).contains(year))
            .map(Some)
            .ok_or_else(|| unknown(key))
    }

    pub(super) fn day(&mut self, key: &str, label: &str) -> Result<Option<NaiveDate>, Refusal> {
        let Some(text) = self.text(key, label) else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| unknown(key))
    }

    /// The filter in words, if nothing is left over.
    pub(super) fn finish(self) -> Result<String, Refusal> {
        match self.pairs.keys().next() {
            Some(key) => Err(unknown(key)),
            None if self.words.is_empty() => Ok("全部".to_owned()),
            None => Ok(self.words.join("；")),
        }
    }
}

pub(super) fn unknown(key: &str) -> Refusal {
    let name: String = key.chars().take(20).collect();
    Refusal::new(
        RefusalCode::Input,
        format!("筛选条件“{name}”不存在或取值有误，请回到列表重新筛选。"),
        format!(
            "The filter \"{name}\" does not exist or has no such value; go back to the list and filter again."
        ),
    )
}
