//! The real program, killed while people rate: whoever was told that the rating is received finds it afterwards,
//! exactly once; the counters equal the rows and the audit chain verifies.
//!
//! Three rounds an engine; `REMIT_TEST_KILL_ROUNDS=50` for the long form.

#![recursion_limit = "512"]
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot set up has failed; a rater's device makes its own ids"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use remit::assemble;
use remit::config::{Config, DatabaseUrl};
use remit_service::rating::window::code_of;
use remit_store::Engine;
use remit_store::entity::{public_rating, window_point};
use remit_store::testing::{TestDb, fresh, wanted};
use reqwest::Client;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// People who rate at once.
const RATERS: usize = 8;

/// A rater's device: its client id and its number, which says what it sends.
type Device = (Uuid, u32);

/// What people were told: the receipt code, or nothing yet.
type Told = Arc<Mutex<BTreeMap<Device, Option<String>>>>;

fn rounds() -> u32 {
    let rounds = std::env::var("REMIT_TEST_KILL_ROUNDS").ok();
    rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

/// `remit` with no settings but the test's.
fn remit(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("REMIT_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}

/// The running program and its address.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(database: &str) -> Self {
        let mut command = remit(&["demo", "--listen", "127.0.0.1:0", "--database-url", database]);
        // Each rater comes from a network of its own, or the network would be asked a question first.
        let mut child = command
            .env("REMIT_TRUSTED_PROXIES", "127.0.0.1")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = loop {
            let Some(Ok(line)) = lines.next() else {
                panic!(
                    "the program ended before it said where it listens: {:?}",
                    child.wait()
                );
            };
            if let Some(at) = line.find("http://") {
                break line[at..].split('/').take(3).collect::<Vec<_>>().join("/");
            }
        };
        // Whatever else it says is not waited for.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url }
    }

    /// SIGKILL: nothing is finished, nothing is said.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The receipt code that a page shows; the link to the follow-up has it ungrouped.
fn receipt(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("/r?code=")?;
    Some(rest.split('"').next()?.to_owned())
}

/// One rating; the receipt code once the server has said that it is received.
async fn rate(client: &Client, url: &str, code: &str, (id, n): Device) -> Option<String> {
    let level = n % 4 + 2;
    let response = client
        .post(format!("{url}/r/{code}"))
        .header(
            "x-forwarded-for",
            format!("2001:{:x}:{:x}::1", n >> 16, n & 0xffff),
        )
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("c={id}&l=L{level}&d={n}"))
        .send()
        .await
        .ok()?;
    if response.status() != 200 {
        return None;
    }
    receipt(&response.text().await.ok()?)
}

/// Rates without a pause until the server is gone.
async fn rater(url: String, code: String, told: Told, next: Arc<AtomicU32>, stop: Arc<AtomicBool>) {
    let client = Client::new();
    while !stop.load(Ordering::Relaxed) {
        let device = (Uuid::new_v4(), next.fetch_add(1, Ordering::Relaxed));
        told.lock().unwrap().insert(device, None);
        let answer = rate(&client, &url, &code, device).await;
        told.lock().unwrap().insert(device, answer);
    }
}

/// The demo city without ratings, and the code at one of its windows.
async fn prepare(engine: Engine) -> (TestDb, String) {
    let database = fresh(engine).await.unwrap();
    let mut config = Config::load(None, []).unwrap().for_demo();
    config.database_url = DatabaseUrl::new(database.url());
    config.sign_in.argon2_memory_kib = 8;
    config.sign_in.argon2_passes = 1;
    let db = assemble::open(&config).await.unwrap();
    assemble::load_demo(&config, &db, remit_demo::Ratings::None)
        .await
        .unwrap();
    assemble::enact_demo(&config, &db).await.unwrap();
    let app = assemble::offline(&config, db.clone()).await.unwrap();
    let window = window_point::Entity::find()
        .one(db.read())
        .await
        .unwrap()
        .unwrap();
    let code = code_of(&app, &window, None);
    db.close().await.unwrap();
    (database, code)
}

/// `remit check` on what the killed program left: numbers, counters against rows, audit chain.
fn check(database: &str) {
    let output = remit(&["check"])
        .env("REMIT_DATABASE_URL", database)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.contains("everything holds"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

async fn round(round: u32, database: &TestDb, code: &str, told: &Told, next: &Arc<AtomicU32>) {
    let running = Running::start(database.url());
    let stop = Arc::new(AtomicBool::new(false));
    let before = told.lock().unwrap().values().flatten().count();
    let raters: Vec<_> = (0..RATERS)
        .map(|_| {
            let (url, code) = (running.url.clone(), code.to_owned());
            tokio::spawn(rater(url, code, told.clone(), next.clone(), stop.clone()))
        })
        .collect();
    // Another moment each round, but never before anybody was answered.
    while told.lock().unwrap().values().flatten().count() < before + 20 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(u64::from(round * 137 % 500))).await;
    running.kill();
    stop.store(true, Ordering::Relaxed);
    for rater in raters {
        rater.await.unwrap();
    }
}

/// Every acknowledged rating is a row, and no rating is two.
async fn kept(database: &TestDb, told: &Told) {
    let told = told.lock().unwrap().clone();
    for ((id, _), receipt) in &told {
        let rows = public_rating::Entity::find()
            .filter(public_rating::Column::ClientId.eq(*id))
            .count(database.read())
            .await
            .unwrap();
        match receipt {
            Some(_) => assert_eq!(rows, 1, "an acknowledged rating is there once"),
            None => assert!(
                rows <= 1,
                "a rating that nobody was told of is there at most once"
            ),
        }
    }
}

async fn killed(engine: Engine) {
    let (database, code) = prepare(engine).await;
    let (told, next) = (Told::default(), Arc::new(AtomicU32::new(1)));
    for number in 0..rounds() {
        round(number, &database, &code, &told, &next).await;
        check(database.url());
        kept(&database, &told).await;
    }

    // The devices send again what they were not told about, and one that they were: each counts once.
    let running = Running::start(database.url());
    let client = Client::new();
    let all = told.lock().unwrap().clone();
    let (known, code_before) = all.iter().find(|(_, receipt)| receipt.is_some()).unwrap();
    let again = rate(&client, &running.url, &code, *known).await;
    assert_eq!(
        again.as_ref(),
        code_before.as_ref(),
        "the same rating has the same code"
    );
    for (device, receipt) in &all {
        if receipt.is_none() {
            let sent = rate(&client, &running.url, &code, *device).await;
            assert!(sent.is_some(), "it is taken now");
            told.lock().unwrap().insert(*device, sent);
        }
    }
    drop(running);
    kept(&database, &told).await;
    let stored = public_rating::Entity::find()
        .count(database.read())
        .await
        .unwrap();
    assert_eq!(stored, all.len() as u64);
    check(database.url());
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_ratings_survive_a_killed_server_on_sqlite() {
    if wanted(Engine::Sqlite) {
        Box::pin(killed(Engine::Sqlite)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_ratings_survive_a_killed_server_on_postgres() {
    if wanted(Engine::Postgres) {
        Box::pin(killed(Engine::Postgres)).await;
    }
}
