//! The office's side (§3.6): accepting or returning, what becomes of a submission, study and feedback.

use async_graphql::{Context, Object, Result};
use remit_service::linkage::{answer, decide, study};
use remit_service::problem::read;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;

use super::input::{
    AdviseLinkageInput, ConvertLinkageInput, DecideLinkageInput, FinishCountermeasureInput,
    LinkageWindowInput, MergeLinkageInput,
};
use super::payload::{CountermeasurePayload, LinkagePayload, LinkageWindowPayload};
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;
use crate::problem::Problem;

/// Writes of the office on linkage.
#[derive(Debug, Default)]
pub struct LinkageOfficeMutation;

#[Object]
impl LinkageOfficeMutation {
    /// SUBMITTED → ACCEPTED (§3.6).
    async fn accept_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission.")] input: DecideLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::LinkageSubmission, &input.id, input.version)?;
            decide::accept(&request.app, &request.op, step, &input.reason).await
        };
        LinkagePayload::of(request, answer.await).await
    }

    /// SUBMITTED → RETURNED, with the reason (§3.6).
    async fn return_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission and the reason.")] input: DecideLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::LinkageSubmission, &input.id, input.version)?;
            decide::give_back(&request.app, &request.op, step, &input.reason).await
        };
        LinkagePayload::of(request, answer.await).await
    }

    /// An accepted submission founds a problem (§3.6).
    async fn convert_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission and the problem it founds.")] input: ConvertLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let (id, title) = (input.id.clone(), input.title.clone());
        let converted = async { answer::convert(&request.app, &request.op, input.try_into()?).await };
        let settled = request.settle(converted.await)?;
        let Some((row, problem)) = settled.value else {
            let mut payload = LinkagePayload::refused(settled.problems);
            if payload.problems.iter().any(UserProblem::is_duplicate) {
                payload.duplicates = duplicates(request, &id, &title).await?;
            }
            return Ok(payload);
        };
        Ok(LinkagePayload {
            problem: Some(Problem::acted_on(request, problem).await?),
            ..LinkagePayload::done(request, row).await?
        })
    }

    /// The matter of an accepted submission is a problem of the unit already (§3.6).
    async fn merge_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission and the problem.")] input: MergeLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let merged = async {
            let step = id::step(NodeKind::LinkageSubmission, &input.id, input.version)?;
            let into = id::read(NodeKind::Problem, &input.problem_id, "problemId")?;
            answer::merge(&request.app, &request.op, step, into, &input.reason).await
        };
        LinkagePayload::of(request, merged.await).await
    }

    /// An accepted submission is answered with a countermeasure (K17).
    async fn advise_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission and the countermeasure.")] input: AdviseLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let advised = async {
            let step = id::step(NodeKind::LinkageSubmission, &input.id, input.version)?;
            let done = answer::advise(&request.app, &request.op, step, input.measure()?).await?;
            Ok(done.0)
        };
        LinkagePayload::of(request, advised.await).await
    }

    /// An accepted submission is kept for the record, with the reason (§3.6).
    async fn note_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission and the reason.")] input: DecideLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let noted = async {
            let step = id::step(NodeKind::LinkageSubmission, &input.id, input.version)?;
            answer::note(&request.app, &request.op, step, &input.reason).await
        };
        LinkagePayload::of(request, noted.await).await
    }

    /// A countermeasure was taken (K17).
    async fn finish_countermeasure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The countermeasure and what came of it.")] input: FinishCountermeasureInput,
    ) -> Result<CountermeasurePayload> {
        let request = RequestContext::of(ctx)?;
        let finished = async {
            let step = id::step(NodeKind::Countermeasure, &input.id, input.version)?;
            answer::finish(&request.app, &request.op, step, &input.result).await
        };
        CountermeasurePayload::of(request, finished.await)
    }

    /// CLOSED → STUDIED: every accepted submission has its answer (§3.6).
    async fn study_linkage_window(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: LinkageWindowInput,
    ) -> Result<LinkageWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let studied = async {
            let step = id::step(NodeKind::LinkageWindow, &input.id, input.version)?;
            study::study(&request.app, &request.op, step, &input.text).await
        };
        LinkageWindowPayload::of(request, studied.await).await
    }

    /// STUDIED → FED_BACK: each department sees what became of its own submissions (§3.6).
    async fn feed_back_linkage_window(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The window.")] input: LinkageWindowInput,
    ) -> Result<LinkageWindowPayload> {
        let request = RequestContext::of(ctx)?;
        let told = async {
            let step = id::step(NodeKind::LinkageWindow, &input.id, input.version)?;
            study::feed_back(&request.app, &request.op, step, &input.text).await
        };
        LinkageWindowPayload::of(request, told.await).await
    }
}

/// The similar problems because of which a conversion was refused.
async fn duplicates(request: &RequestContext, id: &async_graphql::ID, title: &str) -> Result<Vec<Problem>> {
    use remit_service::linkage::read as linkage;
    let reader = request.linkage().await?;
    let about = async {
        let id = id::read(NodeKind::LinkageSubmission, id, "id")?;
        let row = linkage::submission(&request.app, &reader, id).await?;
        Ok(row.and_then(|row| row.about_org_id))
    };
    let Some(about) = request.value(about.await)? else {
        return Ok(Vec::new());
    };
    let rows = request.value(read::similar(&request.app, &request.op, about, title).await)?;
    let problems = request.reader(Capability::ProblemRead).await?;
    Ok(rows.into_iter().map(|row| Problem::new(row, &problems)).collect())
}
