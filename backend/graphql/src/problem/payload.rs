//! What the mutations of problems, sheets and the ledger answer.

use async_graphql::{Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::rows::{ledger_entry, problem, push_sheet};
use remit_shared::policy::Capability;

use super::Problem;
use super::ledger::LedgerEntry;
use super::sheet::PushSheet;
use crate::context::RequestContext;
use crate::failure::UserProblem;

/// The problem as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ProblemPayload {
    /// The problem.
    problem: Option<Problem>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl ProblemPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<problem::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let problem = match settled.value {
            Some(row) => Some(Problem::acted_on(request, row).await?),
            None => None,
        };
        Ok(Self {
            problem,
            problems: settled.problems,
        })
    }
}

/// The sheet as changed, or why it was not.
#[derive(Default, SimpleObject)]
pub struct PushSheetPayload {
    /// The sheet.
    pub push_sheet: Option<PushSheet>,
    /// The problem that it founded, on conversion.
    pub problem: Option<Problem>,
    /// Similar problems of the unit, when the conversion was refused because of them (E_DUP): look at them, then
    /// convert with `notDuplicate` if this is another matter.
    pub duplicates: Vec<Problem>,
    /// Why nothing was changed; empty on success.
    pub problems: Vec<UserProblem>,
}

impl PushSheetPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<push_sheet::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let push_sheet = settled.value.map(PushSheet);
        Ok(Self {
            push_sheet,
            problems: settled.problems,
            ..Self::default()
        })
    }
}

/// The ledger entry as changed, or why it was not.
#[derive(SimpleObject)]
pub struct LedgerPayload {
    /// The entry.
    entry: Option<LedgerEntry>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl LedgerPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<ledger_entry::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let entry = match settled.value {
            Some(row) => Some(LedgerEntry::new(
                row,
                &request.reader(Capability::ProblemRead).await?,
            )),
            None => None,
        };
        Ok(Self {
            entry,
            problems: settled.problems,
        })
    }
}
