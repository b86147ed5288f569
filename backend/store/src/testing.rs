//! Databases for tests: private, migrated, gone afterwards. On both engines, because the tests run on real ones.
//!
//! PostgreSQL is reached through `REMIT_TEST_POSTGRES_URL`, the URL of a server's administrative database where
//! databases may be created (`cargo xtask test` starts a private server and sets it). Without it the PostgreSQL
//! half of every test fails with a sentence that says so; `REMIT_TEST_ENGINES=sqlite` leaves that half out on
//! purpose.

use std::ops::Deref;
use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::db::{Db, Engine, StoreOptions};
use crate::error::{Result, StoreError};

/// Key of the PostgreSQL advisory lock under which templates are made.
const TEMPLATE_LOCK: i64 = 0x0052_454D_4954;

/// A migrated database of its own. Derefs to its [`Db`]; dropping it drops the database.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    /// Removes its folder when dropped.
    Folder(#[expect(dead_code, reason = "held for its Drop")] TempDir),
    Server {
        admin: String,
        name: String,
    },
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// URL under which a second process or pool can open the same database.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Home::Server { admin, name } = &self.home else {
            return;
        };
        let (admin, name) = (admin.clone(), name.clone());
        // A thread with a runtime of its own, since the test's may be ending. A database that cannot be dropped
        // stays behind on a test server; that is not worth failing a test for.
        let dropper = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let _ = runtime.map(|runtime| runtime.block_on(drop_database(&admin, &name)));
        });
        let _ = dropper.join();
    }
}

/// Whether tests are to run on this engine.
pub fn wanted(engine: Engine) -> bool {
    match std::env::var("REMIT_TEST_ENGINES") {
        Ok(engines) => engines.split(',').any(|name| match engine {
            Engine::Sqlite => name.trim() == "sqlite",
            Engine::Postgres => name.trim() == "postgres",
        }),
        Err(_) => true,
    }
}

/// A new migrated database.
pub async fn fresh(engine: Engine) -> Result<TestDb> {
    match engine {
        Engine::Sqlite => fresh_sqlite().await,
        Engine::Postgres => fresh_postgres(true).await,
    }
}

/// A new database without any table.
pub async fn empty(engine: Engine) -> Result<TestDb> {
    match engine {
        Engine::Sqlite => empty_sqlite().await,
        Engine::Postgres => fresh_postgres(false).await,
    }
}

async fn empty_sqlite() -> Result<TestDb> {
    let folder = TempDir::with_prefix("remit-test-").map_err(away)?;
    let url = sqlite_url(folder.path());
    Ok(TestDb {
        db: open(&url).await?,
        url,
        home: Home::Folder(folder),
    })
}

async fn fresh_sqlite() -> Result<TestDb> {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let template = TEMPLATE.get_or_try_init(sqlite_template).await?;
    let folder = TempDir::with_prefix("remit-test-").map_err(away)?;
    std::fs::write(folder.path().join(FILE), template).map_err(away)?;
    let url = sqlite_url(folder.path());
    Ok(TestDb {
        db: open(&url).await?,
        url,
        home: Home::Folder(folder),
    })
}

const FILE: &str = "remit.db";

fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(FILE).display())
}

/// The bytes of a migrated database, made once a process.
async fn sqlite_template() -> Result<Vec<u8>> {
    let folder = TempDir::with_prefix("remit-template-").map_err(away)?;
    let db = open(&sqlite_url(folder.path())).await?;
    remit_migrations::up(db.writer()).await?;
    db.writer()
        .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
        .await?;
    db.close().await?;
    std::fs::read(folder.path().join(FILE)).map_err(away)
}

async fn open(url: &str) -> Result<Db> {
    Db::connect(&StoreOptions {
        read_connections: 4,
        ..StoreOptions::new(url)
    })
    .await
}

fn away(error: impl std::fmt::Display) -> StoreError {
    StoreError::Away(error.to_string())
}

async fn fresh_postgres(migrated: bool) -> Result<TestDb> {
    let admin = std::env::var("REMIT_TEST_POSTGRES_URL").map_err(|_| {
        away(
            "REMIT_TEST_POSTGRES_URL is not set: the tests need a PostgreSQL server where databases may be created. \
             Run them with `cargo xtask test`, which starts one, or leave PostgreSQL out on purpose with \
             REMIT_TEST_ENGINES=sqlite",
        )
    })?;
    let template = if migrated {
        postgres_template(&admin).await?
    } else {
        "template0".to_owned()
    };
    let name = format!("remit_test_{}", new_name());
    let server = connect(&admin).await?;
    server
        .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
        .await?;
    server.close().await?;
    let url = with_database(&admin, &name);
    Ok(TestDb {
        db: open(&url).await?,
        url,
        home: Home::Server { admin, name },
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "names of test databases; there is no OpCtx here"
)]
fn new_name() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The migrated database that others are copied from. It is kept on the server under the migrations'
/// fingerprint, so that the next process finds it; an advisory lock lets one process make it.
async fn postgres_template(admin: &str) -> Result<String> {
    static READY: OnceCell<()> = OnceCell::const_new();
    let name = format!("remit_template_{:016x}", remit_migrations::fingerprint());
    READY.get_or_try_init(|| make_template(admin, &name)).await?;
    Ok(name)
}

async fn make_template(admin: &str, name: &str) -> Result<()> {
    let server = connect(admin).await?;
    server
        .execute_unprepared(&format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})"))
        .await?;
    let made = make_template_locked(&server, admin, name).await;
    server.close().await?;
    made
}

async fn make_template_locked(server: &DatabaseConnection, admin: &str, name: &str) -> Result<()> {
    let exists = "SELECT 1 FROM pg_database WHERE datname = $1";
    let exists = Statement::from_sql_and_values(server.get_database_backend(), exists, [name.into()]);
    if server.query_one_raw(exists).await?.is_some() {
        return Ok(());
    }
    // Under another name until it is complete: a process that dies half way leaves no half template.
    let draft = format!("{name}_draft");
    server
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"))
        .await?;
    server
        .execute_unprepared(&format!(
            "CREATE DATABASE {draft} TEMPLATE template0 ENCODING 'UTF8'"
        ))
        .await?;
    let db = open(&with_database(admin, &draft)).await?;
    remit_migrations::up(db.writer()).await?;
    db.close().await?;
    server
        .execute_unprepared(&format!("ALTER DATABASE {draft} RENAME TO {name}"))
        .await?;
    Ok(())
}

/// One connection, so that a session's advisory lock is the connection's.
async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

async fn drop_database(admin: &str, name: &str) -> Result<()> {
    let server = connect(admin).await?;
    server
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?;
    server.close().await?;
    Ok(())
}

/// The server's URL with another database in its path.
fn with_database(admin: &str, name: &str) -> String {
    let (address, query) = admin
        .split_once('?')
        .map_or((admin, None), |(address, query)| (address, Some(query)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..]
        .find('/')
        .map_or(address.len(), |at| authority + at);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", &address[..end])
}

/// Declares tests that run on both engines: `name::sqlite` and `name::postgres`. The body gets a fresh database.
///
/// ```text
/// remit_store::on_both_engines! {
///     async fn a_row_can_be_read_back(db: TestDb) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDb) $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a test may need nothing from around it")]
            use super::*;

            async fn test($db: $crate::testing::TestDb) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                if $crate::testing::wanted($crate::Engine::Sqlite) {
                    test($crate::testing::fresh($crate::Engine::Sqlite).await.unwrap()).await;
                }
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if $crate::testing::wanted($crate::Engine::Postgres) {
                    test($crate::testing::fresh($crate::Engine::Postgres).await.unwrap()).await;
                }
            }
        }
    )+ };
}
