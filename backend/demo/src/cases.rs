//! The 32 problems and 5 internal sheets of §6.1, as tables: what was found, what was done, how it went.
//!
//! Counts by source, severity and course are properties of these tables and hold for every seed; days, hours and
//! persons are dealt out by the seed (`plan`). All of it is invented.

mod activity;
mod ledger;
mod linkage;
mod rating;
mod sheets;
mod suggestion;

use chrono::NaiveDate;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity, Urgency};

pub(crate) use sheets::FILED;

/// Where a problem came from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Origin {
    /// A joint activity.
    Activity,
    /// A sheet pushed by another section of the office.
    Sheet(&'static Sheet),
    /// A linkage department, by its code.
    Linkage(&'static str),
    /// An information officer's or an expert's suggestion.
    Officer,
    Expert,
    /// An overdue point of the daily ledger; the system raises it.
    Ledger,
    /// A group of bad ratings; the system raises it.
    Rating,
}

impl Origin {
    /// The source as the problem records it.
    pub fn source(self) -> ProblemSource {
        match self {
            Self::Activity => ProblemSource::JointActivity,
            Self::Sheet(_) => ProblemSource::PushSheet,
            Self::Linkage(_) => ProblemSource::Linkage,
            Self::Officer | Self::Expert => ProblemSource::Suggestion,
            Self::Ledger => ProblemSource::Ledger,
            Self::Rating => ProblemSource::Rating,
        }
    }
}

/// An internal push sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    /// Place of the pushing section among the office's; 0 is the oversight section.
    pub from: usize,
    pub found: NaiveDate,
    pub unit: &'static str,
    pub matter: &'static str,
    pub basis: &'static str,
    pub urgency: Urgency,
    pub action: &'static str,
    /// Why no problem came of it; `None` if one did.
    pub filed: Option<&'static str>,
}

/// A submission that did not hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// The unit's statement.
    pub done: &'static str,
    /// Why it was returned.
    pub reason: &'static str,
}

/// How a problem went.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Course {
    /// 立行立改, closed without a ledger entry.
    AtOnce,
    /// Ledger, plan, done in time.
    Plan,
    /// No answer in two working days: entered by default.
    Silent,
    /// Promised at once, not done in five working days: entered after all.
    TooLate,
    /// Contested, upheld, then rectified by a plan.
    Contested {
        grounds: &'static str,
        answer: &'static str,
    },
    /// These submissions were returned, one after the other.
    Returned(&'static [Attempt]),
    /// More time asked for and granted.
    Extended { days: u32, reason: &'static str },
    /// More time asked for and refused.
    Refused {
        days: u32,
        reason: &'static str,
        decision: &'static str,
    },
    /// Done this many working days after the deadline, at least and at most.
    Late(u32, u32),
    /// Still open on the last day of the data: two extensions, then overdue.
    Overdue { reasons: [&'static str; 2] },
    /// Still open: returned a week before the last day of the data.
    SentBack {
        extension: &'static str,
        reason: &'static str,
    },
}

/// One problem.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    pub unit: &'static str,
    /// Place of the responsible section among the unit's.
    pub section: usize,
    pub origin: Origin,
    pub category: ProblemCategory,
    pub severity: Severity,
    /// The first day on which it may be raised.
    pub found: NaiveDate,
    pub title: &'static str,
    pub facts: &'static str,
    /// What the sheet to the unit suggests.
    pub action: &'static str,
    /// The unit's promise or measures.
    pub plan: &'static str,
    /// The unit's statement.
    pub done: &'static str,
    /// What re-verification found.
    pub check: &'static str,
    pub course: Course,
}

/// All cases, by source.
pub(crate) fn cases() -> impl Iterator<Item = &'static Case> {
    activity::CASES
        .iter()
        .chain(sheets::CASES)
        .chain(linkage::CASES)
        .chain(suggestion::CASES)
        .chain(ledger::CASES)
        .chain(rating::CASES)
}
