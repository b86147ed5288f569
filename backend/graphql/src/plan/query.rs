//! Queries of plans, regulations and duties.

use async_graphql::{Context, Description, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::plan::{read, regulation as library};
use remit_service::rows;
use remit_service::rows::duty;
use remit_shared::id::NodeKind;
use remit_shared::plan::{DutySource, PlanState, RegulationKind, RegulationState};

use super::regulation::Regulation;
use super::version::{PlanDetail, SupervisionPlan};
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::organisation::OrgSection;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of plans to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct PlanFilter {
    /// Year.
    pub year: Option<i32>,
    /// Any of these states.
    pub states: Option<Vec<Code<PlanState>>>,
}

/// What to narrow the library to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct RegulationFilter {
    /// Part of the title, the number or the summary.
    pub text: Option<String>,
    /// Any of these kinds.
    pub kinds: Option<Vec<Code<RegulationKind>>>,
    /// Any of these states.
    pub states: Option<Vec<Code<RegulationState>>>,
}

/// A duty of a unit and what it rests on (§2).
#[derive(Description)]
pub struct Duty(duty::Model);

#[Object(use_type_description)]
impl Duty {
    /// Place in the unit's list, from 1.
    async fn sort(&self) -> i32 {
        self.0.sort
    }

    /// The duty.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// What it rests on.
    async fn source(&self) -> Code<DutySource> {
        self.0.source.get().into()
    }

    /// Document and article.
    async fn basis(&self) -> &str {
        &self.0.basis
    }

    /// Section that carries it.
    async fn section(&self, ctx: &Context<'_>) -> Result<Option<OrgSection>> {
        OrgSection::load_if_named(RequestContext::of(ctx)?, self.0.section_id).await
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.0.valid_from
    }
}

/// Reads of plans, regulations and duties.
#[derive(Debug, Default)]
pub struct YearlyPlanQuery;

#[Object]
impl YearlyPlanQuery {
    /// Yearly plans that the reader's scope opens, the latest first (K03).
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<PlanFilter>,
        #[graphql(desc = "Rows at most, 1 to 200; 50 if left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor to go on after.")] after: Option<String>,
        #[graphql(desc = "Rows to skip; not together with `after`.")] offset: Option<i32>,
    ) -> Result<Rows<SupervisionPlan>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default();
        let filter = rows::PlanFilter {
            year: filter.year,
            states: plain(filter.states),
        };
        let page = read::list(&request.app, &request.op, &filter, window.slice()).await;
        Ok(window.connection(request.value(page)?, SupervisionPlan))
    }

    /// One plan with everything that its page shows; null if there is none with this id in the reader's scope.
    async fn plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the plan.")] id: ID,
    ) -> Result<Option<PlanDetail>> {
        let request = RequestContext::of(ctx)?;
        let row = async { read::find(&request.app, &request.op, id::read(NodeKind::Plan, &id, "id")?).await };
        match request.value(row.await)? {
            Some(row) => Ok(Some(PlanDetail::of(request, row).await?)),
            None => Ok(None),
        }
    }

    /// The plan in force for a year, or the latest one in force; null if none is (K03).
    async fn plan_in_force(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year; the latest if left out.")] year: Option<i32>,
    ) -> Result<Option<PlanDetail>> {
        let request = RequestContext::of(ctx)?;
        let row = read::in_force(&request.app, &request.op, year).await;
        match request.value(row)? {
            Some(row) => Ok(Some(PlanDetail::of(request, row).await?)),
            None => Ok(None),
        }
    }

    /// The library of regulations, drafts first, then issued last first (K01).
    async fn regulations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<RegulationFilter>,
        #[graphql(desc = "Rows at most, 1 to 200; 50 if left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor to go on after.")] after: Option<String>,
        #[graphql(desc = "Rows to skip; not together with `after`.")] offset: Option<i32>,
    ) -> Result<Rows<Regulation>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default();
        let filter = rows::RegulationFilter {
            text: filter.text,
            kinds: plain(filter.kinds),
            states: plain(filter.states),
        };
        let page = library::list(&request.app, &request.op, &filter, window.slice()).await;
        Ok(window.connection(request.value(page)?, Regulation))
    }

    /// One regulation; null if there is none with this id in the reader's scope.
    async fn regulation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the regulation.")] id: ID,
    ) -> Result<Option<Regulation>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            let id = id::read(NodeKind::Regulation, &id, "id")?;
            library::find(&request.app, &request.op, id).await
        };
        Ok(request.value(row.await)?.map(Regulation))
    }

    /// The duties of a unit that are in force today, in the order of its provisions.
    async fn duties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the unit.")] org_id: ID,
    ) -> Result<Vec<Duty>> {
        let request = RequestContext::of(ctx)?;
        let rows = async {
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            read::duties_of(&request.app, &request.op, org).await
        };
        Ok(request.value(rows.await)?.into_iter().map(Duty).collect())
    }
}
