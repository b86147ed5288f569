//! Enumerations of `remit_shared` on the wire: one wrapper for all of them, so that no value is listed twice.
//!
//! A value's description is the word an office uses and the English one, as the enumeration itself gives them.

use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::{Deprecation, MetaEnumValue, MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned,
    ServerResult, Value,
};
use remit_shared::wire::Wire;

/// What an enumeration is about, for its readers in the schema.
pub trait Described: Wire + Send + Sync {
    /// One sentence in English, with the clause where it helps.
    const ABOUT: &'static str;
}

/// A value of an enumeration as GraphQL reads and writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code<E: Described>(pub E);

impl<E: Described> From<E> for Code<E> {
    fn from(value: E) -> Self {
        Self(value)
    }
}

/// The plain values of a list that a filter may leave out.
pub fn plain<E: Described>(codes: Option<Vec<Code<E>>>) -> Vec<E> {
    codes.into_iter().flatten().map(|code| code.0).collect()
}

fn describe<E: Described>(registry: &mut Registry) -> String {
    registry.create_input_type::<Code<E>, _>(MetaTypeId::Enum, |_| MetaType::Enum {
        name: E::NAME.to_owned(),
        description: Some(E::ABOUT.to_owned()),
        enum_values: E::ALL
            .iter()
            .map(|value| (value.code().to_owned(), described(*value)))
            .collect::<IndexMap<_, _>>(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(std::any::type_name::<Code<E>>()),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    })
}

fn described<E: Wire>(value: E) -> MetaEnumValue {
    MetaEnumValue {
        name: value.code().to_owned(),
        description: Some(format!("{} · {}", value.zh(), value.en())),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    }
}

impl<E: Described> InputType for Code<E> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(E::NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        describe::<E>(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let value = value.unwrap_or_default();
        let code = match &value {
            Value::Enum(name) => E::parse(name),
            Value::String(text) => E::parse(text),
            _ => None,
        };
        code.map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.code()))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

impl<E: Described> OutputType for Code<E> {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(E::NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        describe::<E>(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(self.to_value())
    }
}

macro_rules! about {
    ($($(#[$meta:meta])* $enumeration:path => $about:literal;)+) => {
        $(impl Described for $enumeration { const ABOUT: &'static str = $about; })+
    };
}

about! {
    remit_shared::audit::Outcome => "How an audited attempt ended (K42).";
    remit_shared::coordination::CaseEventKind => "What happens to a coordination case; also the name of the action (§3.7).";
    remit_shared::coordination::CaseScope => "Between whom a duty is disputed (§2).";
    remit_shared::coordination::CaseState => "State of a coordination case (§3.7).";
    remit_shared::coordination::CheckResult => "Result of a check after a decision (K12) or an adjustment (§3.12).";
    remit_shared::coordination::CitationKind => "What a clause is taken from (§2).";
    remit_shared::coordination::CitationSource => "Where in a case a clause is cited.";
    remit_shared::coordination::ConsultationEventKind => "What happens to a consultation; also the name of the action (§3.7).";
    remit_shared::coordination::ConsultationState => "State of a consultation (§3.7).";
    remit_shared::coordination::DecisionKind => "How a case was settled (§2).";
    remit_shared::coordination::PartyRole => "Part that a department has in a matter (§2).";
    remit_shared::coordination::RefusalGround => "Why a case is not accepted: the fixed list of §3.7.";
    remit_shared::evaluation::AggregateCut => "The only ways to look at the aggregates of a campaign (F3).";
    remit_shared::evaluation::CampaignEventKind => "What happens to a campaign; also the name of the action (§3.8).";
    remit_shared::evaluation::CampaignKind => "Kind of a campaign (§2).";
    remit_shared::evaluation::CampaignState => "State of a campaign (§3.8).";
    remit_shared::evaluation::EvaluatorClass => "Class of a grassroots evaluator (§2).";
    remit_shared::evaluation::EvaluatorState => "State of an evaluator in the pool (K19).";
    remit_shared::evaluation::Topic => "What a question of a campaign is about (§0).";
    remit_shared::evaluation::pool::EvaluatorEventKind => "What happens to an evaluator of the pool (K19).";
    remit_shared::identity::AccountState => "State of an account (§4).";
    remit_shared::identity::GrantState => "State of a role grant; grants of OL, SE and AU wait for a second person (§4).";
    remit_shared::identity::Role => "The roles of the permission matrix (§4), in its order.";
    remit_shared::linkage::LinkageKind => "What a linkage submission is (§2).";
    remit_shared::linkage::SubmissionEventKind => "What happens to a linkage submission; also the name of the action that makes it happen (§3.6).";
    remit_shared::linkage::SubmissionOutcome => "What became of an accepted linkage submission (§3.6).";
    remit_shared::linkage::SubmissionState => "State of a linkage submission (§3.6).";
    remit_shared::linkage::WindowEventKind => "What happens to a linkage window; also the name of the action that makes it happen (§3.6).";
    remit_shared::linkage::WindowState => "State of a quarter's linkage window (§3.6).";
    remit_shared::linkage::partner::ClientState => "State of a partner's machine client (§8).";
    remit_shared::burden::RequestKind => "What is asked of a unit or town (K46).";
    remit_shared::activity::ActivityEventKind => "What happens to a joint activity; also the name of the action that makes it happen (§3.13).";
    remit_shared::activity::ActivityKind => "What a joint activity inspects (§2).";
    remit_shared::activity::ActivityState => "State of a joint activity (§3.13).";
    remit_shared::activity::FindingState => "State of a finding (§3.13).";
    remit_shared::activity::TeamPart => "Where a member of a team comes from (§2).";
    remit_shared::list::AdjustmentEventKind => "What happens to a duty adjustment; also the name of the action that makes it happen (§3.12).";
    remit_shared::list::AdjustmentKind => "Why duties are adjusted (§2).";
    remit_shared::list::AdjustmentState => "State of a duty adjustment (§3.12).";
    remit_shared::list::ListOp => "What a list change does with an item (§2).";
    remit_shared::list::PowerCategory => "Kind of power (§2).";
    remit_shared::list::PowerState => "State of an item of a powers list on a day (§2).";
    remit_shared::list::TriggerCause => "Why a unit has to revise its lists (§2).";
    remit_shared::list::TriggerEventKind => "What happens to an occasion to revise lists; also the name of the action that makes it happen (K36).";
    remit_shared::list::TriggerState => "State of an occasion to revise lists (§2).";
    remit_shared::list::tasks::LineChange => "What became of a line between two versions of a duty-task list (K36).";
    remit_shared::notice::NoticeKind => "What a notification tells its addressee (K38).";
    remit_shared::organisation::OrgKind => "Kind of an organisation (§2).";
    remit_shared::organisation::RankingGroup => "Group within which supervised units are ranked (§5.9).";
    remit_shared::panel::AppointmentEventKind => "What happens to an appointment; also the name of the action that makes it happen (§3.14).";
    remit_shared::panel::AppointmentKind => "What a person is appointed as (§3.14).";
    remit_shared::panel::AppointmentState => "State of an appointment (§3.14).";
    remit_shared::panel::DismissReason => "Why an appointee is dismissed (§3.14).";
    remit_shared::panel::InvalidReason => "Why a suggestion is not valid: the fixed list of §3.5.";
    remit_shared::panel::ReviewGrade => "Grade that an expert gives (K14).";
    remit_shared::panel::ReviewState => "State of one expert's review of one subject (K14).";
    remit_shared::panel::SessionEventKind => "What happens to an expert session; also the name of the action that makes it happen (K14).";
    remit_shared::panel::SessionKind => "Kind of an expert session (K14).";
    remit_shared::panel::SessionState => "State of an expert session (K14).";
    remit_shared::panel::SessionSubject => "What an expert session is about (K14).";
    remit_shared::panel::SourceKind => "Kind of body an appointee comes from (§1).";
    remit_shared::panel::SuggestionEventKind => "What happens to a suggestion; also the name of the action that makes it happen (§3.5).";
    remit_shared::panel::SuggestionLink => "What a valid suggestion leads to (§3.5).";
    remit_shared::panel::SuggestionState => "State of a suggestion (§3.5).";
    remit_shared::panel::Verdict => "Verdict of a screening (§3.5).";
    remit_shared::plan::ApplicabilityStatus => "Whether a third-level indicator applies to a unit (§5.8).";
    remit_shared::plan::DutySource => "What a duty of a unit rests on (§2).";
    remit_shared::plan::IndicatorChannel => "Where the values of an indicator come from (§5.4).";
    remit_shared::plan::IndicatorMethod => "How values of an indicator become 0 to 100 points (§5.3).";
    remit_shared::plan::IndicatorPart => "Part of the tree of indicators (§5.2).";
    remit_shared::plan::OpinionKind => "What a unit says about a plan (§3.1).";
    remit_shared::plan::Perspective => "What an indicator looks at (S25).";
    remit_shared::plan::PlanEventKind => "What happened to a yearly plan; also the name of the action that makes it happen (§3.1).";
    remit_shared::plan::PlanState => "State of a yearly plan (§3.1).";
    remit_shared::plan::RegulationKind => "Which document of the regime a regulation is (K01).";
    remit_shared::plan::RegulationState => "State of a regulation (K01).";
    remit_shared::plan::difference::DifferenceKind => "What kind of change a line of a difference is (§3.1).";
    remit_shared::plan::difference::DifferenceSubject => "What a line of a difference is about (§3.1).";
    remit_shared::plan::params::spec::ParamGroup => "Heading under which parameters are shown (§5.13).";
    remit_shared::plan::regulation::RegulationEventKind => "What happens to a regulation; also the name of the action (K01).";
    remit_service::plan::point::bulk::PointBulkAct => "What is done to many points at once (K04).";
    remit_service::plan::point::import::ImportOutcome => "What an import does with a row (K04).";
    remit_shared::plan::point::PointChangeState => "State of a request to change a point (§3.2).";
    remit_shared::plan::point::PointEventKind => "What happened to a point; also the name of the action that makes it happen (§3.2).";
    remit_shared::plan::point::PointMeasure => "What a point's target is measured by (§2).";
    remit_shared::plan::point::PointOutcome => "How a point ended (§5.4).";
    remit_shared::plan::point::PointQuality => "Grade of a verified point (§5.3).";
    remit_shared::plan::point::PointState => "State of an effectiveness point (§3.2).";
    remit_shared::plan::point::light::PointLight => "How fresh the progress of a running point is (§3.2).";
    remit_shared::policy::Reach => "How far a capability reaches: a cell of the permission matrix (§4).";
    remit_shared::problem::Alert => "Alert that runs beside a problem's state (§3.3).";
    remit_shared::problem::ExtensionState => "State of a request for more time (§3.3).";
    remit_shared::problem::LedgerKind => "Which ledger an entry belongs to (K05, K09).";
    remit_shared::problem::LedgerState => "State of a ledger entry (K09).";
    remit_shared::problem::ProblemCategory => "What kind of failing a problem is (K08).";
    remit_shared::problem::ProblemEventKind => "What happened to a problem; also the name of the action that makes it happen (§3.3).";
    remit_shared::problem::ProblemSource => "Where a problem came from; each has one source (§10.4).";
    remit_shared::problem::ProblemState => "State of a problem (§3.3).";
    remit_shared::problem::Severity => "How grave a problem is: decides deadlines, who may assign and close, and the deduction (§5.7).";
    remit_shared::problem::SheetDirection => "Direction of a push sheet (§3.4).";
    remit_shared::problem::SheetEventKind => "What happened to a push sheet; also the name of the action that makes it happen (§3.4).";
    remit_shared::problem::SheetState => "State of a push sheet (§3.4).";
    remit_shared::problem::Urgency => "How urgent a push sheet is (§3.4).";
    remit_shared::scoring::Band => "Where a unit stands in its ranking group (§5.9).";
    remit_shared::scoring::Grade => "Grade of the year (§5.9).";
    remit_shared::scoring::IndicatorCode => "Third-level indicators that the scoring measures (§5.2).";
    remit_shared::scoring::ScoreStatus => "How an indicator of a unit came to its score, or why it has none (§5.8).";
    remit_shared::scoring::life::AppealState => "State of an appeal (§3.10).";
    remit_shared::scoring::life::RunState => "State of a score run (§3.10).";
    remit_shared::scoring::measure::TraceSource => "What a row behind a score stands for (§5.11).";
    remit_shared::scoring::redistribution::MoveScope => "How far the weight of an indicator without data moved (§5.8).";
    remit_shared::scoring::simulation::RankSecurity => "Whether a unit lies in front or at the back in almost every draw (§5.10).";
    remit_shared::staffing::ProposalBasis => "What a staffing proposal rests on (§3.11).";
    remit_shared::staffing::ProposalEventKind => "What happens to a staffing proposal; also the name of the action that makes it happen (§3.11).";
    remit_shared::staffing::ProposalKind => "What a staffing proposal proposes (§3.11).";
    remit_shared::staffing::ProposalState => "State of a staffing proposal (§3.11).";
    remit_shared::rating::AppealGround => "Ground of an appeal against a bad rating (§3.9).";
    remit_shared::rating::BadEventKind => "What happens to a bad-rating case; also the name of the action that makes it happen (§3.9).";
    remit_shared::rating::BadRatingState => "State of a bad-rating case (§3.9).";
    remit_shared::rating::FlagRule => "Pattern by which the integrity engine flags ratings (§5.6).";
    remit_shared::rating::FlagState => "How far a group of flagged ratings has been reviewed (K24).";
    remit_shared::rating::FlagVerdict => "What is done with a group of flagged ratings (§5.6).";
    remit_shared::rating::RatingChannel => "Where a rating was given (K21).";
    remit_shared::rating::RatingLevel => "What a rater says; the two lowest are bad ratings (K21).";
    remit_shared::rating::RatingReason => "Why somebody is dissatisfied (§7).";
    remit_shared::rating::RatingStatus => "What became of a rating (§5.6).";
    remit_shared::rating::ReceiptChannel => "Where an item was handled (K22).";
    remit_shared::rating::RevisitResult => "What a revisit found (§3.9).";
    remit_shared::voice::AppraisalMark => "Appraisal grade of a public institution (§5.3).";
    remit_shared::voice::MutualState => "State of a department's mutual ballot (K26).";
    remit_shared::voice::ViolationEventKind => "What happens to a negative record; also the name of the action (C21).";
    remit_shared::voice::ViolationKind => "What the negative indicator C21 counts (§5.7).";
    remit_shared::voice::ViolationState => "State of a negative record (C21).";
    remit_shared::voice::VoiceKind => "What a window collects (K25, K26).";
    remit_shared::voice::VoiceWindowEventKind => "What happens to a window; also the name of the action (K25, K26).";
    remit_shared::voice::VoiceWindowState => "State of a window for comments or ballots (K25, K26).";
    remit_shared::refusal::RefusalCode => "Stable codes of refusals: nothing was changed, and this is why (§3).";
}
