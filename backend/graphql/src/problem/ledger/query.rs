//! Queries of the ledgers.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::problem::{leftover, read as service};
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{LedgerKind, LedgerState};
use remit_shared::refusal::Refusal;

use super::LedgerEntry;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow the ledger to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct LedgerFilter {
    /// Which ledger.
    pub ledger: Option<Code<LedgerKind>>,
    /// State.
    pub state: Option<Code<LedgerState>>,
    /// Unit of the problem.
    pub org_id: Option<ID>,
    /// Part of the problem's number or title or of the close-out number.
    pub text: Option<String>,
}

impl TryFrom<LedgerFilter> for rows::LedgerFilter {
    type Error = Refusal;

    fn try_from(filter: LedgerFilter) -> Result<Self, Refusal> {
        Ok(Self {
            ledger: filter.ledger.map(|ledger| ledger.0),
            state: filter.state.map(|state| state.0),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            text: filter.text,
        })
    }
}

/// Order of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::LedgerSort")]
pub enum LedgerSort {
    /// Opened first first.
    #[default]
    Opened,
    /// Opened last first.
    OpenedDesc,
    /// Deadline.
    Due,
    /// Close-out number, open entries last.
    CloseNo,
}

/// Reads of the ledgers.
#[derive(Debug, Default)]
pub struct LedgerQuery;

#[Object]
impl LedgerQuery {
    /// Ledger entries within the reader's scope (K09).
    async fn ledger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<LedgerFilter>,
        #[graphql(desc = "Order.", default_with = "Some(LedgerSort::Opened)")] sort: Option<LedgerSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<LedgerEntry>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let ledger = request.reader(Capability::LedgerRead).await?;
        let page = async {
            let filter = rows::LedgerFilter::try_from(filter.unwrap_or_default())?;
            service::check_org(&request.app, &ledger.scope, filter.org_id).await?;
            let sort = sort.unwrap_or_default().into();
            service::entries(&request.app, &request.op, &filter, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        let reader = request.reader(Capability::ProblemRead).await?;
        Ok(window.connection(page, |line| LedgerEntry::line(line, &reader)))
    }

    /// Entries open for more than 90 days, oldest first; each has to be explained (不留余账, §3.3).
    async fn leftover_report(&self, ctx: &Context<'_>) -> Result<Vec<LedgerEntry>> {
        let request = RequestContext::of(ctx)?;
        let lines = request.value(leftover::report(&request.app, &request.op).await)?;
        let reader = request.reader(Capability::ProblemRead).await?;
        Ok(lines
            .into_iter()
            .map(|line| LedgerEntry::line(line, &reader))
            .collect())
    }
}
