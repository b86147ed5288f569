//! What an allowed event does (§3.2, last columns).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::notice::NoticeKind;
use crate::plan::point::{PointChangeState, PointEventKind, PointOutcome, PointQuality, PointState};
use crate::problem::machine::{Audience, LedgerEffect};
use crate::refusal::Refusal;

/// The result of an allowed event. Every field is the value to store, except where it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// New state.
    pub to: PointState,
    /// Deadline of the new state's actor; `None` when nobody is waited for.
    pub step_due_on: Option<NaiveDate>,
    /// Effect on the daily ledger.
    pub ledger: LedgerEffect,
    /// Progress 0–100.
    pub progress: u32,
    /// Whether today is the day of the last report.
    pub reports: bool,
    /// Number of returns.
    pub returned_count: u32,
    /// Number of changes granted.
    pub changes_count: u32,
    /// Person who claimed.
    pub claimant: Option<Uuid>,
    /// Day claimed as done.
    pub done_on: Option<NaiveDate>,
    /// How it ended, when it has; `None` keeps.
    pub outcome: Option<PointOutcome>,
    /// Grade, when one is given; `None` keeps.
    pub quality: Option<PointQuality>,
    /// New state of the change concerned; `None` keeps.
    pub change: Option<PointChangeState>,
    /// Whether the change that waits takes effect.
    pub applies_change: bool,
    /// Whether a problem with source LEDGER is raised, or the unit's open one takes this point in.
    pub raises_problem: bool,
    /// Who is told.
    pub notify: &'static [Audience],
    /// With which words; `None` when nobody is told.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// The event.
    pub event: PointEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
