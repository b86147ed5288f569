//! What the machine of bad-rating cases has to know, and what it answers (§3.9).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::problem::machine::Acting;
use crate::rating::rules::RatingRules;
use crate::rating::{AppealGround, BadEventKind, BadRatingState, RevisitResult};
use crate::refusal::Refusal;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BadProposal<'a> {
    /// The event's text: what was found, the grounds, the explanation, the measures, the reply, the reason.
    pub text: &'a str,
    /// CONTACT: the handler is the person who served the rater.
    pub served_rater: bool,
    /// APPEAL: its ground.
    pub ground: Option<AppealGround>,
    /// APPEAL: files or written evidence that it rests on.
    pub evidence_count: u32,
    /// ACCEPT: the matter is complex and takes longer.
    pub complex: bool,
    /// DECIDE: exclude the rating.
    pub exclude: bool,
    /// REVISIT and RATER_ANSWERS: what was found.
    pub result: Option<RevisitResult>,
}

/// Everything a decision of the machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct BadFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// Deadlines and limits in force.
    pub rules: &'a RatingRules,
    /// Who acts; `None` is the system or the rater.
    pub acting: Option<Acting>,
    /// The rated unit.
    pub org: Uuid,
    /// Deadline of the present step.
    pub due_on: Option<NaiveDate>,
    /// Whether the rater left a contact.
    pub contactable: bool,
    /// Whether an appeal was made before.
    pub appealed: bool,
    /// The first decision on the appeal: by whom, and whether to exclude.
    pub first_ruling: Option<(Uuid, bool)>,
    /// Whether the case was sent back before.
    pub sent_back: bool,
    /// What the revisit found.
    pub result: Option<RevisitResult>,
    /// What is proposed with the event.
    pub proposal: BadProposal<'a>,
}

/// What a decision on an appeal leads to: two persons have to agree (§3.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// The first opinion is noted, the second is awaited.
    First,
    /// Two agree.
    Agreed,
    /// Two differ: the decision starts again.
    Differs,
}

/// Who is told about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Told {
    /// Contact of the unit.
    UnitContact,
    /// Lead of the unit.
    UnitLead,
    /// Rating administrators; the oversight section for their own unit (R9).
    Desk,
    /// Oversight section.
    Oversight,
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadStep {
    /// New state.
    pub to: BadRatingState,
    /// Deadline of the new state's actor; `None` clears it.
    pub due_on: Option<NaiveDate>,
    /// What becomes of the decision on an appeal.
    pub ruling: Option<Ruling>,
    /// Whether the rating is excluded from the score.
    pub excludes: bool,
    /// Who is told.
    pub notify: &'static [Told],
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadAvailability {
    /// The event.
    pub event: BadEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
