//! The roots: every noun's queries and mutations, merged.

use async_graphql::{MergedObject, SDLExportOptions, SchemaBuilder};
use remit_shared::coordination::{CaseEventKind, ConsultationEventKind};
use remit_shared::evaluation::CampaignEventKind;
use remit_shared::linkage::{SubmissionEventKind, WindowEventKind};
use remit_shared::list::TriggerEventKind;
use remit_shared::panel::{AppointmentEventKind, SessionEventKind, SuggestionEventKind};
use remit_shared::plan::regulation::RegulationEventKind;
use remit_shared::problem::SheetEventKind;
use remit_shared::voice::VoiceWindowEventKind;

use crate::activity::mutation::ActivityMutation;
use crate::activity::query::ActivityQuery;
use crate::app_info::AppQuery;
use crate::audit::AuditQuery;
use crate::burden::BurdenQuery;
use crate::calendar::CalendarQuery;
use crate::code::Code;
use crate::coordination::{CoordinationMutation, CoordinationQuery};
use crate::evaluation::ballot::BallotQuery;
use crate::evaluation::ballot_mutation::BallotMutation;
use crate::evaluation::mutation::EvaluationMutation;
use crate::evaluation::query::EvaluationQuery;
use crate::identity::account_mutation::AccountMutation;
use crate::identity::grant_mutation::GrantMutation;
use crate::identity::policy::PolicyQuery;
use crate::identity::query::IdentityQuery;
use crate::identity::sign_in_mutation::SignInMutation;
use crate::linkage::change::ChangeQuery;
use crate::linkage::mutation::LinkageMutation;
use crate::linkage::office::LinkageOfficeMutation;
use crate::linkage::query::LinkageQuery;
use crate::list::{ListMutation, ListQuery};
use crate::notice::mutation::NoticeMutation;
use crate::notice::query::NoticeQuery;
use crate::notice::subscription::Subscription;
use crate::organisation::mutation::OrganisationMutation;
use crate::organisation::query::OrganisationQuery;
use crate::panel::{PanelMutation, PanelQuery};
use crate::partner::{PartnerMutation, PartnerQuery};
use crate::plan::PlanQuery;
use crate::plan::mutation::PlanMutation;
use crate::plan::point::mutation::PointMutation;
use crate::plan::point::query::PointQuery;
use crate::plan::query::YearlyPlanQuery;
use crate::plan::regulation::mutation::RegulationMutation;
use crate::problem::ledger::mutation::LedgerMutation;
use crate::problem::ledger::query::LedgerQuery;
use crate::problem::mutation::ProblemMutation;
use crate::problem::query::ProblemQuery;
use crate::problem::sheet::mutation::SheetMutation;
use crate::problem::sheet::query::SheetQuery;
use crate::rating::intake::RatingIntakeMutation;
use crate::rating::mutation::RatingMutation;
use crate::rating::query::RatingQuery;
use crate::scoring::mutation::ScoringMutation;
use crate::scoring::query::ScoringQuery;
use crate::staffing::mutation::StaffingMutation;
use crate::staffing::query::StaffingQuery;
use crate::voice::mutation::VoiceMutation;
use crate::voice::query::VoiceQuery;
use crate::voice::record::{ViolationMutation, ViolationQuery};
use crate::workbench::WorkbenchQuery;

/// Everything that can be asked. Each field checks the permission policy (§4) for the hat worn.
#[derive(Debug, Default, MergedObject)]
pub struct Query(
    AppQuery,
    IdentityQuery,
    WorkbenchQuery,
    NoticeQuery,
    OrganisationQuery,
    PlanQuery,
    YearlyPlanQuery,
    CalendarQuery,
    SupervisionQuery,
    SheetQuery,
    ProblemQuery,
    LedgerQuery,
    RatingQuery,
    PanelQuery,
    CoordinationQuery,
    ScoringQuery,
    StaffingQuery,
    EvaluationQuery,
    BallotQuery,
    LinkageQuery,
    OtherVoicesQuery,
    ListQuery,
    ChangeQuery,
    PartnerQuery,
    PolicyQuery,
    AuditQuery,
);

/// Everything that can be done. A refusal changes nothing and comes as `problems` in the payload; every attempt is
/// audited (K42).
#[derive(Debug, Default, MergedObject)]
pub struct Mutation(
    SignInMutation,
    AccountMutation,
    GrantMutation,
    OrganisationMutation,
    PlanMutation,
    RegulationMutation,
    SheetMutation,
    ProblemMutation,
    LedgerMutation,
    SupervisionMutation,
    PanelMutation,
    CoordinationMutation,
    ScoringMutation,
    StaffingMutation,
    EvaluationMutation,
    BallotMutation,
    RatingMutation,
    RatingIntakeMutation,
    LinkageMutation,
    LinkageOfficeMutation,
    OtherVoicesMutation,
    ListMutation,
    PartnerMutation,
    NoticeMutation,
);

/// Writes of daily supervision. Merged apart, because a long row of parts is nested deeper than the compiler goes.
#[derive(Debug, Default, MergedObject)]
pub struct SupervisionMutation(
    SheetMutation,
    ProblemMutation,
    LedgerMutation,
    PointMutation,
    ActivityMutation,
);

/// Reads of daily supervision; see [`SupervisionMutation`].
#[derive(Debug, Default, MergedObject)]
pub struct SupervisionQuery(
    SheetQuery,
    ProblemQuery,
    LedgerQuery,
    PointQuery,
    ActivityQuery,
    BurdenQuery,
);

/// Writes of the other voices; see [`SupervisionMutation`].
#[derive(Debug, Default, MergedObject)]
pub struct OtherVoicesMutation(VoiceMutation, ViolationMutation);

/// Reads of the other voices; see [`SupervisionMutation`].
#[derive(Debug, Default, MergedObject)]
pub struct OtherVoicesQuery(VoiceQuery, ViolationQuery);

/// The schema. It holds no state: a request brings its [`RequestContext`](crate::context::RequestContext).
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The schema before it is finished, for whoever wants to set more on it.
pub fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
        // No field has its type, but `ActionAvailability.action` and `QueueItem.action` name its values.
        .register_output_type::<Code<SheetEventKind>>()
        .register_output_type::<Code<SuggestionEventKind>>()
        .register_output_type::<Code<AppointmentEventKind>>()
        .register_output_type::<Code<SessionEventKind>>()
        .register_output_type::<Code<ConsultationEventKind>>()
        .register_output_type::<Code<CaseEventKind>>()
        .register_output_type::<Code<RegulationEventKind>>()
        .register_output_type::<Code<CampaignEventKind>>()
        .register_output_type::<Code<SubmissionEventKind>>()
        .register_output_type::<Code<WindowEventKind>>()
        .register_output_type::<Code<VoiceWindowEventKind>>()
        .register_output_type::<Code<TriggerEventKind>>()
}

/// The finished schema.
pub fn schema() -> Schema {
    builder().finish()
}

/// The schema as text: types in alphabetical order, their fields in the order they are declared in.
pub fn sdl() -> String {
    schema().sdl_with_options(
        SDLExportOptions::new()
            .use_space_ident()
            .prefer_single_line_descriptions(),
    )
}
