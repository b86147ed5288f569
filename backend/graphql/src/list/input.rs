//! What the mutations of adjustments and lists take.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use remit_service::list::change::Draft;
use remit_service::list::propose::Proposal;
use remit_service::list::tasks::Revision;
use remit_service::list::trigger::Occasion;
use remit_service::problem::Step;
use remit_shared::id::NodeKind;
use remit_shared::list::{AdjustmentKind, CheckResult, ListOp, PowerCategory, TriggerCause};
use remit_shared::refusal::Refusal;

use crate::code::Code;
use crate::id;

/// Proposing an adjustment.
#[derive(Debug, InputObject)]
pub struct ProposeAdjustmentInput {
    /// Made by the client, so that sending twice writes once.
    pub client_id: ID,
    /// Why.
    pub kind: Code<AdjustmentKind>,
    /// One line, at most 120 characters.
    pub title: String,
    /// What is to be adjusted and why, at most 4 000 characters.
    pub text: String,
    /// Legal basis with its article.
    pub basis: String,
    /// Units concerned, as far as known; a unit's lead names his or her own.
    pub org_ids: Vec<ID>,
    /// The problem that showed the need, if one did.
    pub problem_id: Option<ID>,
    /// Number of the coordination case that decided it, if one did.
    pub case_no: Option<String>,
}

impl ProposeAdjustmentInput {
    pub(super) fn read(self) -> Result<Proposal, Refusal> {
        Ok(Proposal {
            client_id: id::read_client(&self.client_id)?,
            kind: self.kind.0,
            title: self.title,
            text: self.text,
            basis: self.basis,
            orgs: id::read_all(NodeKind::Org, &self.org_ids, "orgIds")?,
            problem: id::read_optional(NodeKind::Problem, self.problem_id.as_ref(), "problemId")?,
            case_no: self.case_no.unwrap_or_default(),
        })
    }
}

/// An adjustment and the version seen.
#[derive(Debug, InputObject)]
pub struct AdjustmentStepInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

impl AdjustmentStepInput {
    pub(super) fn read(&self) -> Result<Step, Refusal> {
        id::step(NodeKind::Adjustment, &self.id, self.version)
    }
}

/// Opening the consultation.
#[derive(Debug, InputObject)]
pub struct ConsultAdjustmentInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Units concerned besides those named already.
    pub org_ids: Vec<ID>,
}

/// Signing the memo.
#[derive(Debug, InputObject)]
pub struct SignAdjustmentInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What the unit notes with it.
    pub remark: Option<String>,
}

/// Sending an adjustment to the legal check.
#[derive(Debug, InputObject)]
pub struct SendAdjustmentLegalInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the coordination case, where not every unit has signed.
    pub case_no: Option<String>,
}

/// The justice bureau's opinion.
#[derive(Debug, InputObject)]
pub struct AttachLegalOpinionInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What it says, in short.
    pub opinion: String,
    /// The document.
    pub file_ids: Vec<ID>,
}

/// Approving an adjustment.
#[derive(Debug, InputObject)]
pub struct ApproveAdjustmentInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Number of the approving document.
    pub doc_no: String,
    /// Day from which the lists are changed; today or later.
    pub effective_on: Option<NaiveDate>,
}

/// An adjustment and a reason.
#[derive(Debug, InputObject)]
pub struct AdjustmentReasonInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// The check after an adjustment.
#[derive(Debug, InputObject)]
pub struct CheckAdjustmentInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What it came to.
    pub result: Option<Code<CheckResult>>,
    /// What it found.
    pub note: String,
}

/// Drafting a list change. What the operation does not need is left out; what is left empty stays as it is.
#[derive(Debug, InputObject)]
pub struct DraftListChangeInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What the change does.
    pub op: Code<ListOp>,
    /// The item; none for an addition.
    pub item_id: Option<ID>,
    /// Code of a new item.
    pub code: Option<String>,
    /// Kind of power.
    pub category: Option<Code<PowerCategory>>,
    /// Name.
    pub name: Option<String>,
    /// Basis with its article.
    pub basis: Option<String>,
    /// Unit of a new item, or the unit that an item goes to.
    pub org_id: Option<ID>,
}

impl DraftListChangeInput {
    pub(super) fn read(self) -> Result<(Step, Draft), Refusal> {
        let draft = Draft {
            op: self.op.0,
            item: id::read_optional(NodeKind::PowerItem, self.item_id.as_ref(), "itemId")?,
            code: self.code.unwrap_or_default(),
            category: self.category.map(|category| category.0),
            name: self.name.unwrap_or_default(),
            basis: self.basis.unwrap_or_default(),
            org: id::read_optional(NodeKind::Org, self.org_id.as_ref(), "orgId")?,
        };
        Ok((id::step(NodeKind::Adjustment, &self.id, self.version)?, draft))
    }
}

/// Taking a drafted change back.
#[derive(Debug, InputObject)]
pub struct DropListChangeInput {
    /// The adjustment.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The change.
    pub change_id: ID,
    /// Why.
    pub reason: String,
}

/// A line of a duty-task list.
#[derive(Debug, InputObject)]
pub struct DutyTaskLineInput {
    /// Number of a line that is kept; none for a new one.
    pub no: Option<i32>,
    /// The duty.
    pub duty: String,
    /// What is done to perform it.
    pub tasks: String,
    /// Document and article.
    pub basis: String,
}

/// A new version of a unit's duty-task list.
#[derive(Debug, InputObject)]
pub struct ReviseDutyTaskListInput {
    /// The adjustment that brings it about, if one does.
    pub adjustment: Option<AdjustmentStepInput>,
    /// The unit.
    pub org_id: ID,
    /// First day, where no adjustment says it.
    pub effective_on: Option<NaiveDate>,
    /// Why, where no adjustment says it.
    pub reason: Option<String>,
    /// All the lines of the new version, in their order.
    pub lines: Vec<DutyTaskLineInput>,
}

impl ReviseDutyTaskListInput {
    pub(super) fn read(self) -> Result<Revision, Refusal> {
        let lines = self.lines.into_iter();
        Ok(Revision {
            adjustment: self.adjustment.map(|step| step.read()).transpose()?,
            org: id::read(NodeKind::Org, &self.org_id, "orgId")?,
            effective_on: self.effective_on,
            reason: self.reason.unwrap_or_default(),
            lines: lines
                .map(|line| (line.no, line.duty, line.tasks, line.basis))
                .collect(),
        })
    }
}

/// Registering an occasion to revise lists.
#[derive(Debug, InputObject)]
pub struct RegisterListTriggerInput {
    /// Made by the client, so that sending twice writes once.
    pub client_id: ID,
    /// The unit.
    pub org_id: ID,
    /// Why.
    pub cause: Code<TriggerCause>,
    /// One line, at most 120 characters.
    pub title: String,
    /// Law or document with its article.
    pub basis: String,
    /// Day on which it occurred.
    pub occurred_on: NaiveDate,
}

impl RegisterListTriggerInput {
    pub(super) fn read(self) -> Result<Occasion, Refusal> {
        Ok(Occasion {
            client_id: id::read_client(&self.client_id)?,
            org: id::read(NodeKind::Org, &self.org_id, "orgId")?,
            cause: self.cause.0,
            title: self.title,
            basis: self.basis,
            occurred_on: self.occurred_on,
        })
    }
}

/// Submitting revised lists.
#[derive(Debug, InputObject)]
pub struct SubmitListTriggerInput {
    /// The occasion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What was revised.
    pub note: String,
    /// The revised lists, where they are files.
    pub file_ids: Option<Vec<ID>>,
}

/// An occasion and a reason.
#[derive(Debug, InputObject)]
pub struct ListTriggerReasonInput {
    /// The occasion.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}
