//! What the mutations of points ask for.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use remit_service::plan::point::bulk::PointBulkAct;
use remit_service::plan::point::write::Written;
use remit_service::problem::Step;
use remit_shared::id::NodeKind;
use remit_shared::plan::point::entry::Entry;
use remit_shared::plan::point::{PointMeasure, PointQuality};
use remit_shared::refusal::Refusal;

use crate::code::Code;
use crate::id;

/// A point as a unit writes it.
#[derive(Debug, InputObject)]
pub struct PointEntryInput {
    /// Section that carries it.
    pub section_id: Option<ID>,
    /// What is to be done, at most 120 characters.
    pub title: String,
    /// By what it will be judged, at most 500 characters; measurable.
    pub target: String,
    /// How the target is measured.
    pub measure: Code<PointMeasure>,
    /// Importance 1–5.
    pub importance: i32,
    /// Last day, inside the year.
    pub due_on: NaiveDate,
    /// Duties of the own unit, at least one.
    pub duty_ids: Vec<ID>,
}

impl PointEntryInput {
    /// What the use cases take.
    pub fn read(self) -> Result<Written, Refusal> {
        Ok(Written {
            section: id::read_optional(NodeKind::OrgSection, self.section_id.as_ref(), "sectionId")?,
            duties: id::read_all(NodeKind::Duty, &self.duty_ids, "dutyIds")?,
            entry: Entry {
                title: self.title,
                target: self.target,
                measure: self.measure.0,
                importance: id::count("importance", self.importance)?,
                due_on: self.due_on,
            },
        })
    }
}

/// A new point of the own unit.
#[derive(Debug, InputObject)]
pub struct CreatePointInput {
    /// UUID that the client made for this form; sending it twice gives the first point back.
    pub client_id: ID,
    /// Year of the plan.
    pub year: i32,
    /// What it says.
    pub entry: PointEntryInput,
}

/// A draft or returned point, rewritten.
#[derive(Debug, InputObject)]
pub struct EditPointInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What it says.
    pub entry: PointEntryInput,
}

/// A point and the version that the person saw.
#[derive(Debug, InputObject)]
pub struct PointStepInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

impl PointStepInput {
    /// What the use cases take.
    pub fn read(&self) -> Result<Step, Refusal> {
        id::step(NodeKind::Point, &self.id, self.version)
    }
}

/// A step with its reason.
#[derive(Debug, InputObject)]
pub struct PointReasonInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// A monthly report.
#[derive(Debug, InputObject)]
pub struct PointReportInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Progress 0–100.
    pub progress: i32,
    /// What was done; asked for when the progress falls.
    pub note: Option<String>,
    /// Evidence uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

/// Several monthly reports: all of them are taken, or none.
#[derive(Debug, InputObject)]
pub struct ReportPointsInput {
    /// The reports, at most 200.
    pub reports: Vec<PointReportInput>,
}

/// A change asked for; what is left out stays.
#[derive(Debug, InputObject)]
pub struct AskPointChangeInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Whether the point is to be cancelled.
    pub cancels: bool,
    /// Another target.
    pub target: Option<String>,
    /// Another importance, 1–5.
    pub importance: Option<i32>,
    /// Another due date; up to 30 days later the oversight section decides, beyond that the office lead.
    pub due_on: Option<NaiveDate>,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// The decision on a change.
#[derive(Debug, InputObject)]
pub struct DecidePointChangeInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Granted or not.
    pub grant: bool,
    /// Reason; asked for when it is refused.
    pub reason: Option<String>,
}

/// Claiming a point as done.
#[derive(Debug, InputObject)]
pub struct ClaimPointInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What was done; may be empty.
    pub statement: Option<String>,
    /// Evidence, at least one file.
    pub file_ids: Vec<ID>,
}

/// Verifying a claim.
#[derive(Debug, InputObject)]
pub struct VerifyPointInput {
    /// The point.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Whether the unit was visited; asked for in the sample.
    pub visited: bool,
    /// Grade; asked for in the sample.
    pub quality: Option<Code<PointQuality>>,
    /// Remark; may be empty.
    pub remark: Option<String>,
}

/// One act on many points.
#[derive(Debug, InputObject)]
pub struct BulkPointsInput {
    /// The act.
    pub act: Code<PointBulkAct>,
    /// The points, at most 1 000, with the versions that the person saw.
    pub points: Vec<PointStepInput>,
    /// The one reason for all; asked for by RETURN and EDIT.
    pub reason: Option<String>,
    /// Section, for EDIT.
    pub section_id: Option<ID>,
    /// Importance 1–5, for EDIT.
    pub importance: Option<i32>,
    /// Due date, for EDIT.
    pub due_on: Option<NaiveDate>,
    /// Whether it is only tried: nothing is changed, the lines say what would be.
    pub dry_run: bool,
}

/// Reminding units of their points.
#[derive(Debug, InputObject)]
pub struct RemindPointsInput {
    /// The points, at most 1 000.
    pub ids: Vec<ID>,
}
