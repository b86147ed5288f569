//! The words the migrations are written in. Frozen like the migrations themselves: a change here would change
//! what an old migration does on a new database.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, timestamp_with_time_zone, uuid, uuid_null};
use sea_orm_migration::sea_orm::DbBackend;

/// Whether the migration runs on SQLite; else it is PostgreSQL.
pub(crate) fn is_sqlite(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == DbBackend::Sqlite
}

/// A table with `id` and `jurisdiction_id`; the foreign keys are `(column, target table)`.
pub(crate) fn table(
    name: &'static str,
    columns: Vec<ColumnDef>,
    keys: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut table = bare(
        name,
        vec![uuid("id").primary_key().take(), uuid("jurisdiction_id")],
    );
    for mut column in columns {
        table.col(&mut column);
    }
    refer(&mut table, name, "jurisdiction_id", "jurisdiction");
    for (column, target) in keys {
        refer(&mut table, name, column, target);
    }
    table
}

/// A [`table`] with the columns that every business entity has (§2).
pub(crate) fn entity(
    name: &'static str,
    columns: Vec<ColumnDef>,
    keys: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut columns = columns;
    columns.extend([
        timestamp_with_time_zone("created_at"),
        uuid_null("created_by"),
        timestamp_with_time_zone("updated_at"),
        integer("version"),
        big_integer("change_seq"),
    ]);
    let mut table = table(name, columns, keys);
    table.check((format!("ck_{name}_version"), Expr::cust("version >= 1")));
    table
}

/// A table of just these columns.
pub(crate) fn bare(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create().table(name).take();
    for mut column in columns {
        table.col(&mut column);
    }
    table
}

fn refer(table: &mut TableCreateStatement, name: &'static str, column: &'static str, target: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .name(format!("fk_{name}_{column}"))
            .from(name, column)
            .to(target, "id"),
    );
}

/// Adds a rule that a row alone can break.
pub(crate) fn check(table: &mut TableCreateStatement, name: &'static str, rule: &'static str) {
    table.check((name, Expr::cust(rule)));
}

/// An index on these columns; the first is the jurisdiction wherever the table has one.
pub(crate) async fn index(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    create_index(manager, "ix", table, columns, "").await
}

/// A unique index on these columns.
pub(crate) async fn unique(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    create_index(manager, "uq", table, columns, "").await
}

/// A unique index on the rows that meet the condition.
pub(crate) async fn unique_where(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
    condition: &str,
) -> Result<(), DbErr> {
    create_index(manager, "uq", table, columns, &format!(" WHERE {condition}")).await
}

async fn create_index(
    manager: &SchemaManager<'_>,
    kind: &str,
    table: &str,
    columns: &[&str],
    tail: &str,
) -> Result<(), DbErr> {
    let named: Vec<&str> = columns
        .iter()
        .copied()
        .filter(|column| *column != "jurisdiction_id")
        .collect();
    let name = format!("{kind}_{table}_{}", named.join("_"));
    let unique = if kind == "uq" { "UNIQUE " } else { "" };
    // Spelt alike on both engines, also with a WHERE.
    let sql = format!(
        "CREATE {unique}INDEX {name} ON {table} ({}){tail}",
        columns.join(", ")
    );
    run(manager, &sql).await
}

/// Runs a statement that both engines, or the one asked for, spell like this.
pub(crate) async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await.map(drop)
}

/// Drops tables in the order given.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}
