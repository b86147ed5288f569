//! Queries of joint activities.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::activity::{plan, read as service};
use remit_service::rows;
use remit_shared::activity::{ActivityKind, ActivityState, FindingState};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::refusal::Refusal;

use super::detail::JointActivityDetail;
use super::object::JointActivity;
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id::{self, global};
use crate::organisation::Org;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow a list of activities to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct JointActivityFilter {
    /// Part of the number or the title.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Option<Vec<Code<ActivityState>>>,
    /// Inspects any of these.
    pub kinds: Option<Vec<Code<ActivityKind>>>,
    /// Of this year.
    pub year: Option<i32>,
    /// At this unit.
    pub org_id: Option<ID>,
    /// Has findings in one of these states, as far as the reader's scope shows them.
    pub findings: Option<Vec<Code<FindingState>>>,
}

impl TryFrom<JointActivityFilter> for rows::ActivityFilter {
    type Error = Refusal;

    fn try_from(filter: JointActivityFilter) -> Result<Self, Refusal> {
        Ok(Self {
            text: filter.text,
            states: plain(filter.states),
            kinds: plain(filter.kinds),
            year: filter.year,
            org_id: id::read_optional(NodeKind::Org, filter.org_id.as_ref(), "orgId")?,
            findings: plain(filter.findings),
        })
    }
}

/// Order of a list of activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::ActivitySort")]
pub enum JointActivitySort {
    /// Last first day first.
    #[default]
    Newest,
    /// First day first.
    Oldest,
    /// By number.
    No,
}

/// A unit that would be inspected twice (K07).
#[derive(SimpleObject)]
pub struct RepeatedInspection {
    /// The unit.
    org: Org,
    /// On what.
    kind: Code<ActivityKind>,
    /// The nearest other inspection.
    on: NaiveDate,
    /// Calendar days between the two.
    days: u32,
}

/// A person who may be on a team.
#[derive(SimpleObject)]
pub struct TeamCandidate {
    /// Global id of the person.
    id: ID,
    /// The name.
    name: String,
    /// The post.
    post: String,
    /// The hat he or she would come in.
    role: Code<Role>,
    /// Unit he or she comes from.
    org_id: Option<ID>,
}

/// Reads of joint activities.
#[derive(Debug, Default)]
pub struct ActivityQuery;

#[Object]
impl ActivityQuery {
    /// Joint activities that the reader's scope opens (K06, K07).
    async fn joint_activities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<JointActivityFilter>,
        #[graphql(desc = "Order.", default_with = "Some(JointActivitySort::Newest)")] sort: Option<
            JointActivitySort,
        >,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<JointActivity>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let reader = request.activities().await?;
        let page = async {
            let filter = filter.unwrap_or_default().try_into()?;
            let sort = sort.unwrap_or_default().into();
            let page = service::list(&request.app, &reader, (&filter, sort), window.slice()).await?;
            Ok(rows::Page {
                rows: service::load(&request.app, &reader, page.rows).await?,
                total: page.total,
            })
        };
        let page = request.value(page.await)?;
        Ok(window.connection(page, JointActivity))
    }

    /// One activity with everything its page shows; null if there is none with this id in the reader's scope.
    async fn joint_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the activity.")] id: ID,
    ) -> Result<Option<JointActivityDetail>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.activities().await?;
        let loaded = async {
            let id = id::read(NodeKind::Activity, &id, "id")?;
            let row = service::find(&request.app, &reader, id).await?;
            service::load(&request.app, &reader, row.into_iter().collect()).await
        };
        match request.value(loaded.await)?.pop() {
            Some(loaded) => Ok(Some(JointActivityDetail::of(request, reader, loaded).await?)),
            None => Ok(None),
        }
    }

    /// Units that were or will be inspected on the same kind within the days of the plan's parameters (K07); for
    /// whoever plans, before he or she sends.
    async fn repeated_inspections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Units to inspect.")] org_ids: Vec<ID>,
        #[graphql(desc = "What is to be inspected.")] kinds: Vec<Code<ActivityKind>>,
        #[graphql(desc = "First day on site.")] from_on: NaiveDate,
    ) -> Result<Vec<RepeatedInspection>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let orgs = id::read_all(NodeKind::Org, &org_ids, "orgIds")?;
            let kinds = plain(Some(kinds));
            plan::repeats(&request.app, &request.op, (&orgs, &kinds), from_on).await
        };
        let mut repeats = Vec::new();
        for repeat in request.value(found.await)? {
            repeats.push(RepeatedInspection {
                org: Org::named(request, repeat.org).await?,
                kind: repeat.kind.into(),
                on: repeat.on,
                days: repeat.days,
            });
        }
        Ok(repeats)
    }

    /// The people a team may be made of: the office's, experts, linkage contacts (§2).
    async fn team_candidates(&self, ctx: &Context<'_>) -> Result<Vec<TeamCandidate>> {
        let request = RequestContext::of(ctx)?;
        let found = request.value(plan::candidates(&request.app, &request.op).await)?;
        Ok(found
            .into_iter()
            .map(|(role, person)| TeamCandidate {
                id: global(NodeKind::Person, person.id),
                name: person.display_name,
                post: person.post,
                role: role.into(),
                org_id: person.org_id.map(|org| global(NodeKind::Org, org)),
            })
            .collect())
    }
}
