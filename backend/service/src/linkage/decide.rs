//! The oversight section accepts a submission or returns it with the reason (§3.6), within five working days.

use remit_shared::linkage::SubmissionEventKind;
use remit_shared::linkage::submission::SubmissionProposal;
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::entity::linkage_submission;

use super::loaded::InHand;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// SUBMITTED → ACCEPTED, with a remark where there is something to say.
pub async fn accept(app: &App, ctx: &OpCtx, step: Step, remark: &str) -> Answer<linkage_submission::Model> {
    decide(
        app,
        ctx,
        "linkage.accept",
        SubmissionEventKind::Accept,
        step,
        remark,
    )
    .await
}

/// SUBMITTED → RETURNED, with the reason.
pub async fn give_back(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    reason: &str,
) -> Answer<linkage_submission::Model> {
    decide(
        app,
        ctx,
        "linkage.return",
        SubmissionEventKind::Return,
        step,
        reason,
    )
    .await
}

async fn decide(
    app: &App,
    ctx: &OpCtx,
    action: &'static str,
    event: SubmissionEventKind,
    step: Step,
    said: &str,
) -> Answer<linkage_submission::Model> {
    let mut work = Work::begin(app, ctx, action).await?;
    let result = async {
        let scope = work.authorise(Capability::LinkageAccept)?;
        let said = text::optional_body("reason", said, text::REASON_MAX)?;
        let submission = InHand::load(&mut work, &scope, step).await?;
        let proposal = SubmissionProposal {
            text: &said,
            ..SubmissionProposal::default()
        };
        let answer = submission.ask(&work, event, proposal)?;
        let said = Some(said.clone()).filter(|said| !said.is_empty());
        submission
            .save(&mut work, &answer, |row| row.decision_reason = said)
            .await
    }
    .await;
    work.finish(result).await
}
