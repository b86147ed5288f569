//! The ledger of effectiveness points with 875 and 10 500 rows, an import of a workbook, and the change feed.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use remit_service::plan::point::import::import;
use remit_store::Engine;
use remit_tests::City;
use remit_tests::bench::arguments::name;
use remit_tests::bench::child::Serve;
use remit_tests::bench::http::{Connection, graphql, sign_in};
use remit_tests::bench::load::{Requests, count};
use remit_tests::bench::table::{load_cells, load_columns, ms, none, rate, ratio};
use remit_tests::bench::{Arguments, Child, Table, Work, measure, setting};
use serde_json::{Value, json};

/// As the product does it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A page of the grid, as the browser application asks for it.
const GRID: &str = "query($first: Int!, $offset: Int!) { points(filter: { year: 2022 }, sort: CODE, first: $first, offset: $offset) {
    totalCount nodes { id code title target measure importance dueOn state light progress reportedOn doneOn outcome quality
    sampled version org { id shortName } section { name } } } }";
const GROUPS: &str = "{ pointGroups(filter: { year: 2022 }, by: ORG) { org { id shortName } state count done running overdue progress } }";
const FEED: &str =
    "query($after: String) { changes(after: $after, first: 200) { next more items { seq kind op id } } }";

fn main() -> ExitCode {
    remit_tests::bench::main("ledger", run)
}

async fn run(arguments: Arguments) -> Result<()> {
    for engine in arguments.engines()? {
        let columns = load_columns(&["points", "stmts", "to first"]);
        let table = Table::new(&format!("{}: the grid", name(engine)), &columns);
        let mut first = Vec::new();
        for &points in &arguments.points {
            let city = setting::city(engine, &arguments).await;
            let there = setting::points(&city, points).await?;
            grid(&arguments, &city, there, &table, &mut first).await?;
        }
        workbook(engine, &arguments).await?;
        feed(engine, &arguments).await?;
    }
    Ok(())
}

/// First page, last page, and subtotals by unit.
async fn grid(
    arguments: &Arguments,
    city: &City,
    there: usize,
    table: &Table,
    first: &mut Vec<Duration>,
) -> Result<()> {
    let child = Child::start(&Serve::Remit(city.url().to_owned())).await?;
    let officer = sign_in(child.address, "ov01").await?;
    let page = |offset: usize| graphql(&officer, GRID, &json!({ "first": 100, "offset": offset }));
    let asked = [
        ("first 100 rows", page(0)),
        ("last 100 rows", page(there.saturating_sub(100))),
        ("subtotals by unit", graphql(&officer, GROUPS, &json!({}))),
    ];
    for (at, (what, request)) in asked.into_iter().enumerate() {
        for &clients in &arguments.clients {
            let mut workers = Vec::new();
            for _ in 0..clients {
                let request = request.clone();
                let connection = Connection::open(child.address).await?;
                workers.push(Requests::new(connection, "shortName", move || request.clone()));
            }
            let before = child.statements().await?;
            if let Some(worker) = workers.first_mut() {
                worker.once().await?;
            }
            let statements = child.statements().await? - before;
            let figures = measure(workers, arguments.time()).await?;
            let to_first = if Some(&clients) == arguments.clients.first() {
                if first.len() <= at {
                    first.push(figures.p50);
                }
                ratio(figures.p50.as_secs_f64(), first[at].as_secs_f64())
            } else {
                none()
            };
            let more = [there.to_string(), format!("{statements:.0}"), to_first];
            table.row(&load_cells(what, clients, &figures, &more));
        }
    }
    Ok(())
}

/// A workbook of 875 new points of one unit: tried, taken, and sent again without a change.
async fn workbook(engine: Engine, arguments: &Arguments) -> Result<()> {
    let city = setting::city(engine, arguments).await;
    city.clock.go_to("2023-03-10");
    city.plan_of_2023().await;
    let contact = city.person("dc.minzheng").await;
    let bytes = points_workbook(875)?;
    let columns = ["import of 875 rows", "ms", "rows/s", "stmts"];
    let table = Table::new(
        &format!("{}: a workbook through the service", name(engine)),
        &columns,
    );
    for (what, dry_run) in [
        ("tried", true),
        ("taken", false),
        ("sent again, nothing new", false),
    ] {
        let (before, start) = (city.app.db.statements(), Instant::now());
        let report = import(&city.app, &contact, 2023, &bytes, dry_run).await;
        let report = report.map_err(|failure| anyhow!("the workbook is refused: {failure}"))?;
        let took = start.elapsed();
        anyhow::ensure!(report.lines.len() == 875, "{} rows were read", report.lines.len());
        table.row(&[
            what.to_owned(),
            ms(took),
            rate(875.0 / took.as_secs_f64()),
            (city.app.db.statements() - before).to_string(),
        ]);
    }
    Ok(())
}

fn points_workbook(rows: u32) -> Result<Vec<u8>> {
    let header = [
        "编号",
        "问效点",
        "责任科室",
        "对应职责",
        "工作目标",
        "计量方式",
        "重要程度",
        "完成时限",
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (column, name) in (0u16..).zip(header) {
        page.write(0, column, name)?;
    }
    for row in 1..=rows {
        let (code, title) = (
            format!("MINZHENG-{row:03}"),
            format!("第{row}项：推进社会救助工作站建设"),
        );
        let cells = [
            &code,
            &title,
            "",
            "1",
            "建成工作站13个",
            "数量指标",
            "4",
            "2023-09-30",
        ];
        for (column, cell) in (0u16..).zip(cells) {
            page.write(row, column, cell)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// Follows the feed from its beginning to its end, again and again.
async fn feed(engine: Engine, arguments: &Arguments) -> Result<()> {
    let city = setting::city(engine, arguments).await;
    setting::problems(&city, 1_000).await?;
    let child = Child::start(&Serve::Remit(city.url().to_owned())).await?;
    let officer = sign_in(child.address, "ov01").await?;
    let columns = load_columns(&["items/s"]);
    let table = Table::new(
        &format!("{}: the change feed, 200 items a page", name(engine)),
        &columns,
    );
    for &clients in &arguments.clients {
        let mut workers = Vec::new();
        for _ in 0..clients {
            workers.push(Follower {
                connection: Connection::open(child.address).await?,
                token: officer.clone(),
                seen: 0,
                cursor: Value::Null,
            });
        }
        let figures = measure(workers, arguments.time()).await?;
        let items = items_of_a_page(&child, &officer).await?;
        table.row(&load_cells(
            "a page",
            clients,
            &figures,
            &[rate(figures.rate * count(items))],
        ));
    }
    Ok(())
}

async fn items_of_a_page(child: &Child, token: &str) -> Result<usize> {
    let mut connection = Connection::open(child.address).await?;
    let page = connection.graphql(token, FEED, &json!({})).await?;
    Ok(page["changes"]["items"].as_array().context("a page")?.len())
}

/// One page after the other; from the beginning when there is no more.
struct Follower {
    connection: Connection,
    token: String,
    seen: usize,
    cursor: Value,
}

impl Work for Follower {
    async fn once(&mut self) -> Result<()> {
        let asked = json!({ "after": self.cursor });
        let page = self.connection.graphql(&self.token, FEED, &asked).await?;
        let page = &page["changes"];
        self.seen += page["items"].as_array().context("a page")?.len();
        self.cursor = if page["more"] == json!(true) {
            page["next"].clone()
        } else {
            Value::Null
        };
        anyhow::ensure!(self.seen > 0, "the feed is empty");
        Ok(())
    }
}
