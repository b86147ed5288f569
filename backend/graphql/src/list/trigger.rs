//! An occasion on which a unit has to revise its lists (§2 `ListTrigger`, K36).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use remit_service::list::read::{self as service, Reader};
use remit_service::list::trigger as machine;
use remit_service::rows::list_trigger;
use remit_shared::id::NodeKind;
use remit_shared::list::{TriggerCause, TriggerState};

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::action::ActionAvailability;
use crate::problem::evidence::EvidenceFile;

/// An occasion on which a unit has to revise its lists (清单修订事由).
#[derive(Description)]
pub struct ListTrigger {
    row: list_trigger::Model,
    reader: Arc<Reader>,
}

impl Listed for ListTrigger {}

impl ListTrigger {
    /// Wraps a row that the reader's scope opened.
    pub fn new(row: list_trigger::Model, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }
}

#[Object(use_type_description)]
impl ListTrigger {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::ListTrigger, self.row.id)
    }

    /// The unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Why.
    async fn cause(&self) -> Code<TriggerCause> {
        self.row.cause.get().into()
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Law or document with its article.
    async fn basis(&self) -> &str {
        &self.row.basis
    }

    /// Day on which it occurred.
    async fn occurred_on(&self) -> NaiveDate {
        self.row.occurred_on
    }

    /// Last day to submit the revised lists.
    async fn due_on(&self) -> NaiveDate {
        self.row.due_on
    }

    /// Working days it is counted with.
    async fn due_wd(&self) -> i32 {
        self.row.due_wd
    }

    /// Working days by which the deadline has passed, or was missed; 0 when on time.
    async fn overdue_days(&self) -> u32 {
        match self.row.state.get() {
            TriggerState::Open => self.reader.overdue_days(self.row.due_on),
            TriggerState::Submitted => self.row.submitted_on.map_or(0, |day| {
                self.reader
                    .calendar
                    .overdue_working_days(self.row.due_on, day)
                    .unwrap_or_default()
            }),
            TriggerState::Voided => 0,
        }
    }

    /// State.
    async fn state(&self) -> Code<TriggerState> {
        self.row.state.get().into()
    }

    /// When the revised lists were submitted; the day counts for the score.
    async fn submitted_on(&self) -> Option<NaiveDate> {
        self.row.submitted_on
    }

    /// Name of the person who submitted.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.row.submitted_by).await
    }

    /// What was revised.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// How often it was returned.
    async fn returned_count(&self) -> i32 {
        self.row.returned_count
    }

    /// Why it was last returned or voided.
    async fn office_reason(&self) -> Option<&str> {
        self.row.office_reason.as_deref()
    }

    /// Global id of the adjustment that opened it.
    async fn adjustment_id(&self) -> Option<ID> {
        self.row.adjustment_id.map(|id| global(NodeKind::Adjustment, id))
    }

    /// Files submitted with it.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceFile>> {
        let request = RequestContext::of(ctx)?;
        let reader = &self.reader;
        let batch = &request.batches.lists.trigger_files;
        let found = batch.load(self.row.id, |ids| async move {
            request.value(service::trigger_files(&request.app, reader, &ids).await)
        });
        Ok(found.await?.into_iter().flatten().map(EvidenceFile).collect())
    }

    /// What the state and the reader's role could ever allow, each with the reason why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = machine::actions(&request.app, &self.reader, &self.row).into_iter();
        Ok(actions
            .map(|one| ActionAvailability::new(&request.op, one.event, one.outcome))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
