//! Queries of push sheets.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::problem::read as service;
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{SheetDirection, SheetState};
use remit_shared::refusal::Refusal;

use super::PushSheet;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of push sheets to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct PushSheetFilter {
    /// Part of the number, the matter or the basis.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<SheetState>>>,
    /// Within the office, or to the unit.
    pub direction: Option<Code<SheetDirection>>,
    /// Unit.
    pub org_id: Option<ID>,
}

impl TryFrom<PushSheetFilter> for rows::SheetFilter {
    type Error = Refusal;

    fn try_from(filter: PushSheetFilter) -> Result<Self, Refusal> {
        Ok(Self {
            text: filter.text,
            states: plain(filter.states),
            direction: filter.direction.map(|direction| direction.0),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
        })
    }
}

/// Order of a list of push sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::SheetSort")]
pub enum PushSheetSort {
    /// Written last first.
    #[default]
    Newest,
    /// Written first first.
    Oldest,
    /// Deadline of the present step, those without one last.
    Due,
}

/// Reads of push sheets.
#[derive(Debug, Default)]
pub struct SheetQuery;

#[Object]
impl SheetQuery {
    /// Push sheets within the reader's scope (K18).
    async fn push_sheets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<PushSheetFilter>,
        #[graphql(desc = "Order.", default_with = "Some(PushSheetSort::Newest)")] sort: Option<PushSheetSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<PushSheet>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.reader(Capability::PushRead).await?;
        let page = async {
            let filter = rows::SheetFilter::try_from(filter.unwrap_or_default())?;
            service::check_org(&request.app, &reader.scope, filter.org_id).await?;
            let sort = sort.unwrap_or_default().into();
            service::sheets(&request.app, &reader, &filter, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, PushSheet))
    }

    /// One push sheet; null if there is none with this id in the reader's scope.
    async fn push_sheet(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the sheet.")] id: ID,
    ) -> Result<Option<PushSheet>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.reader(Capability::PushRead).await?;
        let row =
            async { service::sheet(&request.app, &reader, id::read(NodeKind::PushSheet, &id, "id")?).await };
        Ok(request.value(row.await)?.map(PushSheet))
    }
}
