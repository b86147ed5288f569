//! Queries of adjustments and of occasions to revise lists.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::list::read as service;
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::list::{AdjustmentKind, AdjustmentState, TriggerCause, TriggerState};
use remit_shared::refusal::Refusal;

use super::adjustment::DutyAdjustment;
use super::detail::DutyAdjustmentDetail;
use super::trigger::ListTrigger;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of adjustments to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct DutyAdjustmentFilter {
    /// Part of the number, the title or the text.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<AdjustmentState>>>,
    /// Any of these kinds.
    pub kinds: Option<Vec<Code<AdjustmentKind>>>,
    /// Concerns this unit.
    pub org_id: Option<ID>,
    /// Only those whose memo the reader's own unit has not signed.
    pub unsigned: Option<bool>,
    /// Published in this year.
    pub year: Option<i32>,
}

impl TryFrom<DutyAdjustmentFilter> for rows::AdjustmentFilter {
    type Error = Refusal;

    fn try_from(filter: DutyAdjustmentFilter) -> Result<Self, Refusal> {
        let day = |month, day| {
            filter
                .year
                .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        };
        Ok(Self {
            published_from: day(1, 1),
            published_to: day(12, 31),
            text: filter.text,
            states: plain(filter.states),
            kinds: plain(filter.kinds),
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            unsigned_by: None,
        })
    }
}

/// Order of a list of adjustments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::AdjustmentSort")]
pub enum DutyAdjustmentSort {
    /// Proposed last first.
    #[default]
    Newest,
    /// Deadline first.
    Due,
    /// By number.
    No,
}

/// What to narrow the queue of occasions to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ListTriggerFilter {
    /// Part of the title, the basis or the note.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<TriggerState>>>,
    /// Any of these causes.
    pub causes: Option<Vec<Code<TriggerCause>>>,
    /// Of this unit.
    pub org_id: Option<ID>,
    /// Only those that are open and overdue today.
    pub overdue: Option<bool>,
    /// Due on or after this day.
    pub due_from: Option<NaiveDate>,
    /// Due on or before this day.
    pub due_to: Option<NaiveDate>,
}

impl ListTriggerFilter {
    fn read(self, today: NaiveDate) -> Result<rows::TriggerFilter, Refusal> {
        Ok(rows::TriggerFilter {
            text: self.text,
            states: plain(self.states),
            causes: plain(self.causes),
            org_id: id::read_optional(NodeKind::Org, self.org_id.as_ref(), "orgId")?,
            overdue_on: self.overdue.unwrap_or_default().then_some(today),
            due_from: self.due_from,
            due_to: self.due_to,
        })
    }
}

/// Order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::TriggerSort")]
pub enum ListTriggerSort {
    /// Deadline first.
    #[default]
    Due,
    /// Occurred last first.
    Newest,
}

/// Reads of adjustments and occasions.
#[derive(Debug, Default)]
pub struct AdjustmentQuery;

#[Object]
impl AdjustmentQuery {
    /// Duty adjustments that the reader's scope opens (K35).
    async fn duty_adjustments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<DutyAdjustmentFilter>,
        #[graphql(desc = "Order.", default_with = "Some(DutyAdjustmentSort::Newest)")] sort: Option<
            DutyAdjustmentSort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<DutyAdjustment>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.adjustments().await?;
        let page = async {
            let asked = filter.unwrap_or_default();
            let unsigned = asked.unsigned.unwrap_or_default();
            let mut filter: rows::AdjustmentFilter = asked.try_into()?;
            filter.unsigned_by = reader.actor.org_id.filter(|_| unsigned);
            let sort = sort.unwrap_or_default().into();
            service::adjustments(&request.app, &reader, &filter, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        Ok(window.connection(page, |row| DutyAdjustment::new(row, &reader)))
    }

    /// One adjustment with everything its page shows; null if there is none with this id in the reader's scope.
    async fn duty_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the adjustment.")] id: ID,
    ) -> Result<Option<DutyAdjustmentDetail>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.adjustments().await?;
        let row = async {
            let id = id::read(NodeKind::Adjustment, &id, "id")?;
            service::adjustment(&request.app, &reader, id).await
        };
        match request.value(row.await)? {
            Some(row) => Ok(Some(DutyAdjustmentDetail::of(request, row).await?)),
            None => Ok(None),
        }
    }

    /// Occasions to revise lists that the reader's scope opens (K36).
    async fn list_triggers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the queue to.")] filter: Option<ListTriggerFilter>,
        #[graphql(desc = "Order.", default_with = "Some(ListTriggerSort::Due)")] sort: Option<
            ListTriggerSort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<ListTrigger>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.adjustments().await?;
        let page = async {
            let filter = filter.unwrap_or_default().read(reader.today)?;
            let sort = sort.unwrap_or_default().into();
            service::triggers(&request.app, &reader, &filter, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        Ok(window.connection(page, |row| ListTrigger::new(row, &reader)))
    }

    /// One occasion; null if there is none with this id in the reader's scope.
    async fn list_trigger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the occasion.")] id: ID,
    ) -> Result<Option<ListTrigger>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.adjustments().await?;
        let row = async {
            let id = id::read(NodeKind::ListTrigger, &id, "id")?;
            service::trigger(&request.app, &reader, id).await
        };
        Ok(request
            .value(row.await)?
            .map(|row| ListTrigger::new(row, &reader)))
    }
}
