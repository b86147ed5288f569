//! The life of a joint activity and of its findings (§3.13).

use async_graphql::{Context, Object, Result};
use remit_service::activity::{finding, plan, site, steps};
use remit_shared::id::NodeKind;

use super::input::{
    ActivityStepInput, CancelActivityInput, ContestFindingInput, ConvertFindingInput, DropFindingInput,
    FindingStepInput, NotifyActivityInput, PlanActivityInput, RecordFindingInput, ReportActivityInput,
    TickCheckInput, VisitUnitInput,
};
use super::payload::{FindingPayload, JointActivityPayload};
use crate::context::RequestContext;
use crate::id;

/// Writes to joint activities.
#[derive(Debug, Default)]
pub struct ActivityMutation;

#[Object]
impl ActivityMutation {
    /// A new activity: PLANNED (§3.13); a double inspection has to be answered for.
    async fn plan_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] input: PlanActivityInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { plan::plan(&request.app, &request.op, input.read()?).await };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// PLANNED → NOTIFIED, three working days before (§3.13).
    async fn notify_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The notice.")] input: NotifyActivityInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Activity, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?;
            steps::notify(&request.app, &request.op, step, &input.doc_no, &files).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// NOTIFIED → ON_SITE (§3.13).
    async fn enter_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The activity.")] input: ActivityStepInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Activity, &input.id, input.version)?;
            steps::enter(&request.app, &request.op, step).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// ON_SITE → FINDINGS: the facts are put to the units (§3.13).
    async fn put_findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The activity.")] input: ActivityStepInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Activity, &input.id, input.version)?;
            steps::put(&request.app, &request.op, step).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// FINDINGS → REPORTED, and shared with the sections and departments concerned (§3.13, K07).
    async fn report_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReportActivityInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Activity, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?;
            steps::report(&request.app, &request.op, step, &input.report, &files).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// PLANNED, NOTIFIED → CANCELLED (§3.13).
    async fn cancel_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The activity and the reason.")] input: CancelActivityInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Activity, &input.id, input.version)?;
            steps::cancel(&request.app, &request.op, step, &input.reason).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// The team was at a unit (§3.13).
    async fn visit_unit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The unit.")] input: VisitUnitInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let activity = id::read(NodeKind::Activity, &input.activity_id, "activityId")?;
            let org = id::read(NodeKind::Org, &input.org_id, "orgId")?;
            let note = input.note.unwrap_or_default();
            site::visit(&request.app, &request.op, activity, org, &note).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// An item of the checklist is done, or is not after all (§3.13).
    async fn tick_activity_check(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The item.")] input: TickCheckInput,
    ) -> Result<JointActivityPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let activity = id::read(NodeKind::Activity, &input.activity_id, "activityId")?;
            site::tick(&request.app, &request.op, activity, input.seq, input.done).await
        };
        JointActivityPayload::of(ctx, answer.await).await
    }

    /// — → RECORDED, on site (§3.13).
    async fn record_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The finding.")] input: RecordFindingInput,
    ) -> Result<FindingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let row = site::record(&request.app, &request.op, input.read()?).await?;
            Ok((row, None))
        };
        FindingPayload::of(request, answer.await)
    }

    /// PUT → CONFIRMED, by the unit (§3.13).
    async fn confirm_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The finding.")] input: FindingStepInput,
    ) -> Result<FindingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Finding, &input.id, input.version)?;
            let row = finding::confirm(&request.app, &request.op, step).await?;
            Ok((row, None))
        };
        FindingPayload::of(request, answer.await)
    }

    /// PUT → CONTESTED, by the lead of the unit (§3.13).
    async fn contest_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The objection.")] input: ContestFindingInput,
    ) -> Result<FindingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Finding, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?;
            let row = finding::contest(&request.app, &request.op, step, &input.reason, &files).await?;
            Ok((row, None))
        };
        FindingPayload::of(request, answer.await)
    }

    /// CONFIRMED, CONTESTED → CONVERTED: a problem with source JOINT_ACTIVITY (§3.13, K08).
    async fn convert_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The problem.")] input: ConvertFindingInput,
    ) -> Result<FindingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let (row, problem) = finding::convert(&request.app, &request.op, input.read()?).await?;
            Ok((row, Some(problem.code)))
        };
        FindingPayload::of(request, answer.await)
    }

    /// A finding is not pursued, with the reason (§3.13).
    async fn drop_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reason.")] input: DropFindingInput,
    ) -> Result<FindingPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Finding, &input.id, input.version)?;
            let row = finding::drop(&request.app, &request.op, step, &input.reason).await?;
            Ok((row, None))
        };
        FindingPayload::of(request, answer.await)
    }
}
