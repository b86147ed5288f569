//! What surrounds every handler: panics and slow answers become JSON with a trace id.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::routing::get;
use axum::{Router, middleware};
use remit::http::observe;
use serde_json::Value;
use tower::ServiceExt;

use crate::running::Running;

async fn panics() -> &'static str {
    panic!("a secret in a panic")
}

async fn answer(running: &Running, path: &str) -> (StatusCode, Value, String) {
    let state = running.server.as_ref().unwrap().state.clone();
    let router = Router::new()
        .route("/panic", get(panics))
        .route("/slow", get(std::future::pending::<()>))
        .layer(middleware::from_fn_with_state(state, observe::request));
    let response = router
        .oneshot(Request::get(path).body(Body::empty()).unwrap())
        .await
        .unwrap();
    let trace = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let (status, body) = (
        response.status(),
        to_bytes(response.into_body(), 10_000).await.unwrap(),
    );
    (status, serde_json::from_slice(&body).unwrap(), trace)
}

#[tokio::test]
async fn a_panic_is_an_answer_that_says_nothing_of_the_inside() {
    let running = Running::start().await;
    let (status, body, trace) = answer(&running, "/panic").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    let extensions = &body["errors"][0]["extensions"];
    assert_eq!(
        (&extensions["code"], &extensions["traceId"]),
        (&"INTERNAL".into(), &trace.into())
    );
    assert!(!body.to_string().contains("secret"), "{body}");
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_503() {
    let running = Running::start_with(|config| config.http.timeout_s = 1).await;
    let waited = tokio::time::timeout(Duration::from_mins(1), answer(&running, "/slow"))
        .await
        .unwrap();
    assert_eq!(
        (waited.0, &waited.1["errors"][0]["extensions"]["code"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"UNAVAILABLE".into())
    );
}
