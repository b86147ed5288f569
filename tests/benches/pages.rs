//! Sign-in, the page of fifty problems, the workbench and a whole life of a problem, beside bare servers.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result, bail};
use remit_store::Engine;
use remit_tests::City;
use remit_tests::bench::arguments::name;
use remit_tests::bench::child::Serve;
use remit_tests::bench::http::{Connection, graphql, post, sign_in, sign_in_request};
use remit_tests::bench::load::Requests;
use remit_tests::bench::table::{load_cells, load_columns, none, ratio};
use remit_tests::bench::{Arguments, Child, Figures, Table, Work, bare, child, measure, setting, sql};
use serde_json::{Value, json};
use uuid::Uuid;

/// As the product does it: nested lists are made of many small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WORKBENCH: &str = "{ workbench { today nextDueOn counts { key count list filter } queue {
    subjectId kind code title state alert dueOn overdueWorkingDays action org { shortName } } } }";

/// The rows of the page, joined, as somebody would write them by hand.
const ROWS: &str =
    "SELECT p.id, p.code, p.title, p.source, p.category, p.severity, p.state, p.alert, p.due_on,
    p.created_at, p.returned_count, p.close_no, p.closed_on, o.id, o.short_name, s.name
    FROM problem p JOIN org o ON o.id = p.org_id LEFT JOIN org_section s ON s.id = p.section_id
    ORDER BY p.due_on LIMIT 50";

fn main() -> ExitCode {
    remit_tests::bench::main("pages", run)
}

async fn run(arguments: Arguments) -> Result<()> {
    let bare = bare_servers(&arguments).await?;
    for engine in arguments.engines()? {
        let city = setting::city(engine, &arguments).await;
        setting::problems(&city, 60).await?;
        product(engine, &arguments, &city, &bare).await?;
    }
    Ok(())
}

/// Figures of the bare GraphQL server by number of clients.
type Bare = Vec<(usize, Figures)>;

async fn requests(
    child: &Child,
    clients: usize,
    wanted: &'static str,
    bytes: &[u8],
) -> Result<Vec<Requests>> {
    let mut workers = Vec::new();
    for _ in 0..clients {
        let bytes = bytes.to_vec();
        let connection = Connection::open(child.address).await?;
        workers.push(Requests::new(connection, wanted, move || bytes.clone()));
    }
    Ok(workers)
}

async fn bare_servers(arguments: &Arguments) -> Result<Bare> {
    let child = Child::start(&Serve::Bare).await?;
    let table = Table::new("bare servers", &load_columns(&["RSS MiB"]));
    let hello = b"GET /hello HTTP/1.1\r\nhost: bench\r\n\r\n";
    let page = graphql("", bare::PAGE, &json!({}));
    let mut bare = Vec::new();
    for &clients in &arguments.clients {
        let figures = measure(requests(&child, clients, "hello", hello).await?, arguments.time()).await?;
        table.row(&load_cells("axum, 5 bytes", clients, &figures, &[none()]));
        let workers = requests(&child, clients, "totalCount", &page).await?;
        let figures = measure(workers, arguments.time()).await?;
        let memory = format!("{:.0}", child.memory()?.0);
        table.row(&load_cells(
            "async-graphql, 50 rows in memory",
            clients,
            &figures,
            &[memory],
        ));
        bare.push((clients, figures));
    }
    Ok(bare)
}

async fn product(engine: Engine, arguments: &Arguments, city: &City, bare: &Bare) -> Result<()> {
    let serve = Serve::Remit(city.url().to_owned());
    // The first start may have work to do; what is told is a restart.
    drop(Child::start(&serve).await?);
    let child = Child::start(&serve).await?;
    println!(
        "\n{}: ready {} ms after the process began",
        name(engine),
        child.ready_after.as_millis()
    );
    let officer = sign_in(child.address, "ov01").await?;
    let columns = load_columns(&["stmts", "RSS MiB", "to bare"]);
    let table = Table::new(&format!("{}: pages", name(engine)), &columns);
    let page = graphql(&officer, bare::PAGE, &json!({}));
    let bench = graphql(&officer, WORKBENCH, &json!({}));
    let sign = sign_in_request("ov01");
    for (clients, bare) in bare {
        for (what, wanted, bytes) in [
            ("sign-in", "accessToken", &sign),
            ("page of 50 problems", "totalCount", &page),
            ("workbench", "nextDueOn", &bench),
        ] {
            let before = child.statements().await?;
            let once = requests(&child, 1, wanted, bytes).await?;
            for mut worker in once {
                worker.once().await?;
            }
            let statements = child.statements().await? - before;
            let figures = measure(requests(&child, *clients, wanted, bytes).await?, arguments.time()).await?;
            let to_bare = if what.starts_with("page") {
                ratio(figures.rate, bare.rate)
            } else {
                none()
            };
            let more = [
                format!("{statements:.0}"),
                format!("{:.0}", child.memory()?.0),
                to_bare,
            ];
            table.row(&load_cells(what, *clients, &figures, &more));
        }
        let workers = bare_rows(engine, city, *clients).await?;
        let figures = measure(workers, arguments.time()).await?;
        let more = ["1".to_owned(), none(), ratio(figures.rate, bare.rate)];
        table.row(&load_cells(
            "the same rows by bare SQL",
            *clients,
            &figures,
            &more,
        ));
    }
    lives(engine, arguments, city, &child).await?;
    let (now, most) = child.memory()?;
    println!(
        "\n{}: resident {now:.0} MiB at the end, {most:.0} MiB at most",
        name(engine)
    );
    let (own, _) = child::memory_of("self")?;
    println!("(this program, which made the load: {own:.0} MiB)");
    Ok(())
}

async fn bare_rows(engine: Engine, city: &City, clients: usize) -> Result<Vec<sql::Query>> {
    let mut workers = Vec::new();
    for _ in 0..clients {
        workers.push(sql::Query {
            connection: sql::connect(engine, city.url()).await?,
            sql: ROWS.to_owned(),
            rows: 50,
        });
    }
    Ok(workers)
}

async fn lives(engine: Engine, arguments: &Arguments, city: &City, child: &Child) -> Result<()> {
    let title = format!(
        "{}: a problem from raising to close-out, 9 requests",
        name(engine)
    );
    let table = Table::new(&title, &load_columns(&["stmts"]));
    let unit = city.org("市民政局").await.id;
    let cast = Arc::new(Cast {
        unit: remit_shared::id::encode(remit_shared::id::NodeKind::Org, unit),
        officer: sign_in(child.address, "ov01").await?,
        second: sign_in(child.address, "ov02").await?,
        contact: sign_in(child.address, "dc.minzheng").await?,
        lead: sign_in(child.address, "dl.minzheng").await?,
        next: AtomicU32::new(1),
    });
    for &clients in &arguments.clients {
        let before = child.statements().await?;
        let mut workers = Vec::new();
        for _ in 0..clients {
            workers.push(Life {
                connection: Connection::open(child.address).await?,
                cast: cast.clone(),
            });
        }
        let started = cast.next.load(Ordering::Relaxed);
        let figures = measure(workers, arguments.time()).await?;
        let lived = cast.next.load(Ordering::Relaxed) - started;
        let each = (child.statements().await? - before) / f64::from(lived);
        table.row(&load_cells(
            "whole life",
            clients,
            &figures,
            &[format!("{each:.0}")],
        ));
    }
    Ok(())
}

/// Who acts, and in which unit.
struct Cast {
    unit: String,
    officer: String,
    second: String,
    contact: String,
    lead: String,
    next: AtomicU32,
}

/// One problem after the other.
struct Life {
    connection: Connection,
    cast: Arc<Cast>,
}

impl Life {
    /// One act; the problem's id and version afterwards.
    async fn act(&mut self, who: &str, field: &str, input: &str, given: Value) -> Result<Value> {
        let query = format!(
            "mutation($input: {input}!) {{ {field}(input: $input) {{ problem {{ id version state }} problems {{ code message }} }} }}"
        );
        let data = self
            .connection
            .graphql(who, &query, &json!({ "input": given }))
            .await?;
        let payload = &data[field];
        if payload["problem"].is_null() {
            bail!("{field}: {payload}");
        }
        Ok(payload["problem"].clone())
    }

    async fn evidence(&mut self, who: &str) -> Result<Value> {
        let body = "--x\r\ncontent-disposition: form-data; name=\"notSecret\"\r\n\r\ntrue\r\n--x\r\n\
            content-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n新版指南\r\n--x--\r\n";
        let bearer = format!("Bearer {who}");
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "multipart/form-data; boundary=x"),
        ];
        let answer = self
            .connection
            .send(&post("/files", &headers, body.as_bytes()))
            .await?
            .json()?;
        answer
            .get("id")
            .cloned()
            .with_context(|| format!("no file: {answer}"))
    }
}

impl Work for Life {
    async fn once(&mut self) -> Result<()> {
        let cast = self.cast.clone();
        let n = cast.next.fetch_add(1, Ordering::Relaxed);
        let id = |n: u128| Uuid::from_u128(0x0be1_0000_0000 + n);
        let at = |row: &Value, more: Value| {
            let mut input = json!({ "id": row["id"], "version": row["version"] });
            if let (Some(input), Value::Object(more)) = (input.as_object_mut(), more) {
                input.extend(more);
            }
            input
        };
        let found = self.evidence(&cast.officer).await?;
        let raise = json!({ "clientId": id(u128::from(n) * 2), "orgId": cast.unit, "title": format!("第{n}件"), "facts": "办理超时。",
            "fileIds": [found], "category": "LIST_OUTDATED", "severity": "MINOR" });
        let row = self
            .act(&cast.officer, "raiseProblem", "RaiseProblemInput", raise)
            .await?;
        let row = self
            .act(
                &cast.officer,
                "takeProblem",
                "ProblemStepInput",
                at(&row, json!({})),
            )
            .await?;
        let assign = json!({ "severity": "MINOR", "suggestedAction": "修订办理指南" });
        let row = self
            .act(
                &cast.officer,
                "assignProblem",
                "AssignProblemInput",
                at(&row, assign),
            )
            .await?;
        let promise = json!({ "promise": "三日内办结" });
        let row = self
            .act(
                &cast.contact,
                "acceptProblemNow",
                "AcceptNowInput",
                at(&row, promise),
            )
            .await?;
        let file = self.evidence(&cast.lead).await?;
        let submit =
            json!({ "clientId": id(u128::from(n) * 2 + 1), "statement": "已办结。", "fileIds": [file] });
        let row = self
            .act(
                &cast.lead,
                "submitRectification",
                "SubmitRectificationInput",
                at(&row, submit),
            )
            .await?;
        let row = self
            .act(
                &cast.second,
                "takeReverification",
                "ProblemStepInput",
                at(&row, json!({})),
            )
            .await?;
        let close = json!({ "visited": false, "remark": "已核对" });
        let row = self
            .act(&cast.second, "closeOutProblem", "CloseOutInput", at(&row, close))
            .await?;
        anyhow::ensure!(row["state"] == "CLOSED", "{row}");
        Ok(())
    }
}
