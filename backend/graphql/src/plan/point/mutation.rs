//! The life of a point (§3.2): each mutation is one event of its machine, or one act on many.

use async_graphql::{Context, Object, Result};
use remit_service::plan::point::{bulk, change, draw, remind, review, run, write};
use remit_shared::id::NodeKind;

use super::draw::PointDraw;
use super::input::{
    AskPointChangeInput, BulkPointsInput, ClaimPointInput, CreatePointInput, DecidePointChangeInput,
    EditPointInput, PointReasonInput, PointReportInput, PointStepInput, RemindPointsInput, ReportPointsInput,
    VerifyPointInput,
};
use super::payload::{BulkPointsPayload, PointDrawPayload, PointPayload, PointsPayload};
use crate::context::RequestContext;
use crate::id;
use remit_shared::refusal::Refusal;

fn report(input: PointReportInput) -> Result<run::Report, Refusal> {
    Ok(run::Report {
        step: id::step(NodeKind::Point, &input.id, input.version)?,
        progress: id::count("progress", input.progress)?,
        note: input.note.unwrap_or_default(),
        files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
    })
}

/// Writes to points.
#[derive(Debug, Default)]
pub struct PointMutation;

#[Object]
impl PointMutation {
    /// Writes a new point of the own unit (K04); the code is given.
    async fn create_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new point.")] input: CreatePointInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let create = write::Create {
                client_id: id::read_client(&input.client_id)?,
                year: input.year,
                written: input.entry.read()?,
            };
            write::create(&request.app, &request.op, create).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// DRAFT or RETURNED: rewrites the point (§3.2).
    async fn edit_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point as it is to read.")] input: EditPointInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Point, &input.id, input.version)?;
            write::edit(&request.app, &request.op, step, input.entry.read()?).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// DRAFT or RETURNED → SUBMITTED: the unit's lead signs (§3.2).
    async fn submit_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point.")] input: PointStepInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { write::submit(&request.app, &request.op, input.read()?).await };
        PointPayload::of(request, answer.await).await
    }

    /// SUBMITTED → APPROVED: the point enters the daily ledger (§3.2, K05).
    async fn approve_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point.")] input: PointStepInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { review::approve(&request.app, &request.op, input.read()?).await };
        PointPayload::of(request, answer.await).await
    }

    /// SUBMITTED → RETURNED, with the reason (§3.2).
    async fn return_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point and the reason.")] input: PointReasonInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Point, &input.id, input.version)?;
            review::send_back(&request.app, &request.op, step, &input.reason).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// ACTIVE: this month's progress (§3.2).
    async fn report_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: PointReportInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { run::report(&request.app, &request.op, report(input)?).await };
        PointPayload::of(request, answer.await).await
    }

    /// ACTIVE: this month's progress of many points, all or none (§3.2).
    async fn report_points(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reports.")] input: ReportPointsInput,
    ) -> Result<PointsPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let reports: Result<Vec<_>, Refusal> = input.reports.into_iter().map(report).collect();
            run::report_all(&request.app, &request.op, reports?).await
        };
        let settled = request.settle(answer.await)?;
        Ok(PointsPayload {
            count: settled.value.map_or(0, |points| points.len()),
            units: 1,
            problems: settled.problems,
        })
    }

    /// ACTIVE → CHANGE_PENDING: the unit's lead asks for a change (§3.2).
    async fn ask_point_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: AskPointChangeInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let importance = input.importance.map(|value| id::count("importance", value));
            let ask = change::Ask {
                step: id::step(NodeKind::Point, &input.id, input.version)?,
                cancels: input.cancels,
                target: input.target,
                importance: importance.transpose()?,
                due_on: input.due_on,
                reason: input.reason,
            };
            change::ask(&request.app, &request.op, ask).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// CHANGE_PENDING → ACTIVE or CANCELLED: the office decides (§3.2).
    async fn decide_point_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision.")] input: DecidePointChangeInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Point, &input.id, input.version)?;
            let reason = input.reason.unwrap_or_default();
            change::decide(&request.app, &request.op, step, input.grant, &reason).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// ACTIVE → CLAIMED, with evidence (§3.2).
    async fn claim_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The claim.")] input: ClaimPointInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Point, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids, "fileIds")?;
            let statement = input.statement.unwrap_or_default();
            run::claim(&request.app, &request.op, step, &statement, &files).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// CLAIMED → VERIFIED; points of the sample are visited and graded (§3.2).
    async fn verify_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was found.")] input: VerifyPointInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let verification = review::Verification {
                step: id::step(NodeKind::Point, &input.id, input.version)?,
                visited: input.visited,
                quality: input.quality.map(|quality| quality.0),
                remark: input.remark.unwrap_or_default(),
            };
            review::verify(&request.app, &request.op, verification).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// CLAIMED → ACTIVE: the claim does not hold (§3.2).
    async fn reject_point_claim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point and the reason.")] input: PointReasonInput,
    ) -> Result<PointPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Point, &input.id, input.version)?;
            review::reject(&request.app, &request.op, step, false, &input.reason).await
        };
        PointPayload::of(request, answer.await).await
    }

    /// One act on many points: previewed with `dryRun`, then done for all of them or for none (K05).
    async fn bulk_points(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The act.")] input: BulkPointsInput,
    ) -> Result<BulkPointsPayload> {
        let request = RequestContext::of(ctx)?;
        let dry_run = input.dry_run;
        let answer = async {
            let steps: Result<Vec<_>, Refusal> = input.points.iter().map(PointStepInput::read).collect();
            let importance = input.importance.map(|value| id::count("importance", value));
            let act = bulk::Bulk {
                act: input.act.0,
                steps: steps?,
                reason: input.reason.unwrap_or_default(),
                values: bulk::Values {
                    section: id::read_optional(NodeKind::OrgSection, input.section_id.as_ref(), "sectionId")?,
                    importance: importance.transpose()?,
                    due_on: input.due_on,
                },
                dry_run,
            };
            bulk::bulk(&request.app, &request.op, act).await
        };
        BulkPointsPayload::of(request, dry_run, answer.await)
    }

    /// Reminds the contacts and leads of the units that these points belong to: one line a unit (K05, K38).
    async fn remind_points(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The points.")] input: RemindPointsInput,
    ) -> Result<PointsPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let ids = id::read_all(NodeKind::Point, &input.ids, "ids")?;
            remind::remind(&request.app, &request.op, &ids).await
        };
        let settled = request.settle(answer.await)?;
        let done = settled.value.unwrap_or_default();
        Ok(PointsPayload {
            count: done.points,
            units: done.units,
            problems: settled.problems,
        })
    }

    /// Draws the sample of a year's points that are visited when verified, from the plan's seed, once (§3.2).
    async fn draw_point_sample(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year.")] year: i32,
    ) -> Result<PointDrawPayload> {
        let request = RequestContext::of(ctx)?;
        let settled = request.settle(draw::draw(&request.app, &request.op, year).await)?;
        Ok(PointDrawPayload {
            draw: settled.value.map(PointDraw),
            problems: settled.problems,
        })
    }
}
