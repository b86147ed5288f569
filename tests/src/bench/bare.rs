//! Servers that do nothing but answer: what axum and async-graphql cost without the product.

use std::sync::Arc;

use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema, SimpleObject, Variables};
use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;

/// The page of problems as the browser application asks for it, without arguments that only the product knows.
pub const PAGE: &str = "{ problems(first: 50, offset: 0) { totalCount nodes {
    id code title source sourceLabel category severity state alert dueOn stepDueOn overdueWorkingDays raisedAt
    returnedCount extensionsCount closeNo closedOn org { id shortName } section { name } } } }";

#[derive(Clone, SimpleObject)]
struct Org {
    id: String,
    short_name: String,
}

#[derive(Clone, SimpleObject)]
struct Section {
    name: String,
}

#[derive(Clone, SimpleObject)]
struct Problem {
    id: String,
    code: String,
    title: String,
    source: String,
    source_label: String,
    category: String,
    severity: String,
    state: String,
    alert: String,
    due_on: Option<String>,
    step_due_on: Option<String>,
    overdue_working_days: i32,
    raised_at: String,
    returned_count: i32,
    extensions_count: i32,
    close_no: Option<String>,
    closed_on: Option<String>,
    org: Org,
    section: Option<Section>,
}

#[derive(Clone, SimpleObject)]
struct Page {
    total_count: i32,
    nodes: Vec<Problem>,
}

struct Query(Page);

#[Object]
impl Query {
    async fn problems(&self, first: i32, offset: i32) -> Page {
        // Copied, as rows that come from a database are new each time.
        let mut page = self.0.clone();
        let from = usize::try_from(offset).unwrap_or(0).min(page.nodes.len());
        let count = usize::try_from(first).unwrap_or(0);
        page.nodes = page.nodes.into_iter().skip(from).take(count).collect();
        page
    }
}

fn problem(n: i32) -> Problem {
    Problem {
        id: format!("prb_{n:032x}"),
        code: format!("WT-2023-{n:04}"),
        title: "殡葬服务事项办理指南修订不及时".to_owned(),
        source: "PUSH_SHEET".to_owned(),
        source_label: "推送单".to_owned(),
        category: "LIST_OUTDATED".to_owned(),
        severity: "MINOR".to_owned(),
        state: "RECTIFYING".to_owned(),
        alert: "YELLOW".to_owned(),
        due_on: Some("2023-04-07".to_owned()),
        step_due_on: Some("2023-04-07".to_owned()),
        overdue_working_days: 0,
        raised_at: "2023-03-01T01:00:00+00:00".to_owned(),
        returned_count: 0,
        extensions_count: 1,
        close_no: None,
        closed_on: None,
        org: Org {
            id: format!("org_{:032x}", n % 50),
            short_name: "民政局".to_owned(),
        },
        section: Some(Section {
            name: "社会事务科".to_owned(),
        }),
    }
}

type Bare = Schema<Query, EmptyMutation, EmptySubscription>;

#[derive(Deserialize)]
struct Asked {
    query: String,
    #[serde(default)]
    variables: serde_json::Value,
}

async fn graphql(State(schema): State<Arc<Bare>>, Json(asked): Json<Asked>) -> impl IntoResponse {
    let request = Request::new(asked.query).variables(Variables::from_json(asked.variables));
    let answer = schema.execute(request).await;
    let body = serde_json::to_vec(&answer).unwrap_or_default();
    (
        [(header::CONTENT_TYPE, "application/graphql-response+json")],
        body,
    )
}

/// `/hello`, `/readyz` and `/graphql` with fifty nested rows from memory.
pub fn router() -> Router {
    let page = Page {
        total_count: 92,
        nodes: (0..50).map(problem).collect(),
    };
    let schema = Arc::new(Schema::build(Query(page), EmptyMutation, EmptySubscription).finish());
    Router::new()
        .route("/hello", get(|| async { "hello" }))
        .route("/readyz", get(|| async { "ready" }))
        .route("/graphql", post(graphql))
        .with_state(schema)
}
