//! What hangs on problems, looked up for all problems of an answer together.

use async_graphql::{Context, Result};
use remit_service::problem::children;
use remit_service::rows::{
    escalation, extension, file_object, ledger_entry, problem_event, rectification, reverification,
};

use super::Problem;
use crate::context::RequestContext;

/// The lists that hang on one problem. Readers who learn the outcome only (R2, R4) find them empty.
pub(super) struct Hanging<'a> {
    problem: &'a Problem,
    request: &'a RequestContext,
}

impl Problem {
    /// The lists that hang on it.
    pub(super) fn hanging<'a>(&'a self, ctx: &Context<'a>) -> Result<Hanging<'a>> {
        Ok(Hanging {
            problem: self,
            request: RequestContext::of(ctx)?,
        })
    }
}

impl Hanging<'_> {
    /// Ledger entries: read beside the rows of a list, looked up otherwise.
    pub(super) async fn entries(&self) -> Result<Vec<ledger_entry::Model>> {
        match &self.problem.joined {
            Some(_) if self.problem.outcome_only() => Ok(Vec::new()),
            Some(joined) => Ok(joined.entries.clone()),
            None => self.ledger_entries().await,
        }
    }
}

macro_rules! lists {
    ($($name:ident: $table:ident,)+) => {
        impl Hanging<'_> { $(
            pub(super) async fn $name(&self) -> Result<Vec<$table::Model>> {
                let (request, reader) = (self.request, &self.problem.reader);
                if self.problem.outcome_only() {
                    return Ok(Vec::new());
                }
                let found = request.batches.$name.load(self.problem.row.id, |ids| async move {
                    request.value(children::$name(&request.app, reader, &ids).await)
                });
                Ok(found.await?.unwrap_or_default())
            }
        )+ }
    };
}

lists! {
    events: problem_event,
    rectifications: rectification,
    extensions: extension,
    reverifications: reverification,
    escalations: escalation,
    ledger_entries: ledger_entry,
    evidence: file_object,
}
