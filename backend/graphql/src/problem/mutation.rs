//! The life of a problem (§3.3): each mutation is one event of its machine.

use async_graphql::{Context, Object, Result};
use remit_service::problem::verify::Assign;
use remit_service::problem::{answer, close_out, raise, rectify, verify};
use remit_shared::id::NodeKind;

use super::input::{
    AcceptNowInput, AcceptPlanInput, AskExtensionInput, AssignProblemInput, CloseOutInput,
    DecideExtensionInput, MergeProblemInput, ProblemReasonInput, ProblemStepInput, RaiseProblemInput,
    ReturnRectificationInput, SubmitRectificationInput,
};
use super::payload::ProblemPayload;
use crate::context::RequestContext;
use crate::id;

/// Writes to problems.
#[derive(Debug, Default)]
pub struct ProblemMutation;

#[Object]
impl ProblemMutation {
    /// Raises a problem (K08). A unit that reports itself is spared the deduction (§5.7).
    async fn raise_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new problem.")] input: RaiseProblemInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let raise = raise::Raise {
                client_id: id::read_client(&input.client_id)?,
                org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
                section: id::read_optional(NodeKind::OrgSection, input.section_id.as_ref(), "sectionId")?,
                title: input.title,
                facts: input.facts,
                category: input.category.0,
                severity: input.severity.0,
                files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
            };
            raise::raise(&request.app, &request.op, raise).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// RAISED → VERIFYING: somebody of the oversight section takes it (§3.3).
    async fn take_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem.")] input: ProblemStepInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            verify::take(&request.app, &request.op, step).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// VERIFYING → REJECTED: no problem after all, with the reason (§3.3).
    async fn reject_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and the reason.")] input: ProblemReasonInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            verify::reject(&request.app, &request.op, step, &input.reason).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// VERIFYING → MERGED: the same fact is another problem of the unit already (§3.3).
    async fn merge_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and the one that goes on.")] input: MergeProblemInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            let into = id::read(NodeKind::Problem, &input.into_id, "intoId")?;
            verify::merge(&request.app, &request.op, step, into, &input.reason).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// VERIFYING → ASSIGNED: a push sheet goes to the unit, which has two working days to answer (§3.3).
    async fn assign_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and what the unit is to do.")] input: AssignProblemInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let assign = Assign {
                step: id::step(NodeKind::Problem, &input.id, input.version)?,
                severity: input.severity.0,
                section: id::read_optional(NodeKind::OrgSection, input.section_id.as_ref(), "sectionId")?,
                suggested_action: input.suggested_action,
                files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
            };
            verify::assign(&request.app, &request.op, assign).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// ASSIGNED → VERIFYING: the unit's lead contests, once, within three working days, with evidence (§3.3).
    async fn contest_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem, the grounds and the evidence.")] input: ProblemReasonInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?;
            answer::contest(&request.app, &request.op, step, &input.reason, &files).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// ASSIGNED → IMMEDIATE (立行立改): the unit promises to finish within five working days (§3.3).
    async fn accept_problem_now(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and the promise.")] input: AcceptNowInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            answer::accept_now(&request.app, &request.op, step, &input.promise).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// ASSIGNED → LEDGERED: the unit's lead accepts with a plan; a ledger entry is opened (§3.3, K09).
    async fn accept_problem_with_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and the plan.")] input: AcceptPlanInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let plan = answer::Plan {
                step: id::step(NodeKind::Problem, &input.id, input.version)?,
                measures: input.measures,
                section: id::read(NodeKind::OrgSection, &input.section_id, "sectionId")?,
                due_on: input.due_on,
            };
            answer::accept_with_plan(&request.app, &request.op, plan).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// LEDGERED → RECTIFYING: work has begun (§3.3).
    async fn start_rectification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem.")] input: ProblemStepInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            rectify::start(&request.app, &request.op, step).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// The unit's lead asks for up to 15 more working days, at most twice (§3.3).
    async fn ask_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem, the days and the reason.")] input: AskExtensionInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            let days = id::count("days", input.days)?;
            rectify::ask_extension(&request.app, &request.op, step, days, &input.reason).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// Grants or refuses an extension: the oversight section the first, the office lead the second (§3.3).
    async fn decide_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The request and the decision.")] input: DecideExtensionInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let decision = rectify::Decision {
                step: id::step(NodeKind::Problem, &input.id, input.version)?,
                extension: id::read(NodeKind::Extension, &input.extension_id, "extensionId")?,
                grant: input.grant,
                reason: input.reason,
            };
            rectify::decide_extension(&request.app, &request.op, decision).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// IMMEDIATE or RECTIFYING → SUBMITTED (申请销号), with evidence (§3.3).
    async fn submit_rectification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem, what was done, and the evidence.")] input: SubmitRectificationInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            id::read_client(&input.client_id)?;
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids, "fileIds")?;
            rectify::submit(&request.app, &request.op, step, &input.statement, &files).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// SUBMITTED → REVERIFYING; from MODERATE on by somebody other than the first verifier (§3.3, R10).
    async fn take_reverification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem.")] input: ProblemStepInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            rectify::take_reverification(&request.app, &request.op, step).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// REVERIFYING → RETURNED, with what is missing and a new last day (§3.3).
    async fn return_rectification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem, the reason and the new last day.")] input: ReturnRectificationInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            rectify::send_back(&request.app, &request.op, step, &input.reason, input.due_on).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// REVERIFYING → CLOSED (销号): the next close-out number is given (§3.3, K09).
    async fn close_out_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem and what was found.")] input: CloseOutInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            close_out::close_out(&request.app, &request.op, step, input.visited, &input.remark).await
        };
        ProblemPayload::of(request, answer.await).await
    }

    /// CLOSED → RECTIFYING within 180 days of a proven relapse, by the office lead, with evidence (§3.3).
    async fn reopen_problem(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem, the reason and the evidence.")] input: ProblemReasonInput,
    ) -> Result<ProblemPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Problem, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?;
            close_out::reopen(&request.app, &request.op, step, &input.reason, &files).await
        };
        ProblemPayload::of(request, answer.await).await
    }
}
