//! Queries of ratings.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::rating::{flag as flags, read as service, window};
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::problem::Alert;
use remit_shared::rating::{BadRatingState, FlagState};

use super::bad::BadRating;
use super::flag::RatingFlag;
use super::{RatingAggregate, RatingWindow, UnitRatings};
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of bad ratings to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct BadRatingFilter {
    /// Any of these states.
    pub states: Option<Vec<Code<BadRatingState>>>,
    /// Any of these alerts.
    pub alerts: Option<Vec<Code<Alert>>>,
    /// Only running cases.
    pub running: Option<bool>,
    /// Only running cases past their deadline.
    pub overdue: Option<bool>,
    /// Unit.
    pub org_id: Option<ID>,
}

/// Order of a list of bad ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::BadSort")]
pub enum BadRatingSort {
    /// Running deadline, those without one last.
    #[default]
    Due,
    /// Opened last first.
    Newest,
    /// Opened first first.
    Oldest,
}

/// Reads of ratings.
#[derive(Debug, Default)]
pub struct RatingQuery;

#[Object]
impl RatingQuery {
    /// Counted ratings of the units in scope over a span, from rollups (K21).
    async fn unit_ratings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: NaiveDate,
        #[graphql(desc = "Last day.")] to: NaiveDate,
    ) -> Result<Vec<UnitRatings>> {
        let request = RequestContext::of(ctx)?;
        let units = request.value(service::units(&request.app, &request.op, from, to).await)?;
        Ok(units.into_iter().map(UnitRatings::new).collect())
    }

    /// One unit's ratings over a span by channel and month; null outside the reader's scope (K21).
    async fn rating_aggregate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
        #[graphql(desc = "First day.")] from: NaiveDate,
        #[graphql(desc = "Last day.")] to: NaiveDate,
    ) -> Result<Option<RatingAggregate>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::aggregate(&request.app, &request.op, org, from, to).await
        };
        Ok(request.value(found.await)?.map(RatingAggregate::from))
    }

    /// Service windows with their coverage over a span (K21).
    async fn rating_windows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of this unit.")] org_id: Option<ID>,
        #[graphql(desc = "First day.")] from: NaiveDate,
        #[graphql(desc = "Last day.")] to: NaiveDate,
    ) -> Result<Vec<RatingWindow>> {
        let request = RequestContext::of(ctx)?;
        let lines = async {
            let org = id::read_optional(NodeKind::Org, org_id.as_ref(), "orgId")?;
            window::coverage(&request.app, &request.op, org, from, to).await
        };
        Ok(request
            .value(lines.await)?
            .into_iter()
            .map(RatingWindow)
            .collect())
    }

    /// Bad ratings within the reader's scope (K23).
    async fn bad_ratings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<BadRatingFilter>,
        #[graphql(desc = "Order.", default_with = "Some(BadRatingSort::Due)")] sort: Option<BadRatingSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<BadRating>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = filter.unwrap_or_default();
            let filter = rows::BadFilter {
                states: plain(filter.states),
                alerts: plain(filter.alerts),
                running: filter.running.unwrap_or(false),
                overdue_on: filter.overdue.unwrap_or(false).then(|| request.op.today()),
                org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
                window_id: None,
            };
            let sort = sort.unwrap_or_default().into();
            service::cases(&request.app, &request.op, &filter, sort, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, BadRating))
    }

    /// One bad rating; null if there is none with this id in the reader's scope.
    async fn bad_rating(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
    ) -> Result<Option<BadRating>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            let id = id::read(NodeKind::BadRating, &id, "id")?;
            service::case(&request.app, &request.op, id).await
        };
        Ok(request.value(row.await)?.map(BadRating))
    }

    /// Groups of flagged ratings, newest first (K24).
    async fn rating_flags(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Any of these states.")] states: Option<Vec<Code<FlagState>>>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<RatingFlag>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let states = plain(states);
        let page = flags::list(&request.app, &request.op, &states, window.slice()).await;
        Ok(window.connection(request.value(page)?, RatingFlag))
    }
}
