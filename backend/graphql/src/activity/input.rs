//! What the mutations of joint activities take.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use remit_service::activity::finding::Convert;
use remit_service::activity::plan::Plan;
use remit_service::activity::site::Found;
use remit_shared::activity::ActivityKind;
use remit_shared::id::NodeKind;
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::refusal::Refusal;

use crate::code::{Code, plain};
use crate::id;

/// Planning an activity.
#[derive(Debug, InputObject)]
pub struct PlanActivityInput {
    /// Made by the client, so that sending twice writes once.
    pub client_id: ID,
    /// One line, at most 120 characters.
    pub title: String,
    /// What is inspected.
    pub kinds: Vec<Code<ActivityKind>>,
    /// First day on site.
    pub from_on: NaiveDate,
    /// Last day on site.
    pub to_on: NaiveDate,
    /// Units inspected.
    pub org_ids: Vec<ID>,
    /// The team, besides the person who plans it.
    pub member_ids: Vec<ID>,
    /// What is looked at, line by line.
    pub checklist: Vec<String>,
    /// Answer to the warning of a double inspection.
    pub repeat_reason: Option<String>,
}

impl PlanActivityInput {
    pub(super) fn read(self) -> Result<Plan, Refusal> {
        Ok(Plan {
            client_id: id::read_client(&self.client_id)?,
            title: self.title,
            kinds: plain(Some(self.kinds)),
            days: (self.from_on, self.to_on),
            orgs: id::read_all(NodeKind::Org, &self.org_ids, "orgIds")?,
            team: id::read_all(NodeKind::Person, &self.member_ids, "memberIds")?,
            checklist: self.checklist,
            repeat_reason: self.repeat_reason.unwrap_or_default(),
        })
    }
}

/// An activity and the version seen.
#[derive(Debug, InputObject)]
pub struct ActivityStepInput {
    /// The activity.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// Telling the units of an activity.
#[derive(Debug, InputObject)]
pub struct NotifyActivityInput {
    /// The activity.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the notice.
    pub doc_no: String,
    /// The notice.
    pub file_ids: Option<Vec<ID>>,
}

/// Reporting an activity.
#[derive(Debug, InputObject)]
pub struct ReportActivityInput {
    /// The activity.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The report in short, at most 4 000 characters.
    pub report: String,
    /// The report.
    pub file_ids: Option<Vec<ID>>,
}

/// Cancelling an activity.
#[derive(Debug, InputObject)]
pub struct CancelActivityInput {
    /// The activity.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Recording that the team was at a unit.
#[derive(Debug, InputObject)]
pub struct VisitUnitInput {
    /// The activity.
    pub activity_id: ID,
    /// The unit.
    pub org_id: ID,
    /// What was looked at, in short.
    pub note: Option<String>,
}

/// Marking an item of the checklist.
#[derive(Debug, InputObject)]
pub struct TickCheckInput {
    /// The activity.
    pub activity_id: ID,
    /// The item.
    pub seq: i32,
    /// Whether it is done.
    pub done: bool,
}

/// Recording a finding on site.
#[derive(Debug, InputObject)]
pub struct RecordFindingInput {
    /// Made by the client, so that sending twice writes once.
    pub client_id: ID,
    /// The activity.
    pub activity_id: ID,
    /// Unit concerned.
    pub org_id: ID,
    /// One line, at most 120 characters.
    pub title: String,
    /// What was found, at most 4 000 characters.
    pub facts: String,
    /// Clause that is not kept.
    pub basis: String,
    /// Kind of failing.
    pub category: Code<ProblemCategory>,
    /// Severity as first judged.
    pub severity: Code<Severity>,
    /// Photos and papers uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

impl RecordFindingInput {
    pub(super) fn read(self) -> Result<Found, Refusal> {
        Ok(Found {
            client_id: id::read_client(&self.client_id)?,
            activity: id::read(NodeKind::Activity, &self.activity_id, "activityId")?,
            org: id::read(NodeKind::Org, &self.org_id, "orgId")?,
            title: self.title,
            facts: self.facts,
            basis: self.basis,
            category: self.category.0,
            severity: self.severity.0,
            files: id::read_all(NodeKind::File, &self.file_ids.unwrap_or_default(), "fileIds")?,
        })
    }
}

/// A finding and the version seen.
#[derive(Debug, InputObject)]
pub struct FindingStepInput {
    /// The finding.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// Contesting a finding.
#[derive(Debug, InputObject)]
pub struct ContestFindingInput {
    /// The finding.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What is contested and why.
    pub reason: String,
    /// What the objection rests on.
    pub file_ids: Option<Vec<ID>>,
}

/// Turning a finding into a problem.
#[derive(Debug, InputObject)]
pub struct ConvertFindingInput {
    /// The finding.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Title of the problem.
    pub title: String,
    /// Kind of failing.
    pub category: Code<ProblemCategory>,
    /// Severity.
    pub severity: Code<Severity>,
    /// Why an objection of the unit is not followed.
    pub reason: Option<String>,
    /// The person has looked at similar problems: this is another matter.
    pub not_duplicate: Option<bool>,
}

impl ConvertFindingInput {
    pub(super) fn read(self) -> Result<Convert, Refusal> {
        Ok(Convert {
            step: id::step(NodeKind::Finding, &self.id, self.version)?,
            title: self.title,
            category: self.category.0,
            severity: self.severity.0,
            reason: self.reason.unwrap_or_default(),
            not_duplicate: self.not_duplicate.unwrap_or_default(),
        })
    }
}

/// Dropping a finding.
#[derive(Debug, InputObject)]
pub struct DropFindingInput {
    /// The finding.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}
