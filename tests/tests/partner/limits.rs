//! What a token does not open, and how much it may ask for.

use remit_store::Engine;
use remit_tests::Served;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::client::new_id;
use crate::granted::ALL;
use crate::{Client, DAY};

const NIL: &str =
    "mutation($id: ID!) { nilReturn(clientId: $id, year: 2023, quarter: 1) { problems { code } } }";
const SYNC: &str = "{ changes(first: 1) { more } }";
const RECEIPT: &str = r#"{ linkageReceipt(receipt: "LD-2022-0001") { state } }"#;
const ORGS: &str = "{ orgs(first: 1) { nodes { code } } }";

#[tokio::test]
async fn each_scope_opens_its_own_doors_and_no_other() {
    let served = Served::open(Engine::Sqlite, DAY).await;
    let id = json!({ "id": new_id() });
    let reader = Client::granted(&served, "lk06", &["linkage:read"], &[])
        .await
        .enters(&served)
        .await;
    assert_eq!(reader.refused(NIL, id.clone()).await, "E_SCOPE");
    assert_eq!(reader.refused(SYNC, json!({})).await, "E_SCOPE");
    let read: Value = reader
        .send(&json!({ "query": RECEIPT }))
        .await
        .json()
        .await
        .expect("JSON");
    assert_eq!(read["errors"], Value::Null, "{read}");

    let writer = Client::granted(&served, "lk06", &["linkage:write"], &[])
        .await
        .enters(&served)
        .await;
    assert_eq!(writer.refused(RECEIPT, json!({})).await, "E_SCOPE");
    assert_eq!(writer.refused(SYNC, json!({})).await, "E_SCOPE");
    assert_eq!(writer.refused(ORGS, json!({})).await, "E_SCOPE");

    // With every scope there is, nothing opens that is not for machines.
    let all = Client::granted(&served, "lk06", &ALL, &[])
        .await
        .enters(&served)
        .await;
    for closed in [
        "{ accounts { nodes { login } } }",
        "{ workbench { today } }",
        "{ apiClients { nodes { id } } }",
        "{ ledger { nodes { id } } }",
    ] {
        let code = all.refused(closed, json!({})).await;
        assert!(matches!(code.as_str(), "E_ROLE" | "E_SCOPE"), "{closed}: {code}");
    }
}

#[tokio::test]
async fn the_quota_is_said_and_beyond_it_the_answer_is_429_with_a_time() {
    let served = Served::open(Engine::Sqlite, DAY).await;
    let partner = Client::granted(&served, "lk06", &ALL, &[])
        .await
        .enters(&served)
        .await;

    // Fifty calls in one second of the server's clock, which stands.
    let body = json!({ "query": ORGS });
    let mut left = 60_000;
    for _ in 0..50 {
        let response = partner.send(&body).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["ratelimit-limit"], "60000");
        let answer: Value = response.json().await.expect("JSON");
        let quota = &answer["extensions"]["quota"];
        let remaining = quota["remaining"].as_i64().expect("what is left");
        assert!(remaining < left, "each call costs");
        assert_eq!(quota["resetSeconds"], 60);
        left = remaining;
    }
    let over = partner.send(&body).await;
    assert_eq!(over.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(over.headers()["retry-after"], "1");
    let code: Value = over.json().await.expect("JSON");
    assert_eq!(code["errors"][0]["extensions"]["code"], "E_LIMIT");
    served.clock.pass(chrono::TimeDelta::seconds(1));
    assert_eq!(
        partner.send(&body).await.status(),
        StatusCode::OK,
        "a second later it goes on"
    );

    // A minute's points: dear questions, forty a second, until the minute has none left.
    let page = |first: u32| json!({ "query": format!("{{ orgs(first: {first}) {{ nodes {{ code name shortName sections {{ name }} }} }} }}") });
    let mut dear = page(1);
    for first in [200, 100, 50, 25, 10, 5] {
        served.clock.pass(chrono::TimeDelta::seconds(1));
        if partner.send(&page(first)).await.status() == StatusCode::OK {
            dear = page(first);
            break;
        }
    }
    let mut asked = 0;
    let wait = loop {
        let response = partner.send(&dear).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            break response.headers()["retry-after"]
                .to_str()
                .expect("text")
                .to_owned();
        }
        assert_eq!(
            response.status(),
            StatusCode::OK,
            "{}",
            response.text().await.unwrap_or_default()
        );
        asked += 1;
        if asked % 40 == 0 {
            served.clock.pass(chrono::TimeDelta::seconds(1));
        }
        assert!(asked < 2_000, "the points never end");
    };
    let wait: i64 = wait.parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    served.clock.pass(chrono::TimeDelta::seconds(wait));
    assert_eq!(
        partner.send(&dear).await.status(),
        StatusCode::OK,
        "it keeps its word"
    );

    // One document may not cost more than 2 000 points, whatever is left.
    let huge =
        "{ problems(first: 200) { nodes { code title org { name sections { name } } section { name } } } }";
    assert_eq!(partner.refused(huge, json!({})).await, "QUERY_TOO_COSTLY");
}
