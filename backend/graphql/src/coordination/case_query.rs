//! Queries of coordination cases.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::coordination::read as service;
use remit_service::rows;
use remit_shared::coordination::{CaseScope, CaseState};
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;

use super::case::CoordinationCase;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of cases to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct CaseFilter {
    /// Part of the number or the matter.
    pub text: Option<String>,
    /// One of the saved views.
    pub view: Option<CaseView>,
    /// Any of these states.
    pub states: Option<Vec<Code<CaseState>>>,
    /// Between whom.
    pub scope_kind: Option<Code<CaseScope>>,
    /// A party to it.
    pub org_id: Option<ID>,
    /// Decided on this day or later.
    pub decided_from: Option<NaiveDate>,
}

/// Saved views of cases; the workbench's counts and the figures lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::CaseView")]
pub enum CaseView {
    /// Not refused, withdrawn or closed.
    Live,
    /// Waits to be accepted or refused.
    ToAccept,
    /// Waits for the office lead: a refusal to confirm.
    ToConfirm,
    /// Waits for its decision.
    ToDecide,
    /// Waits to be published.
    ToPublish,
    /// Being followed up.
    ToCheck,
    /// Overdue.
    Overdue,
    /// Published, being followed up or closed: solved (§1).
    Solved,
    /// Everything.
    All,
}

/// Order of a list of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::CaseSort")]
pub enum CaseSort {
    /// Deadline of the present step, those without one last.
    #[default]
    Due,
    /// Applied for last first.
    Newest,
}

fn narrow(filter: CaseFilter) -> Result<rows::CaseFilter, Refusal> {
    Ok(rows::CaseFilter {
        text: filter.text,
        states: plain(filter.states),
        scope_kind: filter.scope_kind.map(|kind| kind.0),
        org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
        decided_from: filter.decided_from,
        view: filter.view.map(Into::into),
    })
}

/// Reads of coordination cases.
#[derive(Debug, Default)]
pub struct CaseQuery;

#[Object]
impl CaseQuery {
    /// Coordination cases: all for the office, a department's own, those of an expert's sessions (K11, R3).
    async fn coordination_cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<CaseFilter>,
        #[graphql(desc = "Order.", default_with = "Some(CaseSort::Due)")] sort: Option<CaseSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<CoordinationCase>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = service::reader(&request.app, &request.op, Capability::CaseRead).await;
        let reader = Arc::new(request.value(reader)?);
        let page = async {
            let wanted = (
                narrow(filter.unwrap_or_default())?,
                sort.unwrap_or_default().into(),
            );
            service::list(&request.app, &reader, wanted, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, |row| {
            CoordinationCase::new(row, &reader)
        }))
    }

    /// One coordination case; null if there is none with this id in the reader's scope.
    async fn coordination_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
    ) -> Result<Option<CoordinationCase>> {
        let request = RequestContext::of(ctx)?;
        let reader = service::reader(&request.app, &request.op, Capability::CaseRead).await;
        let reader = Arc::new(request.value(reader)?);
        let row = async {
            let id = id::read(NodeKind::Case, &id, "id")?;
            service::one(&request.app, &reader, id).await
        };
        let row = request.value(row.await)?;
        Ok(row.map(|row| CoordinationCase::new(row, &reader)))
    }
}
