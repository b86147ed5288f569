//! The life of an appointment (§3.14): each mutation is one event of its machine.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::panel::appointment::{decide, nominate};
use remit_service::rows::AppointmentRow;
use remit_shared::id::NodeKind;
use remit_shared::panel::{AppointmentKind, DismissReason};

use super::appointment::Appointment;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// Nominating somebody as expert or officer.
#[derive(Debug, InputObject)]
pub struct NominateAppointmentInput {
    /// Expert or officer.
    pub kind: Code<AppointmentKind>,
    /// Body the person comes from.
    pub source_org_id: ID,
    /// Name; a person of that body with this name is taken, otherwise entered.
    pub name: String,
    /// Post held.
    pub post: String,
    /// Field of knowledge.
    pub field: String,
    /// First day of the term.
    pub term_from: NaiveDate,
    /// Last day of the term, at most three years later.
    pub term_to: NaiveDate,
    /// The person and the body agree.
    pub consent: bool,
}

/// Appointing with a letter.
#[derive(Debug, InputObject)]
pub struct ApproveAppointmentInput {
    /// The appointment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the letter of appointment.
    pub letter_no: String,
}

/// A further term.
#[derive(Debug, InputObject)]
pub struct RenewAppointmentInput {
    /// The appointment whose term ends soon.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Last day of the further term, which begins the day after the present one ends.
    pub term_to: NaiveDate,
    /// Number of its letter.
    pub letter_no: String,
}

/// Dismissing an appointee.
#[derive(Debug, InputObject)]
pub struct DismissAppointmentInput {
    /// The appointment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: Code<DismissReason>,
    /// The facts it rests on, at most 1 000 characters.
    pub text: String,
}

/// The appointment as changed, or why it was not.
#[derive(SimpleObject)]
pub struct AppointmentPayload {
    /// The appointment; for a renewal the further one.
    appointment: Option<Appointment>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl AppointmentPayload {
    fn of(request: &RequestContext, answer: Answer<AppointmentRow>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            appointment: settled.value.map(Appointment),
            problems: settled.problems,
        })
    }
}

/// Writes to appointments.
#[derive(Debug, Default)]
pub struct AppointmentMutation;

#[Object]
impl AppointmentMutation {
    /// — → NOMINATED: by the oversight section, or by a town's contact for an officer of the own town (§3.14).
    async fn nominate_appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, as what, for which term.")] input: NominateAppointmentInput,
    ) -> Result<AppointmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let nominee = nominate::Nominate {
                kind: input.kind.0,
                source_org: id::read(NodeKind::Org, &input.source_org_id, "sourceOrgId")?,
                name: input.name,
                post: input.post,
                field: input.field,
                term: (input.term_from, input.term_to),
                consent: input.consent,
            };
            nominate::nominate(&request.app, &request.op, nominee).await
        };
        AppointmentPayload::of(request, answer.await)
    }

    /// NOMINATED → APPOINTED with a letter number; active at once where the term has begun (§3.14).
    async fn approve_appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The appointment and its letter.")] input: ApproveAppointmentInput,
    ) -> Result<AppointmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Appointment, &input.id, input.version)?;
            decide::approve(&request.app, &request.op, step, &input.letter_no).await
        };
        AppointmentPayload::of(request, answer.await)
    }

    /// A further appointment for somebody whose term ends within 30 days (§3.14).
    async fn renew_appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The appointment and the further term.")] input: RenewAppointmentInput,
    ) -> Result<AppointmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Appointment, &input.id, input.version)?;
            decide::renew(&request.app, &request.op, step, input.term_to, &input.letter_no).await
        };
        AppointmentPayload::of(request, answer.await)
    }

    /// APPOINTED or ACTIVE → DISMISSED; the role grant ends the same day (§3.14).
    async fn dismiss_appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The appointment and the reason.")] input: DismissAppointmentInput,
    ) -> Result<AppointmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Appointment, &input.id, input.version)?;
            decide::dismiss(&request.app, &request.op, step, Some(input.reason.0), &input.text).await
        };
        AppointmentPayload::of(request, answer.await)
    }
}
