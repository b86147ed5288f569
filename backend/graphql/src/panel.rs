//! The panel of experts and information officers: appointments (K13), expert sessions (K14), suggestions (K15).

pub mod appointment;
pub mod appointment_mutation;
pub mod recusal;
pub mod review;
pub mod session;
pub mod session_mutation;
pub mod suggestion;
pub mod suggestion_mutation;
pub mod suggestion_query;

use async_graphql::MergedObject;
use remit_service::panel::session::read::SeenReview;
use remit_service::rows::{AppointmentRow, SessionMemberRow, file_object, recusal as recusal_row, screening};
use remit_shared::panel::SessionState;
use uuid::Uuid;

use crate::batch::Batch;
use crate::context::Lists;

/// The batches of the panel's objects.
#[derive(Default)]
pub struct PanelBatches {
    /// Appointments of authors, by id.
    pub authors: Batch<Uuid, AppointmentRow>,
    /// Recusals by person.
    pub recusals: Lists<recusal_row::Model>,
    /// Photos and papers by suggestion.
    pub evidence: Lists<file_object::Model>,
    /// Verdicts by suggestion.
    pub screenings: Lists<screening::Model>,
    /// Experts by session.
    pub members: Lists<SessionMemberRow>,
    /// Reviews by session and its state, as the reader may see them.
    pub reviews: Batch<(Uuid, SessionState), Vec<SeenReview>>,
}

/// Reads of the panel.
#[derive(Debug, Default, MergedObject)]
pub struct PanelQuery(
    appointment::AppointmentQuery,
    suggestion_query::SuggestionQuery,
    session::SessionQuery,
);

/// Writes of the panel.
#[derive(Debug, Default, MergedObject)]
pub struct PanelMutation(
    appointment_mutation::AppointmentMutation,
    recusal::RecusalMutation,
    suggestion_mutation::SuggestionMutation,
    session_mutation::SessionMutation,
);
