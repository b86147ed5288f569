//! The database without the product: what a bare client gets out of it.

use anyhow::{Context as _, Result};
use remit_store::Engine;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, EntityTrait, IdenStatic as _,
    Iterable as _, Statement,
};

use super::load::Work;

/// One connection of a bare client, durable as the product's own are.
pub async fn connect(engine: Engine, url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options)
        .await
        .context("the database does not open")?;
    if engine == Engine::Sqlite {
        connection
            .execute_unprepared(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000",
            )
            .await?;
    }
    Ok(connection)
}

/// One value of the first row.
pub async fn one<T: sea_orm::TryGetable>(connection: &DatabaseConnection, sql: &str) -> Result<T> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await?.context("no row")?;
    Ok(row.try_get_by_index(0)?)
}

/// A query, read to its last row, over and over.
pub struct Query {
    /// Connection of its own.
    pub connection: DatabaseConnection,
    /// The statement.
    pub sql: String,
    /// Rows that it has to give.
    pub rows: usize,
}

impl Work for Query {
    async fn once(&mut self) -> Result<()> {
        let statement = Statement::from_string(self.connection.get_database_backend(), self.sql.clone());
        let rows = self.connection.query_all_raw(statement).await?;
        anyhow::ensure!(
            rows.len() == self.rows,
            "{} rows instead of {}",
            rows.len(),
            self.rows
        );
        Ok(())
    }
}

/// A statement that writes, in a durable transaction of its own, over and over.
pub struct Execute {
    /// Connection of its own.
    pub connection: DatabaseConnection,
    /// The statement.
    pub sql: String,
}

impl Work for Execute {
    async fn once(&mut self) -> Result<()> {
        self.connection.execute_unprepared(&self.sql).await?;
        Ok(())
    }
}

/// An id as the engine's own SQL makes it.
pub fn new_id(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "randomblob(16)",
        Engine::Postgres => "gen_random_uuid()",
    }
}

/// Twenty characters that nobody has had.
pub fn new_code(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "hex(randomblob(10))",
        Engine::Postgres => "substr(md5(random()::text || clock_timestamp()::text), 1, 20)",
    }
}

/// `INSERT INTO t (…) SELECT … FROM t`: rows copied with some columns made anew; what follows `FROM t` is the
/// caller's.
pub fn copy<E: EntityTrait>(instead: &[(&str, &str)]) -> String {
    let table = E::default().table_name().to_owned();
    let columns: Vec<_> = E::Column::iter()
        .map(|column| column.as_str().to_owned())
        .collect();
    let values = columns.iter().map(|column| {
        let made = instead.iter().find(|(name, _)| name == column);
        made.map_or_else(|| format!("{table}.{column}"), |(_, value)| (*value).to_owned())
    });
    let values: Vec<_> = values.collect();
    format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {table}",
        columns.join(", "),
        values.join(", ")
    )
}

/// Puts a table of the numbers 1 to `count` before a statement, under the name `series (k)`.
pub fn with_series(count: u64, insert: &str) -> String {
    let (into, select) = insert.split_once(" SELECT ").unwrap_or((insert, ""));
    format!(
        "{into} WITH RECURSIVE series(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM series WHERE k < {count}) SELECT {select}"
    )
}
