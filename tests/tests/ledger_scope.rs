//! R5: a city leader reads the whole ledger (K05), but of a problem outside the own charge no more than how it
//! stands. The ledger must not open what the list of problems keeps closed.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.
#![expect(clippy::expect_used, reason = "helpers of a test fail it")]

use std::collections::HashSet;

use async_graphql::Request;
use remit_graphql::context::RequestContext;
use remit_graphql::session_slot::SessionSlot;
use remit_service::context::OpCtx;
use remit_shared::id::{self, NodeKind};
use remit_store::Engine;
use remit_tests::City;
use serde_json::Value;

async fn ask(city: &City, op: &OpCtx, query: &str) -> Value {
    let context = RequestContext::new(city.app.clone(), op.clone(), SessionSlot::default());
    let answer = remit_graphql::schema::schema()
        .execute(Request::new(query).data(context))
        .await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().expect("data")
}

#[tokio::test]
async fn the_ledger_shows_a_city_leader_no_facts_of_units_in_another_charge() {
    let city = City::open(Engine::Sqlite, "2023-03-31").await;
    let leader = city.person("cl01").await;
    let actor = leader.actor.as_ref().expect("somebody acts");
    let own: HashSet<String> = actor
        .units
        .iter()
        .map(|unit| id::encode(NodeKind::Org, *unit))
        .collect();
    let query = "{ ledger(filter: { ledger: RECTIFY }, first: 200) { nodes { problem {
        facts promise handler deduction org { id } events { at } evidence { id } } } } }";
    let answer = ask(&city, &leader, query).await;
    let lines = answer["ledger"]["nodes"].as_array().expect("lines");
    let (mut inside, mut outside) = (0, 0);
    for problem in lines.iter().map(|line| &line["problem"]) {
        if own.contains(problem["org"]["id"].as_str().expect("an id")) {
            inside += 1;
            assert!(problem["facts"].is_string(), "{problem}");
        } else {
            outside += 1;
            for hidden in ["facts", "promise", "handler", "deduction"] {
                assert!(problem[hidden].is_null(), "{hidden}: {problem}");
            }
            assert_eq!(problem["events"], Value::Array(Vec::new()));
            assert_eq!(problem["evidence"], Value::Array(Vec::new()));
        }
    }
    assert!(inside > 0 && outside > 0, "{inside} inside, {outside} outside");
}
