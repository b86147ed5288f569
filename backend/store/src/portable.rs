//! The few expressions that the engines spell differently, each tested on both.

use sea_orm::sea_query::extension::postgres::PgExpr;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, LikeExpr};
use sea_orm::{Condition, IntoSimpleExpr};

use crate::db::Engine;

/// `column` contains `text`, letters of either case alike. `%` and `_` in the text mean themselves, so that a
/// search for 50% finds just that; words of two Chinese characters are found, which no word index would.
pub(crate) fn contains(engine: Engine, column: impl IntoSimpleExpr, text: &str) -> Expr {
    like(engine, column, format!("%{}%", escape(text)))
}

/// `column` begins with `text`, letters of either case alike.
pub(crate) fn begins(engine: Engine, column: impl IntoSimpleExpr, text: &str) -> Expr {
    like(engine, column, format!("{}%", escape(text)))
}

/// The backslash escapes: on PostgreSQL of itself, on SQLite when told to.
fn like(engine: Engine, column: impl IntoSimpleExpr, pattern: String) -> Expr {
    match engine {
        Engine::Sqlite => column
            .into_simple_expr()
            .like(LikeExpr::new(pattern).escape('\\')),
        Engine::Postgres => column.into_simple_expr().ilike(pattern),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The column in the order of its bytes, whatever collation a PostgreSQL database was made with.
pub(crate) fn bytewise(engine: Engine, column: impl IntoSimpleExpr) -> Expr {
    match engine {
        Engine::Sqlite => column.into_simple_expr(),
        Engine::Postgres => Expr::cust_with_expr("$1 COLLATE \"C\"", column.into_simple_expr()),
    }
}

/// How many rows of the statement meet the condition.
pub(crate) fn count_if(condition: impl Into<Condition>) -> Expr {
    let hit: Expr = CaseStatement::new().case(condition.into(), 1).into();
    hit.count()
}

/// A condition that no row meets.
pub(crate) fn nothing() -> Expr {
    Expr::val(1).eq(0)
}
