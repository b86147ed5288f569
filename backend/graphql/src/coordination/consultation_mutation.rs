//! The life of a consultation (K10).

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::coordination::consultation as service;
use remit_service::coordination::read;
use remit_service::failure::Answer;
use remit_service::rows::consultation;
use remit_shared::coordination::CaseScope;
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use std::sync::Arc;

use super::case_input::CaseTextInput;
use super::consultation::Consultation;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// A dispute to be talked over.
#[derive(Debug, InputObject)]
pub struct OpenConsultationInput {
    /// UUID that the client made for this form; sending it twice gives the first consultation back.
    pub client_id: ID,
    /// Matter, at most 120 characters.
    pub matter: String,
    /// What is disputed, at most 4 000 characters.
    pub dispute: String,
    /// Between whom.
    pub scope_kind: Code<CaseScope>,
    /// Lead department.
    pub lead_org_id: ID,
    /// The other parties.
    pub assist_org_ids: Vec<ID>,
}

/// A meeting with its minutes.
#[derive(Debug, InputObject)]
pub struct CoordinationMeetingInput {
    /// The consultation or case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Day.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// Minutes, at most 4 000 characters.
    pub minutes: String,
    /// Parties that attended.
    pub attended_ids: Vec<ID>,
}

impl CoordinationMeetingInput {
    /// The meeting that it describes.
    pub(super) fn meeting(self) -> Result<service::Meeting, Refusal> {
        Ok(service::Meeting {
            held_on: self.held_on,
            place: self.place,
            minutes: self.minutes,
            attended: id::read_all(NodeKind::Org, &self.attended_ids, "attendedIds")?,
        })
    }
}

/// The consultation as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ConsultationPayload {
    /// The consultation.
    consultation: Option<Consultation>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl ConsultationPayload {
    async fn of(request: &RequestContext, answer: Answer<consultation::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let consultation = match settled.value {
            None => None,
            Some(row) => {
                let reader = read::reader(&request.app, &request.op, Capability::ConsultationManage).await;
                let reader = Arc::new(request.value(reader)?);
                let seen = read::consultation(&request.app, &reader, row.id).await;
                request.value(seen)?.map(|seen| Consultation::new(seen, &reader))
            }
        };
        Ok(Self {
            consultation,
            problems: settled.problems,
        })
    }
}

fn open(input: OpenConsultationInput) -> Result<service::Open, Refusal> {
    Ok(service::Open {
        client_id: id::read_client(&input.client_id)?,
        matter: input.matter,
        dispute: input.dispute,
        scope_kind: input.scope_kind.0,
        lead: id::read(NodeKind::Org, &input.lead_org_id, "leadOrgId")?,
        assists: id::read_all(NodeKind::Org, &input.assist_org_ids, "assistOrgIds")?,
    })
}

/// Writes to consultations.
#[derive(Debug, Default)]
pub struct ConsultationMutation;

#[Object]
impl ConsultationMutation {
    /// — → OPEN: the parties are asked and have 20 working days (§3.7, K10).
    async fn open_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The dispute and its parties.")] input: OpenConsultationInput,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::open(&request.app, &request.op, open(input)?).await };
        ConsultationPayload::of(request, answer.await).await
    }

    /// The lead records a meeting with its minutes (§3.7).
    async fn record_consultation_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The consultation and its meeting.")] input: CoordinationMeetingInput,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Consultation, &input.id, input.version)?;
            service::meet(&request.app, &request.op, step, input.meeting()?).await
        };
        ConsultationPayload::of(request, answer.await).await
    }

    /// A party records its view (§3.7).
    async fn give_consultation_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The consultation and the view.")] input: CaseTextInput,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Consultation, &input.id, input.version)?;
            service::give_view(&request.app, &request.op, step, &input.text).await
        };
        ConsultationPayload::of(request, answer.await).await
    }

    /// The lead writes the memo; signatures given before are void (§3.7).
    async fn write_consultation_memo(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The consultation and the memo.")] input: CaseTextInput,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Consultation, &input.id, input.version)?;
            service::write_memo(&request.app, &request.op, step, &input.text).await
        };
        ConsultationPayload::of(request, answer.await).await
    }

    /// A party's lead signs the memo; the last signature agrees (§3.7).
    async fn sign_consultation_memo(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the consultation.")] id: ID,
        #[graphql(desc = "Version that the person saw.")] version: i32,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Consultation, &id, version)?;
            service::sign(&request.app, &request.op, step).await
        };
        ConsultationPayload::of(request, answer.await).await
    }

    /// OPEN → FAILED, by the lead, after a meeting and with everybody's view (§3.7).
    async fn declare_consultation_failed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The consultation and what the parties disagree on.")] input: CaseTextInput,
    ) -> Result<ConsultationPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Consultation, &input.id, input.version)?;
            service::declare_failed(&request.app, &request.op, step, &input.text).await
        };
        ConsultationPayload::of(request, answer.await).await
    }
}
