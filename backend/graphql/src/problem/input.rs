//! What the mutations of problems ask for.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use remit_shared::problem::{ProblemCategory, Severity};

use crate::code::Code;

/// A new problem.
#[derive(Debug, InputObject)]
pub struct RaiseProblemInput {
    /// UUID that the client made for this form; sending it twice gives the first problem back.
    pub client_id: ID,
    /// Supervised unit concerned.
    pub org_id: ID,
    /// Section of it, where known.
    pub section_id: Option<ID>,
    /// Title, at most 120 characters.
    pub title: String,
    /// Facts, at most 4 000 characters.
    pub facts: String,
    /// Kind of failing.
    pub category: Code<ProblemCategory>,
    /// How grave it is, as first judged.
    pub severity: Code<Severity>,
    /// Evidence uploaded beforehand; assigning needs some, here or from before (§3.3).
    pub file_ids: Option<Vec<ID>>,
}

/// A step that needs no words.
#[derive(Debug, InputObject)]
pub struct ProblemStepInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// A step with its reason and, where the step asks for it, evidence.
#[derive(Debug, InputObject)]
pub struct ProblemReasonInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
    /// Files uploaded for this step; contesting and reopening ask for at least one.
    pub file_ids: Option<Vec<ID>>,
}

/// The same fact is another problem of the unit already.
#[derive(Debug, InputObject)]
pub struct MergeProblemInput {
    /// The problem that ends.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The problem that goes on.
    pub into_id: ID,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// Assigning a problem to its unit.
#[derive(Debug, InputObject)]
pub struct AssignProblemInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// How grave it is; SEVERE is assigned by the office lead.
    pub severity: Code<Severity>,
    /// Section of the unit, where it is known.
    pub section_id: Option<ID>,
    /// What the push sheet to the unit asks for, at most 4 000 characters.
    pub suggested_action: String,
    /// Evidence uploaded beforehand; assigning needs some, here or from before (§3.3).
    pub file_ids: Option<Vec<ID>>,
}

/// Accepting a problem for immediate rectification (立行立改).
#[derive(Debug, InputObject)]
pub struct AcceptNowInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What the unit promises to do within five working days.
    pub promise: String,
}

/// Accepting a problem with a plan (列账整改).
#[derive(Debug, InputObject)]
pub struct AcceptPlanInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Measures, at most 4 000 characters.
    pub measures: String,
    /// Section of the unit made responsible.
    pub section_id: ID,
    /// Last day for the rectification, within the limit of the severity.
    pub due_on: NaiveDate,
}

/// Asking for more time.
#[derive(Debug, InputObject)]
pub struct AskExtensionInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Working days, 1 to 15.
    pub days: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// Deciding a request for more time.
#[derive(Debug, InputObject)]
pub struct DecideExtensionInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The request.
    pub extension_id: ID,
    /// Granted or not.
    pub grant: bool,
    /// Reason; asked for when it is refused.
    pub reason: String,
}

/// Submitting a rectification (申请销号).
#[derive(Debug, InputObject)]
pub struct SubmitRectificationInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw; it also keeps a second sending from submitting twice.
    pub version: i32,
    /// UUID that the client made for this form.
    pub client_id: ID,
    /// What was done, at most 4 000 characters.
    pub statement: String,
    /// Evidence, at least one file.
    pub file_ids: Vec<ID>,
}

/// Returning a rectification.
#[derive(Debug, InputObject)]
pub struct ReturnRectificationInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What is still missing, at most 1 000 characters.
    pub reason: String,
    /// New last day, at most ten working days ahead.
    pub due_on: NaiveDate,
}

/// Closing a problem out (销号).
#[derive(Debug, InputObject)]
pub struct CloseOutInput {
    /// The problem.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Whether the place was visited; asked for from MODERATE on.
    pub visited: bool,
    /// Remark; may be empty.
    pub remark: String,
}
