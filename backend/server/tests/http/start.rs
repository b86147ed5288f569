//! Starting, stopping, and what a start refuses.

use std::time::Duration;

use remit::assemble;
use remit::config::DatabaseUrl;
use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::running::{Running, settings};

#[tokio::test]
async fn a_stop_finishes_what_is_in_flight() {
    let mut running = Running::start().await;
    let server = running.server.take().unwrap();
    let state = server.state.clone();
    // A write that waits: the database's one writing connection is taken.
    let held = state
        .app
        .db
        .write(state.app.settings.jurisdiction_id)
        .await
        .unwrap();
    let url = running.at("/graphql");
    let waiting = tokio::spawn(async move {
        let body = json!({ "query": "mutation { signIn(input: { login: \"ov01\", password: \"wrong\" }) { problems { code } } }" });
        Client::new().post(url).json(&body).send().await.unwrap()
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let stopping = tokio::spawn(server.stop());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!stopping.is_finished(), "the server did not wait for the request");
    held.rollback().await.unwrap();
    assert_eq!(waiting.await.unwrap().status(), StatusCode::OK);
    stopping.await.unwrap().unwrap();
    assert!(
        Client::new().get(running.at("/healthz")).send().await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn a_start_needs_a_current_database_with_a_jurisdiction() {
    let folder = tempfile::tempdir().unwrap();
    let config = settings(&folder);
    let error = assemble::open_current(&config).await.unwrap_err().to_string();
    assert!(error.contains("remit migrate"), "{error}");
    let db = assemble::open(&config).await.unwrap();
    remit_migrations::up(db.writer()).await.unwrap();
    let error = assemble::jurisdiction(&config, &db)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("remit found"), "{error}");
    let mut away = settings(&folder);
    away.database_url = DatabaseUrl::new("postgres://remit:secret@127.0.0.1:1/remit");
    away.database.wait_ms = 300;
    let error = format!("{:#}", assemble::open(&away).await.unwrap_err());
    assert!(
        error.contains("cannot be opened") && !error.contains("secret"),
        "{error}"
    );
}

#[tokio::test]
async fn a_locked_database_is_503_with_a_time_to_come_back() {
    let running = Running::start_with(|config| config.database.wait_ms = 200).await;
    let state = &running.server.as_ref().unwrap().state;
    let held = state
        .app
        .db
        .write(state.app.settings.jurisdiction_id)
        .await
        .unwrap();
    let body = json!({ "query": "mutation($p: String!) { signIn(input: { login: \"ov01\", password: $p }) { problems { code } } }",
        "variables": { "p": remit_demo::DEMO_PASSWORD } });
    let response = Client::new()
        .post(running.at("/graphql"))
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["retry-after"], "2");
    held.rollback().await.unwrap();
    let response = Client::new()
        .post(running.at("/graphql"))
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn counters_are_for_the_configured_peers() {
    let running = Running::start().await;
    let counters = Client::new().get(running.at("/metrics")).send().await.unwrap();
    assert_eq!(counters.status(), StatusCode::OK);
    assert!(
        counters
            .text()
            .await
            .unwrap()
            .contains("remit_db_statements_total")
    );
    let closed = Running::start_with(|config| config.http.metrics_from.clear()).await;
    assert_eq!(
        Client::new()
            .get(closed.at("/metrics"))
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::FORBIDDEN
    );
}
