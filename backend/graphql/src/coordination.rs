//! Coordination of disputed duties: consultations (K10), cases and checks (K11, K12), precedents.

pub mod case;
pub mod case_input;
pub mod case_mutation;
pub mod case_part;
pub mod case_query;
pub mod consultation;
pub mod consultation_mutation;
pub mod consultation_query;
pub mod precedent;
pub mod unit_mutation;

use async_graphql::MergedObject;
use remit_service::coordination::read::Consulted;
use remit_service::rows::{coordination_event, coordination_meeting, expert_review, file_object};
use remit_shared::panel::SessionState;
use uuid::Uuid;

use crate::batch::Batch;
use crate::context::Lists;

/// The batches of coordination's objects.
#[derive(Default)]
pub struct CoordinationBatches {
    /// Histories by consultation or case.
    pub events: Lists<coordination_event::Model>,
    /// Meetings by case.
    pub meetings: Lists<(coordination_meeting::Model, Vec<Uuid>)>,
    /// Documents by case.
    pub evidence: Lists<file_object::Model>,
    /// Consultations behind cases, by id.
    pub consultations: Batch<Uuid, Consulted>,
    /// Experts' reviews by session and its state.
    pub reviews: Batch<(Uuid, SessionState), Vec<expert_review::Model>>,
}

/// Reads of coordination.
#[derive(Debug, Default, MergedObject)]
pub struct CoordinationQuery(
    consultation_query::ConsultationQuery,
    case_query::CaseQuery,
    precedent::PrecedentQuery,
);

/// Writes of coordination.
#[derive(Debug, Default, MergedObject)]
pub struct CoordinationMutation(
    consultation_mutation::ConsultationMutation,
    unit_mutation::CaseUnitMutation,
    case_mutation::CaseMutation,
);
