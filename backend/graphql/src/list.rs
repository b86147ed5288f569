//! Duty adjustments (K35, §3.12), powers lists and duty-task lists (K36).

pub mod adjustment;
pub mod change;
pub mod detail;
pub mod input;
pub mod mutation;
pub mod payload;
pub mod power;
pub mod query;
pub mod tasks;
pub mod trigger;
pub mod trigger_mutation;

use std::sync::Arc;

use async_graphql::{MergedObject, Result};
use remit_service::list::read::{self as service, Reader};
use remit_service::rows::{adjustment_party, duty_task_line, file_object, list_change};
use uuid::Uuid;

use crate::batch::Batch;
use crate::context::{Lists, RequestContext};

pub use adjustment::DutyAdjustment;
pub use trigger::ListTrigger;

/// Reads of adjustments and lists.
#[derive(Debug, Default, MergedObject)]
pub struct ListQuery(query::AdjustmentQuery, power::PowerQuery, tasks::TaskListQuery);

/// Writes of adjustments and lists.
#[derive(Debug, Default, MergedObject)]
pub struct ListMutation(mutation::AdjustmentMutation, trigger_mutation::TriggerMutation);

/// The batches of adjustments and lists.
#[derive(Default)]
pub struct ListBatches {
    /// Units concerned, by adjustment.
    pub parties: Lists<adjustment_party::Model>,
    /// Legal opinions, by adjustment.
    pub files: Lists<file_object::Model>,
    /// Files by occasion.
    pub trigger_files: Lists<file_object::Model>,
    /// Changes by id.
    pub changes: Batch<Uuid, list_change::Model>,
    /// Lines by version of a duty-task list.
    pub lines: Lists<duty_task_line::Model>,
}

impl RequestContext {
    /// The reading side of adjustments and occasions.
    pub async fn adjustments(&self) -> Result<Arc<Reader>> {
        let reader = service::reader(&self.app, &self.op).await;
        self.value(reader).map(Arc::new)
    }
}
