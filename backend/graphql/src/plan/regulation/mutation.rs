//! Writes to the library of regulations (K01).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::plan::regulation as service;
use remit_service::rows::regulation;
use remit_shared::id::NodeKind;
use remit_shared::plan::RegulationKind;
use remit_shared::refusal::Refusal;

use super::Regulation;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// Writing a draft, new or changed.
#[derive(Debug, InputObject)]
pub struct WriteRegulationInput {
    /// The draft to change; left out for a new one.
    pub id: Option<ID>,
    /// Version of the draft that the person saw; goes with `id`.
    pub version: Option<i32>,
    /// Which document of the regime.
    pub kind: Code<RegulationKind>,
    /// Title, at most 120 characters.
    pub title: String,
    /// What it settles, at most 4 000 characters; may be empty.
    pub summary: String,
    /// On trial (试行).
    pub trial: bool,
    /// Regulation in force that it will replace.
    pub supersedes_id: Option<ID>,
    /// Files uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

/// Publishing a draft.
#[derive(Debug, InputObject)]
pub struct PublishRegulationInput {
    /// The draft.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Document number.
    pub doc_no: String,
    /// Day of issue, not in the future.
    pub issued_on: Option<NaiveDate>,
}

/// Repealing a regulation in force.
#[derive(Debug, InputObject)]
pub struct RepealRegulationInput {
    /// The regulation.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

impl TryFrom<WriteRegulationInput> for service::Write {
    type Error = Refusal;

    fn try_from(input: WriteRegulationInput) -> Result<Self, Refusal> {
        let existing = match (&input.id, input.version) {
            (Some(id), version) => Some(id::step(NodeKind::Regulation, id, version.unwrap_or_default())?),
            (None, _) => None,
        };
        Ok(Self {
            existing,
            kind: input.kind.0,
            title: input.title,
            summary: input.summary,
            trial: input.trial,
            supersedes: id::read_optional(
                NodeKind::Regulation,
                input.supersedes_id.as_ref(),
                "supersedesId",
            )?,
            files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
        })
    }
}

/// The regulation as changed, or why it was not.
#[derive(SimpleObject)]
pub struct RegulationPayload {
    /// The regulation.
    regulation: Option<Regulation>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl RegulationPayload {
    fn of(request: &RequestContext, answer: Answer<regulation::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            regulation: settled.value.map(Regulation),
            problems: settled.problems,
        })
    }
}

/// Writes to the library.
#[derive(Debug, Default)]
pub struct RegulationMutation;

#[Object]
impl RegulationMutation {
    /// Writes a draft or changes it (K01).
    async fn write_regulation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The draft.")] input: WriteRegulationInput,
    ) -> Result<RegulationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::write(&request.app, &request.op, input.try_into()?).await };
        RegulationPayload::of(request, answer.await)
    }

    /// DRAFT → PUBLISHED, with number and day; what it replaces is repealed (K01).
    async fn publish_regulation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The draft, its number and day.")] input: PublishRegulationInput,
    ) -> Result<RegulationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Regulation, &input.id, input.version)?;
            service::publish(&request.app, &request.op, step, &input.doc_no, input.issued_on).await
        };
        RegulationPayload::of(request, answer.await)
    }

    /// PUBLISHED → REPEALED, with the reason (K01).
    async fn repeal_regulation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The regulation and the reason.")] input: RepealRegulationInput,
    ) -> Result<RegulationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Regulation, &input.id, input.version)?;
            service::repeal(&request.app, &request.op, step, &input.reason).await
        };
        RegulationPayload::of(request, answer.await)
    }
}
