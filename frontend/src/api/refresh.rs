//! Renewal of the session: one at a time, and whoever asks meanwhile waits for the same answer.

use std::cell::RefCell;

use graphql_client::GraphQLQuery;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::call::{envelope, send_once};
use super::shell::{RefreshSession, refresh_session};

thread_local! {
    static UNDER_WAY: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Renews the session by its cookie; `false` when it cannot be renewed.
pub(crate) async fn renew() -> bool {
    let waiting = UNDER_WAY.with_borrow(Clone::clone);
    let promise = waiting.unwrap_or_else(|| {
        let promise = future_to_promise(async {
            let done = ask().await;
            UNDER_WAY.with_borrow_mut(Option::take);
            Ok(JsValue::from_bool(done))
        });
        UNDER_WAY.with_borrow_mut(|slot| *slot = Some(promise.clone()));
        promise
    });
    JsFuture::from(promise)
        .await
        .ok()
        .and_then(|done| done.as_bool())
        .unwrap_or(false)
}

async fn ask() -> bool {
    let query = RefreshSession::build_query(refresh_session::Variables);
    let body = envelope(query.query, query.operation_name, "null");
    let Ok(data) = send_once(&body).await else {
        return false;
    };
    data.pointer("/refreshSession/viewer")
        .is_some_and(serde_json::Value::is_object)
}
