//! [`Db`]: the two pools of a database, and how they are opened.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::tx::WriteTx;

/// How to open a database.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// `sqlite://path/to/file.db` or `postgres://user@host:port/database`.
    pub url: String,
    /// Create the SQLite file if it does not exist. PostgreSQL databases are made by their administrator.
    pub create_if_missing: bool,
    /// Connections that only read.
    pub read_connections: u32,
    /// Connections that write. SQLite always has one; writers of one jurisdiction queue for its ticket anyway.
    pub write_connections: u32,
    /// How long a caller waits for a connection or a lock before it hears [`StoreError::Busy`].
    pub wait: Duration,
}

impl StoreOptions {
    /// The defaults for a database URL: eight readers, four writers, five seconds.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            create_if_missing: true,
            read_connections: 8,
            write_connections: 4,
            wait: Duration::from_secs(5),
        }
    }

    fn pool(&self, connections: u32) -> ConnectOptions {
        let mut options = ConnectOptions::new(self.url.clone());
        options
            .max_connections(connections)
            .min_connections(1)
            .acquire_timeout(self.wait)
            .connect_timeout(self.wait)
            .sqlx_logging(false)
            .record_stmt_in_spans(false);
        options
    }
}

/// The engine behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// A PostgreSQL server, version 15 or later.
    Postgres,
}

impl Engine {
    /// The engine of a connection or transaction.
    pub fn of(conn: &impl ConnectionTrait) -> Self {
        match conn.get_database_backend() {
            DbBackend::Postgres => Self::Postgres,
            _ => Self::Sqlite,
        }
    }
}

/// An open database. Cloning is cheap.
///
/// Readers and writers have pools of their own: on SQLite because one connection writes at a time, on PostgreSQL
/// so that writers who queue for the ticket of their jurisdiction never take the last connection from a reader.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    engine: Engine,
    statements: Arc<AtomicU64>,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db")
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a database.
    pub async fn connect(options: &StoreOptions) -> Result<Self> {
        let scheme = options.url.split(':').next().unwrap_or_default();
        let (mut read, mut write, engine) = match scheme {
            "sqlite" => {
                let (read, write) = open_sqlite(options).await?;
                (read, write, Engine::Sqlite)
            }
            "postgres" | "postgresql" => {
                let (read, write) = open_postgres(options).await?;
                (read, write, Engine::Postgres)
            }
            _ => {
                return Err(StoreError::Away(
                    "a database URL begins with sqlite: or postgres:".to_owned(),
                ));
            }
        };
        let statements = Arc::new(AtomicU64::new(0));
        for pool in [&mut read, &mut write] {
            let statements = Arc::clone(&statements);
            pool.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self {
            read,
            write,
            engine,
            statements,
        })
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The reading pool. Writing through it fails on SQLite.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A consistent view of one moment, for exports and checks that read more than one statement's worth.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction> {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions::default(),
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            },
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// Begins a writing transaction and takes the jurisdiction's write ticket.
    pub async fn write(&self, jurisdiction_id: Uuid) -> Result<WriteTx> {
        WriteTx::begin(&self.write, jurisdiction_id).await
    }

    /// The writing pool itself: for migrations and for single statements that need no ticket (a session's last
    /// use, an event marked as sent). Business rows go through [`Db::write`].
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Whether the database answers; for the readiness probe.
    pub async fn ping(&self) -> Result<()> {
        self.read.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Statements run since the database was opened, transactions' own (`BEGIN`, `COMMIT`) aside.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes both pools, waiting for what is in flight.
    pub async fn close(self) -> Result<()> {
        self.read.close().await?;
        self.write.close().await?;
        Ok(())
    }
}

async fn open_sqlite(options: &StoreOptions) -> Result<(DatabaseConnection, DatabaseConnection)> {
    if options.url.contains(":memory:") || options.url.contains("mode=memory") {
        return Err(StoreError::Away(
            "an SQLite database in memory cannot be shared by two pools".to_owned(),
        ));
    }
    make_folder(&options.url)?;
    let (create, wait) = (options.create_if_missing, options.wait);
    let common = move |sqlite: SqliteConnectOptions| {
        sqlite
            .foreign_keys(true)
            .busy_timeout(wait)
            .row_buffer_size(256)
            .pragma("temp_store", "memory")
    };
    // The writer first: it makes the file and switches it to WAL, which is kept in the file.
    let mut write = options.pool(1);
    write
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            common(sqlite)
                .create_if_missing(create)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
        })
        .map_sqlx_sqlite_pool_opts(|pool| {
            // Where the disk is full SQLite rolls back by itself, and the ROLLBACK that follows fails. The driver
            // then takes the connection for one in a transaction: it must not be used again.
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
        });
    let write = Database::connect(write).await?;
    let mut read = options.pool(options.read_connections);
    read.test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            common(sqlite).create_if_missing(false).pragma("query_only", "on")
        });
    Ok((Database::connect(read).await?, write))
}

/// SQLite makes the file but not the folder it lies in.
fn make_folder(url: &str) -> Result<()> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    match Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Away(format!("the database's folder cannot be made: {error}"))),
        _ => Ok(()),
    }
}

async fn open_postgres(options: &StoreOptions) -> Result<(DatabaseConnection, DatabaseConnection)> {
    let wait = format!("{}ms", options.wait.as_millis());
    let open = |connections: u32| {
        let mut pool = options.pool(connections);
        let wait = wait.clone();
        pool.set_application_name("remit")
            .test_before_acquire_if_idle_for(Duration::from_secs(20))
            .map_sqlx_postgres_opts(move |postgres| postgres.options([("lock_timeout", wait.as_str())]));
        Database::connect(pool)
    };
    let write = open(options.write_connections).await?;
    Ok((open(options.read_connections).await?, write))
}
