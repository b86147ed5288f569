//! An adjustment with everything that its page shows.

use std::sync::Arc;

use async_graphql::{Context, Description, Object, Result};
use remit_service::list::read::{self as service, Loaded, Reader};
use remit_service::rows::{adjustment_event, duty_adjustment, list_trigger};

use super::adjustment::{AdjustmentEvent, DutyAdjustment};
use super::change::ListChange;
use super::tasks::DutyTaskList;
use super::trigger::ListTrigger;
use crate::context::RequestContext;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// An adjustment with everything that its page shows.
#[derive(Description)]
pub struct DutyAdjustmentDetail {
    loaded: Loaded,
    events: Vec<adjustment_event::Model>,
    triggers: Vec<list_trigger::Model>,
    reader: Arc<Reader>,
}

impl DutyAdjustmentDetail {
    /// Loads what hangs on an adjustment that the reader has been given.
    pub async fn of(request: &RequestContext, row: duty_adjustment::Model) -> Result<Self> {
        let reader = request.adjustments().await?;
        let app = &request.app;
        Ok(Self {
            events: request.value(service::events(app, &row).await)?,
            triggers: request.value(service::triggers_of(app, &reader, row.id).await)?,
            loaded: request.value(service::load(app, row).await)?,
            reader,
        })
    }
}

#[Object(use_type_description)]
impl DutyAdjustmentDetail {
    /// The adjustment.
    async fn adjustment(&self) -> DutyAdjustment {
        DutyAdjustment::new(self.loaded.row.clone(), &self.reader)
    }

    /// Its list changes in their order, dropped drafts too.
    async fn changes(&self) -> Vec<ListChange> {
        self.loaded.changes.iter().cloned().map(ListChange).collect()
    }

    /// The new versions of duty-task lists that it brought about.
    async fn task_lists(&self) -> Vec<DutyTaskList> {
        self.loaded.task_lists.iter().cloned().map(DutyTaskList).collect()
    }

    /// The occasions to revise lists that it opened, as far as the reader's scope goes.
    async fn triggers(&self) -> Vec<ListTrigger> {
        let wrap = |row: &list_trigger::Model| ListTrigger::new(row.clone(), &self.reader);
        self.triggers.iter().map(wrap).collect()
    }

    /// Its history, oldest first.
    async fn events(&self) -> Vec<AdjustmentEvent> {
        self.events.iter().cloned().map(AdjustmentEvent).collect()
    }

    /// The justice bureau's opinion.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let reader = &self.reader;
        let found = request
            .batches
            .lists
            .files
            .load(self.loaded.row.id, |ids| async move {
                request.value(service::files(&request.app, reader, &ids).await)
            });
        Ok(found.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// What the state and the reader's role could ever allow, each with the reason why not now (§3.12).
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = self.reader.actions(&request.app, &self.loaded).into_iter();
        Ok(actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }
}
