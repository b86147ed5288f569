//! What can go wrong in storage, sorted by what the caller does about it.

use std::sync::Arc;

use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

use crate::text::UnknownCode;

/// Result of every function of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What can go wrong in storage. [`Busy`](Self::Busy), [`Full`](Self::Full) and [`Away`](Self::Away) are answered
/// with 503 and a retry time; nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Somebody else holds the database for longer than we wait.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// No space is left to write.
    #[error("the database is full: {0}")]
    Full(String),
    /// The database cannot be reached, is shutting down, read-only or unreadable.
    #[error("the database is away: {0}")]
    Away(String),
    /// The row has changed since it was read (`E_STALE`), or is gone.
    #[error("{table} was changed by somebody else")]
    Stale {
        /// Table of the row.
        table: &'static str,
    },
    /// A unique index refused the row. The name is the index's on both engines, such as `uq_account_login`.
    #[error("the row exists already ({0})")]
    Unique(String),
    /// A check or foreign key refused the row; a fault of the program, not of the user.
    #[error("the row breaks a rule of the schema: {0}")]
    Constraint(String),
    /// Storage holds something that this version cannot have written.
    #[error("storage is inconsistent: {table}.{column}: {detail}")]
    Inconsistent {
        /// Table, or the enumeration where only that is known.
        table: String,
        /// Column.
        column: String,
        /// Row, where known.
        id: Option<uuid::Uuid>,
        /// What is wrong with it.
        detail: String,
    },
    /// Anything else; a fault.
    #[error("database fault: {0}")]
    Db(DbErr),
}

impl StoreError {
    /// Whether trying again later can help: 503 instead of 500.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Full(_) | Self::Away(_))
    }

    /// Whether this is the refusal of the named unique index.
    pub fn is_unique(&self, index: &str) -> bool {
        matches!(self, Self::Unique(name) if name == index)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy(error.to_string()),
            DbErr::TryIntoErr { source, .. } => unknown_code(source).unwrap_or(Self::Db(error)),
            // A pool that cannot be opened tries until its time is up: that server is away, not busy.
            DbErr::Conn(RuntimeErr::SqlxError(cause)) => match (cause.as_ref(), driver(cause)) {
                (sqlx::Error::PoolTimedOut, _) | (_, Self::Db(_)) => Self::Away(cause.to_string()),
                (_, known) => known,
            },
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) | DbErr::Conn(_) => {
                Self::Away(error.to_string())
            }
            DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                driver(cause)
            }
            _ => Self::Db(error),
        }
    }
}

fn unknown_code(source: &Arc<dyn std::error::Error + Send + Sync>) -> Option<StoreError> {
    let unknown = source.downcast_ref::<UnknownCode>()?;
    Some(StoreError::Inconsistent {
        table: unknown.kind.to_owned(),
        column: unknown.column.clone(),
        id: None,
        detail: format!("unknown code {:?}", unknown.code),
    })
}

fn driver(cause: &Arc<sqlx::Error>) -> StoreError {
    match cause.as_ref() {
        sqlx::Error::Database(error) => match error.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
            Some(_) => sqlite(error.as_ref(), cause),
            None => postgres(error.as_ref(), cause),
        },
        sqlx::Error::PoolTimedOut => StoreError::Busy(cause.to_string()),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => StoreError::Away(cause.to_string()),
        _ => fault(cause),
    }
}

fn fault(cause: &Arc<sqlx::Error>) -> StoreError {
    StoreError::Db(DbErr::Query(RuntimeErr::SqlxError(Arc::clone(cause))))
}

/// SQLite's extended result codes; the low byte is the primary one.
fn sqlite(error: &dyn sqlx::error::DatabaseError, cause: &Arc<sqlx::Error>) -> StoreError {
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const READONLY: i32 = 8;
    const IOERR: i32 = 10;
    const CORRUPT: i32 = 11;
    const FULL: i32 = 13;
    const CANTOPEN: i32 = 14;
    const CONSTRAINT: i32 = 19;
    const NOTADB: i32 = 26;
    const PRIMARY_KEY: i32 = 1555;
    const UNIQUE: i32 = 2067;
    let code = error
        .code()
        .and_then(|code| code.parse::<i32>().ok())
        .unwrap_or_default();
    let message = error.message();
    match (code, code & 0xff) {
        (PRIMARY_KEY | UNIQUE, _) => StoreError::Unique(unique_index(message)),
        (_, BUSY | LOCKED) => StoreError::Busy(message.to_owned()),
        (_, FULL) => StoreError::Full(message.to_owned()),
        (_, READONLY | IOERR | CORRUPT | CANTOPEN | NOTADB) => StoreError::Away(message.to_owned()),
        (_, CONSTRAINT) => StoreError::Constraint(message.to_owned()),
        _ => fault(cause),
    }
}

/// SQLSTATE classes and codes of PostgreSQL.
fn postgres(error: &dyn sqlx::error::DatabaseError, cause: &Arc<sqlx::Error>) -> StoreError {
    let message = error.message();
    let code = error.code().unwrap_or_default();
    match (code.as_ref(), code.get(..2).unwrap_or_default()) {
        ("23505", _) => StoreError::Unique(error.constraint().unwrap_or(message).to_owned()),
        ("53100", _) => StoreError::Full(message.to_owned()),
        ("53300" | "55P03" | "57014" | "40001" | "40P01", _) => StoreError::Busy(message.to_owned()),
        ("25006", _) | (_, "08" | "53" | "57" | "58") => StoreError::Away(message.to_owned()),
        (_, "23") => StoreError::Constraint(error.constraint().unwrap_or(message).to_owned()),
        _ => fault(cause),
    }
}

/// SQLite names the columns (`UNIQUE constraint failed: account.jurisdiction_id, account.login`); the migrations
/// name every unique index `uq_<table>_<columns but the jurisdiction>`, so the name can be found again.
fn unique_index(message: &str) -> String {
    let Some((_, columns)) = message.split_once(": ") else {
        return message.to_owned();
    };
    let mut table = "";
    let mut name = String::new();
    for column in columns.split(", ") {
        let Some((owner, column)) = column.split_once('.') else {
            return message.to_owned();
        };
        table = owner;
        if column != "jurisdiction_id" {
            name.push('_');
            name.push_str(column);
        }
    }
    if name == "_id" {
        format!("{table}_pkey")
    } else {
        format!("uq_{table}{name}")
    }
}
