//! Queries of campaigns, the pool and the aggregates.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::evaluation::{aggregate, invitation, pool, read as service};
use remit_service::rows;
use remit_shared::evaluation::anonymity::Ask;
use remit_shared::evaluation::{AggregateCut, CampaignKind, CampaignState, EvaluatorClass, EvaluatorState};
use remit_shared::id::NodeKind;
use remit_shared::refusal::Refusal;

use super::aggregate::CampaignAggregate;
use super::campaign::Campaign;
use super::evaluator::{Evaluator, EvaluatorCount};
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id::{global, read, read_all, read_optional};
use crate::page::{Paging, Rows, asks_total};

/// What to narrow the pool to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct EvaluatorFilter {
    /// Part of the number.
    pub text: Option<String>,
    /// Town.
    pub town_id: Option<ID>,
    /// Class.
    pub class: Option<Code<EvaluatorClass>>,
    /// State.
    pub state: Option<Code<EvaluatorState>>,
}

impl TryFrom<EvaluatorFilter> for rows::EvaluatorFilter {
    type Error = Refusal;

    fn try_from(filter: EvaluatorFilter) -> Result<Self, Refusal> {
        Ok(Self {
            text: filter.text,
            town_id: read_optional(NodeKind::Org, filter.town_id.as_ref(), "townId")?,
            class: filter.class.map(|class| class.0),
            state: filter.state.map(|state| state.0),
        })
    }
}

/// What to narrow a list of campaigns to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct CampaignFilter {
    /// Year.
    pub year: Option<i32>,
    /// Kind.
    pub kind: Option<Code<CampaignKind>>,
    /// Any of these states.
    pub states: Option<Vec<Code<CampaignState>>>,
}

impl From<CampaignFilter> for rows::CampaignFilter {
    fn from(filter: CampaignFilter) -> Self {
        Self {
            year: filter.year,
            kind: filter.kind.map(|kind| kind.0),
            states: plain(filter.states),
        }
    }
}

/// An invitation for its envelope. Reading them is audited.
#[derive(SimpleObject)]
pub struct CampaignInvitation {
    /// Group.
    group_id: ID,
    /// Number of the envelope in its group.
    no: i32,
    /// The code, in groups of four.
    code: String,
    /// Number of the evaluator, where the pool knows one.
    addressee: Option<String>,
}

/// Reads of campaigns and of the pool.
#[derive(Debug, Default)]
pub struct EvaluationQuery;

#[Object]
impl EvaluationQuery {
    /// The pool of evaluators: all, or the own town's (K19, R7).
    async fn evaluators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<EvaluatorFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Evaluator>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let page = async {
            let filter = filter.unwrap_or_default().try_into()?;
            pool::list(&request.app, &request.op, &filter, window.slice()).await
        };
        Ok(window.connection(request.value(page.await)?, Evaluator))
    }

    /// The pool counted by town, class and state.
    async fn evaluator_counts(&self, ctx: &Context<'_>) -> Result<Vec<EvaluatorCount>> {
        let request = RequestContext::of(ctx)?;
        let counts = request.value(pool::counts(&request.app, &request.op).await)?;
        Ok(counts.into_iter().map(EvaluatorCount::from).collect())
    }

    /// Campaigns, newest first: all for the office, the published ones for everybody else (R6).
    async fn campaigns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<CampaignFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Campaign>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default().into();
        let page = service::list(&request.app, &request.op, &filter, window.slice()).await;
        Ok(window.connection(request.value(page)?, Campaign))
    }

    /// One campaign; null if there is none with this id, or it is not published to the reader yet.
    async fn campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] id: ID,
    ) -> Result<Option<Campaign>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = read(NodeKind::Campaign, &id, "id")?;
            service::find(&request.app, &request.op, id).await
        };
        Ok(request.value(found.await)?.map(Campaign))
    }

    /// What may be shown of every unit that the reader may see, as a whole (F3). E_EARLY before the tally.
    async fn campaign_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] campaign_id: ID,
    ) -> Result<Vec<CampaignAggregate>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = read(NodeKind::Campaign, &campaign_id, "campaignId")?;
            aggregate::of_campaign(&request.app, &request.op, id).await
        };
        Ok(request
            .value(found.await)?
            .into_iter()
            .map(CampaignAggregate)
            .collect())
    }

    /// What may be shown of one unit: as a whole, by town or by class, never crossed, never narrowed (F3, E_KANON).
    async fn campaign_aggregate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] campaign_id: ID,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
        #[graphql(desc = "How to cut its ballots.", default)] by: Vec<Code<AggregateCut>>,
        #[graphql(
            desc = "Towns to narrow to: refused, because differences could show a voter.",
            default
        )]
        town_ids: Vec<ID>,
    ) -> Result<CampaignAggregate> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = read(NodeKind::Campaign, &campaign_id, "campaignId")?;
            let unit = read(NodeKind::Org, &org_id, "orgId")?;
            let ask = Ask {
                cuts: by.into_iter().map(|cut| cut.0).collect(),
                towns: read_all(NodeKind::Org, &town_ids, "townIds")?,
                by_day: false,
            };
            aggregate::of_unit(&request.app, &request.op, id, unit, &ask).await
        };
        Ok(CampaignAggregate(request.value(found.await)?))
    }

    /// The invitations of an open campaign, for their envelopes. The read is audited.
    async fn campaign_invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] campaign_id: ID,
        #[graphql(desc = "Global id of a group; none gives all.")] group_id: Option<ID>,
    ) -> Result<Vec<CampaignInvitation>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = read(NodeKind::Campaign, &campaign_id, "campaignId")?;
            let group = read_optional(NodeKind::CampaignStratum, group_id.as_ref(), "groupId")?;
            invitation::list(&request.app, &request.op, id, group).await
        };
        let invitations = request.value(found.await)?.into_iter();
        Ok(invitations
            .map(|one| CampaignInvitation {
                group_id: global(NodeKind::CampaignStratum, one.stratum_id),
                no: one.no,
                code: one.code,
                addressee: one.addressee,
            })
            .collect())
    }
}
