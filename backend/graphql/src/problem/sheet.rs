//! Push sheets (信息推送表, K18, §3.4).

pub mod mutation;
pub mod query;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::problem::children;
use remit_service::rows::push_sheet;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{SheetDirection, SheetState, Urgency};
use uuid::Uuid;

use super::Problem;
use super::action::ActionAvailability;
use super::evidence::EvidenceFile;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, OrgSection, Person};
use crate::page::Listed;

/// A push sheet: a matter that a section pushes to the oversight section, or a problem pushed to its unit (K18).
#[derive(Description)]
pub struct PushSheet(pub push_sheet::Model);

impl Listed for PushSheet {}

impl PushSheet {
    /// The sheet that another row names; `None` where the actor's scope does not open it.
    pub async fn load_if_named(request: &RequestContext, id: Option<Uuid>) -> Result<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let Some(reader) = request.reader_if_any(Capability::PushRead).await? else {
            return Ok(None);
        };
        let row = request.batches.sheets.load(id, |ids| {
            let reader = Arc::clone(&reader);
            async move {
                let rows = children::sheets(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.id, row))
            }
        });
        Ok(row.await?.map(Self))
    }
}

#[Object(use_type_description)]
impl PushSheet {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::PushSheet, self.0.id)
    }

    /// Number, such as `TS-2022-0001`; drafts have none yet.
    async fn no(&self) -> Option<&str> {
        self.0.no.as_deref()
    }

    /// Within the office, or to the unit.
    async fn direction(&self) -> Code<SheetDirection> {
        self.0.direction.get().into()
    }

    /// Section that pushes it.
    #[graphql(name = "fromSection")]
    async fn pushing_section(&self, ctx: &Context<'_>) -> Result<Option<OrgSection>> {
        OrgSection::load_if_named(RequestContext::of(ctx)?, self.0.from_section_id).await
    }

    /// Unit concerned.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Matter, at most 120 characters.
    async fn matter(&self) -> &str {
        &self.0.matter
    }

    /// Basis: facts and where they are known from.
    async fn basis(&self) -> &str {
        &self.0.basis
    }

    /// How urgent.
    async fn urgency(&self) -> Code<Urgency> {
        self.0.urgency.get().into()
    }

    /// What the writer suggests to do; may be empty.
    async fn suggested_action(&self) -> &str {
        &self.0.suggested_action
    }

    /// State (§3.4).
    async fn state(&self) -> Code<SheetState> {
        self.0.state.get().into()
    }

    /// Name of the writer.
    async fn written_by(&self, ctx: &Context<'_>) -> Result<String> {
        let name = Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.author_id)).await?;
        Ok(name.unwrap_or_default())
    }

    /// When it was first written.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was pushed.
    async fn pushed_at(&self) -> Option<DateTime<Utc>> {
        self.0.pushed_at
    }

    /// When it was received (签收).
    async fn received_at(&self) -> Option<DateTime<Utc>> {
        self.0.received_at
    }

    /// Name of the person who received it.
    async fn received_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.received_by).await
    }

    /// Last day for whoever has to act in the present state.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.0.due_on
    }

    /// Why no problem came of it.
    async fn filed_reason(&self) -> Option<&str> {
        self.0.filed_reason.as_deref()
    }

    /// Problem that it founded, or that it carried to the unit.
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        Problem::load_if_named(RequestContext::of(ctx)?, self.0.problem_id).await
    }

    /// Evidence files, oldest first (K45).
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.reader(Capability::PushRead).await?;
        let files = request.batches.sheet_evidence.load(self.0.id, |ids| {
            let reader = Arc::clone(&reader);
            async move { request.value(children::sheet_evidence(&request.app, &reader, &ids).await) }
        });
        Ok(files.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let reader = request.reader(Capability::PushRead).await?;
        let actions = reader.sheet_actions(&request.app, &self.0);
        Ok(actions
            .into_iter()
            .map(|action| ActionAvailability::on_sheet(&request.op, action))
            .collect())
    }
}
