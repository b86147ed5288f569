//! Powers lists as they are on any day (K36).

use async_graphql::{Context, Description, Enum, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::list::power as service;
use remit_service::rows::{self, power_list_version};
use remit_shared::id::NodeKind;
use remit_shared::list::{ListOp, PowerCategory, PowerState};
use remit_shared::refusal::Refusal;

use super::change::ListChange;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::Org;
use crate::page::{Listed, Paging, Rows, asks_total};

/// An item of a powers list as it is on the day asked for, or in one stretch of its history (权责事项, §2).
#[derive(Description)]
pub struct PowerListItem {
    row: power_list_version::Model,
    as_of: NaiveDate,
}

impl Listed for PowerListItem {}

#[Object(use_type_description)]
impl PowerListItem {
    /// Global id of the item; the same over all its history.
    async fn id(&self) -> ID {
        global(NodeKind::PowerItem, self.row.item_id)
    }

    /// Code, which never changes.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Unit that holds it.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Kind of power.
    async fn category(&self) -> Code<PowerCategory> {
        self.row.category.get().into()
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Law, regulation or document with its article.
    async fn basis(&self) -> &str {
        &self.row.basis
    }

    /// State on the day asked for.
    async fn state(&self) -> Code<PowerState> {
        let over = self.row.valid_to.is_some_and(|last| last < self.as_of);
        if self.row.cancelled && over {
            PowerState::Cancelled.into()
        } else {
            PowerState::Active.into()
        }
    }

    /// First day on which it says this.
    async fn valid_from(&self) -> NaiveDate {
        self.row.valid_from
    }

    /// Last day on which it says this; null while it does.
    async fn valid_to(&self) -> Option<NaiveDate> {
        self.row.valid_to
    }

    /// The change that made it say this; null for an item of the first list.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<ListChange>> {
        change(RequestContext::of(ctx)?, self.row.change_id).await
    }

    /// The change that ended it; null while it stands.
    async fn ended_by(&self, ctx: &Context<'_>) -> Result<Option<ListChange>> {
        change(RequestContext::of(ctx)?, self.row.ended_by).await
    }
}

async fn change(request: &RequestContext, id: Option<uuid::Uuid>) -> Result<Option<ListChange>> {
    let Some(id) = id else { return Ok(None) };
    let found = request.batches.lists.changes.load(id, |ids| async move {
        request.value(service::changes_by_ids(&request.app, &request.op, &ids).await)
    });
    Ok(found.await?.map(ListChange))
}

/// What became of an item between two days.
#[derive(SimpleObject)]
pub struct PowerListDifference {
    /// Added, cancelled, changed or transferred.
    op: Code<ListOp>,
    /// As it was on the first day.
    before: Option<PowerListItem>,
    /// As it is on the second.
    after: Option<PowerListItem>,
}

/// How many items a unit has on a day.
#[derive(SimpleObject)]
pub struct PowerListCount {
    /// The unit.
    org: Org,
    /// Items in force.
    items: u64,
}

/// Which list to show; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct PowerListFilter {
    /// Unit.
    pub org_id: Option<ID>,
    /// The day; today if left out.
    pub as_of: Option<NaiveDate>,
    /// Any of these kinds.
    pub categories: Option<Vec<Code<PowerCategory>>>,
    /// Any of these states; in force if left out.
    pub states: Option<Vec<Code<PowerState>>>,
    /// Part of the code, the name or the basis.
    pub text: Option<String>,
    /// Changed on or after this day, up to the day asked for.
    pub changed_since: Option<NaiveDate>,
}

impl PowerListFilter {
    fn read(self, today: NaiveDate) -> Result<rows::PowerFilter, Refusal> {
        Ok(rows::PowerFilter {
            as_of: self.as_of.unwrap_or(today),
            org_id: id::read_optional(NodeKind::Org, self.org_id.as_ref(), "orgId")?,
            categories: plain(self.categories),
            states: plain(self.states),
            text: self.text,
            changed_since: self.changed_since,
        })
    }
}

/// Order of a powers list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::PowerSort")]
pub enum PowerListSort {
    /// By code.
    #[default]
    Code,
    /// By kind, then code.
    Category,
    /// Changed last first.
    Changed,
}

/// What to narrow a list of changes to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ListChangeFilter {
    /// Part of the code or of the item's words.
    pub text: Option<String>,
    /// Any of these operations.
    pub ops: Option<Vec<Code<ListOp>>>,
    /// Held by this unit before or after.
    pub org_id: Option<ID>,
    /// Published in this year.
    pub year: Option<i32>,
}

impl ListChangeFilter {
    fn read(self) -> Result<rows::ChangeFilter, Refusal> {
        let day = |month, day| {
            self.year
                .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        };
        Ok(rows::ChangeFilter {
            published_from: day(1, 1),
            published_to: day(12, 31),
            text: self.text,
            ops: plain(self.ops),
            org_id: id::read_optional(NodeKind::Org, self.org_id.as_ref(), "orgId")?,
            adjustment_id: None,
        })
    }
}

/// Reads of powers lists.
#[derive(Debug, Default)]
pub struct PowerQuery;

#[Object]
impl PowerQuery {
    /// The powers list of a unit, or of all, as it is on any day (K36).
    async fn power_list_items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which list, of which day.")] filter: Option<PowerListFilter>,
        #[graphql(desc = "Order.", default_with = "Some(PowerListSort::Code)")] sort: Option<PowerListSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<PowerListItem>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let today = request.op.today();
        let filter = filter.unwrap_or_default();
        let as_of = filter.as_of.unwrap_or(today);
        let sort = sort.unwrap_or_default().into();
        let page = async {
            let filter = filter.read(today)?;
            service::page(&request.app, &request.op, filter, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        Ok(window.connection(page, |row| PowerListItem { row, as_of }))
    }

    /// Everything an item has said, oldest first; empty if there is none with this id.
    async fn power_list_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the item.")] id: ID,
    ) -> Result<Vec<PowerListItem>> {
        let request = RequestContext::of(ctx)?;
        let versions = async {
            let id = id::read(NodeKind::PowerItem, &id, "id")?;
            service::history(&request.app, &request.op, id).await
        };
        let as_of = request.op.today();
        let versions = request.value(versions.await)?.into_iter();
        Ok(versions.map(|row| PowerListItem { row, as_of }).collect())
    }

    /// What differs in a unit's list between two days, in the order of the codes.
    async fn power_list_difference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
        #[graphql(desc = "The first day.")] from: NaiveDate,
        #[graphql(desc = "The second day.")] to: NaiveDate,
    ) -> Result<Vec<PowerListDifference>> {
        let request = RequestContext::of(ctx)?;
        let lines = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::difference(&request.app, &request.op, org, from, to).await
        };
        let lines = request.value(lines.await)?.into_iter();
        Ok(lines
            .map(|line| PowerListDifference {
                op: line.op.into(),
                before: line.before.map(|row| PowerListItem { row, as_of: from }),
                after: line.after.map(|row| PowerListItem { row, as_of: to }),
            })
            .collect())
    }

    /// How many items each unit has on a day; units without any are left out.
    async fn power_list_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today if left out.")] as_of: Option<NaiveDate>,
    ) -> Result<Vec<PowerListCount>> {
        let request = RequestContext::of(ctx)?;
        let as_of = as_of.unwrap_or_else(|| request.op.today());
        let counts = service::counts(&request.app, &request.op, as_of).await;
        let mut lines = Vec::new();
        for (org, items) in request.value(counts)? {
            lines.push(async move {
                let org = Org::named(request, org).await?;
                Ok(PowerListCount { org, items })
            });
        }
        futures_util::future::try_join_all(lines).await
    }

    /// The changes that have taken effect, the latest first (K36).
    async fn list_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<ListChangeFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<ListChange>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = filter.unwrap_or_default().read()?;
            service::changes(&request.app, &request.op, &filter, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, ListChange))
    }
}
