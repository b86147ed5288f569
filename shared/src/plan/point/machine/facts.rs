//! What the machine has to know about a point and about who acts (§3.2).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::plan::point::entry::Entry;
use crate::plan::point::{PointQuality, PointRules};
use crate::problem::machine::Acting;

/// The plan a point belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanStanding {
    /// Its year.
    pub year: i32,
    /// First day of supervision.
    pub starts_on: NaiveDate,
    /// Whether it is in force: PUBLISHED or a later version of it.
    pub published: bool,
    /// Whether its result is frozen (§3.1 ARCHIVED).
    pub frozen: bool,
}

/// A request for a change that waits for its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingChange {
    /// Person who asked.
    pub asked_by: Uuid,
    /// Whether the point is to be cancelled.
    pub cancels: bool,
    /// The due date asked for, if another.
    pub due_on: Option<NaiveDate>,
}

/// What a request for a change asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeAsked<'a> {
    /// Whether the point is to be cancelled.
    pub cancels: bool,
    /// The point as it would read; the machine checks it as it does a new one.
    pub entry: &'a Entry,
    /// Whether anything differs from the point as it is.
    pub alters: bool,
}

/// What the person typed or attached. Fields an event does not ask for are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proposal<'a> {
    /// Reason (RETURN, ASK_CHANGE, REFUSE_CHANGE, REJECT, PROGRESS when it falls) or note.
    pub text: &'a str,
    /// Files attached to this very step.
    pub evidence_count: u32,
    /// The point as written (CREATE, EDIT, SUBMIT).
    pub entry: Option<&'a Entry>,
    /// Duties of the own unit that the point names (CREATE, EDIT, SUBMIT).
    pub duties: u32,
    /// Duties named that are not the unit's.
    pub foreign_duties: u32,
    /// Code of the point that this one copies (APPROVE).
    pub copy_of: Option<&'a str>,
    /// Progress 0–100 (PROGRESS).
    pub progress: Option<u32>,
    /// The change asked for (ASK_CHANGE).
    pub change: Option<ChangeAsked<'a>>,
    /// Whether the verification rests on a visit.
    pub visited: bool,
    /// The grade given by VERIFY.
    pub quality: Option<PointQuality>,
}

/// Everything a decision of the machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The numbers in force.
    pub rules: &'a PointRules,
    /// The plan.
    pub plan: PlanStanding,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Unit that promised the point.
    pub org: Uuid,
    /// Last day.
    pub due_on: NaiveDate,
    /// Deadline of the present state's actor.
    pub step_due_on: Option<NaiveDate>,
    /// Progress 0–100.
    pub progress: u32,
    /// How often it was returned.
    pub returned_count: u32,
    /// Changes granted.
    pub changes_count: u32,
    /// The request that waits, if any.
    pub pending: Option<PendingChange>,
    /// Person who claimed it.
    pub claimant: Option<Uuid>,
    /// Day it was claimed as done.
    pub done_on: Option<NaiveDate>,
    /// Whether it is in the sample; `None` before the draw.
    pub sampled: Option<bool>,
    /// Whether its lateness has become a problem already.
    pub has_problem: bool,
    /// What is proposed with the event.
    pub proposal: Proposal<'a>,
}

impl<'a> Facts<'a> {
    /// Facts of a fresh point without an actor; the caller sets what applies.
    pub fn new(
        today: NaiveDate,
        calendar: &'a WorkCalendar,
        rules: &'a PointRules,
        plan: PlanStanding,
        (org, due_on): (Uuid, NaiveDate),
    ) -> Self {
        Self {
            today,
            calendar,
            rules,
            plan,
            acting: None,
            org,
            due_on,
            step_due_on: None,
            progress: 0,
            returned_count: 0,
            changes_count: 0,
            pending: None,
            claimant: None,
            done_on: None,
            sampled: None,
            has_problem: false,
            proposal: Proposal::default(),
        }
    }

    /// The same facts with this actor.
    #[must_use]
    pub fn by(self, acting: Option<Acting>) -> Self {
        Self { acting, ..self }
    }

    /// The same facts with this proposal.
    #[must_use]
    pub fn proposing(self, proposal: Proposal<'a>) -> Self {
        Self { proposal, ..self }
    }
}
