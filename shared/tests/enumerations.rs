//! What holds for every enumeration that travels: codes are stable, unique, and survive every form.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::{Debug, Display};

    use remit_shared::activity::{
        ActivityEventKind, ActivityKind, ActivityState, FindingEventKind, FindingState, TeamPart,
    };
    use remit_shared::audit::Outcome;
    use remit_shared::burden::RequestKind;
    use remit_shared::calendar::DayReason;
    use remit_shared::coordination::{
        CaseEventKind, CaseScope, CaseState, CheckResult, CitationKind, CitationSource,
        ConsultationEventKind, ConsultationState, DecisionKind, PartyRole, RefusalGround,
    };
    use remit_shared::evaluation::{
        AggregateCut, BallotLevel, CampaignEventKind, CampaignKind, CampaignState, DeputyKind,
        EvaluatorClass, EvaluatorState, Topic,
    };
    use remit_shared::identity::{AccountState, GrantState, Role};
    use remit_shared::linkage::partner::{ClientState, PartnerScope};
    use remit_shared::linkage::{
        LinkageKind, SubmissionEventKind, SubmissionOutcome, SubmissionState, WindowEventKind, WindowState,
    };
    use remit_shared::list::{
        AdjustmentEventKind, AdjustmentKind, AdjustmentState, ListOp, PowerCategory, PowerState,
        TriggerCause, TriggerEventKind, TriggerState, table::PowerColumn, tasks::LineChange,
    };
    use remit_shared::notice::NoticeKind;
    use remit_shared::organisation::{OrgKind, RankingGroup};
    use remit_shared::panel::{
        AppointmentEventKind, AppointmentKind, AppointmentState, DismissReason, InvalidReason, ReviewGrade,
        ReviewState, SessionEventKind, SessionKind, SessionState, SessionSubject, SourceKind,
        SuggestionEventKind, SuggestionLink, SuggestionState, Verdict,
    };
    use remit_shared::plan::point::light::PointLight;
    use remit_shared::plan::point::table::PointColumn;
    use remit_shared::plan::point::{self, PointChangeState, PointEventKind, PointMeasure, PointState};
    use remit_shared::plan::{
        ApplicabilityStatus, DutySource, IndicatorChannel, IndicatorMethod, IndicatorPart, OpinionKind,
        Perspective, PlanEventKind, PlanState, RegulationKind, RegulationState,
        difference::{DifferenceKind, DifferenceSubject},
        params::spec::ParamGroup,
        regulation::RegulationEventKind,
    };
    use remit_shared::policy::{Capability, Reach};
    use remit_shared::problem::{
        Alert, ExtensionState, LedgerKind, LedgerState, ProblemCategory, ProblemEventKind, ProblemSource,
        ProblemState, Severity, SheetDirection, SheetEventKind, SheetState, Urgency,
        deduction::DeductionReason,
    };
    use remit_shared::rating::{
        AppealGround, BadEventKind, BadRatingState, FlagRule, FlagState, FlagVerdict, RatingChannel,
        RatingLevel, RatingReason, RatingStatus, ReceiptChannel, RevisitResult,
    };
    use remit_shared::refusal::RefusalCode;
    use remit_shared::scoring::input::Exception;
    use remit_shared::scoring::input::record::{AppraisalMark, Timing, ViolationKind};
    use remit_shared::scoring::life::{AppealState, RunEventKind, RunState};
    use remit_shared::scoring::measure::TraceSource;
    use remit_shared::scoring::redistribution::MoveScope;
    use remit_shared::scoring::simulation::{RankSecurity, SimulationMode};
    use remit_shared::scoring::{Band, Grade, IndicatorCode, ScoreStatus};
    use remit_shared::staffing::{ProposalBasis, ProposalEventKind, ProposalKind, ProposalState};
    use remit_shared::wire::Wire;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    fn check<E: Wire + Debug + Display + Serialize + DeserializeOwned>() {
        let mut codes = BTreeSet::new();
        for value in E::ALL {
            let code = value.code();
            assert!(codes.insert(code), "{} has {code} twice", E::NAME);
            assert_eq!(E::parse(code), Some(*value));
            assert_eq!(value.to_string(), code);
            let json = serde_json::to_string(value).unwrap();
            assert_eq!(json, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<E>(&json).unwrap(), *value);
            assert!(
                !value.zh().is_empty() && value.en().is_ascii(),
                "{}::{code}",
                E::NAME
            );
        }
        for wrong in ["", " ", "NO_SUCH_CODE", "none ", "raised"] {
            assert_eq!(E::parse(wrong), None, "{} reads {wrong:?}", E::NAME);
        }
    }

    #[test]
    fn activities() {
        check::<ActivityEventKind>();
        check::<ActivityKind>();
        check::<ActivityState>();
        check::<FindingEventKind>();
        check::<FindingState>();
        check::<RequestKind>();
        check::<TeamPart>();
    }

    #[test]
    fn ratings() {
        check::<AppealGround>();
        check::<BadEventKind>();
        check::<BadRatingState>();
        check::<FlagRule>();
        check::<FlagState>();
        check::<FlagVerdict>();
        check::<RatingChannel>();
        check::<RatingLevel>();
        check::<RatingReason>();
        check::<RatingStatus>();
        check::<ReceiptChannel>();
        check::<RevisitResult>();
    }

    #[test]
    fn organisation_identity_and_audit() {
        check::<OrgKind>();
        check::<RankingGroup>();
        check::<Role>();
        check::<AccountState>();
        check::<GrantState>();
        check::<AppointmentKind>();
        check::<AppointmentState>();
        check::<SourceKind>();
        check::<Outcome>();
        check::<PointState>();
        check::<PointMeasure>();
        check::<point::PointQuality>();
        check::<point::PointOutcome>();
        check::<PointEventKind>();
        check::<PointChangeState>();
        check::<PointLight>();
        check::<PointColumn>();
        check::<Reach>();
        check::<Capability>();
    }

    #[test]
    fn the_panel() {
        check::<AppointmentEventKind>();
        check::<DismissReason>();
        check::<SessionKind>();
        check::<SessionSubject>();
        check::<SessionState>();
        check::<SessionEventKind>();
        check::<ReviewState>();
        check::<ReviewGrade>();
        check::<SuggestionState>();
        check::<SuggestionEventKind>();
        check::<Verdict>();
        check::<InvalidReason>();
        check::<SuggestionLink>();
    }

    #[test]
    fn coordination() {
        check::<ConsultationState>();
        check::<ConsultationEventKind>();
        check::<PartyRole>();
        check::<CaseScope>();
        check::<CitationKind>();
        check::<CitationSource>();
        check::<CaseState>();
        check::<CaseEventKind>();
        check::<RefusalGround>();
        check::<DecisionKind>();
        check::<CheckResult>();
    }

    #[test]
    fn linkage_and_partners() {
        check::<WindowState>();
        check::<WindowEventKind>();
        check::<LinkageKind>();
        check::<SubmissionState>();
        check::<SubmissionEventKind>();
        check::<SubmissionOutcome>();
        check::<PartnerScope>();
        check::<ClientState>();
    }

    #[test]
    fn lists_and_adjustments() {
        check::<AdjustmentEventKind>();
        check::<AdjustmentKind>();
        check::<AdjustmentState>();
        check::<ListOp>();
        check::<PowerCategory>();
        check::<PowerState>();
        check::<TriggerCause>();
        check::<TriggerEventKind>();
        check::<TriggerState>();
        check::<PowerColumn>();
        check::<LineChange>();
    }

    #[test]
    fn problems_sheets_and_notices() {
        check::<ProblemState>();
        check::<ProblemSource>();
        check::<ProblemCategory>();
        check::<ProblemEventKind>();
        check::<Severity>();
        check::<Alert>();
        check::<LedgerKind>();
        check::<LedgerState>();
        check::<ExtensionState>();
        check::<SheetDirection>();
        check::<SheetState>();
        check::<SheetEventKind>();
        check::<Urgency>();
        check::<DeductionReason>();
        check::<DayReason>();
        check::<NoticeKind>();
        check::<RefusalCode>();
    }

    #[test]
    fn scoring() {
        check::<RunState>();
        check::<RunEventKind>();
        check::<AppealState>();
        check::<IndicatorCode>();
        check::<ScoreStatus>();
        check::<Grade>();
        check::<Band>();
        check::<Exception>();
        check::<RatingLevel>();
        check::<Timing>();
        check::<AppraisalMark>();
        check::<ViolationKind>();
        check::<TraceSource>();
        check::<MoveScope>();
        check::<RankSecurity>();
        check::<SimulationMode>();
        check::<ProposalBasis>();
        check::<ProposalEventKind>();
        check::<ProposalKind>();
        check::<ProposalState>();
    }

    #[test]
    fn regulations_plans_and_duties() {
        check::<RegulationKind>();
        check::<RegulationState>();
        check::<PlanState>();
        check::<PlanEventKind>();
        check::<IndicatorPart>();
        check::<IndicatorMethod>();
        check::<IndicatorChannel>();
        check::<Perspective>();
        check::<ApplicabilityStatus>();
        check::<OpinionKind>();
        check::<DutySource>();
        check::<ParamGroup>();
        check::<DifferenceKind>();
        check::<DifferenceSubject>();
        check::<RegulationEventKind>();
    }

    #[test]
    fn campaigns_and_ballots() {
        check::<CampaignKind>();
        check::<CampaignState>();
        check::<CampaignEventKind>();
        check::<EvaluatorClass>();
        check::<EvaluatorState>();
        check::<remit_shared::evaluation::pool::EvaluatorEventKind>();
        check::<DeputyKind>();
        check::<Topic>();
        check::<BallotLevel>();
        check::<AggregateCut>();
    }

    /// §4 prints its columns in this order, and the matrix is addressed by it.
    #[test]
    fn roles_stand_in_the_order_of_the_matrix() {
        let order: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        assert_eq!(order.join(" "), "OL OV OS DL DC EX IO LK CL RA TK PC PB SA SE AU");
    }
}
