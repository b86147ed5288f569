//! The life of a suggestion (§3.5): each mutation is one event of its machine.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::panel::suggestion::{read, screen, submit};
use remit_service::rows::suggestion;
use remit_shared::id::NodeKind;
use remit_shared::panel::{InvalidReason, SuggestionLink, Verdict};
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::refusal::Refusal;

use super::suggestion::Suggestion;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;
use crate::problem::Problem;

/// What an officer or expert reports.
#[derive(Debug, InputObject)]
pub struct SubmitSuggestionInput {
    /// UUID that the client made for this form; sending it twice gives the first suggestion back.
    pub client_id: ID,
    /// Unit it is about, where the author knows.
    pub org_id: Option<ID>,
    /// When, where, what: 10 to 4 000 characters.
    pub text: String,
    /// Photos and papers uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

/// A step that needs no words.
#[derive(Debug, InputObject)]
pub struct SuggestionStepInput {
    /// The suggestion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// A verdict.
#[derive(Debug, InputObject)]
pub struct JudgeSuggestionInput {
    /// The suggestion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Verdict.
    pub verdict: Code<Verdict>,
    /// Reason from the fixed list; asked for when it is not valid.
    pub reason: Option<Code<InvalidReason>>,
    /// Earlier suggestion; asked for when it is a duplicate.
    pub duplicate_of_id: Option<ID>,
    /// Why it is valid; or what the author is told, at most 1 000 characters.
    pub text: String,
}

/// Asking for a second look.
#[derive(Debug, InputObject)]
pub struct SuggestionReasonInput {
    /// The suggestion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why, at most 1 000 characters.
    pub reason: String,
}

/// What a valid suggestion is made into.
#[derive(Debug, InputObject)]
pub struct AdoptSuggestionInput {
    /// The suggestion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What it leads to.
    pub link: Code<SuggestionLink>,
    /// Unit, where the author named none or another one is meant.
    pub org_id: Option<ID>,
    /// Redacted copy for the unit, written by the office; it becomes the facts of the problem.
    pub text_for_unit: String,
    /// Title of the problem.
    pub title: Option<String>,
    /// Kind of failing.
    pub category: Option<Code<ProblemCategory>>,
    /// Severity as first judged.
    pub severity: Option<Code<Severity>>,
    /// The person has looked at the similar problems and says that this is another matter.
    #[graphql(default = false)]
    pub not_duplicate: bool,
}

/// Replying to the author.
#[derive(Debug, InputObject)]
pub struct ReplySuggestionInput {
    /// The suggestion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What came of it.
    pub reply: String,
}

/// The suggestion as changed, or why it was not.
#[derive(SimpleObject)]
pub struct SuggestionPayload {
    /// The suggestion.
    suggestion: Option<Suggestion>,
    /// The problem it was made into.
    problem: Option<Problem>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl SuggestionPayload {
    async fn of(request: &RequestContext, answer: Answer<suggestion::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let suggestion = match settled.value {
            Some(row) => {
                let reader = request.value(read::reader(&request.app, &request.op).await)?;
                Some(Suggestion::new(row, &Arc::new(reader)))
            }
            None => None,
        };
        Ok(Self {
            suggestion,
            problem: None,
            problems: settled.problems,
        })
    }
}

impl TryFrom<JudgeSuggestionInput> for screen::Judge {
    type Error = Refusal;

    fn try_from(input: JudgeSuggestionInput) -> Result<Self, Refusal> {
        let original = input.duplicate_of_id.as_ref();
        Ok(Self {
            step: id::step(NodeKind::Suggestion, &input.id, input.version)?,
            verdict: input.verdict.0,
            reason: input.reason.map(|reason| reason.0),
            duplicate_of: id::read_optional(NodeKind::Suggestion, original, "duplicateOfId")?,
            text: input.text,
        })
    }
}

impl TryFrom<AdoptSuggestionInput> for screen::Adopt {
    type Error = Refusal;

    fn try_from(input: AdoptSuggestionInput) -> Result<Self, Refusal> {
        Ok(Self {
            step: id::step(NodeKind::Suggestion, &input.id, input.version)?,
            link: input.link.0,
            org: id::read_optional(NodeKind::Org, input.org_id.as_ref(), "orgId")?,
            text_for_unit: input.text_for_unit,
            title: input.title.unwrap_or_default(),
            category: input
                .category
                .map_or(ProblemCategory::Other, |category| category.0),
            severity: input.severity.map_or(Severity::Minor, |severity| severity.0),
            not_duplicate: input.not_duplicate,
        })
    }
}

/// Writes to suggestions.
#[derive(Debug, Default)]
pub struct SuggestionMutation;

#[Object]
impl SuggestionMutation {
    /// — → SUBMITTED: the author gets a number; the same client id gives the first one back (§3.5).
    async fn submit_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is reported.")] input: SubmitSuggestionInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let report = submit::Submit {
                client_id: id::read_client(&input.client_id)?,
                about: id::read_optional(NodeKind::Org, input.org_id.as_ref(), "orgId")?,
                text: input.text,
                files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
            };
            submit::submit(&request.app, &request.op, report).await
        };
        SuggestionPayload::of(request, answer.await).await
    }

    /// SUBMITTED → SCREENING (§3.5).
    async fn take_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The suggestion.")] input: SuggestionStepInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Suggestion, &input.id, input.version)?;
            screen::take(&request.app, &request.op, step).await
        };
        SuggestionPayload::of(request, answer.await).await
    }

    /// SCREENING → VALID, INVALID or DUPLICATE; where two persons decide, the first verdict is proposed (§3.5).
    async fn judge_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The suggestion and the verdict.")] input: JudgeSuggestionInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { screen::judge(&request.app, &request.op, input.try_into()?).await };
        SuggestionPayload::of(request, answer.await).await
    }

    /// INVALID → SCREENING: the author asks once for a second look (§3.5).
    async fn ask_suggestion_again(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The suggestion and why.")] input: SuggestionReasonInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Suggestion, &input.id, input.version)?;
            submit::ask_again(&request.app, &request.op, step, &input.reason).await
        };
        SuggestionPayload::of(request, answer.await).await
    }

    /// VALID → ADOPTED: a problem whose facts are the redacted copy, or a note (§3.5, F2).
    async fn adopt_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The suggestion and what it is made into.")] input: AdoptSuggestionInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { screen::adopt(&request.app, &request.op, input.try_into()?).await };
        let mut raised = None;
        let answer = answer.await.map(|(suggestion, problem)| {
            raised = problem;
            suggestion
        });
        let mut payload = SuggestionPayload::of(request, answer).await?;
        if let Some(problem) = raised {
            payload.problem = Some(Problem::acted_on(request, problem).await?);
        }
        Ok(payload)
    }

    /// ADOPTED → REPLIED: the author learns what came of it (§3.5).
    async fn reply_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The suggestion and the reply.")] input: ReplySuggestionInput,
    ) -> Result<SuggestionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Suggestion, &input.id, input.version)?;
            screen::reply(&request.app, &request.op, step, &input.reply).await
        };
        SuggestionPayload::of(request, answer.await).await
    }
}
