//! An expert hands a review in, or declares to be recused (K14, R3, R9).

use remit_shared::panel::session::{self as machine, ReviewProposal};
use remit_shared::panel::{ReviewGrade, ReviewState};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::expert_review;
use remit_store::panel::{recusal, session as rows};
use remit_store::{StoreError, Text, row};

use super::settle;
use crate::app::App;
use crate::context::OpCtx;
use crate::coordination::experts::recused_for_case;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What an expert says of one unit, or of the whole.
#[derive(Debug, Clone)]
pub struct Review {
    /// The review and the version that the person saw.
    pub step: Step,
    /// Grade; evaluations ask for one.
    pub grade: Option<ReviewGrade>,
    /// Opinion, or the reason of the recusal.
    pub opinion: String,
    /// The expert declares to be recused instead.
    pub declares: bool,
}

/// PENDING → SUBMITTED, or → RECUSED. The last one closes the session if it was held.
pub async fn write(app: &App, ctx: &OpCtx, input: Review) -> Answer<expert_review::Model> {
    let mut work = Work::begin(app, ctx, "review.write").await?;
    let result = write_in(&mut work, input).await;
    work.finish(result).await
}

async fn write_in(work: &mut Work<'_>, input: Review) -> Answer<expert_review::Model> {
    let scope = work.authorise(Capability::ReviewWrite)?;
    let opinion = text::optional_body("opinion", &input.opinion, text::BODY_MAX)?;
    let review = rows::own_review(&work.tx, &scope, input.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let session = rows::find(&work.tx, &scope, review.session_id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("expert_review", review.id, session.title.clone());
    if review.version != input.step.version {
        return Err(StoreError::Stale {
            table: "expert_review",
        }
        .into());
    }
    let recused = match review.org_id {
        None => recused_for_case(work, &session, &review).await?,
        Some(org) => {
            work.actor()?.home_org_id == Some(org)
                || recusal::holds(
                    &work.tx,
                    review.jurisdiction_id,
                    (review.person_id, org),
                    work.ctx.today(),
                )
                .await?
        }
    };
    let proposal = ReviewProposal {
        kind: session.kind.get(),
        session: session.state.get(),
        recused,
        grade: input.grade,
        opinion: &opinion,
        declares: input.declares,
    };
    let to = machine::review(review.state.get(), &proposal)?;
    let (now, submitted) = (work.ctx.now(), to == ReviewState::Submitted);
    let next = expert_review::Model {
        state: Text(to),
        grade: input.grade.filter(|_| submitted).map(Text),
        opinion,
        submitted_at: submitted.then_some(now),
        updated_at: now,
        ..review
    };
    // The audit keeps digests only, so a blind review stays blind there too.
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    settle(work, session).await?;
    Ok(saved)
}
