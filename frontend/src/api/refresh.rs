//! Renewal of the session: one at a time, and whoever asks meanwhile waits for the same answer.

use std::cell::RefCell;

use graphql_client::GraphQLQuery;
use js_sys::Promise;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::call::send_once;
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
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Data {
        refresh_session: Payload,
    }
    #[derive(Deserialize)]
    struct Payload {
        viewer: Option<Somebody>,
    }
    #[derive(Deserialize)]
    struct Somebody {}
    #[derive(Deserialize)]
    struct Envelope {
        data: Option<Data>,
    }
    let Ok(body) = serde_json::to_string(&RefreshSession::build_query(refresh_session::Variables)) else {
        return false;
    };
    let Ok(text) = send_once(&body).await else {
        return false;
    };
    serde_json::from_str::<Envelope>(&text)
        .ok()
        .and_then(|envelope| envelope.data)
        .is_some_and(|data| data.refresh_session.viewer.is_some())
}
