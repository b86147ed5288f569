//! Typed GraphQL calls.
//!
//! An operation is a named operation in `graphql/*.graphql`; [`operation!`] compiles it against the SDL. Enumerations
//! are those of `remit-shared` or of [`wire`], so that labels come from [`remit_shared::wire::Wire`].

mod call;
mod document;
mod error;
mod http;
pub mod import;
mod json;
mod query;
mod refresh;
pub mod scalars;
pub(crate) mod shell;
pub mod upload;
pub mod wire;

pub use call::{Reply, call, call_unlinked, mutate, mutate_unlinked};
pub use error::{ApiError, UserProblem};
pub use query::{Query, use_query};
pub(crate) use refresh::renew;

/// Declares operations of one file: `operation!("graphql/problem.graphql": ProblemList, ProblemPage);`.
///
/// Each becomes a unit struct for [`call`] or [`mutate`] and a module of its snake-case name with `Variables` and
/// `ResponseData`.
#[macro_export]
macro_rules! operation {
    ($file:tt : $($name:ident),+ $(,)?) => {
        pub use $crate::api::wire::*;
        // Operations without enumerations would leave the line above unused.
        const _: Option<Reach> = None;
        $(
            #[derive(graphql_client::GraphQLQuery)]
            #[graphql(
                schema_path = "../backend/graphql/schema.graphql",
                query_path = $file,
                response_derives = "Debug,Clone,PartialEq",
                variables_derives = "Debug,Clone,PartialEq",
                custom_scalars_module = "crate::api::scalars",
                skip_serializing_none,
                extern_enums(
                    "AccountState", "ActivityEventKind", "ActivityKind", "ActivityState", "AdjustmentEventKind", "AdjustmentKind", "AdjustmentState", "AggregateCut",
                    "Alert", "AppealGround", "AppealState", "ApplicabilityStatus", "AppointmentKind",
                    "AppointmentSort", "AppointmentState", "AppraisalMark", "AppraisalSort", "BadEventKind",
                    "BadRatingSort", "BadRatingState", "Band", "CampaignEventKind", "CampaignKind", "CampaignState",
                    "CaseEventKind", "CaseScope", "CaseSort", "CaseState", "CaseView", "CheckResult", "CitationKind",
                    "CitationSource", "ConsultationEventKind", "ConsultationSort", "ConsultationState",
                    "DecisionKind", "DifferenceKind", "DifferenceSubject", "DismissReason", "DutyAdjustmentSort",
                    "DutySource", "EvaluatorClass", "EvaluatorEventKind", "EvaluatorState", "ExtensionState",
                    "FindingState", "FlagRule", "FlagState", "FlagVerdict", "Grade", "GrantState", "IndicatorChannel",
                    "IndicatorCode", "IndicatorMethod", "IndicatorPart", "InvalidReason", "LedgerKind", "LedgerSort",
                    "JointActivitySort", "LedgerState", "LineChange", "LinkageKind", "LinkageSubmissionSort", "ListOp", "ListTriggerSort",
                    "MoveScope", "MutualState", "NoticeKind", "OpinionKind", "OrgKind", "OrgSort", "Outcome",
                    "ParamGroup", "PartyRole", "Perspective", "PlanEventKind", "PlanState", "PointBulkAct",
                    "PointChangeState", "PointEventKind", "PointGrouping", "PointLight", "PointMeasure",
                    "PointOutcome", "PointQuality", "PointSort", "PointState", "PointView", "PowerCategory",
                    "PowerListSort", "PowerState", "PrecedentField", "ProblemCategory", "ProblemEventKind",
                    "ProblemSort", "ProblemSource", "ProblemState", "ProblemView", "ProposalBasis",
                    "ProposalEventKind", "ProposalKind", "ProposalState", "PushSheetSort", "QueueKind",
                    "RankSecurity", "RankingGroup", "RatingChannel", "RatingLevel", "RatingReason", "RatingStatus",
                    "Reach", "RefusalCode", "RefusalGround", "RequestKind", "RegulationEventKind", "RegulationKind",
                    "RegulationState", "ReviewGrade", "ReviewState", "RevisitResult", "Role", "RunState",
                    "ScoreExceptionKind", "ScoreStatus", "SessionKind", "SessionState", "SessionSubject", "Severity",
                    "SheetDirection", "SheetEventKind", "SheetState", "SourceKind", "SubmissionEventKind",
                    "SubmissionOutcome", "SubmissionState", "SuggestionLink", "SuggestionSort", "SuggestionState",
                    "SuggestionView", "TeamPart", "TokenDelivery", "Topic", "TraceSource", "TriggerCause", "TriggerState",
                    "Urgency", "Verdict", "ViolationEventKind", "ViolationKind", "ViolationSort", "ViolationState",
                    "VoiceKind", "VoiceWindowEventKind", "VoiceWindowState", "WindowEventKind", "WindowState",
                )
            )]
            #[doc = concat!("Operation `", stringify!($name), "` of `", $file, "`.")]
            pub(crate) struct $name;
        )+
    };
}
