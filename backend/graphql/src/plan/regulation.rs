//! The library of regulations (K01).

pub mod mutation;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::plan::regulation as service;
use remit_service::rows::regulation;
use remit_shared::id::NodeKind;
use remit_shared::plan::{RegulationKind, RegulationState};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;
use crate::page::Listed;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// A regulation: the two sets of measures and what supports them (K01).
#[derive(Description)]
pub struct Regulation(pub regulation::Model);

impl Listed for Regulation {}

#[Object(use_type_description)]
impl Regulation {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Regulation, self.0.id)
    }

    /// Which document of the regime.
    async fn kind(&self) -> Code<RegulationKind> {
        self.0.kind.get().into()
    }

    /// Title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What it settles; may be empty.
    async fn summary(&self) -> &str {
        &self.0.summary
    }

    /// Document number; null for a draft.
    async fn doc_no(&self) -> Option<&str> {
        self.0.doc_no.as_deref()
    }

    /// Whether it is on trial (试行).
    async fn trial(&self) -> bool {
        self.0.trial
    }

    /// Day of issue.
    async fn issued_on(&self) -> Option<NaiveDate> {
        self.0.issued_on
    }

    /// State.
    async fn state(&self) -> Code<RegulationState> {
        self.0.state.get().into()
    }

    /// When it was published.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// Name of the person who published it.
    async fn published_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.published_by).await
    }

    /// Day from which it is no longer in force.
    async fn repealed_on(&self) -> Option<NaiveDate> {
        self.0.repealed_on
    }

    /// Why.
    async fn repeal_reason(&self) -> Option<&str> {
        self.0.repeal_reason.as_deref()
    }

    /// Regulation that it replaces.
    async fn supersedes(&self, ctx: &Context<'_>) -> Result<Option<Regulation>> {
        let Some(id) = self.0.supersedes_id else {
            return Ok(None);
        };
        let request = RequestContext::of(ctx)?;
        let row = service::find(&request.app, &request.op, id).await;
        Ok(request.value(row)?.map(Regulation))
    }

    /// Its files, oldest first.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let files = request
            .batches
            .regulation_files
            .load(self.0.id, |ids| async move {
                request.value(service::files_of(&request.app, &request.op, &ids).await)
            });
        Ok(files.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let op = &RequestContext::of(ctx)?.op;
        let actions = service::actions(op, &self.0).into_iter();
        Ok(actions
            .map(|(event, outcome)| ActionAvailability::new(op, event, outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
