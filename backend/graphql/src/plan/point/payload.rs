//! What the mutations of points answer.

use async_graphql::{ID, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::plan::point::bulk::Line;
use remit_service::rows::effectiveness_point;
use remit_shared::id::NodeKind;
use remit_shared::plan::point::PointState;
use remit_shared::refusal::RefusalCode;

use super::EffectivenessPoint;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::{UserProblem, sentence};
use crate::id::global;

/// The point as changed, or why it was not.
#[derive(SimpleObject)]
pub struct PointPayload {
    /// The point.
    point: Option<EffectivenessPoint>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl PointPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<effectiveness_point::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let point = match settled.value {
            Some(row) => EffectivenessPoint::acted_on(request, row).await?,
            None => None,
        };
        Ok(Self {
            point,
            problems: settled.problems,
        })
    }
}

/// How many points were changed, or why none was.
#[derive(SimpleObject)]
pub struct PointsPayload {
    /// Points changed.
    pub count: usize,
    /// Units concerned, where it matters.
    pub units: usize,
    /// Why nothing was changed; empty on success.
    pub problems: Vec<UserProblem>,
}

/// One line of an act on many points: before, after, or why not.
#[derive(SimpleObject)]
pub struct BulkPointLine {
    /// The point.
    id: ID,
    /// Its code.
    code: String,
    /// Its title.
    title: String,
    /// State before.
    state_before: Code<PointState>,
    /// State after; null if it is refused.
    state_after: Option<Code<PointState>>,
    /// Importance before.
    importance_before: i32,
    /// Importance after.
    importance_after: Option<i32>,
    /// Due date before.
    due_before: NaiveDate,
    /// Due date after.
    due_after: Option<NaiveDate>,
    /// Why not, as a stable code.
    refusal: Option<Code<RefusalCode>>,
    /// Why not and what to do, in Chinese.
    message_zh: Option<String>,
    /// The same in the language of the request.
    message: Option<String>,
}

impl BulkPointLine {
    fn of(request: &RequestContext, line: &Line) -> Self {
        let after = line.after.as_ref().ok();
        let refusal = line.after.as_ref().err();
        Self {
            id: global(NodeKind::Point, line.before.id),
            code: line.before.code.clone(),
            title: line.before.title.clone(),
            state_before: line.before.state.get().into(),
            state_after: after.map(|point| point.state.get().into()),
            importance_before: line.before.importance,
            importance_after: after.map(|point| point.importance),
            due_before: line.before.due_on,
            due_after: after.map(|point| point.due_on),
            refusal: refusal.map(|refusal| refusal.code.into()),
            message_zh: refusal.map(|refusal| refusal.zh.clone()),
            message: refusal.map(|refusal| sentence(refusal, request.op.locale).to_owned()),
        }
    }
}

/// An act on many points: done for all of them, or for none.
#[derive(SimpleObject)]
pub struct BulkPointsPayload {
    /// Whether it was done; false for a preview, and when a line refuses.
    done: bool,
    /// What it does, or would do, to each point.
    lines: Vec<BulkPointLine>,
    /// Why the act as a whole is refused; empty otherwise.
    problems: Vec<UserProblem>,
}

impl BulkPointsPayload {
    /// Wraps the use case's answer.
    pub fn of(request: &RequestContext, dry_run: bool, answer: Answer<Vec<Line>>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let lines = settled.value.unwrap_or_default();
        let refused = lines.iter().any(|line| line.after.is_err());
        Ok(Self {
            done: !dry_run && !refused && settled.problems.is_empty(),
            lines: lines
                .into_iter()
                .map(|line| BulkPointLine::of(request, &line))
                .collect(),
            problems: settled.problems,
        })
    }
}

/// The draw, or why there is none.
#[derive(SimpleObject)]
pub struct PointDrawPayload {
    /// The draw.
    pub draw: Option<super::draw::PointDraw>,
    /// Why nothing was drawn; empty on success.
    pub problems: Vec<UserProblem>,
}
