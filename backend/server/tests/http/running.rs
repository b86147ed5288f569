//! A real server on a free port over a private demo city.

use std::path::PathBuf;

use remit::assemble;
use remit::config::{Config, DatabaseUrl};
use remit::http::site::Site;
use remit::{Options, Server};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Settings of a demo on a free port with cheap password hashes.
pub fn settings(folder: &TempDir) -> Config {
    let mut config = Config::load(None, []).unwrap().for_demo();
    config.database_url = DatabaseUrl::new(format!(
        "sqlite://{}?mode=rwc",
        folder.path().join("d.db").display()
    ));
    "127.0.0.1:0".clone_into(&mut config.listen);
    config.sign_in.argon2_memory_kib = 8;
    config.sign_in.argon2_passes = 1;
    "off".clone_into(&mut config.log.level);
    config
}

/// The server, its address and its folder.
pub struct Running {
    pub server: Option<Server>,
    pub url: String,
    pub folder: TempDir,
}

impl Running {
    /// With the demo's settings.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With settings of one's own.
    pub async fn start_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = settings(&folder);
        adjust(&mut config);
        let db = assemble::open(&config).await.unwrap();
        remit_migrations::up(db.writer()).await.unwrap();
        assemble::load_demo(&config, &db, remit_demo::Ratings::None)
            .await
            .unwrap();
        let options = Options {
            site: Site::Folder(folder.path().join("site")),
            jobs: false,
            clock: None,
        };
        let server = remit::start(config, db, options).await.unwrap();
        Self {
            url: format!("http://{}", server.address),
            server: Some(server),
            folder,
        }
    }

    /// Folder of the browser application, empty until a test fills it.
    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Somebody signed in with cookies, as the SPA is.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let browser = Browser::new(&self.url);
        let answer = browser
            .graphql(
                SIGN_IN,
                json!({ "login": login, "password": remit_demo::DEMO_PASSWORD }),
            )
            .await;
        assert_eq!(answer["data"]["signIn"]["problems"], json!([]), "{answer}");
        browser
    }
}

/// Signs in with cookies.
pub const SIGN_IN: &str =
    "mutation($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) {
    viewer { login } choices { grantId } problems { code message } } }";

/// A client with a cookie jar that sends what the SPA sends.
pub struct Browser {
    client: Client,
    url: String,
}

impl Browser {
    /// Without cookies yet.
    pub fn new(url: &str) -> Self {
        let client = Client::builder().cookie_store(true).build().unwrap();
        Self {
            client,
            url: url.to_owned(),
        }
    }

    /// Asks GraphQL.
    pub async fn post(&self, query: &str, variables: Value) -> Response {
        let body = json!({ "query": query, "variables": variables });
        let request = self
            .client
            .post(format!("{}/graphql", self.url))
            .header("x-remit-csrf", "1")
            .json(&body);
        request.send().await.unwrap()
    }

    /// Asks GraphQL and reads the answer.
    pub async fn graphql(&self, query: &str, variables: Value) -> Value {
        self.post(query, variables).await.json().await.unwrap()
    }

    /// Fetches a path with the cookies.
    pub async fn get(&self, path: &str) -> Response {
        self.client
            .get(format!("{}{path}", self.url))
            .send()
            .await
            .unwrap()
    }

    /// The client itself.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// One raw POST to `/graphql`.
pub async fn post(running: &Running, headers: &[(&str, &str)], body: impl Into<reqwest::Body>) -> Response {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::try_from(*name).unwrap(),
                HeaderValue::try_from(*value).unwrap(),
            )
        })
        .collect();
    Client::new()
        .post(running.at("/graphql"))
        .headers(headers)
        .body(body)
        .send()
        .await
        .unwrap()
}

/// A header's text.
pub fn header(response: &Response, name: &str) -> String {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

/// The code of the first error.
pub async fn code(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    let code = &body["errors"][0]["extensions"]["code"];
    (status, code.as_str().unwrap_or_default().to_owned())
}
