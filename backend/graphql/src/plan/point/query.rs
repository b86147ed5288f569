//! Queries of points.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::plan::point::read::{self as service, Reader};
use remit_service::problem::read::check_org;
use remit_service::rows::{self, GroupKey, PointGroup as Group};
use remit_shared::id::NodeKind;
use remit_shared::plan::point::light::PointLight;
use remit_shared::plan::point::{PointMeasure, PointOutcome, PointState};
use remit_shared::refusal::Refusal;

use super::EffectivenessPoint;
use super::draw::PointDraw;
use super::history::PointDuty;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::organisation::Org;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of points to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct PointFilter {
    /// Year; without one the present year, or the last one with a plan in force.
    pub year: Option<i32>,
    /// Part of the code, the title or the target.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<PointState>>>,
    /// Any of these lights.
    pub lights: Option<Vec<Code<PointLight>>>,
    /// Any of these measures.
    pub measures: Option<Vec<Code<PointMeasure>>>,
    /// Any of these outcomes.
    pub outcomes: Option<Vec<Code<PointOutcome>>>,
    /// Unit.
    pub org_id: Option<ID>,
    /// Only those in the sample, or only the others.
    pub sampled: Option<bool>,
    /// One of the workbench's lists.
    pub view: Option<PointView>,
}

impl PointFilter {
    /// The store's filter; lights and views need the reader's days.
    fn narrow(self, reader: &Reader) -> Result<rows::PointFilter, Refusal> {
        let days = reader.days();
        let lights = plain(self.lights);
        Ok(rows::PointFilter {
            year: Some(reader.year.plan.year),
            text: self.text,
            states: plain(self.states),
            lights: (!lights.is_empty()).then_some((lights, days)),
            measures: plain(self.measures),
            outcomes: plain(self.outcomes),
            org_id: id::read_optional(NodeKind::Org, self.org_id.as_ref(), "orgId")?,
            sampled: self.sampled,
            view: self.view.map(|view| (view.into(), days)),
        })
    }
}

/// The lists behind the counts of the workbench.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::PointView")]
pub enum PointView {
    /// Waits for the unit's lead to sign.
    ToSign,
    /// Runs, and this month's report is still missing.
    ToFill,
    /// Waits for the oversight section to review.
    ToReview,
    /// A change waits for its decision.
    ToDecide,
    /// Claimed, waits for verification.
    ToVerify,
    /// Runs, and its deadline has passed.
    Overdue,
    /// Has entered the ledger.
    Ledger,
}

/// Order of a list of points; ties are broken by the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::PointSort")]
pub enum PointSort {
    /// Code, which is by unit.
    #[default]
    Code,
    /// Due date.
    Due,
    /// Due date backwards.
    DueDesc,
    /// Progress, least first.
    Progress,
    /// Most important first.
    Importance,
    /// State, in the order of the life cycle.
    State,
    /// By unit.
    Org,
    /// By measure.
    Measure,
    /// Last report, oldest first.
    Reported,
}

/// What points are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::Grouping")]
pub enum PointGrouping {
    /// Unit.
    Org,
    /// Measure.
    Measure,
    /// State.
    State,
}

/// A group of a filtered list and its subtotals; exactly one of `org`, `measure` and `state` is given.
#[derive(SimpleObject)]
pub struct PointGroup {
    /// Unit, when grouped by unit.
    org: Option<Org>,
    /// Measure, when grouped by measure.
    measure: Option<Code<PointMeasure>>,
    /// State, when grouped by state.
    state: Option<Code<PointState>>,
    /// Points.
    count: i64,
    /// Of these, verified.
    done: i64,
    /// Of these, under way.
    running: i64,
    /// Of these, without this month's report.
    unreported: i64,
    /// Of these, overdue.
    overdue: i64,
    /// Mean progress, whole per cent.
    progress: i64,
}

impl PointGroup {
    async fn of(request: &RequestContext, group: Group) -> Result<Self> {
        let (mut org, mut measure, mut state) = (None, None, None);
        match group.key {
            GroupKey::Org(id) => org = Org::load(request, id).await?,
            GroupKey::Measure(value) => measure = Some(value.into()),
            GroupKey::State(value) => state = Some(value.into()),
        }
        Ok(Self {
            org,
            measure,
            state,
            count: group.count,
            done: group.done,
            running: group.running,
            unreported: group.unreported,
            overdue: group.overdue,
            progress: group.progress.checked_div(group.count).unwrap_or(0),
        })
    }
}

/// A year of points as the reader may ask about it.
#[derive(SimpleObject)]
pub struct PointYear {
    /// The year.
    year: i32,
    /// Whether its plan is in force.
    published: bool,
    /// Whether its result is frozen.
    frozen: bool,
    /// First day of supervision.
    starts_on: NaiveDate,
    /// Day by which units submit.
    submit_by: NaiveDate,
    /// Day of the month by which progress is reported.
    progress_day: u32,
}

/// Reads of points.
#[derive(Debug, Default)]
pub struct PointQuery;

#[Object]
impl PointQuery {
    /// Points within the reader's scope (K04, K05); a page takes a fixed number of statements whatever its size.
    async fn points(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<PointFilter>,
        #[graphql(desc = "Order.", default_with = "Some(PointSort::Code)")] sort: Option<PointSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<EffectivenessPoint>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default();
        let reader = request.value(service::reader(&request.app, &request.op, filter.year).await)?;
        let page = async {
            let narrow = filter.narrow(&reader)?;
            check_org(&request.app, &reader.scope, narrow.org_id).await?;
            let sort = sort.unwrap_or_default().into();
            service::points(&request.app, &reader, &narrow, sort, window.slice()).await
        };
        let page = request.value(page.await)?;
        let reader = Arc::new(reader);
        Ok(window.connection(page, |row| EffectivenessPoint::new(row, &reader)))
    }

    /// The groups of a filtered list with their subtotals (K05): one statement, and one for the units' names.
    async fn point_groups(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<PointFilter>,
        #[graphql(desc = "What to group by.")] by: PointGrouping,
    ) -> Result<Vec<PointGroup>> {
        let request = RequestContext::of(ctx)?;
        let filter = filter.unwrap_or_default();
        let reader = request.value(service::reader(&request.app, &request.op, filter.year).await)?;
        let groups = async {
            let narrow = filter.narrow(&reader)?;
            check_org(&request.app, &reader.scope, narrow.org_id).await?;
            service::groups(&request.app, &reader, &narrow, by.into()).await
        };
        let groups = request.value(groups.await)?;
        let named = groups.into_iter().map(|group| PointGroup::of(request, group));
        futures_util::future::try_join_all(named).await
    }

    /// One point; null if there is none with this id in the reader's scope.
    async fn point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the point.")] id: ID,
    ) -> Result<Option<EffectivenessPoint>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let scope = service::reader(&request.app, &request.op, None).await?.scope;
            let id = id::read(NodeKind::Point, &id, "id")?;
            service::point(&request.app, &scope, id).await
        };
        match request.value(found.await)? {
            None => Ok(None),
            Some(row) => {
                let year = Some(row.point.year);
                let reader = request.value(service::reader(&request.app, &request.op, year).await)?;
                Ok(Some(EffectivenessPoint::new(row, &Arc::new(reader))))
            }
        }
    }

    /// The year that lists of points are about when none is named, with its days.
    async fn point_year(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Another year.")] year: Option<i32>,
    ) -> Result<PointYear> {
        let request = RequestContext::of(ctx)?;
        let reader = request.value(service::reader(&request.app, &request.op, year).await)?;
        let (plan, rules) = (reader.year.plan, reader.year.rules);
        Ok(PointYear {
            year: plan.year,
            published: plan.published,
            frozen: plan.frozen,
            starts_on: plan.starts_on,
            submit_by: rules.submit_by(plan.year),
            progress_day: rules.point_progress_day,
        })
    }

    /// The duties of a unit that points can rest on, in the unit's order; empty out of scope.
    async fn point_duties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Unit.")] org_id: ID,
    ) -> Result<Vec<PointDuty>> {
        let request = RequestContext::of(ctx)?;
        let rows = async {
            let scope = service::reader(&request.app, &request.op, None).await?.scope;
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            service::duties_in(&request.app, &scope, org, request.op.today()).await
        };
        Ok(request.value(rows.await)?.into_iter().map(PointDuty).collect())
    }

    /// The draw of a year's sample, with everything needed to recompute it (§3.2); null before it is drawn.
    async fn point_draw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year.")] year: i32,
    ) -> Result<Option<PointDraw>> {
        PointDraw::load(RequestContext::of(ctx)?, year).await
    }
}
