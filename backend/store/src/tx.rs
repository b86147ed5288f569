//! [`WriteTx`]: the writing transaction with its ticket.

use std::ops::Deref;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use crate::entity::counter;
use crate::error::{Result, StoreError};

/// Counter that gives the write ticket.
const TICKET: &str = "change";

/// A writing transaction of one jurisdiction. Dropping it without [`commit`](Self::commit) rolls back.
///
/// It begins by raising the jurisdiction's `change` counter. The row lock of that statement is held until the
/// end, so writers of one jurisdiction run one after another on PostgreSQL as they do on SQLite: `change_seq`
/// is in commit order, numbers have no gaps, the audit chain needs no lock of its own and deadlocks cannot
/// occur. It can be passed to every function of the store that asks for a connection.
#[derive(Debug)]
pub struct WriteTx {
    tx: DatabaseTransaction,
    jurisdiction_id: Uuid,
    change_seq: i64,
}

impl WriteTx {
    pub(crate) async fn begin(pool: &DatabaseConnection, jurisdiction_id: Uuid) -> Result<Self> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = pool.begin_with_options(options).await?;
        let change_seq = raise(&tx, jurisdiction_id, TICKET).await?;
        Ok(Self {
            tx,
            jurisdiction_id,
            change_seq,
        })
    }

    /// Jurisdiction written to.
    pub fn jurisdiction_id(&self) -> Uuid {
        self.jurisdiction_id
    }

    /// The ticket: every row written in this transaction carries it as `change_seq`.
    pub fn change_seq(&self) -> i64 {
        self.change_seq
    }

    /// The next number of a counter such as `close:2022`, from 1. A rollback gives it back, so there are no gaps.
    pub async fn next_number(&self, name: &str) -> Result<i64> {
        raise(&self.tx, self.jurisdiction_id, name).await
    }

    /// Makes everything written durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Undoes everything written.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }
}

/// Raises a counter and returns its new value; the first value is 1.
async fn raise(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, name: &str) -> Result<i64> {
    use counter::Column;
    let raised = Expr::col((counter::Entity, Column::Value)).add(1);
    let statement = Query::insert()
        .into_table(counter::Entity)
        .columns([Column::JurisdictionId, Column::Name, Column::Value])
        .values_panic([jurisdiction_id.into(), name.into(), 1_i64.into()])
        .on_conflict(
            OnConflict::columns([Column::JurisdictionId, Column::Name])
                .value(Column::Value, raised)
                .to_owned(),
        )
        .returning_col(Column::Value)
        .to_owned();
    let row = conn.query_one(&statement).await?;
    let row = row.ok_or_else(|| StoreError::Inconsistent {
        table: "counter".to_owned(),
        column: "value".to_owned(),
        id: None,
        detail: format!("raising {name} returned no row"),
    })?;
    Ok(row.try_get_by_index(0)?)
}

impl Deref for WriteTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for WriteTx {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.tx.query_all_raw(statement).await
    }
}
