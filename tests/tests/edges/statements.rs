//! A screen's documents cost a fixed number of statements, whatever is on the page.

use async_graphql::{Request, Variables};
use remit_graphql::context::RequestContext;
use remit_graphql::session_slot::SessionSlot;
use remit_store::Engine;
use remit_tests::City;
use remit_tests::bench::setting;
use serde_json::{Value, json};

use crate::engines;

/// Documents of the browser application, as they are compiled into it.
const PROBLEMS: &str = include_str!("../../../frontend/graphql/problem.graphql");
const POINTS: &str = include_str!("../../../frontend/graphql/point.graphql");

/// Runs an operation of a document as an officer; the data and how many statements it took.
async fn ask(city: &City, document: &str, operation: &str, variables: Value) -> (Value, u64) {
    let officer = city.person("ov01").await;
    let context = RequestContext::new(city.app.clone(), officer, SessionSlot::default());
    let request = Request::new(document)
        .operation_name(operation)
        .variables(Variables::from_json(variables))
        .data(context);
    let before = city.app.db.statements();
    let answer = remit_graphql::schema::schema().execute(request).await;
    let statements = city.app.db.statements() - before;
    assert!(answer.errors.is_empty(), "{operation}: {:?}", answer.errors);
    (answer.data.into_json().expect("data"), statements)
}

async fn fixed(engine: Engine) {
    let city = City::open(engine, "2023-03-31").await;
    setting::problems(&city, 60).await.expect("problems are raised");
    for (document, operation, field, filter) in [
        (PROBLEMS, "ProblemRows", "problems", json!(null)),
        (PROBLEMS, "ProblemRows", "problems", json!({ "view": "OPEN" })),
        (POINTS, "PointRows", "points", json!({ "year": 2022 })),
    ] {
        let page = |first: u32| json!({ "filter": filter, "first": first, "offset": 0 });
        // Caches that live longer than a request are filled by the first one.
        ask(&city, document, operation, page(1)).await;
        let mut counts = Vec::new();
        for first in [10, 50] {
            let (data, statements) = ask(&city, document, operation, page(first)).await;
            let nodes = data[field]["nodes"].as_array().expect("rows").len();
            assert_eq!(nodes, first as usize, "{operation} has enough rows");
            counts.push(statements);
        }
        assert_eq!(
            counts[0], counts[1],
            "{operation}: statements for 10 and for 50 rows"
        );
        assert!(counts[0] <= 12, "{operation}: {} statements", counts[0]);
    }
}

#[tokio::test]
async fn a_page_of_fifty_takes_as_many_statements_as_a_page_of_ten() {
    for engine in engines() {
        Box::pin(fixed(engine)).await;
    }
}
