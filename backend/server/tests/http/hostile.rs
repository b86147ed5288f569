//! Hostile documents end to end: refused in a short answer, and the server goes on.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::running::{Browser, Running, code, post};

const JSON: (&str, &str) = ("content-type", "application/json");
/// Longest answer to a refused document, bytes.
const ANSWER_MAX: usize = 16 * 1024;

#[tokio::test]
async fn refusals_are_short_whatever_is_sent() {
    let running = Running::start().await;
    let repeat = |text: &str, count: usize| text.repeat(count);
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    for document in [
        format!(
            "{{ {} }}",
            many(10_000, &|i| format!("a{i}: appInfo {{ name }} "))
        ),
        format!("{{ {} }}", many(400, &|i| format!("f{i} "))),
        format!(
            "{{ appInfo {{ {} }} }}",
            many(400, &|i| format!("f{i}{} ", "x".repeat(20)))
        ),
        repeat("{a", 50_000),
        format!("{{ a(b: {} }}", repeat("[", 50_000)),
        format!(
            "query({}) {{ appInfo {{ name }} }}",
            many(500, &|i| format!("$a{i}: Int "))
        ),
        format!(
            "query({}) {{ appInfo {{ name }} }}",
            many(500, &|i| format!("$a{i}: Nothing = \"{}\" ", "y".repeat(10)))
        ),
        format!("{{ appInfo {{ name(a: \"{}\") }} }}", repeat("z", 12_000)),
        format!(
            "{{ appInfo {{ name({}) }} }}",
            many(400, &|i| format!("a{i}: {i} "))
        ),
    ] {
        let response = post(&running, &[JSON], json!({ "query": document }).to_string()).await;
        let status = response.status();
        let length = response.bytes().await.unwrap().len();
        assert!(
            matches!(status, StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE),
            "{status} {document:.60}"
        );
        assert!(length <= ANSWER_MAX, "{length} bytes for {document:.60}");
    }
    let healthy = Browser::new(&running.url).get("/readyz").await;
    assert_eq!(healthy.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_repeated_act_is_done_once() {
    let running = Running::start().await;
    let officer = running.signed_in("ov01").await;
    let client_id = "0190f3c4-7a2b-7000-8000-000000000001";
    let orgs = officer
        .graphql(
            "{ orgs(filter: { supervised: true }, first: 1) { nodes { id } } }",
            json!({}),
        )
        .await;
    let org = orgs["data"]["orgs"]["nodes"][0]["id"].as_str().unwrap();
    let input = format!(
        "input: {{ clientId: \"{client_id}\", orgId: \"{org}\", matter: \"窗口\", basis: \"三定规定\", urgency: NORMAL, suggestedAction: \"核查\" }}"
    );
    let twice = format!("mutation {{ writePushSheet({input}) {{ pushSheet {{ id }} problems {{ code }} }} ...again }}
        fragment again on Mutation {{ writePushSheet({input}) {{ pushSheet {{ version }} problems {{ code message }} }} }}");
    let answer = officer.graphql(&twice, json!({})).await;
    assert_eq!(
        answer["data"]["writePushSheet"]["problems"],
        json!([]),
        "{answer}"
    );
    assert_eq!(
        answer["data"]["writePushSheet"]["pushSheet"]["version"], 1,
        "{answer}"
    );
    let differing = twice.replacen("窗口", "大厅", 1);
    let refused = code(officer.post(&differing, json!({})).await).await;
    assert_eq!(
        refused,
        (StatusCode::BAD_REQUEST, "QUERY_FIELD_CONFLICT".to_owned())
    );
}

#[tokio::test]
async fn the_schema_is_shown_by_configuration_only() {
    let schema = "{ __schema { queryType { name } } }";
    let running = Running::start_with(|config| config.graphql.office.introspection = false).await;
    assert_eq!(
        code(Browser::new(&running.url).post(schema, json!({})).await)
            .await
            .1,
        "QUERY_INTROSPECTION"
    );
    assert_eq!(
        code(running.signed_in("ov01").await.post(schema, json!({})).await)
            .await
            .1,
        "QUERY_INTROSPECTION"
    );
    let shown: Value = running
        .signed_in("dc.minzheng")
        .await
        .graphql(schema, json!({}))
        .await;
    assert_eq!(shown["data"]["__schema"]["queryType"]["name"], "Query", "{shown}");
}
