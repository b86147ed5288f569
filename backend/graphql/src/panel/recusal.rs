//! Recusals: units that an expert does not judge (R9).

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::panel::recusal as service;
use remit_service::rows::recusal;
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::{self, global};
use crate::organisation::Org;

/// A unit that an expert does not judge: he or she works for it, or did within three years (§2).
#[derive(Description)]
pub struct Recusal(pub recusal::Model);

#[Object(use_type_description)]
impl Recusal {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Recusal, self.0.id)
    }

    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Last day it holds; null while it holds.
    async fn ends_on(&self) -> Option<NaiveDate> {
        self.0.ends_on
    }

    /// Version to name when lifting it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Noting a recusal.
#[derive(Debug, InputObject)]
pub struct RecordRecusalInput {
    /// Appointment of the expert or officer.
    pub appointment_id: ID,
    /// Unit that is not to be judged.
    pub org_id: ID,
    /// Why, at most 1 000 characters.
    pub reason: String,
}

/// Lifting a recusal.
#[derive(Debug, InputObject)]
pub struct LiftRecusalInput {
    /// The recusal.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why, at most 1 000 characters.
    pub reason: String,
}

/// The recusal as changed, or why it was not.
#[derive(SimpleObject)]
pub struct RecusalPayload {
    /// The recusal.
    recusal: Option<Recusal>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl RecusalPayload {
    fn of(request: &RequestContext, answer: Answer<recusal::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            recusal: settled.value.map(Recusal),
            problems: settled.problems,
        })
    }
}

/// Writes to recusals.
#[derive(Debug, Default)]
pub struct RecusalMutation;

#[Object]
impl RecusalMutation {
    /// Notes that an appointee does not judge a unit (R9).
    async fn record_recusal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, which unit, why.")] input: RecordRecusalInput,
    ) -> Result<RecusalPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let appointment = id::read(NodeKind::Appointment, &input.appointment_id, "appointmentId")?;
            let org = id::read(NodeKind::Org, &input.org_id, "orgId")?;
            service::record(&request.app, &request.op, appointment, org, &input.reason).await
        };
        RecusalPayload::of(request, answer.await)
    }

    /// Ends a recusal today.
    async fn lift_recusal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The recusal and the reason.")] input: LiftRecusalInput,
    ) -> Result<RecusalPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Recusal, &input.id, input.version)?;
            service::lift(&request.app, &request.op, step, &input.reason).await
        };
        RecusalPayload::of(request, answer.await)
    }
}
