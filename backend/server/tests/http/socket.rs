//! graphql-transport-ws: beginning, events, refusals, close codes.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::running::{Running, post};

/// A message that does not come in this time does not come.
const PATIENCE: Duration = Duration::from_secs(20);

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn open(running: &Running, headers: &[(&'static str, &str)]) -> Result<Self, StatusCode> {
        let mut request = running
            .at("/graphql/ws")
            .replace("http://", "ws://")
            .into_client_request()
            .unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn with_protocol(running: &Running) -> Self {
        Self::open(running, &[PROTOCOL]).await.unwrap()
    }

    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The next message, or the code of the end.
    async fn hear(&mut self) -> Result<Value, u16> {
        loop {
            match tokio::time::timeout(PATIENCE, self.0.next())
                .await
                .expect("silence")
                .expect("no end")
            {
                Ok(Message::Text(text)) => return Ok(serde_json::from_str(&text).unwrap()),
                Ok(Message::Close(frame)) => return Err(frame.map_or(0, |frame| frame.code.into())),
                Ok(_) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
}

const PROTOCOL: (&str, &str) = ("sec-websocket-protocol", "graphql-transport-ws");

async fn token(running: &Running, login: &str) -> String {
    let sign_in = json!({ "query": "mutation($l: String!, $p: String!) { signIn(input: { login: $l, password: $p, delivery: BEARER }) { tokens { accessToken } } }",
        "variables": { "l": login, "p": remit_demo::DEMO_PASSWORD } });
    let answer: Value = post(
        running,
        &[("content-type", "application/json")],
        sign_in.to_string(),
    )
    .await
    .json()
    .await
    .unwrap();
    answer["data"]["signIn"]["tokens"]["accessToken"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn begun(running: &Running, login: &str) -> Socket {
    let mut socket = Socket::with_protocol(running).await;
    let bearer = format!("Bearer {}", token(running, login).await);
    socket
        .say(json!({ "type": "connection_init", "payload": { "authorization": bearer } }))
        .await;
    assert_eq!(socket.hear().await, Ok(json!({ "type": "connection_ack" })));
    socket
}

fn subscribe(id: &str, query: &str) -> Value {
    json!({ "type": "subscribe", "id": id, "payload": { "query": query } })
}

#[tokio::test]
async fn an_event_arrives_live() {
    let running = Running::start_with(|_| {}).await;
    let state = &running.server.as_ref().unwrap().state;
    let app = state.app.clone();
    tokio::spawn(async move { app.live.run(&app.db, app.settings.jurisdiction_id).await });
    let mut socket = begun(&running, "ov02").await;
    socket
        .say(subscribe(
            "q",
            "subscription { myQueueChanged { kind title code unread } }",
        ))
        .await;
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, Ok(json!({ "type": "pong" })));

    let contact = running.signed_in("dc.minzheng").await;
    let me = contact.graphql("{ me { hat { org { id } } } }", json!({})).await;
    let officer = running.signed_in("ov01").await;
    let input = json!({
        "clientId": "0190f3c4-7a2b-7000-8000-000000000002",
        "orgId": me["data"]["me"]["hat"]["org"]["id"],
        "matter": "窗口办理超时", "basis": "三定规定", "urgency": "NORMAL", "suggestedAction": "核查整改", "push": true,
    });
    let push = "mutation($input: WritePushSheetInput!) { writePushSheet(input: $input) { pushSheet { state } problems { code message } } }";
    let pushed = officer.graphql(push, json!({ "input": input })).await;
    assert_eq!(
        pushed["data"]["writePushSheet"]["pushSheet"]["state"], "PUSHED",
        "{pushed}"
    );
    let event = socket.hear().await.unwrap();
    assert_eq!(
        (&event["type"], &event["id"]),
        (&json!("next"), &json!("q")),
        "{event}"
    );
    assert_eq!(
        event["payload"]["data"]["myQueueChanged"]["kind"], "SHEET_PUSHED",
        "{event}"
    );
}

#[tokio::test]
async fn refused_documents_are_errors_of_their_subscription() {
    let running = Running::start_with(|config| config.http.subscriptions = 2).await;
    let mut socket = begun(&running, "ov01").await;
    for (query, code) in [
        ("{ me { login } }", "QUERY_OPERATION"),
        ("subscription { nothing }", "QUERY_INVALID"),
        ("subscription {", "QUERY_SYNTAX"),
        (
            "subscription { myQueueChanged { unread } alertRaised { code } }",
            "QUERY_TOO_MANY_ROOT_FIELDS",
        ),
    ] {
        socket.say(subscribe("x", query)).await;
        let answer = socket.hear().await.unwrap();
        assert_eq!(
            (&answer["type"], &answer["id"]),
            (&json!("error"), &json!("x")),
            "{answer}"
        );
        assert_eq!(answer["payload"][0]["extensions"]["code"], code, "{answer}");
    }
    for id in ["a", "b", "c"] {
        socket
            .say(subscribe(id, "subscription { myQueueChanged { unread } }"))
            .await;
    }
    let over = socket.hear().await.unwrap();
    assert_eq!(
        (&over["id"], &over["payload"][0]["extensions"]["code"]),
        (&json!("c"), &json!("QUERY_TOO_LARGE"))
    );
    socket.say(json!({ "type": "complete", "id": "a" })).await;
    socket
        .say(subscribe("c", "subscription { myQueueChanged { unread } }"))
        .await;
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, Ok(json!({ "type": "pong" })));
}

#[tokio::test]
async fn connections_end_with_the_protocols_codes() {
    let running = Running::start().await;
    let init = |token: &str| json!({ "type": "connection_init", "payload": { "accessToken": token } });
    for (messages, code) in [
        (vec![json!({ "type": "connection_init" })], 4401),
        (vec![init("a.b.c")], 4401),
        (
            vec![subscribe("a", "subscription { myQueueChanged { unread } }")],
            4401,
        ),
        (vec![json!({ "type": "nonsense" })], 4400),
        (vec![json!(1)], 4400),
    ] {
        let mut socket = Socket::with_protocol(&running).await;
        for message in &messages {
            socket.say(message.clone()).await;
        }
        assert_eq!(socket.hear().await, Err(code), "{messages:?}");
    }
    let mut twice = begun(&running, "ov01").await;
    twice.say(init("x")).await;
    assert_eq!(twice.hear().await, Err(4429));
    let mut same = begun(&running, "ov01").await;
    same.say(subscribe("a", "subscription { myQueueChanged { unread } }"))
        .await;
    same.say(subscribe("a", "subscription { myQueueChanged { unread } }"))
        .await;
    assert_eq!(same.hear().await, Err(4409));
}

#[tokio::test]
async fn a_session_that_has_ended_opens_nothing_more() {
    let running = Running::start().await;
    let mut socket = Socket::with_protocol(&running).await;
    let token = token(&running, "ov01").await;
    socket
        .say(json!({ "type": "connection_init", "payload": { "accessToken": &token } }))
        .await;
    assert!(socket.hear().await.is_ok());
    let bearer = format!("Bearer {token}");
    let out = post(
        &running,
        &[("content-type", "application/json"), ("authorization", &bearer)],
        r#"{"query":"mutation { signOut { done } }"}"#,
    )
    .await;
    assert_eq!(out.status(), StatusCode::OK);
    socket
        .say(subscribe("a", "subscription { myQueueChanged { unread } }"))
        .await;
    assert_eq!(socket.hear().await, Err(4401));
}

#[tokio::test]
async fn strangers_and_other_sites_do_not_get_in() {
    let running = Running::start_with(|config| config.http.websockets = 1).await;
    assert_eq!(
        Socket::open(&running, &[PROTOCOL, ("origin", "https://evil.example")])
            .await
            .err(),
        Some(StatusCode::FORBIDDEN)
    );
    assert_eq!(
        Socket::open(&running, &[("sec-websocket-protocol", "graphql-ws")])
            .await
            .err(),
        Some(StatusCode::BAD_REQUEST)
    );
    let held = Socket::with_protocol(&running).await;
    assert_eq!(
        Socket::open(&running, &[PROTOCOL]).await.err(),
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
    drop(held);
}
