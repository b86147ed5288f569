//! What the mutations of linkage answer.

use async_graphql::{Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::linkage::write::Receipt;
use remit_service::rows::{countermeasure, linkage_submission, linkage_window};

use super::{Countermeasure, LinkageSubmission, LinkageWindow};
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::problem::Problem;

/// The submission as it stands, or why nothing was changed.
#[derive(Default, SimpleObject)]
pub struct LinkagePayload {
    /// The submission.
    pub submission: Option<LinkageSubmission>,
    /// Its number, such as `LD-2022-0001`, to ask for its state with; drafts have none yet.
    pub receipt: Option<String>,
    /// It had been sent before: this is the first result, and nothing was written.
    pub replayed: bool,
    /// The problem that it founded, on conversion.
    pub problem: Option<Problem>,
    /// Similar problems of the unit, when the conversion was refused because of them (E_DUP).
    pub duplicates: Vec<Problem>,
    /// Why nothing was changed; empty on success.
    pub problems: Vec<UserProblem>,
}

impl LinkagePayload {
    /// Wraps the answer of the departments' side.
    pub async fn of_receipt(request: &RequestContext, answer: Answer<Receipt>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let Some(receipt) = settled.value else {
            return Ok(Self::refused(settled.problems));
        };
        Ok(Self {
            replayed: receipt.replayed,
            ..Self::done(request, receipt.row).await?
        })
    }

    /// Wraps the answer of the office's side.
    pub async fn of(request: &RequestContext, answer: Answer<linkage_submission::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        match settled.value {
            Some(row) => Self::done(request, row).await,
            None => Ok(Self::refused(settled.problems)),
        }
    }

    /// A submission that was written.
    pub async fn done(request: &RequestContext, row: linkage_submission::Model) -> Result<Self> {
        Ok(Self {
            receipt: row.no.clone(),
            // A machine that may send need not be allowed to read.
            submission: match request.linkage().await {
                Ok(reader) => Some(LinkageSubmission::new(row, &reader)),
                Err(_) => None,
            },
            ..Self::default()
        })
    }

    /// Nothing was changed.
    pub fn refused(problems: Vec<UserProblem>) -> Self {
        Self {
            problems,
            ..Self::default()
        }
    }
}

/// The window as changed, or why it was not.
#[derive(SimpleObject)]
pub struct LinkageWindowPayload {
    /// The window.
    window: Option<LinkageWindow>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl LinkageWindowPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<linkage_window::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let window = match settled.value {
            Some(row) => Some(LinkageWindow::new(row, &request.linkage().await?)),
            None => None,
        };
        Ok(Self {
            window,
            problems: settled.problems,
        })
    }
}

/// The countermeasure as changed, or why it was not.
#[derive(SimpleObject)]
pub struct CountermeasurePayload {
    /// The countermeasure.
    countermeasure: Option<Countermeasure>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl CountermeasurePayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<countermeasure::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            countermeasure: settled.value.map(Countermeasure),
            problems: settled.problems,
        })
    }
}
