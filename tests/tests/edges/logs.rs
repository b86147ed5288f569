//! What the server logs of a sign-in and a problem's first steps names nobody: no name, no telephone number, no
//! password, no token, nothing that anybody wrote.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use remit_service::rows::person;
use remit_store::Engine;
use remit_tests::{Browser, Served};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The lines of everything that this process logs.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const RAISE: &str = "mutation($input: RaiseProblemInput!) { raiseProblem(input: $input) { problem { id } problems { code } } }";

/// A sign-in, one that fails, a problem raised and taken, an unknown id, an address that does not exist.
async fn a_morning(served: &Served, said: &str) {
    let officer = served.signed_in("ov01").await;
    let wrong =
        "mutation { signIn(input: { login: \"ov02\", password: \"Geheim#2333\" }) { problems { code } } }";
    Browser::new(&served.url).graphql(wrong, json!({})).await;
    let found = officer
        .data(
            "{ orgs(filter: { text: \"市民政局\" }, first: 1) { nodes { id } } }",
            json!({}),
        )
        .await;
    let input = json!({ "clientId": "0190f3c4-7a2b-7000-8000-00000000000e", "orgId": found["orgs"]["nodes"][0]["id"],
        "title": said, "facts": said, "category": "LIST_OUTDATED", "severity": "MINOR" });
    let raised = officer.data(RAISE, json!({ "input": input })).await;
    let id = &raised["raiseProblem"]["problem"]["id"];
    assert!(id.is_string(), "{raised}");
    let take = "mutation($id: ID!) { takeProblem(input: { id: $id, version: 1 }) { problem { handler events { actor } } problems { code } } }";
    let taken = officer.data(take, json!({ "id": id })).await;
    assert!(taken["takeProblem"]["problem"]["handler"].is_string(), "{taken}");
    officer
        .graphql(
            "{ problem(id: \"prb_1\") { id } nothing }",
            json!({ "phone": "13805360000" }),
        )
        .await;
    reqwest::get(served.at("/r/13805360000?phone=13805360000"))
        .await
        .expect("answered");
    let inbox: Value = officer.graphql("{ inbox { nodes { id } } }", json!({})).await;
    assert_eq!(inbox["errors"], Value::Null, "{inbox}");
}

#[tokio::test]
async fn logs_name_nobody() {
    let lines = Lines::default();
    // As an operator would turn it up to find a fault.
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(EnvFilter::new("debug,hyper=info,hyper_util=info,reqwest=info,cookie_store=info,tungstenite=info,tokio_tungstenite=info"))
        .with_writer(lines.clone())
        .try_init()
        .expect("this process logs nowhere else");
    let served = Served::open(Engine::Sqlite, "2023-03-31").await;
    let said = "群众王某电话13805360000反映窗口办理超时";
    a_morning(&served, said).await;
    let people = person::Entity::find()
        .all(served.server.state.app.db.read())
        .await
        .expect("people can be read");
    let log = lines.text();
    assert!(log.contains("/graphql"), "requests are logged: {log:.500}");
    for forbidden in [
        said,
        "13805360000",
        "Geheim#2333",
        remit_demo::DEMO_PASSWORD,
        "eyJ",
        "ov01",
        "ov02",
    ] {
        let line = log.lines().find(|line| line.contains(forbidden));
        assert_eq!(line, None, "`{forbidden}` is in the log");
    }
    assert!(people.len() > 100);
    for person in people {
        let line = log.lines().find(|line| line.contains(&person.display_name));
        assert_eq!(line, None, "somebody's name is in the log");
    }
}
