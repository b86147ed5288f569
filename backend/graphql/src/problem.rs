//! Problems, push sheets and the rectification ledger (K08, K09, K18; §3.3, §3.4).

pub mod action;
pub mod evidence;
mod hanging;
pub mod history;
pub mod input;
pub mod ledger;
pub mod mutation;
mod object;
pub mod payload;
pub mod query;
pub mod sheet;

use std::sync::Arc;

use async_graphql::{Description, Result};
use remit_service::problem::children;
use remit_service::problem::read::Reader;
use remit_service::rows::{ProblemRow, ledger_entry, org, org_section, problem, push_sheet};
use remit_shared::policy::{Capability, Reach};
use uuid::Uuid;

use crate::context::RequestContext;
use crate::page::Listed;

/// A failing of a unit in performing its duties: found, verified, assigned, rectified, closed out (K08, §3.3).
#[derive(Description)]
pub struct Problem {
    row: Arc<problem::Model>,
    reader: Arc<Reader>,
    joined: Option<Box<Joined>>,
}

impl Listed for Problem {}

/// What the list of problems has read together with the row, so that a line asks for nothing more.
struct Joined {
    org: Arc<org::Model>,
    section: Option<org_section::Model>,
    sheet: Option<push_sheet::Model>,
    entries: Vec<ledger_entry::Model>,
}

impl Problem {
    /// A problem without anything read beside it.
    pub fn new(row: problem::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row: Arc::new(row),
            reader: Arc::clone(reader),
            joined: None,
        }
    }

    /// A line of the list.
    pub fn line(line: ProblemRow, reader: &Arc<Reader>) -> Self {
        let joined = Joined {
            org: Arc::new(line.org),
            section: line.section,
            sheet: line.sheet,
            entries: line.entries,
        };
        Self {
            joined: Some(Box::new(joined)),
            ..Self::new(line.problem, reader)
        }
    }

    /// Whether the reader learns the state and the outcome only: by role (R2, R4), or because the ledger opens more
    /// units than the problems do (city leaders, R5).
    fn outcome_only(&self) -> bool {
        let scope = &self.reader.scope;
        self.reader.outcome_only() || (scope.reach() == Reach::Unit && !scope.covers(self.row.org_id))
    }

    /// A problem that the actor has just acted on.
    pub async fn acted_on(request: &RequestContext, row: problem::Model) -> Result<Self> {
        Ok(Self::new(row, &request.reader(Capability::ProblemRead).await?))
    }

    /// The problem that another row names; `None` where the actor's scope does not open it.
    pub async fn load_if_named(request: &RequestContext, id: Option<Uuid>) -> Result<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let Some(reader) = request.reader_if_any(Capability::ProblemRead).await? else {
            return Ok(None);
        };
        let row = request.batches.problems.load(id, |ids| {
            let reader = Arc::clone(&reader);
            async move {
                let rows = children::problems(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.id, row))
            }
        });
        Ok(row.await?.map(|row| Self::new(row, &reader)))
    }
}
