//! An alert reaches who answers for the problem, live, over the WebSocket.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use remit_service::problem::jobs;
use remit_store::Engine;
use remit_tests::Served;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A message that does not come in this time does not come.
const PATIENCE: Duration = Duration::from_secs(30);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn say(socket: &mut Socket, message: Value) {
    socket
        .send(Message::text(message.to_string()))
        .await
        .expect("sent");
}

async fn next(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.expect("no end").expect("no fault") {
            Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
            Message::Close(frame) => panic!("closed: {frame:?}"),
            _ => {}
        }
    }
}

async fn hear(socket: &mut Socket) -> Value {
    let message = tokio::time::timeout(PATIENCE, next(socket)).await;
    message.expect("no silence")
}

/// Somebody who listens for alerts; the subscription is known to stand.
async fn listener(served: &Served, login: &str) -> Socket {
    let sign_in = json!({ "query": "mutation($l: String!, $p: String!) { signIn(input: { login: $l, password: $p, delivery: BEARER }) { tokens { accessToken } } }",
        "variables": { "l": login, "p": remit_demo::DEMO_PASSWORD } });
    let client = reqwest::Client::new();
    let answer = client
        .post(served.at("/graphql"))
        .json(&sign_in)
        .send()
        .await
        .expect("answered");
    let answer: Value = answer.json().await.expect("JSON");
    let token = answer["data"]["signIn"]["tokens"]["accessToken"]
        .as_str()
        .expect("a token");
    let address = served.at("/graphql/ws").replace("http://", "ws://");
    let mut request = address.into_client_request().expect("an address");
    let protocol = "graphql-transport-ws".parse().expect("a header");
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    let (mut socket, _) = connect_async(request).await.expect("connected");
    let bearer = format!("Bearer {token}");
    say(
        &mut socket,
        json!({ "type": "connection_init", "payload": { "authorization": bearer } }),
    )
    .await;
    assert_eq!(hear(&mut socket).await["type"], "connection_ack");
    let query = "subscription { alertRaised { problemId code title alert } }";
    say(
        &mut socket,
        json!({ "type": "subscribe", "id": "a", "payload": { "query": query } }),
    )
    .await;
    say(&mut socket, json!({ "type": "ping" })).await;
    assert_eq!(hear(&mut socket).await["type"], "pong");
    socket
}

async fn alerted(engine: Engine) {
    let served = Served::open(engine, "2023-03-31").await;
    let app = served.server.state.app.clone();
    let live = app.clone();
    tokio::spawn(async move { live.live.run(&live.db, live.settings.jurisdiction_id).await });
    // Ten working days after its end the yellow problem turns red (§3.3).
    served.clock.pass(chrono::TimeDelta::days(25));
    let mut lead = listener(&served, "dl.zhujian").await;
    let mut stranger = listener(&served, "dl.minzheng").await;
    let ran = jobs::run_due(&app, &served.server.state.anonymous("jobs"))
        .await
        .expect("the clock's job runs");
    assert!(ran.alerts >= 1, "{ran:?}");
    let event = hear(&mut lead).await;
    assert_eq!(
        (&event["type"], &event["id"]),
        (&json!("next"), &json!("a")),
        "{event}"
    );
    let alert = &event["payload"]["data"]["alertRaised"];
    assert!(alert["code"].is_string() && alert["alert"] != "NONE", "{event}");
    assert!(
        alert["problemId"]
            .as_str()
            .is_some_and(|id| id.starts_with("prb_")),
        "{event}"
    );

    // Somebody else's unit hears of its own problems at most, never of this one.
    say(&mut stranger, json!({ "type": "ping" })).await;
    loop {
        let heard = hear(&mut stranger).await;
        if heard["type"] == "pong" {
            break;
        }
        let code = &heard["payload"]["data"]["alertRaised"]["code"];
        assert_ne!(code, &alert["code"], "{heard}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_arrives_at_the_unit_that_answers_for_it() {
    for engine in crate::engines() {
        Box::pin(alerted(engine)).await;
    }
}
