//! The list of problems with everything a line shows, in a fixed number of statements whatever its length.

use std::collections::HashMap;

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::filter::{self, ProblemFilter, ProblemSort};
use crate::db::Engine;
use crate::entity::{ledger_entry, org, org_section, problem, push_sheet};
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::reach;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemRow {
    /// The problem.
    pub problem: problem::Model,
    /// Its unit.
    pub org: org::Model,
    /// Its section of the unit.
    pub section: Option<org_section::Model>,
    /// The push sheet it came from, if the scope opens that too.
    pub sheet: Option<push_sheet::Model>,
    /// Its latest ledger entry.
    pub entry: Option<ledger_entry::Model>,
}

/// A page of the list: three statements, four with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    narrow: &ProblemFilter,
    sort: ProblemSort,
    slice: Slice,
) -> Result<Page<ProblemRow>> {
    let select = problem::Entity::find()
        .filter(reach::problems(scope))
        .filter(filter::condition(Engine::of(conn), scope, narrow));
    let total = total(conn, &select, slice).await?;
    let joined = select
        .find_also_related(org::Entity)
        .find_also_related(org_section::Entity);
    let rows = cut(filter::sort(joined, sort), slice).all(conn).await?;
    let sheets = sources(
        conn,
        scope,
        rows.iter().filter_map(|(problem, ..)| problem.source_id),
    )
    .await?;
    let mut entries = entries(conn, scope, rows.iter().map(|(problem, ..)| problem.id)).await?;
    let rows = rows.into_iter().map(|(problem, org, section)| {
        let org = org.ok_or_else(|| missing_org(&problem))?;
        let sheet = problem.source_id.and_then(|id| sheets.get(&id).cloned());
        let entry = entries.remove(&problem.id);
        Ok(ProblemRow {
            problem,
            org,
            section,
            sheet,
            entry,
        })
    });
    Ok(Page {
        rows: rows.collect::<Result<_>>()?,
        total,
    })
}

/// The push sheets among the sources. One sheet can found only one problem, but a merge may repeat it.
async fn sources(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, push_sheet::Model>> {
    let mut ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    ids.sort_unstable();
    ids.dedup();
    let rows = push_sheet::Entity::find()
        .filter(reach::sheets(scope))
        .filter(push_sheet::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The latest ledger entry of each problem; a reopened one has several.
async fn entries(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, ledger_entry::Model>> {
    use ledger_entry::Column;
    let ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = ledger_entry::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::ProblemId.is_in(ids))
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.problem_id.map(|problem| (problem, row)))
        .collect())
}

fn missing_org(problem: &problem::Model) -> StoreError {
    StoreError::Inconsistent {
        table: "problem".to_owned(),
        column: "org_id".to_owned(),
        id: Some(problem.id),
        detail: format!("names the unit {}, which does not exist", problem.org_id),
    }
}
