//! The real server on a free port, over the demo city.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use remit::config::{Config, DatabaseUrl};
use remit::http::site::Site;
use remit::{Options, Server, assemble};
use remit_demo::Ratings;
use remit_service::context::Clock;
use remit_store::Engine;
use remit_store::testing::{TestDb, fresh};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A clock that stands until the test moves it, so that a minute's quota is one minute's.
#[derive(Debug)]
pub struct StandingClock(AtomicI64);

impl StandingClock {
    /// 09:00 in Shanghai on a day such as `2023-03-31`.
    pub fn on(day: &str) -> Self {
        let day: NaiveDate = day.parse().expect("a day such as 2023-03-31");
        let nine = day.and_hms_opt(1, 0, 0).expect("a time of day").and_utc();
        Self(AtomicI64::new(nine.timestamp()))
    }

    /// Moves on.
    pub fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0).expect("a time of this century")
    }
}

/// A server with its database; both end with it.
pub struct Served {
    /// Address without a slash at its end.
    pub url: String,
    /// The server, to look behind its answers.
    pub server: Server,
    /// Its clock.
    pub clock: Arc<StandingClock>,
    _folder: TempDir,
    database: TestDb,
}

impl Served {
    /// The demo city without the public's ratings, at 09:00 of a day.
    pub async fn open(engine: Engine, day: &str) -> Self {
        Self::open_with(engine, day, Ratings::None, |_| {}).await
    }

    /// The same with ratings and settings of one's own.
    pub async fn open_with(
        engine: Engine,
        day: &str,
        ratings: Ratings,
        adjust: impl FnOnce(&mut Config),
    ) -> Self {
        let database = fresh(engine).await.expect("a private database");
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::load(None, []).expect("the defaults").for_demo();
        config.database_url = DatabaseUrl::new(database.url());
        "127.0.0.1:0".clone_into(&mut config.listen);
        // A hash that takes long is not what is tested here.
        config.sign_in.argon2_memory_kib = 8;
        config.sign_in.argon2_passes = 1;
        "off".clone_into(&mut config.log.level);
        adjust(&mut config);
        let db = assemble::open(&config).await.expect("the database opens");
        assemble::load_demo(&config, &db, ratings)
            .await
            .expect("the demo city loads");
        let clock = Arc::new(StandingClock::on(day));
        let options = Options {
            clock: Some(clock.clone()),
            site: Site::Folder(folder.path().join("site")),
            jobs: false,
        };
        let server = remit::start(config, db, options)
            .await
            .expect("the server starts");
        Self {
            url: format!("http://{}", server.address),
            server,
            clock,
            _folder: folder,
            database,
        }
    }

    /// Address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Address of the database, for a second process.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Somebody signed in with cookies, as the browser application is.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let browser = Browser::new(&self.url);
        browser.sign_in(login).await;
        browser
    }
}

/// A client with a cookie jar that sends what the browser application sends.
pub struct Browser {
    client: Client,
    url: String,
}

impl Browser {
    /// Without cookies yet.
    pub fn new(url: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .build()
            .expect("an HTTP client");
        Self {
            client,
            url: url.to_owned(),
        }
    }

    /// Signs in with the demo's password.
    pub async fn sign_in(&self, login: &str) {
        let sign_in = "mutation($login: String!, $password: String!) {
            signIn(input: { login: $login, password: $password }) { viewer { login } problems { code message } } }";
        let answer = self
            .graphql(
                sign_in,
                json!({ "login": login, "password": remit_demo::DEMO_PASSWORD }),
            )
            .await;
        assert_eq!(answer["data"]["signIn"]["problems"], json!([]), "{answer}");
    }

    /// Asks GraphQL.
    pub async fn post(&self, query: &str, variables: Value) -> Response {
        let request = self
            .client
            .post(format!("{}/graphql", self.url))
            .header("x-remit-csrf", "1")
            .json(&json!({ "query": query, "variables": variables }));
        request.send().await.expect("the server answers")
    }

    /// Uploads a text as evidence; its id.
    pub async fn upload(&self, name: &str, text: &str) -> Value {
        let body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"notSecret\"\r\n\r\ntrue\r\n--x\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--x--\r\n"
        );
        let request = self
            .client
            .post(format!("{}/files", self.url))
            .header("x-remit-csrf", "1")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(body);
        let response = request.send().await.expect("the server answers");
        assert_eq!(response.status(), 201);
        let mut stored: Value = response.json().await.expect("an answer in JSON");
        stored["id"].take()
    }

    /// Asks GraphQL and reads the answer.
    pub async fn graphql(&self, query: &str, variables: Value) -> Value {
        let response = self.post(query, variables).await;
        response.json().await.expect("an answer in JSON")
    }

    /// Asks GraphQL for what must not fail and returns the data.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.graphql(query, variables).await;
        assert!(answer.get("errors").is_none(), "{answer}");
        answer["data"].take()
    }
}
