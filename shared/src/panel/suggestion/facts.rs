//! What the suggestion machine has to know, and what it answers (§3.5).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::notice::NoticeKind;
use crate::panel::{InvalidReason, SuggestionEventKind, SuggestionLink, SuggestionState, Verdict};
use crate::problem::Deadlines;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::Refusal;

/// A verdict that waits for a second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    /// The verdict.
    pub verdict: Verdict,
    /// Who gave it.
    pub by: Uuid,
}

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SuggestionProposal<'a> {
    /// The suggestion itself (submission), why it is valid or what the author is told (JUDGE), why a second look
    /// is asked for (ASK_AGAIN), the reply (REPLY).
    pub text: &'a str,
    /// Verdict of JUDGE.
    pub verdict: Option<Verdict>,
    /// Reason from the fixed list, for INVALID.
    pub reason: Option<InvalidReason>,
    /// For DUPLICATE: whether an earlier suggestion is named, which is not this one.
    pub original: bool,
    /// What ADOPT leads to.
    pub link: Option<SuggestionLink>,
    /// Redacted copy for the unit, written by the office; ADOPT asks for it unless the suggestion is only noted.
    pub text_for_unit: &'a str,
}

/// Everything a decision of the suggestion machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct SuggestionFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Person who wrote it.
    pub author: Uuid,
    /// Unit it is about, where it names one.
    pub about_org: Option<Uuid>,
    /// Whether the verdict takes two persons.
    pub two_persons: bool,
    /// The verdict that waits for a second person.
    pub proposed: Option<Proposed>,
    /// Deadline that runs.
    pub due_on: Option<NaiveDate>,
    /// Whether the author has had the one second look.
    pub second_look: bool,
    /// Who gave the verdict against which a second look was asked for; somebody else gives the next.
    pub judged_by: Option<Uuid>,
    /// Day of the verdict.
    pub judged_on: Option<NaiveDate>,
    /// Day on which the outcome of the link became known.
    pub outcome_on: Option<NaiveDate>,
    /// What is proposed with the event.
    pub proposal: SuggestionProposal<'a>,
}

/// The result of an allowed event on a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionStep {
    /// New state.
    pub to: SuggestionState,
    /// Deadline of the office's next step; `None` clears it.
    pub due_on: Option<NaiveDate>,
    /// Whether the verdict is only proposed and waits for a second person.
    pub proposes: bool,
    /// The verdict that stands now.
    pub settles: Option<Verdict>,
    /// Who is told; the source author is the officer or expert.
    pub notify: &'static [Audience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionAvailability {
    /// The event.
    pub event: SuggestionEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
