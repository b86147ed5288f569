//! Queries of problems.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::problem::read::{self as service, Narrow};
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{Alert, ProblemSource, ProblemState, Severity};
use remit_shared::refusal::Refusal;

use super::Problem;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of problems to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ProblemFilter {
    /// Part of the number, the title or the facts.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<ProblemState>>>,
    /// Any of these alerts.
    pub alerts: Option<Vec<Code<Alert>>>,
    /// Any of these severities.
    pub severities: Option<Vec<Code<Severity>>>,
    /// Any of these sources; sources that the reader may not know match nothing (F2).
    pub sources: Option<Vec<Code<ProblemSource>>>,
    /// Unit.
    pub org_id: Option<ID>,
    /// One of the workbench's lists.
    pub view: Option<ProblemView>,
    /// Raised on this day or later, in Asia/Shanghai.
    pub raised_from: Option<NaiveDate>,
    /// Raised on this day or earlier, in Asia/Shanghai.
    pub raised_to: Option<NaiveDate>,
}

impl TryFrom<ProblemFilter> for Narrow {
    type Error = Refusal;

    fn try_from(filter: ProblemFilter) -> Result<Self, Refusal> {
        let view = filter.view.map(rows::ProblemView::from);
        let filter = rows::ProblemFilter {
            text: filter.text,
            states: plain(filter.states),
            alerts: plain(filter.alerts),
            severities: plain(filter.severities),
            sources: plain(filter.sources),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            view: None,
            raised_from: filter.raised_from,
            raised_to: filter.raised_to,
        };
        Ok(Self { filter, view })
    }
}

/// The lists behind the counts of the workbench.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::ProblemView")]
pub enum ProblemView {
    /// What waits for the reader, or was reported by the reader.
    Mine,
    /// Open, and the running deadline lies within the next three working days.
    DueSoon,
    /// Open, and the running deadline has passed.
    Overdue,
    /// Waits for verification.
    ToVerify,
    /// Waits for re-verification.
    ToReverify,
    /// Waits for the unit's answer.
    ToAnswer,
    /// Waits for the unit's rectification.
    ToRectify,
    /// Open under a red alert.
    Red,
    /// Neither closed out nor rejected nor merged.
    Open,
    /// Closed out.
    Closed,
}

/// Order of a list of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::ProblemSort")]
pub enum ProblemSort {
    /// Running deadline, those without one last.
    #[default]
    Due,
    /// Running deadline backwards, those without one last.
    DueDesc,
    /// Raised last first.
    Newest,
    /// Raised first first.
    Oldest,
    /// Number.
    Code,
    /// Gravest first, then by deadline.
    Severity,
}

/// Reads of problems.
#[derive(Debug, Default)]
pub struct ProblemQuery;

#[Object]
impl ProblemQuery {
    /// Problems within the reader's scope (K08); a page takes a fixed number of statements whatever its size.
    async fn problems(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<ProblemFilter>,
        #[graphql(desc = "Order.", default_with = "Some(ProblemSort::Due)")] sort: Option<ProblemSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Problem>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.reader(Capability::ProblemRead).await?;
        let page = async {
            let narrow = Narrow::try_from(filter.unwrap_or_default())?;
            service::check_org(&request.app, &reader.scope, narrow.filter.org_id).await?;
            let sort = sort.unwrap_or_default().into();
            service::problems(&request.app, &reader, narrow, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, |line| Problem::line(line, &reader)))
    }

    /// One problem; null if there is none with this id in the reader's scope.
    async fn problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the problem.")] id: ID,
    ) -> Result<Option<Problem>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.reader(Capability::ProblemRead).await?;
        let row =
            async { service::problem(&request.app, &reader, id::read(NodeKind::Problem, &id, "id")?).await };
        Ok(request.value(row.await)?.map(|row| Problem::new(row, &reader)))
    }

    /// Up to five problems of the unit that share words with a text, to look at before one is raised (§3.3).
    async fn similar_problems(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
        #[graphql(desc = "Title or facts of what is to be raised.")] text: String,
    ) -> Result<Vec<Problem>> {
        let request = RequestContext::of(ctx)?;
        let rows = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::similar(&request.app, &request.op, org, &text).await
        };
        let rows = request.value(rows.await)?;
        let reader = request.reader(Capability::ProblemRead).await?;
        Ok(rows.into_iter().map(|row| Problem::new(row, &reader)).collect())
    }
}
