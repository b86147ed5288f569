//! The list of problems with everything a line shows, in a fixed number of statements whatever its length.
//!
//! Units, sections and sheets are fetched by their ids rather than joined: a page names few of them many times,
//! and a join would have each decoded anew on every line.

use std::collections::HashMap;
use std::hash::Hash;

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use super::filter::{self, ProblemFilter, ProblemSort};
use super::sheet;
use crate::db::Engine;
use crate::entity::{ledger_entry, org, org_section, problem, push_sheet};
use crate::error::{Result, StoreError};
use crate::organisation;
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
    /// Its ledger entries, oldest first; a reopened problem has several.
    pub entries: Vec<ledger_entry::Model>,
}

/// A page of the list: at most five statements, one more for the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    narrow: &ProblemFilter,
    sort: ProblemSort,
    slice: Slice,
) -> Result<Page<ProblemRow>> {
    let select = select(Engine::of(conn), scope, narrow);
    let total = total(conn, &select, slice).await?;
    let problems = cut(filter::sort(select, sort), slice).all(conn).await?;
    Ok(Page {
        rows: with_company(conn, scope, problems).await?,
        total,
    })
}

fn select(engine: Engine, scope: &Scope, narrow: &ProblemFilter) -> Select<problem::Entity> {
    problem::Entity::find()
        .filter(reach::problems(scope))
        .filter(filter::condition(engine, scope, narrow))
}

/// Adds what each line shows beside its problem.
async fn with_company(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    problems: Vec<problem::Model>,
) -> Result<Vec<ProblemRow>> {
    let jurisdiction = scope.jurisdiction_id();
    let ids = |id: fn(&problem::Model) -> Option<Uuid>| distinct(problems.iter().filter_map(id));
    let orgs = by_id(
        organisation::by_ids(conn, jurisdiction, &ids(|row| Some(row.org_id))).await?,
        |row| row.id,
    );
    let sections = ids(|row| row.section_id);
    let sections = by_id(
        organisation::sections_by_ids(conn, jurisdiction, &sections).await?,
        |row| row.id,
    );
    let sheets = by_id(
        sheet::by_ids(conn, scope, &ids(|row| row.source_id)).await?,
        |row| row.id,
    );
    let mut entries = entries_of(conn, jurisdiction, &ids(|row| Some(row.id))).await?;
    let rows = problems.into_iter().map(|problem| {
        let org = orgs
            .get(&problem.org_id)
            .cloned()
            .ok_or_else(|| missing_org(&problem))?;
        let section = problem.section_id.and_then(|id| sections.get(&id).cloned());
        let sheet = problem.source_id.and_then(|id| sheets.get(&id).cloned());
        let entries = entries.remove(&problem.id).unwrap_or_default();
        Ok(ProblemRow {
            problem,
            org,
            section,
            sheet,
            entries,
        })
    });
    rows.collect()
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_id<K: Eq + Hash, T>(rows: Vec<T>, id: impl Fn(&T) -> K) -> HashMap<K, T> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}

/// The ledger entries of each problem, oldest first.
async fn entries_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    problem_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<ledger_entry::Model>>> {
    use ledger_entry::Column;
    if problem_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = ledger_entry::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ProblemId.is_in(problem_ids.iter().copied()))
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    let mut entries: HashMap<Uuid, Vec<ledger_entry::Model>> = HashMap::new();
    for row in rows {
        if let Some(problem) = row.problem_id {
            entries.entry(problem).or_default().push(row);
        }
    }
    Ok(entries)
}

fn missing_org(problem: &problem::Model) -> StoreError {
    StoreError::Inconsistent {
        table: "problem".to_owned(),
        column: "org_id".to_owned(),
        id: Some(problem.id),
        detail: format!("names the unit {}, which does not exist", problem.org_id),
    }
}

#[cfg(test)]
mod tests {
    use remit_shared::identity::Role;
    use remit_shared::policy::{Actor, Capability};
    use sea_orm::{DbBackend, QueryTrait};

    use super::super::filter::{Horizon, ProblemView};
    use super::*;
    use crate::testing::fresh;

    async fn plan(narrow: &ProblemFilter) -> String {
        let db = fresh(Engine::Sqlite).await.unwrap();
        let select = cut(
            filter::sort(select(Engine::Sqlite, &office(), narrow), ProblemSort::Due),
            Slice::first(50),
        );
        let mut statement = select.build(DbBackend::Sqlite);
        statement.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let steps = db.read().query_all_raw(statement).await.unwrap();
        steps
            .iter()
            .map(|step| step.try_get::<String>("", "detail").unwrap())
            .collect()
    }

    fn office() -> Scope {
        let actor = Actor {
            jurisdiction_id: Uuid::nil(),
            account_id: Uuid::nil(),
            person_id: Uuid::nil(),
            label: String::new(),
            role: Role::Ov,
            grant_id: Uuid::nil(),
            session_id: Uuid::nil(),
            home_org_id: None,
            org_id: None,
            section_id: None,
            units: Vec::new(),
            scopes: Vec::new(),
        };
        actor.authorise(Capability::ProblemRead).unwrap()
    }

    #[tokio::test]
    async fn the_offices_list_comes_out_of_an_index_in_its_order() {
        let all = plan(&ProblemFilter::default()).await;
        assert!(
            all.contains("ix_problem_running_due") && !all.contains("TEMP B-TREE"),
            "{all}"
        );

        let today = chrono::NaiveDate::from_ymd_opt(2022, 5, 18).unwrap();
        for view in [ProblemView::Open, ProblemView::Overdue, ProblemView::DueSoon] {
            let view = Some((view, Horizon { today, soon: today }));
            let live = plan(&ProblemFilter {
                view,
                ..ProblemFilter::default()
            })
            .await;
            assert!(
                live.contains("ix_problem_live_due") && !live.contains("TEMP B-TREE"),
                "{live}"
            );
        }
    }
}
