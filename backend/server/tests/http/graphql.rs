//! GraphQL over HTTP, by the specification's words.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::running::{Browser, Running, code, header, post};

const JSON: (&str, &str) = ("content-type", "application/json");
const LEGACY: (&str, &str) = ("accept", "application/json");
const OK: &str = r#"{"query":"{ appInfo { name } }"}"#;

/// Headers, body, status, code.
type Row<'a> = (&'a [(&'a str, &'a str)], &'a str, u16, &'a str);

#[tokio::test]
async fn requests_that_are_none_are_refused_with_their_status() {
    let running = Running::start().await;
    let table: &[Row] = &[
        // Content types: JSON in UTF-8, nothing else, and above all no form.
        (&[], OK, 415, "MEDIA_TYPE"),
        (&[("content-type", "text/plain")], OK, 415, "MEDIA_TYPE"),
        (
            &[("content-type", "application/x-www-form-urlencoded")],
            "query=%7Bme%7D",
            415,
            "MEDIA_TYPE",
        ),
        (
            &[("content-type", "multipart/form-data; boundary=x")],
            "--x--",
            415,
            "MEDIA_TYPE",
        ),
        (
            &[("content-type", "application/graphql")],
            "{ appInfo { name } }",
            415,
            "MEDIA_TYPE",
        ),
        (
            &[("content-type", "application/json; charset=utf-16")],
            OK,
            415,
            "MEDIA_TYPE",
        ),
        (&[JSON, ("content-encoding", "gzip")], OK, 415, "MEDIA_TYPE"),
        // Accept.
        (&[JSON, ("accept", "text/html")], OK, 406, "NOT_ACCEPTABLE"),
        // Bodies that are no request; the same with the legacy type.
        (&[JSON], "", 400, "JSON"),
        (&[JSON], "NONSENSE", 400, "JSON"),
        (&[JSON, LEGACY], "{\"query\":", 400, "JSON"),
        (&[JSON], "{\"qeury\":\"{__typename}\"}", 400, "PARAMETERS"),
        (
            &[JSON, LEGACY],
            "{\"query\":\"{__typename}\",\"variables\":[7]}",
            400,
            "PARAMETERS",
        ),
        (
            &[JSON],
            "{\"query\":\"{__typename}\",\"operationName\":{}}",
            400,
            "PARAMETERS",
        ),
        (
            &[JSON],
            "{\"query\":\"{__typename}\",\"extensions\":\"x\"}",
            400,
            "PARAMETERS",
        ),
        (&[JSON], "[{\"query\":\"{__typename}\"}]", 400, "BATCH_REFUSED"),
        (
            &[JSON, ("authorization", "Basic YTpi")],
            OK,
            401,
            "E_UNAUTHENTICATED",
        ),
        (
            &[JSON, ("authorization", "Bearer a.b.c")],
            OK,
            401,
            "E_UNAUTHENTICATED",
        ),
        (&[JSON, ("origin", "https://evil.example")], OK, 403, "ORIGIN"),
        (&[JSON, ("sec-fetch-site", "cross-site")], OK, 403, "ORIGIN"),
        (&[JSON, ("cookie", "remit_access=x")], OK, 403, "CSRF"),
    ];
    for (headers, body, status, expected) in table {
        let response = post(&running, headers, (*body).to_owned()).await;
        assert!(
            header(&response, "content-type").contains("json"),
            "{headers:?} {body}"
        );
        let got = code(response).await;
        assert_eq!(
            (got.0.as_u16(), got.1.as_str()),
            (*status, *expected),
            "{headers:?} {body}"
        );
    }
}

#[tokio::test]
async fn well_formed_requests_are_answered_by_their_media_type() {
    let running = Running::start().await;
    let response_json = ("accept", "application/graphql-response+json");
    let table: &[(&str, u16, u16, bool)] = &[
        // Body, status as graphql-response+json, status as json, whether there is data.
        (OK, 200, 200, true),
        (
            r#"{"query":"{ appInfo { name } }","operationName":null,"variables":null,"extensions":null,"more":1}"#,
            200,
            200,
            true,
        ),
        (
            r#"{"query":"query a { appInfo { name } } query b { __typename }","operationName":"b"}"#,
            200,
            200,
            true,
        ),
        (r#"{"query":"{"}"#, 400, 200, false),
        (r#"{"query":"{ nothing }"}"#, 400, 200, false),
        (
            r#"{"query":"query a { appInfo { name } } query b { __typename }"}"#,
            400,
            200,
            false,
        ),
        (
            r#"{"query":"query a { appInfo { name } }","operationName":"c"}"#,
            400,
            200,
            false,
        ),
        (
            r#"{"query":"query($id: ID!) { org(id: $id) { name } }","variables":{"id":null}}"#,
            400,
            200,
            false,
        ),
        (
            r#"{"query":"query($id: ID!) { org(id: $id) { name } }"}"#,
            400,
            200,
            false,
        ),
        (
            r#"{"query":"subscription { myQueueChanged { unread } }"}"#,
            400,
            200,
            false,
        ),
        // Executed, with an error in a field: partial success.
        (
            r#"{"query":"{ appInfo { name } workbench { today } }"}"#,
            294,
            200,
            true,
        ),
    ];
    for (body, status, legacy, has_data) in table {
        for (accept, expected) in [(response_json, status), (LEGACY, legacy)] {
            let response = post(&running, &[JSON, accept], (*body).to_owned()).await;
            assert_eq!(response.status().as_u16(), *expected, "{accept:?} {body}");
            assert_eq!(
                header(&response, "content-type"),
                format!("{}; charset=utf-8", accept.1)
            );
            assert_eq!(header(&response, "cache-control"), "no-store");
            let answer: Value = response.json().await.unwrap();
            assert_eq!(
                answer.get("data").is_some_and(|data| !data.is_null()),
                *has_data,
                "{answer}"
            );
            assert!(
                *has_data || answer.get("data").is_none(),
                "no data entry where nothing was executed: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn only_post_is_a_method() {
    let running = Running::start().await;
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let url = running.at("/graphql?query=%7B__typename%7D");
        let response = Client::new().request(method.clone(), url).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(header(&response, "allow"), "POST", "{method}");
    }
}

#[tokio::test]
async fn bodies_have_a_limit_whether_they_announce_it_or_not() {
    let running = Running::start().await;
    let long = format!("{{\"query\":\"{}\"}}", " ".repeat(300_000));
    assert_eq!(
        code(post(&running, &[JSON], long.clone()).await).await.0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert!(chunked(&running, &long).await.starts_with("HTTP/1.1 413"));
}

/// Sends a body without announcing its length; returns the head of the answer.
async fn chunked(running: &Running, body: &str) -> String {
    let mut stream = TcpStream::connect(running.server.as_ref().unwrap().address)
        .await
        .unwrap();
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    for chunk in body.as_bytes().chunks(10_000) {
        let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
        // The server may answer and hang up before it has heard everything.
        if stream.write_all(&framed).await.is_err() {
            break;
        }
    }
    let mut answer = [0; 64];
    let length = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test]
async fn errors_say_no_more_than_they_should() {
    let running = Running::start().await;
    // No "did you mean", no echo of the document, no more than ten errors.
    let misspelt = post(&running, &[JSON], r#"{"query":"{ appInfos { name } }"}"#)
        .await
        .text()
        .await
        .unwrap();
    assert!(!misspelt.contains("Did you mean"), "{misspelt}");
    let secret = post(&running, &[JSON], r#"{"query":"{ secretword( }"}"#)
        .await
        .text()
        .await
        .unwrap();
    assert!(!secret.contains("secretword"), "{secret}");
    let fields: Vec<String> = (0..200).map(|i| format!("unknownField{i}")).collect();
    let fields = fields.join(" ");
    let many: Value = post(
        &running,
        &[JSON],
        json!({ "query": format!("{{ appInfo {{ {fields} }} }}") }).to_string(),
    )
    .await
    .json()
    .await
    .unwrap();
    assert_eq!(many["errors"].as_array().unwrap().len(), 10);
    assert_eq!(many["errors"][0]["extensions"]["code"], "QUERY_INVALID");
}

#[tokio::test]
async fn every_answer_has_a_trace_id_and_the_security_headers() {
    let running = Running::start().await;
    let client = Client::new();
    for path in ["/healthz", "/readyz", "/nowhere.js", "/graphql"] {
        let response = client.get(running.at(path)).send().await.unwrap();
        assert_eq!(header(&response, "x-request-id").len(), 32, "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        let policy = header(&response, "content-security-policy");
        assert!(
            policy.contains("'wasm-unsafe-eval'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn the_limits_grow_with_the_role() {
    let running = Running::start().await;
    let wide = "{ problems(first: 200) { nodes { code title org { name } section { name } } } }";
    let stranger = Browser::new(&running.url);
    assert_eq!(
        code(stranger.post(wide, json!({})).await).await,
        (StatusCode::BAD_REQUEST, "QUERY_TOO_COSTLY".to_owned())
    );
    let officer = running.signed_in("ov01").await;
    let answer = officer.graphql(wide, json!({})).await;
    assert!(
        answer["data"]["problems"]["nodes"]
            .as_array()
            .is_some_and(|nodes| nodes.len() > 20),
        "{answer}"
    );
    // A page whose session has ended is told so, not that it asks for too much.
    let lapsed = post(
        &running,
        &[JSON, ("cookie", "remit_refresh=gone"), ("x-remit-csrf", "1")],
        json!({ "query": wide }).to_string(),
    )
    .await;
    assert_eq!(
        code(lapsed).await,
        (StatusCode::UNAUTHORIZED, "E_UNAUTHENTICATED".to_owned())
    );
}

#[tokio::test]
async fn programs_use_bearer_tokens() {
    let running = Running::start().await;
    let sign_in = json!({ "query": "mutation($p: String!) { signIn(input: { login: \"ov01\", password: $p, delivery: BEARER }) {
        tokens { accessToken } problems { code } } }", "variables": { "p": remit_demo::DEMO_PASSWORD } });
    let response = post(&running, &[JSON], sign_in.to_string()).await;
    assert_eq!(response.headers().get("set-cookie"), None);
    let answer: Value = response.json().await.unwrap();
    let token = answer["data"]["signIn"]["tokens"]["accessToken"]
        .as_str()
        .unwrap();
    let bearer = format!("Bearer {token}");
    let me: Value = post(
        &running,
        &[JSON, ("authorization", &bearer)],
        r#"{"query":"{ me { login } }"}"#,
    )
    .await
    .json()
    .await
    .unwrap();
    assert_eq!(me["data"]["me"]["login"], "ov01", "{me}");
}
