//! What hangs on problems, for many problems at once: the loaders' functions.

use std::collections::HashMap;

use remit_shared::policy::Scope;
use remit_shared::problem::ExtensionState;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{escalation, extension, ledger_entry, problem_event, rectification, reverification};
use crate::error::Result;
use crate::reach;
use crate::tx::WriteTx;

/// Rows by the problem they hang on, each list in its natural order. Problems without rows are absent.
pub type ByProblem<T> = HashMap<Uuid, Vec<T>>;

fn group<T>(rows: Vec<T>, problem: impl Fn(&T) -> Option<Uuid>) -> ByProblem<T> {
    let mut groups = ByProblem::new();
    for row in rows {
        if let Some(id) = problem(&row) {
            groups.entry(id).or_insert_with(Vec::new).push(row);
        }
    }
    groups
}

macro_rules! loader {
    ($(#[$doc:meta])* $name:ident, $table:ident, $problem:expr, [$($order:ident),+]) => {
        $(#[$doc])*
        pub async fn $name(
            conn: &impl ConnectionTrait,
            scope: &Scope,
            problem_ids: &[Uuid],
        ) -> Result<ByProblem<$table::Model>> {
            use $table::Column;
            if problem_ids.is_empty() {
                return Ok(ByProblem::new());
            }
            let rows = $table::Entity::find()
                .filter(reach::children(scope, Column::JurisdictionId, Column::ProblemId))
                .filter(Column::ProblemId.is_in(problem_ids.iter().copied()))
                $(.order_by_asc(Column::$order))+
                .all(conn)
                .await?;
            Ok(group(rows, $problem))
        }
    };
}

loader!(
    /// Histories, oldest step first.
    events, problem_event, |row| Some(row.problem_id), [Seq]
);
loader!(
    /// Plans and submissions, oldest first.
    rectifications, rectification, |row| Some(row.problem_id), [At, Id]
);
loader!(
    /// Requests for more time, oldest first.
    extensions, extension, |row| Some(row.problem_id), [CreatedAt, Id]
);
loader!(
    /// Checks of rectifications, oldest first.
    reverifications, reverification, |row| Some(row.problem_id), [At, Id]
);
loader!(
    /// Alerts raised, oldest first.
    escalations, escalation, |row| Some(row.problem_id), [OnDate, Id]
);
loader!(
    /// Ledger entries, oldest first.
    ledger_entries, ledger_entry, |row| row.problem_id, [OpenedOn, Id]
);

/// The request for more time that waits for its decision; at most one can. For use inside the transaction that
/// has already found the problem in scope.
pub async fn pending_extension(tx: &WriteTx, problem_id: Uuid) -> Result<Option<extension::Model>> {
    Ok(extension::Entity::find()
        .filter(extension::Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(extension::Column::ProblemId.eq(problem_id))
        .filter(extension::Column::State.eq(ExtensionState::Asked.code()))
        .one(tx)
        .await?)
}

/// The place of the last step in a problem's history; 0 if it has none yet.
pub async fn last_event_seq(tx: &WriteTx, problem_id: Uuid) -> Result<i32> {
    let last = problem_event::Entity::find()
        .select_only()
        .column_as(problem_event::Column::Seq.max(), "last")
        .filter(problem_event::Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(problem_event::Column::ProblemId.eq(problem_id))
        .into_tuple::<Option<i32>>()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}
