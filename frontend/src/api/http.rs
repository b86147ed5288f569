//! One POST to `/graphql`, or as a voter to `/graphql/ballot`, with the browser's fetch.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Request, RequestCredentials, RequestInit, Response};

use super::error::ApiError;

/// What came back, before anybody looks inside.
pub(super) struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// Body.
    pub text: String,
}

/// Sends a GraphQL request body. Only a network failure is an error here.
pub(super) async fn post(body: &str) -> Result<Answer, ApiError> {
    send(request("/graphql", RequestCredentials::SameOrigin, body)).await
}

/// The same for a voter: without cookies, where the server keeps nothing of who asks.
pub(super) async fn post_unlinked(body: &str) -> Result<Answer, ApiError> {
    send(request("/graphql/ballot", RequestCredentials::Omit, body)).await
}

async fn send(request: Result<Request, JsValue>) -> Result<Answer, ApiError> {
    let request = request.map_err(|_| ApiError::Offline)?;
    let window = web_sys::window().ok_or(ApiError::Offline)?;
    let response = JsFuture::from(window.fetch_with_request(&request))
        .await
        .map_err(|_| ApiError::Offline)?;
    let response: Response = response.dyn_into().map_err(|_| ApiError::Offline)?;
    let retry_after = response
        .headers()
        .get("retry-after")
        .ok()
        .flatten()
        .and_then(|text| text.parse().ok());
    let status = response.status();
    let text = match response.text() {
        Ok(promise) => JsFuture::from(promise)
            .await
            .ok()
            .and_then(|text| text.as_string()),
        Err(_) => None,
    };
    text.map(|text| Answer {
        status,
        retry_after,
        text,
    })
    .ok_or(ApiError::Offline)
}

fn request(path: &str, credentials: RequestCredentials, body: &str) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/graphql-response+json")?;
    headers.set("x-remit-csrf", "1")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_credentials(credentials);
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(body));
    Request::new_with_str_and_init(path, &init)
}
