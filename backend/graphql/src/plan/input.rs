//! What the mutations of plans take (§3.1).

use async_graphql::{ID, InputObject};
use remit_service::plan::applicability::Declaration;
use remit_service::plan::draft::Beginning;
use remit_shared::id::NodeKind;
use remit_shared::plan::{ApplicabilityStatus, OpinionKind};
use remit_shared::refusal::Refusal;

use super::indicator::IndicatorInput;
use super::param::PlanParamInput;
use crate::code::Code;
use crate::id;

/// Beginning the plan of a year.
#[derive(Debug, InputObject)]
pub struct DraftPlanInput {
    /// Year.
    pub year: i32,
    /// Plan to copy; left out, the default tree is planted.
    pub from_id: Option<ID>,
}

impl TryFrom<DraftPlanInput> for Beginning {
    type Error = Refusal;

    fn try_from(input: DraftPlanInput) -> Result<Self, Refusal> {
        Ok(Self::Year {
            year: input.year,
            from: id::read_optional(NodeKind::Plan, input.from_id.as_ref(), "fromId")?,
        })
    }
}

/// Beginning an amendment of the plan in force.
#[derive(Debug, InputObject)]
pub struct AmendPlanInput {
    /// The plan in force.
    pub id: ID,
    /// Why, at most 1 000 characters.
    pub reason: String,
}

impl TryFrom<AmendPlanInput> for Beginning {
    type Error = Refusal;

    fn try_from(input: AmendPlanInput) -> Result<Self, Refusal> {
        Ok(Self::Amendment {
            of: id::read(NodeKind::Plan, &input.id, "id")?,
            reason: input.reason,
        })
    }
}

/// A step that needs no words.
#[derive(Debug, InputObject)]
pub struct PlanStepInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// Changing the title of a draft.
#[derive(Debug, InputObject)]
pub struct PlanTitleInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Title, at most 120 characters.
    pub title: String,
}

/// Replacing the tree of a draft.
#[derive(Debug, InputObject)]
pub struct PlanTreeInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The whole tree, read from top to bottom.
    pub indicators: Vec<IndicatorInput>,
}

/// Changing parameters of a draft.
#[derive(Debug, InputObject)]
pub struct PlanParamsInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The parameters that change.
    pub params: Vec<PlanParamInput>,
}

/// Whether an indicator applies to a unit.
#[derive(Debug, InputObject)]
pub struct DeclarationInput {
    /// Unit.
    pub org_id: ID,
    /// Code of the third-level indicator.
    pub code: String,
    /// Whether it applies.
    pub status: Code<ApplicabilityStatus>,
    /// Why it does not, at most 1 000 characters.
    pub reason: Option<String>,
}

impl TryFrom<DeclarationInput> for Declaration {
    type Error = Refusal;

    fn try_from(input: DeclarationInput) -> Result<Self, Refusal> {
        Ok(Self {
            org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
            code: input.code,
            status: input.status.0,
            reason: input.reason.unwrap_or_default(),
        })
    }
}

/// Declaring what applies to whom.
#[derive(Debug, InputObject)]
pub struct PlanDeclareInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The pairs, at most 1 000.
    pub declarations: Vec<DeclarationInput>,
}

/// A unit's opinion.
#[derive(Debug, InputObject)]
pub struct PlanOpinionInput {
    /// The plan.
    pub id: ID,
    /// No objection, or a suggestion.
    pub kind: Code<OpinionKind>,
    /// The suggestion, at most 4 000 characters.
    pub text: Option<String>,
}

/// The answer to an opinion.
#[derive(Debug, InputObject)]
pub struct AnswerOpinionInput {
    /// The opinion.
    pub id: ID,
    /// Version of the opinion that the person saw.
    pub version: i32,
    /// Whether it is adopted.
    pub adopted: bool,
    /// The answer, at most 1 000 characters.
    pub answer: String,
}

/// Approving a plan.
#[derive(Debug, InputObject)]
pub struct ApprovePlanInput {
    /// The plan.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the document that approves it.
    pub doc_no: String,
}
