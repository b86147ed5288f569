//! What the mutations of joint activities answer.

use async_graphql::{Context, ID, Result, SimpleObject};
use remit_service::activity::read as service;
use remit_service::failure::Answer;
use remit_service::rows::{finding, joint_activity};
use remit_shared::id::NodeKind;

use super::object::JointActivity;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::global;

/// The activity as changed, or why it was not.
#[derive(SimpleObject)]
pub struct JointActivityPayload {
    /// The activity.
    activity: Option<JointActivity>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl JointActivityPayload {
    /// Wraps a use case's answer.
    pub async fn of(ctx: &Context<'_>, answer: Answer<joint_activity::Model>) -> Result<Self> {
        let request = RequestContext::of(ctx)?;
        let settled = request.settle(answer)?;
        let activity = match settled.value {
            Some(row) => {
                let reader = request.activities().await?;
                let loaded = service::load(&request.app, &reader, vec![row]).await;
                request.value(loaded)?.pop().map(JointActivity)
            }
            None => None,
        };
        Ok(Self {
            activity,
            problems: settled.problems,
        })
    }
}

/// The finding as changed, or why it was not.
#[derive(SimpleObject)]
pub struct FindingPayload {
    /// Global id of the finding.
    finding_id: Option<ID>,
    /// Number of the problem it became, where it did.
    problem_code: Option<String>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl FindingPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<(finding::Model, Option<String>)>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let (id, code) = settled.value.map(|(row, code)| (row.id, code)).unzip();
        Ok(Self {
            finding_id: id.map(|id| global(NodeKind::Finding, id)),
            problem_code: code.flatten(),
            problems: settled.problems,
        })
    }
}
