//! Organisations, their sections and people (K02).

pub mod mutation;
pub mod query;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::organisation as service;
use remit_service::rows::{Coverage as CoverageView, OrgCounts, OrgRow, org, org_section, person};
use remit_shared::id::NodeKind;
use remit_shared::organisation::{OrgKind, RankingGroup};
use remit_shared::policy::Capability;
use uuid::Uuid;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::page::Listed;

/// An organisation of the registry: a supervised unit, the office itself, a town, a university, a news unit (K02).
#[derive(Description)]
pub struct Org {
    row: Arc<org::Model>,
    counts: Option<OrgCounts>,
}

impl Listed for Org {}

/// A section of an organisation (内设机构).
#[derive(Description)]
pub struct OrgSection(pub org_section::Model);

/// A person who holds a post. Contact data is never shown here.
#[derive(Description)]
pub struct Person(pub person::Model);

impl From<org::Model> for Org {
    fn from(row: org::Model) -> Self {
        Self {
            row: Arc::new(row),
            counts: None,
        }
    }
}

impl From<OrgRow> for Org {
    fn from(row: OrgRow) -> Self {
        Self {
            row: Arc::new(row.org),
            counts: row.counts,
        }
    }
}

impl Org {
    /// An organisation that was read beside the row that names it.
    pub fn known(row: &Arc<org::Model>) -> Self {
        Self {
            row: Arc::clone(row),
            counts: None,
        }
    }

    /// The organisation that a row names.
    pub async fn load(request: &RequestContext, id: Uuid) -> Result<Option<Self>> {
        let row = request.batches.orgs.load(id, |ids| async move {
            let rows = service::by_ids(&request.app, &request.op, &ids).await;
            request.by_id(rows, |row| (row.id, Arc::new(row)))
        });
        Ok(row.await?.map(|row| Self { row, counts: None }))
    }

    /// [`Org::load`] for a column that the database keeps from pointing nowhere.
    pub async fn named(request: &RequestContext, id: Uuid) -> Result<Self> {
        Self::load(request, id)
            .await?
            .ok_or_else(|| request.missing("org", id))
    }

    /// Its problems as the actor's hat sees them; `None` if they are outside its scope.
    async fn counts(&self, ctx: &Context<'_>) -> Result<Option<OrgCounts>> {
        if self.counts.is_some() {
            return Ok(self.counts);
        }
        let request = RequestContext::of(ctx)?;
        let Some(reader) = request.reader_if_any(Capability::ProblemRead).await? else {
            return Ok(None);
        };
        if !reader.scope.covers(self.row.id) {
            return Ok(None);
        }
        let none = OrgCounts {
            org_id: self.row.id,
            open: 0,
            closed: 0,
            overdue: 0,
        };
        let counts = request.batches.counts.load(self.row.id, |ids| {
            let reader = Arc::clone(&reader);
            async move {
                let rows = service::counts(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.org_id, row))
            }
        });
        Ok(Some(counts.await?.unwrap_or(none)))
    }
}

#[Object(use_type_description)]
impl Org {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Org, self.row.id)
    }

    /// Stable code, by which partners' systems name it (§8).
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Full name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Short name, for lists and charts.
    async fn short_name(&self) -> &str {
        &self.row.short_name
    }

    /// Kind.
    async fn kind(&self) -> Code<OrgKind> {
        self.row.kind.get().into()
    }

    /// Whether it is under supervision (K02).
    async fn supervised(&self) -> bool {
        self.row.supervised
    }

    /// Group it is ranked in; supervised units have one (§5.9).
    async fn ranking_group(&self) -> Option<Code<RankingGroup>> {
        self.row.ranking_group.map(|group| group.get().into())
    }

    /// City leader in charge of it, who reads its problems (R5).
    async fn in_charge_leader(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        Person::load_if_named(RequestContext::of(ctx)?, self.row.leader_id).await
    }

    /// Whether it has a service window, where the public rates.
    async fn has_window(&self) -> bool {
        self.row.has_window
    }

    /// Whether towns and subdistricts deal with it.
    async fn town_facing(&self) -> bool {
        self.row.town_facing
    }

    /// First day of its existence.
    async fn valid_from(&self) -> NaiveDate {
        self.row.valid_from
    }

    /// Last day of its existence; null while it exists.
    async fn valid_to(&self) -> Option<NaiveDate> {
        self.row.valid_to
    }

    /// Its sections, in the registry's order.
    async fn sections(&self, ctx: &Context<'_>) -> Result<Vec<OrgSection>> {
        let request = RequestContext::of(ctx)?;
        let sections = request.batches.sections_of.load(self.row.id, |ids| async move {
            request.value(service::sections_of(&request.app, &request.op, &ids).await)
        });
        Ok(sections.await?.into_iter().flatten().map(OrgSection).collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Problems not yet ended, as far as the reader's scope goes; null for units outside it.
    async fn open_problems(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        Ok(self.counts(ctx).await?.map(|counts| counts.open))
    }

    /// Problems closed out, as far as the reader's scope goes; null for units outside it.
    async fn closed_problems(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        Ok(self.counts(ctx).await?.map(|counts| counts.closed))
    }

    /// Open problems whose running deadline has passed; null for units outside the reader's scope.
    async fn overdue_problems(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        Ok(self.counts(ctx).await?.map(|counts| counts.overdue))
    }
}

impl OrgSection {
    /// The section that a row names.
    pub async fn load_if_named(request: &RequestContext, id: Option<Uuid>) -> Result<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let row = request.batches.sections.load(id, |ids| async move {
            let rows = service::sections_by_ids(&request.app, &request.op, &ids).await;
            request.by_id(rows, |row| (row.id, row))
        });
        Ok(row.await?.map(Self))
    }
}

#[Object(use_type_description)]
impl OrgSection {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::OrgSection, self.0.id)
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.name
    }
}

impl Person {
    /// The person that a row names.
    pub async fn load_if_named(request: &RequestContext, id: Option<Uuid>) -> Result<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let row = request.batches.people.load(id, |ids| async move {
            let rows = service::people(&request.app, &request.op, &ids).await;
            request.by_id(rows, |row| (row.id, row))
        });
        Ok(row.await?.map(Self))
    }

    /// The name of the person that a row names, for fields that show nothing else.
    pub async fn name_if_any(request: &RequestContext, id: Option<Uuid>) -> Result<Option<String>> {
        Ok(Self::load_if_named(request, id)
            .await?
            .map(|person| person.0.display_name))
    }
}

#[Object(use_type_description)]
impl Person {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Person, self.0.id)
    }

    /// Name as shown everywhere.
    async fn display_name(&self) -> &str {
        &self.0.display_name
    }

    /// Post held.
    async fn post(&self) -> &str {
        &self.0.post
    }

    /// Organisation the person comes from; nobody handles its matters (R9).
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.0.org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }
}

/// How complete the supervision is: all city-level organs and institutions (市级机关事业单位全覆盖, K02).
#[derive(SimpleObject)]
pub struct Coverage {
    /// Bodies under supervision.
    supervised: usize,
    /// Bodies that ought to be; the office itself is not among them (§10.2).
    in_scope: usize,
    /// Bodies in scope that are not supervised yet, in the registry's order.
    missing: Vec<Org>,
    /// `supervised` of `in_scope` as a percentage with one decimal, such as `100.0`.
    percent: String,
}

impl From<CoverageView> for Coverage {
    fn from(view: CoverageView) -> Self {
        let tenths = (view.supervised * 1000)
            .checked_div(view.in_scope)
            .unwrap_or_default();
        Self {
            supervised: view.supervised,
            in_scope: view.in_scope,
            missing: view.missing.into_iter().map(Org::from).collect(),
            percent: format!("{}.{}", tenths / 10, tenths % 10),
        }
    }
}
