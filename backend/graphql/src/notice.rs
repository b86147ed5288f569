//! One's own inbox and what is told live (K38).

pub mod mutation;
pub mod query;
pub mod subscription;

use async_graphql::{Description, ID, Object};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::rows::notification;
use remit_shared::id::NodeKind;
use remit_shared::notice::NoticeKind;

use crate::code::Code;
use crate::id::global;
use crate::page::Listed;

/// Kind of the record that a notification is about.
fn subject_kind(kind: NoticeKind) -> NodeKind {
    use NoticeKind as N;
    match kind {
        N::SheetPushed | N::SheetConverted | N::SheetFiled | N::SheetDone => NodeKind::PushSheet,
        N::PointSubmitted
        | N::PointReturned
        | N::PointApproved
        | N::PointStarted
        | N::PointChangeAsked
        | N::PointChangeDecided
        | N::PointClaimed
        | N::PointVerified
        | N::PointRejected
        | N::PointNotDone
        | N::PointReminded => NodeKind::Point,
        N::GrantPending => NodeKind::Grant,
        N::SuggestionSubmitted
        | N::SuggestionSecondVerdict
        | N::SuggestionJudged
        | N::SuggestionAskedAgain
        | N::SuggestionAdopted
        | N::SuggestionOutcome
        | N::SuggestionReplied => NodeKind::Suggestion,
        N::AppointmentNominated | N::AppointmentBegun | N::AppointmentEnding | N::AppointmentEnded => {
            NodeKind::Appointment
        }
        N::SessionPlanned | N::ReviewsIn => NodeKind::ExpertSession,
        N::ResultPublished | N::AppealFiled | N::AppealDecided => NodeKind::ScoreRun,
        N::ProposalChecked | N::ProposalAdopted | N::ProposalDecided => NodeKind::StaffingProposal,
        N::PlanConsulted
        | N::PlanOpinion
        | N::PlanAnswered
        | N::PlanApproved
        | N::PlanPublished
        | N::PlanAmended => NodeKind::Plan,
        N::ConsultationOpened
        | N::ConsultationMet
        | N::ConsultationMemo
        | N::ConsultationAgreed
        | N::ConsultationFailed
        | N::ConsultationOverdue => NodeKind::Consultation,
        N::CaseApplied
        | N::CaseSupplement
        | N::CaseRefusalProposed
        | N::CaseRefused
        | N::CaseAccepted
        | N::CaseOpinionAsked
        | N::CaseOpinionGiven
        | N::CaseHeard
        | N::CaseMet
        | N::CaseExtended
        | N::CaseDecided
        | N::CaseWithdrawn
        | N::CasePublished
        | N::CaseChecked
        | N::CaseClosed
        | N::CaseDueSoon
        | N::CaseOverdue => NodeKind::Case,
        N::RegulationPublished => NodeKind::Regulation,
        N::EvaluatorNominated => NodeKind::Evaluator,
        N::CampaignDrafted
        | N::CampaignReminder
        | N::CampaignClosed
        | N::CampaignTallied
        | N::CampaignPublished => NodeKind::Campaign,
        N::BadRatingOpened | N::BadRatingMoved | N::BadRatingOverdue => NodeKind::BadRating,
        N::RatingsFlagged => NodeKind::RatingFlag,
        N::LinkageSubmitted | N::LinkageAccepted | N::LinkageReturned => NodeKind::LinkageSubmission,
        N::LinkageOpened
        | N::LinkageReminder
        | N::LinkageGrace
        | N::LinkageClosed
        | N::LinkageStudied
        | N::LinkageFedBack => NodeKind::LinkageWindow,
        N::VoiceOpened | N::VoiceReminder | N::VoiceClosed | N::VoicePublished => NodeKind::VoiceWindow,
        N::ViolationRecorded | N::ViolationConfirmed | N::ViolationContested | N::ViolationDecided => {
            NodeKind::Violation
        }
        N::AdjustmentProposed
        | N::AdjustmentConsulting
        | N::AdjustmentSigned
        | N::AdjustmentReady
        | N::AdjustmentApproved
        | N::AdjustmentRejected
        | N::AdjustmentPublished
        | N::AdjustmentChecked
        | N::AdjustmentCheckDue => NodeKind::Adjustment,
        N::ListTriggerOpened
        | N::ListTriggerSubmitted
        | N::ListTriggerReturned
        | N::ListTriggerVoided
        | N::ListTriggerOverdue => NodeKind::ListTrigger,
        N::ActivityNotified
        | N::FindingPut
        | N::FindingAnswered
        | N::FindingLapsed
        | N::ActivityReady
        | N::ActivityReported
        | N::ActivityClosed
        | N::ActivityCancelled => NodeKind::Activity,
        N::ProblemRaised
        | N::ProblemAssigned
        | N::ProblemContested
        | N::ProblemAccepted
        | N::ProblemLedgered
        | N::ExtensionAsked
        | N::ExtensionDecided
        | N::ProblemSubmitted
        | N::ProblemReturned
        | N::ProblemClosed
        | N::ProblemRejected
        | N::ProblemReopened
        | N::AlertBlue
        | N::AlertYellow
        | N::AlertRed => NodeKind::Problem,
    }
}

/// A line of one's own inbox (K38).
#[derive(Description)]
pub struct Notification(notification::Model);

impl Listed for Notification {}

#[Object(use_type_description)]
impl Notification {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Notification, self.0.id)
    }

    /// What it tells.
    async fn kind(&self) -> Code<NoticeKind> {
        self.0.kind.get().into()
    }

    /// Record to open: a problem, a push sheet, a linkage window or submission, a grant.
    async fn subject_id(&self) -> Option<ID> {
        self.0
            .subject_id
            .map(|id| global(subject_kind(self.0.kind.get()), id))
    }

    /// Its number, such as `LZ-2022-0001`.
    async fn code(&self) -> Option<&str> {
        self.0.subject_code.as_deref()
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Deadline of the addressee, if one runs.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.0.due_on
    }

    /// When it came.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was read; null while unread.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }
}
