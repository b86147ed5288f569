//! A client that costs little: HTTP/1.1 over one kept connection, bodies with a length.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// An answer.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).with_context(|| format!("no JSON: {}", self.text()))
    }
}

/// A kept connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Opens one.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.context("nobody listens")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Sends a request and reads the answer to its end.
    pub async fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request).await?;
        let mut line = String::new();
        let (mut status, mut length) = (0, None);
        loop {
            line.clear();
            if self.stream.read_line(&mut line).await? == 0 {
                bail!("the server hung up");
            }
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            if status == 0 {
                status = text
                    .split(' ')
                    .nth(1)
                    .and_then(|code| code.parse().ok())
                    .unwrap_or(0);
            } else if let Some((name, value)) = text.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
        let mut body = vec![0; length.context("an answer without a length")?];
        self.stream.read_exact(&mut body).await?;
        Ok(Answer { status, body })
    }

    /// Asks GraphQL; an error in the answer is an error.
    pub async fn graphql(&mut self, token: &str, query: &str, variables: &Value) -> Result<Value> {
        let answer = self.send(&graphql(token, query, variables)).await?;
        let mut body = answer.json()?;
        if answer.status != 200 || body.get("errors").is_some() {
            bail!("{}: {body}", answer.status);
        }
        Ok(body["data"].take())
    }
}

/// One GET over a connection of its own.
pub async fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: bench\r\n\r\n");
    Connection::open(address).await?.send(request.as_bytes()).await
}

/// A POST as bytes.
pub fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        for part in [*name, ": ", *value, "\r\n"] {
            request.push_str(part);
        }
    }
    request.push_str("\r\n");
    let mut bytes = request.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A GraphQL request as bytes; an empty token is a stranger.
pub fn graphql(token: &str, query: &str, variables: &Value) -> Vec<u8> {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("content-type", "application/json")];
    if !token.is_empty() {
        headers.push(("authorization", &bearer));
    }
    post("/graphql", &headers, body.as_bytes())
}

/// Signs somebody of the demo city in.
pub async fn sign_in(address: SocketAddr, login: &str) -> Result<String> {
    let answer = Connection::open(address)
        .await?
        .send(&sign_in_request(login))
        .await?
        .json()?;
    let token = answer["data"]["signIn"]["tokens"]["accessToken"].as_str();
    Ok(token
        .with_context(|| format!("{login} cannot sign in: {answer}"))?
        .to_owned())
}

/// The request of a sign-in.
pub fn sign_in_request(login: &str) -> Vec<u8> {
    let query = "mutation($l: String!, $p: String!) { signIn(input: { login: $l, password: $p, delivery: BEARER }) { tokens { accessToken } problems { code } } }";
    graphql("", query, &json!({ "l": login, "p": remit_demo::DEMO_PASSWORD }))
}
