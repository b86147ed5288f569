//! Ratings of the public: singly through the page and through GraphQL, beside bare SQL; while somebody asks the worst
//! permitted question; and what a dashboard of all units costs as they grow.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use anyhow::{Context as _, Result, bail};
use remit_store::Engine;
use remit_store::entity::public_rating;
use remit_tests::City;
use remit_tests::bench::arguments::name;
use remit_tests::bench::child::Serve;
use remit_tests::bench::http::{Connection, graphql, post, sign_in};
use remit_tests::bench::load::Requests;
use remit_tests::bench::table::{load_cells, load_columns, none, ratio};
use remit_tests::bench::{Arguments, Child, Figures, Table, measure, setting, sql};
use serde_json::json;
use uuid::Uuid;

/// As the product does it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Every rating of a run, whoever sends it, has a number of its own.
static NEXT: AtomicU32 = AtomicU32::new(1);

const RATE: &str = "mutation($items: [RatingInput!]!) { submitRatings(items: $items) { items { __typename } problems { code } } }";
const DASHBOARD: &str = r#"{ unitRatings(from: "2022-01-01", to: "2022-12-31") { org { id shortName } tally { levels n mean } } }"#;

fn main() -> ExitCode {
    remit_tests::bench::main("intake", run)
}

async fn run(arguments: Arguments) -> Result<()> {
    anyhow::ensure!(
        !arguments.small,
        "bare inserts and dashboards copy the demo city's ratings: leave --small out"
    );
    for engine in arguments.engines()? {
        let city = setting::city(engine, &arguments).await;
        accepted(engine, &arguments, &city).await?;
        drop(city);
        dashboards(engine, &arguments).await?;
    }
    Ok(())
}

/// A new client id.
fn id(n: u32) -> Uuid {
    Uuid::from_u128((0x0be2 << 100) | u128::from(n))
}

/// One tap at a window: each from another network and device.
fn tap(code: &str) -> Vec<u8> {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let from = format!("2001:{:x}:{:x}::1", n >> 16, n & 0xffff);
    let body = format!("c={}&l=L5&d={n}", id(n));
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-forwarded-for", &from),
    ];
    post(&format!("/r/{code}"), &headers, body.as_bytes())
}

/// One rating of a hall's desk.
fn item(token: &str) -> Vec<u8> {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let item = json!({ "clientId": id(n), "orgCode": "minzheng", "channel": "PLATFORM", "level": "L5",
        "ratedAt": "2023-03-30T02:00:00Z" });
    graphql(token, RATE, &json!({ "items": [item] }))
}

async fn page_raters(child: &Child, codes: &[String], clients: usize) -> Result<Vec<Requests>> {
    let mut workers = Vec::new();
    for n in 0..clients {
        let code = codes[n % codes.len()].clone();
        let connection = Connection::open(child.address).await?;
        workers.push(Requests::new(connection, "/r?code=", move || tap(&code)));
    }
    Ok(workers)
}

async fn desk_raters(child: &Child, token: &str, clients: usize) -> Result<Vec<Requests>> {
    let mut workers = Vec::new();
    for _ in 0..clients {
        let token = token.to_owned();
        let connection = Connection::open(child.address).await?;
        workers.push(Requests::new(connection, "\"problems\":[]", move || item(&token)));
    }
    Ok(workers)
}

/// The same rows by a client that knows nothing but SQL, `rows` in each durable transaction.
async fn bare(engine: Engine, city: &City, clients: usize, rows: u32) -> Result<Vec<sql::Execute>> {
    let copy = sql::copy::<public_rating::Entity>(&[
        ("id", sql::new_id(engine)),
        ("client_id", sql::new_id(engine)),
        ("receipt_code", sql::new_code(engine)),
        ("receipt_no", "NULL"),
        ("receipt_id", "NULL"),
        ("flag_id", "NULL"),
    ]);
    let mut workers = Vec::new();
    for _ in 0..clients {
        workers.push(sql::Execute {
            connection: sql::connect(engine, city.url()).await?,
            sql: format!("{copy} LIMIT {rows}"),
        });
    }
    Ok(workers)
}

async fn accepted(engine: Engine, arguments: &Arguments, city: &City) -> Result<()> {
    let child = Child::start(&Serve::Remit(city.url().to_owned())).await?;
    let codes = setting::codes(city, 120).await?;
    let (hall, officer) = (
        sign_in(child.address, "ra01").await?,
        sign_in(child.address, "ov01").await?,
    );
    let columns = load_columns(&["ratings/s", "RSS MiB", "to single"]);
    let table = Table::new(
        &format!("{}: ratings, each answered after its commit", name(engine)),
        &columns,
    );
    for &clients in &arguments.clients {
        let single = measure(bare(engine, city, clients, 1).await?, arguments.time()).await?;
        let row = |what: &str, figures: &Figures, each: f64, memory: String| {
            let rate = figures.rate * each;
            let more = [format!("{rate:.0}"), memory, ratio(rate, single.rate)];
            table.row(&load_cells(what, clients, figures, &more));
        };
        row("bare SQL, one a transaction", &single, 1.0, none());
        let hundred = measure(bare(engine, city, clients, 100).await?, arguments.time()).await?;
        row("bare SQL, a hundred a transaction", &hundred, 100.0, none());
        let page = measure(page_raters(&child, &codes, clients).await?, arguments.time()).await?;
        row(
            "through the page",
            &page,
            1.0,
            format!("{:.0}", child.memory()?.0),
        );
        let desk = measure(desk_raters(&child, &hall, clients).await?, arguments.time()).await?;
        row("through GraphQL", &desk, 1.0, format!("{:.0}", child.memory()?.0));
    }
    let (worst, first) = worst(&child, &officer).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let asking = tokio::spawn(ask_on(
        Connection::open(child.address).await?,
        worst,
        stop.clone(),
    ));
    for &clients in &arguments.clients {
        let page = measure(page_raters(&child, &codes, clients).await?, arguments.time()).await?;
        let what = format!("page, beside {first} problems in full");
        table.row(&load_cells(
            &what,
            clients,
            &page,
            &[format!("{:.0}", page.rate), none(), none()],
        ));
    }
    stop.store(true, Ordering::Relaxed);
    let asked = asking.await.context("the asking client stopped")??;
    println!("\n(the worst permitted question was answered {asked} times meanwhile)");
    Ok(())
}

/// The largest page with everything that hangs on a problem which the limits let an officer ask for.
async fn worst(child: &Child, token: &str) -> Result<(Vec<u8>, u32)> {
    let mut connection = Connection::open(child.address).await?;
    for first in [200, 150, 120, 100, 80, 60, 50, 40, 30, 20, 10] {
        let query = format!(
            "{{ problems(first: {first}) {{ totalCount nodes {{ id code title facts state dueOn org {{ name }} section {{ name }}
             ledgerEntries {{ id closeNo ageDays }} events {{ at event actor remark }} rectifications {{ at statement by }}
             extensions {{ days state }} reverifications {{ at by }} escalations {{ on to }} actions {{ action allowed }} }} }} }}"
        );
        let request = graphql(token, &query, &json!({}));
        if connection.send(&request).await?.status == 200 {
            return Ok((request, first));
        }
    }
    bail!("no page of problems is within the limits")
}

async fn ask_on(mut connection: Connection, request: Vec<u8>, stop: Arc<AtomicBool>) -> Result<u32> {
    let mut asked = 0;
    while !stop.load(Ordering::Relaxed) {
        anyhow::ensure!(
            connection.send(&request).await?.status == 200,
            "the question is refused"
        );
        asked += 1;
    }
    Ok(asked)
}

async fn dashboards(engine: Engine, arguments: &Arguments) -> Result<()> {
    let columns = load_columns(&["stmts", "RSS MiB", "to first"]);
    let table = Table::new(
        &format!("{}: aggregates of 50 units over a year", name(engine)),
        &columns,
    );
    let mut first = None;
    for &ratings in &arguments.ratings {
        let city = setting::city(engine, arguments).await;
        let there = setting::ratings(&city, ratings).await?;
        let child = Child::start(&Serve::Remit(city.url().to_owned())).await?;
        let officer = sign_in(child.address, "ov01").await?;
        let before = child.statements().await?;
        let request = graphql(&officer, DASHBOARD, &json!({}));
        Connection::open(child.address).await?.send(&request).await?;
        let statements = child.statements().await? - before;
        let connection = Connection::open(child.address).await?;
        let worker = Requests::new(connection, "unitRatings", move || request.clone());
        let figures = measure(vec![worker], arguments.time()).await?;
        let took = figures.p50.as_secs_f64();
        let more = [
            format!("{statements:.0}"),
            format!("{:.0}", child.memory()?.0),
            ratio(took, *first.get_or_insert(took)),
        ];
        table.row(&load_cells(&format!("{there} ratings"), 1, &figures, &more));
    }
    Ok(())
}
