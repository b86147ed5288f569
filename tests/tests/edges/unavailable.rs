//! A database that is full or away: 503 with a time to come back, nothing half-written, and on it goes afterwards.

use remit_service::rows::problem;
use remit_store::Engine;
use remit_tests::Served;
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use serde_json::{Value, json};

use crate::engines;

const RAISE: &str = "mutation($input: RaiseProblemInput!) { raiseProblem(input: $input) { problem { id } problems { code } } }";

async fn pragma(served: &Served, name: &str) -> i64 {
    let writer = served.server.state.app.db.writer();
    let statement = Statement::from_string(writer.get_database_backend(), format!("PRAGMA {name}"));
    let row = writer
        .query_one_raw(statement)
        .await
        .expect("asked")
        .expect("a row");
    row.try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn a_full_database_is_503_and_takes_nothing_half() {
    if !remit_store::testing::wanted(Engine::Sqlite) {
        return;
    }
    let served = Served::open(Engine::Sqlite, "2023-03-31").await;
    let officer = served.signed_in("ov01").await;
    let found = officer
        .data(
            "{ orgs(filter: { text: \"市民政局\" }, first: 1) { nodes { id } } }",
            json!({}),
        )
        .await;
    let unit = &found["orgs"]["nodes"][0]["id"];
    let raise = |n: u32| {
        json!({ "input": { "clientId": format!("0190f3c4-7a2b-7000-8000-0000000001{n:02}"), "orgId": unit, "title": format!("第{n}件"),
            "facts": "长".repeat(4_000), "category": "LIST_OUTDATED", "severity": "MINOR" } })
    };
    let app = &served.server.state.app;
    let pages = pragma(&served, "page_count").await;
    app.db
        .writer()
        .execute_unprepared(&format!("PRAGMA max_page_count = {pages}"))
        .await
        .expect("limited");
    // Free places inside the pages may take a few.
    let mut taken = problem::Entity::find()
        .count(app.db.read())
        .await
        .expect("counted");
    let mut full = None;
    for n in 0..60 {
        let response = officer.post(RAISE, raise(n)).await;
        if response.status() == StatusCode::OK {
            taken += 1;
        } else {
            full = Some((n, response));
            break;
        }
    }
    let (n, response) = full.expect("the database gets full");
    let (status, waits) = (response.status(), response.headers().contains_key("retry-after"));
    let answer: Value = response.json().await.expect("JSON");
    assert_eq!(
        (status, waits),
        (StatusCode::SERVICE_UNAVAILABLE, true),
        "{answer}"
    );
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "UNAVAILABLE",
        "{answer}"
    );
    let stored = problem::Entity::find()
        .count(app.db.read())
        .await
        .expect("counted");
    assert_eq!(stored, taken, "nothing half-written");

    // There is room again: the same form is taken, once.
    app.db
        .writer()
        .execute_unprepared("PRAGMA max_page_count = 4294967294")
        .await
        .expect("room");
    for _ in 0..2 {
        let answer = officer.data(RAISE, raise(n)).await;
        assert_eq!(answer["raiseProblem"]["problems"], json!([]), "{answer}");
    }
    let stored = problem::Entity::find()
        .count(app.db.read())
        .await
        .expect("counted");
    assert_eq!(stored, taken + 1);
    let report = remit_service::integrity::check(app)
        .await
        .expect("the check runs");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn a_database_that_is_away_is_503_for_pages_probes_and_ratings() {
    for engine in engines() {
        let served = Served::open(engine, "2023-03-31").await;
        let officer = served.signed_in("ov01").await;
        let client = reqwest::Client::new();
        served
            .server
            .state
            .app
            .db
            .clone()
            .close()
            .await
            .expect("the database goes away");
        for (query, variables) in [
            ("{ problems(first: 5) { nodes { id } } }", json!({})),
            (
                "mutation { markRead(input: { all: true }) { problems { code } } }",
                json!({}),
            ),
        ] {
            let response = officer.post(query, variables).await;
            assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE, "{query}");
            assert!(response.headers().contains_key("retry-after"), "{query}");
            let answer = response.text().await.expect("text");
            assert!(!answer.contains("sqlx") && !answer.contains("pool"), "{answer}");
        }
        let ready = client.get(served.at("/readyz")).send().await.expect("answered");
        assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
        let alive = client.get(served.at("/healthz")).send().await.expect("answered");
        assert_eq!(alive.status(), StatusCode::OK, "the process itself is well");
    }
}
