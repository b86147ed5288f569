//! What the mutations of adjustments and lists answer.

use async_graphql::{Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::rows::{duty_adjustment, duty_task_list, list_trigger};

use super::adjustment::DutyAdjustment;
use super::tasks::DutyTaskList;
use super::trigger::ListTrigger;
use crate::context::RequestContext;
use crate::failure::UserProblem;

/// The adjustment as changed, or why it was not.
#[derive(SimpleObject)]
pub struct DutyAdjustmentPayload {
    /// The adjustment.
    adjustment: Option<DutyAdjustment>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl DutyAdjustmentPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<duty_adjustment::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let adjustment = match settled.value {
            Some(row) => Some(DutyAdjustment::new(row, &request.adjustments().await?)),
            None => None,
        };
        Ok(Self {
            adjustment,
            problems: settled.problems,
        })
    }
}

/// The new version, or why there is none.
#[derive(SimpleObject)]
pub struct DutyTaskListPayload {
    /// The version.
    task_list: Option<DutyTaskList>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl DutyTaskListPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<duty_task_list::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            task_list: settled.value.map(DutyTaskList),
            problems: settled.problems,
        })
    }
}

/// The occasion as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ListTriggerPayload {
    /// The occasion.
    trigger: Option<ListTrigger>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl ListTriggerPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<list_trigger::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let trigger = match settled.value {
            Some(row) => Some(ListTrigger::new(row, &request.adjustments().await?)),
            None => None,
        };
        Ok(Self {
            trigger,
            problems: settled.problems,
        })
    }
}
