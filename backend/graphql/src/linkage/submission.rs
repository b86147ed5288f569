//! The fields of a submission.

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::linkage::read::{self as service, Reader};
use remit_service::rows::{Text, linkage_submission};
use remit_shared::id::NodeKind;
use remit_shared::linkage::{LinkageKind, SubmissionOutcome, SubmissionState, WindowState};
use remit_shared::wire::Wire;

use super::{Countermeasure, LinkageWindow};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::Problem;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// What a linkage department reported, or its nil return (联动履职建议, §3.6).
#[derive(Description)]
pub struct LinkageSubmission {
    row: linkage_submission::Model,
    reader: Arc<Reader>,
}

impl Listed for LinkageSubmission {}

impl LinkageSubmission {
    /// Wraps a row for a reader.
    pub fn new(row: linkage_submission::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }

    /// Departments learn what became of a submission when its window is fed back.
    async fn shows_outcome(&self, ctx: &Context<'_>) -> Result<bool> {
        if self.row.outcome.is_none() || self.reader.sees_all() {
            return Ok(true);
        }
        let window = LinkageWindow::row(RequestContext::of(ctx)?, &self.reader, self.row.window_id).await?;
        Ok(self.reader.shows_outcome(window.state.get()))
    }
}

#[Object(use_type_description)]
impl LinkageSubmission {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::LinkageSubmission, self.row.id)
    }

    /// Number, such as `LD-2022-0001`, which is the receipt; drafts have none yet.
    async fn receipt(&self) -> Option<&str> {
        self.row.no.as_deref()
    }

    /// Id that the client gave it.
    async fn client_id(&self) -> String {
        self.row.client_id.to_string()
    }

    /// Window it is counted in.
    async fn window(&self, ctx: &Context<'_>) -> Result<LinkageWindow> {
        let row = LinkageWindow::row(RequestContext::of(ctx)?, &self.reader, self.row.window_id).await?;
        Ok(LinkageWindow::new(row, &self.reader))
    }

    /// Department that submitted it.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Unit it is about; null for a nil return.
    async fn about_org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.row.about_org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }

    /// Problem or suggestion; null for a nil return.
    async fn kind(&self) -> Option<Code<LinkageKind>> {
        self.row.kind.map(|kind| kind.get().into())
    }

    /// What is reported; empty for a nil return.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// Who reported stays with the office and the department (F2).
    async fn confidential(&self) -> bool {
        self.row.confidential
    }

    /// Did not wait for a window; counted in the next one.
    async fn urgent(&self) -> bool {
        self.row.urgent
    }

    /// Came after the quarter's end.
    async fn late(&self) -> bool {
        self.row.late
    }

    /// The department has nothing to report this quarter (“无”).
    async fn nil_return(&self) -> bool {
        self.row.nil_return
    }

    /// State (§3.6).
    async fn state(&self) -> Code<SubmissionState> {
        self.row.state.get().into()
    }

    /// Name of the person who wrote it, or who answers for the system that sent it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, Some(self.row.author_id)).await
    }

    /// Sent by the department's own system.
    async fn by_machine(&self) -> bool {
        self.row.api_client_id.is_some()
    }

    /// When it was first written.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.row.submitted_at
    }

    /// Last day for the office to accept or return it.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.row.due_on
    }

    /// When it was accepted or returned.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.row.decided_at
    }

    /// Why it was returned, or a remark on accepting it.
    async fn decision_reason(&self) -> Option<&str> {
        self.row.decision_reason.as_deref()
    }

    /// What became of it; for the department once the window is fed back.
    async fn outcome(&self, ctx: &Context<'_>) -> Result<Option<Code<SubmissionOutcome>>> {
        let shown = self.shows_outcome(ctx).await?;
        Ok(self.row.outcome.filter(|_| shown).map(Text::get).map(Code::from))
    }

    /// Why it was noted or merged; shown with the outcome.
    async fn outcome_reason(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let shown = self.shows_outcome(ctx).await?;
        Ok(self.row.outcome_reason.as_deref().filter(|_| shown))
    }

    /// Problem that it became or was merged into; shown with the outcome.
    async fn problem(&self, ctx: &Context<'_>) -> Result<Option<Problem>> {
        if !self.shows_outcome(ctx).await? {
            return Ok(None);
        }
        Problem::load_if_named(RequestContext::of(ctx)?, self.row.problem_id).await
    }

    /// Countermeasure that answers it; shown with the outcome.
    async fn countermeasure(&self, ctx: &Context<'_>) -> Result<Option<Countermeasure>> {
        let (Some(id), true) = (self.row.countermeasure_id, self.shows_outcome(ctx).await?) else {
            return Ok(None);
        };
        let request = RequestContext::of(ctx)?;
        let row = request.batches.countermeasures.load(id, |ids| {
            let reader = Arc::clone(&self.reader);
            async move {
                let rows = service::countermeasures_by_ids(&request.app, &reader, &ids).await;
                request.by_id(rows, |row| (row.id, row))
            }
        });
        Ok(row.await?.map(Countermeasure))
    }

    /// Evidence files, oldest first (K45).
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let files = request.batches.linkage_evidence.load(self.row.id, |ids| {
            let reader = Arc::clone(&self.reader);
            async move { request.value(service::evidence(&request.app, &reader, &ids).await) }
        });
        Ok(files.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let current = request.value(service::window(&request.app, &self.reader, None).await)?;
        let current = current.map_or(WindowState::Closed, |window| window.state.get());
        let actions = self.reader.actions(&request.app, &self.row, current);
        Ok(actions
            .into_iter()
            .map(|action| ActionAvailability::of(&request.op, action.event.code(), action.outcome))
            .collect())
    }
}
