//! The life of an expert session and of its reviews (K14).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::panel::session::read::SeenReview;
use remit_service::panel::session::{hold, plan, review};
use remit_service::rows::expert_session;
use remit_shared::id::NodeKind;
use remit_shared::panel::{ReviewGrade, SessionKind, SessionSubject};
use remit_shared::refusal::Refusal;

use super::review::ExpertReview;
use super::session::ExpertSession;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// A session to be held.
#[derive(Debug, InputObject)]
pub struct PlanExpertSessionInput {
    /// UUID that the client made for this form; sending it twice gives the first session back.
    pub client_id: ID,
    /// Seminar or evaluation.
    pub kind: Code<SessionKind>,
    /// What it is about.
    pub subject: Code<SessionSubject>,
    /// Title, at most 120 characters.
    pub title: String,
    /// What the experts have to read beforehand.
    pub materials: String,
    /// Where.
    pub place: String,
    /// Day.
    pub held_on: NaiveDate,
    /// Appointments of the experts invited.
    pub expert_ids: Vec<ID>,
    /// Units to be judged; an evaluation names some.
    pub unit_ids: Vec<ID>,
}

/// A session that was held.
#[derive(Debug, InputObject)]
pub struct HoldExpertSessionInput {
    /// The session.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Minutes, at most 4 000 characters.
    pub minutes: String,
    /// Persons who attended; whoever was absent owes no review.
    pub attended_ids: Vec<ID>,
}

/// A session that is not held.
#[derive(Debug, InputObject)]
pub struct CancelExpertSessionInput {
    /// The session.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why, at most 1 000 characters.
    pub reason: String,
}

/// A review.
#[derive(Debug, InputObject)]
pub struct WriteExpertReviewInput {
    /// The review.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Grade; evaluations ask for one.
    pub grade: Option<Code<ReviewGrade>>,
    /// Opinion, or the reason of the recusal.
    pub opinion: String,
    /// The expert declares to be recused instead.
    #[graphql(default = false)]
    pub declares_recusal: bool,
}

/// The session as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ExpertSessionPayload {
    /// The session.
    expert_session: Option<ExpertSession>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl ExpertSessionPayload {
    fn of(request: &RequestContext, answer: Answer<expert_session::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            expert_session: settled.value.map(ExpertSession),
            problems: settled.problems,
        })
    }
}

/// The review as handed in, or why it was not.
#[derive(SimpleObject)]
pub struct ExpertReviewPayload {
    /// The review.
    review: Option<ExpertReview>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl TryFrom<PlanExpertSessionInput> for plan::Plan {
    type Error = Refusal;

    fn try_from(input: PlanExpertSessionInput) -> Result<Self, Refusal> {
        Ok(Self {
            client_id: id::read_client(&input.client_id)?,
            kind: input.kind.0,
            subject: input.subject.0,
            title: input.title,
            materials: input.materials,
            place: input.place,
            held_on: input.held_on,
            experts: id::read_all(NodeKind::Appointment, &input.expert_ids, "expertIds")?,
            units: id::read_all(NodeKind::Org, &input.unit_ids, "unitIds")?,
        })
    }
}

/// Writes to expert sessions.
#[derive(Debug, Default)]
pub struct SessionMutation;

#[Object]
impl SessionMutation {
    /// — → PLANNED: the experts are invited; recusals are settled (K14, R9).
    async fn plan_expert_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: PlanExpertSessionInput,
    ) -> Result<ExpertSessionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { plan::plan(&request.app, &request.op, input.try_into()?).await };
        ExpertSessionPayload::of(request, answer.await)
    }

    /// PLANNED → HELD, with minutes and attendance (K14).
    async fn hold_expert_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session, its minutes, who came.")] input: HoldExpertSessionInput,
    ) -> Result<ExpertSessionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::ExpertSession, &input.id, input.version)?;
            let attended = id::read_all(NodeKind::Person, &input.attended_ids, "attendedIds")?;
            hold::hold(&request.app, &request.op, step, &input.minutes, &attended).await
        };
        ExpertSessionPayload::of(request, answer.await)
    }

    /// PLANNED → CANCELLED, with the reason (K14).
    async fn cancel_expert_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session and the reason.")] input: CancelExpertSessionInput,
    ) -> Result<ExpertSessionPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::ExpertSession, &input.id, input.version)?;
            hold::cancel(&request.app, &request.op, step, &input.reason).await
        };
        ExpertSessionPayload::of(request, answer.await)
    }

    /// PENDING → SUBMITTED, or RECUSED where the expert declares so; the last one opens all of them (K14).
    async fn write_expert_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review.")] input: WriteExpertReviewInput,
    ) -> Result<ExpertReviewPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let review = review::Review {
                step: id::step(NodeKind::ExpertReview, &input.id, input.version)?,
                grade: input.grade.map(|grade| grade.0),
                opinion: input.opinion,
                declares: input.declares_recusal,
            };
            review::write(&request.app, &request.op, review).await
        };
        let settled = request.settle(answer.await)?;
        let own = |row| {
            ExpertReview(SeenReview {
                row,
                shown: true,
                own: true,
            })
        };
        Ok(ExpertReviewPayload {
            review: settled.value.map(own),
            problems: settled.problems,
        })
    }
}
