//! What the mutations of linkage take.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use remit_service::linkage::answer::{Convert, Measure};
use remit_service::linkage::write::{Named, Write};
use remit_shared::id::NodeKind;
use remit_shared::linkage::LinkageKind;
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};

use super::query::quarter;
use crate::code::Code;
use crate::id;

/// A submission as a department's own system sends it (§8). The same `clientId` and content is answered with the
/// first result; the same `clientId` with other content is refused with E_DUP and nothing is stored.
#[derive(Debug, InputObject)]
pub struct LinkageInput {
    /// UUID that the client made, unique within its department.
    pub client_id: ID,
    /// Year of the window.
    pub year: i32,
    /// Quarter of the window, 1 to 4.
    pub quarter: i32,
    /// Code of the supervised unit that it is about.
    pub about_org_code: String,
    /// Problem or suggestion.
    pub kind: Code<LinkageKind>,
    /// The facts, at most 4 000 characters.
    pub text: String,
    /// Evidence uploaded beforehand.
    pub evidence: Option<Vec<ID>>,
    /// Keep who reported with the office.
    pub confidential: bool,
    /// Does not wait for the window; counted in it when it opens.
    #[graphql(default = false)]
    pub urgent: bool,
}

impl TryFrom<LinkageInput> for Write {
    type Error = Refusal;

    fn try_from(input: LinkageInput) -> Result<Self, Refusal> {
        Ok(Self {
            existing: None,
            client_id: id::read_client(&input.client_id)?,
            quarter: quarter(Some(input.year), Some(input.quarter))?,
            about: Named::Code(input.about_org_code.trim().to_owned()),
            kind: input.kind.0,
            text: input.text,
            confidential: input.confidential,
            urgent: input.urgent,
            files: id::read_all(NodeKind::File, &input.evidence.unwrap_or_default(), "evidence")?,
            submit: true,
        })
    }
}

/// A submission as a contact writes it: a new one, a draft, or a returned one.
#[derive(Debug, InputObject)]
pub struct WriteLinkageInput {
    /// The draft or returned submission to change; left out for a new one.
    pub id: Option<ID>,
    /// Version that the person saw; goes with `id`.
    pub version: Option<i32>,
    /// UUID that the client made for this form; sending it twice gives the first submission back.
    pub client_id: ID,
    /// Supervised unit that it is about.
    pub about_org_id: ID,
    /// Problem or suggestion.
    pub kind: Code<LinkageKind>,
    /// The facts, at most 4 000 characters.
    pub text: String,
    /// Keep who reported with the office.
    #[graphql(default = false)]
    pub confidential: bool,
    /// Does not wait for the window; counted in the next one.
    #[graphql(default = false)]
    pub urgent: bool,
    /// Submit it, or keep it as a draft.
    pub submit: bool,
    /// Evidence uploaded beforehand.
    pub file_ids: Option<Vec<ID>>,
}

impl TryFrom<WriteLinkageInput> for Write {
    type Error = Refusal;

    fn try_from(input: WriteLinkageInput) -> Result<Self, Refusal> {
        let existing = match (&input.id, input.version) {
            (Some(id), Some(version)) => Some(id::step(NodeKind::LinkageSubmission, id, version)?),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => {
                let (zh, en) = (
                    "修改时须同时提供编号和版本，请刷新页面。",
                    "Name both the submission and its version; reload the page.",
                );
                return Err(Refusal::new(RefusalCode::Input, zh, en).on("version"));
            }
        };
        Ok(Self {
            existing,
            client_id: id::read_client(&input.client_id)?,
            quarter: None,
            about: Named::Id(id::read(NodeKind::Org, &input.about_org_id, "aboutOrgId")?),
            kind: input.kind.0,
            text: input.text,
            confidential: input.confidential,
            urgent: input.urgent,
            files: id::read_all(NodeKind::File, &input.file_ids.unwrap_or_default(), "fileIds")?,
            submit: input.submit,
        })
    }
}

/// A decision on a submission.
#[derive(Debug, InputObject)]
pub struct DecideLinkageInput {
    /// The submission.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason of returning or noting it, or a remark on accepting it; at most 1 000 characters.
    #[graphql(default)]
    pub reason: String,
}

/// Turning a submission into a problem.
#[derive(Debug, InputObject)]
pub struct ConvertLinkageInput {
    /// The submission.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Title of the problem, at most 120 characters.
    pub title: String,
    /// Facts as the unit shall read them; who reported stays with the office (F2).
    pub facts: String,
    /// Kind of failing.
    pub category: Code<ProblemCategory>,
    /// How grave it is, as first judged.
    pub severity: Code<Severity>,
    /// The person has looked at the similar problems and says that this is another matter.
    #[graphql(default = false)]
    pub not_duplicate: bool,
}

impl TryFrom<ConvertLinkageInput> for Convert {
    type Error = Refusal;

    fn try_from(input: ConvertLinkageInput) -> Result<Self, Refusal> {
        Ok(Self {
            step: id::step(NodeKind::LinkageSubmission, &input.id, input.version)?,
            title: input.title,
            facts: input.facts,
            category: input.category.0,
            severity: input.severity.0,
            not_duplicate: input.not_duplicate,
        })
    }
}

/// Merging a submission into a problem of the same unit.
#[derive(Debug, InputObject)]
pub struct MergeLinkageInput {
    /// The submission.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The problem.
    pub problem_id: ID,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// Answering a submission with a countermeasure: one of the window's, or a new one.
#[derive(Debug, InputObject)]
pub struct AdviseLinkageInput {
    /// The submission.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// A countermeasure of the same window; left out for a new one.
    pub countermeasure_id: Option<ID>,
    /// What is to be done, for a new one; at most 4 000 characters.
    #[graphql(default)]
    pub text: String,
    /// Unit responsible, for a new one.
    pub responsible_org_id: Option<ID>,
    /// Deadline, for a new one.
    pub due_on: Option<NaiveDate>,
}

impl AdviseLinkageInput {
    /// The countermeasure meant; `None` if too little is said.
    pub fn measure(&self) -> Result<Option<Measure>, Refusal> {
        if let Some(id) = &self.countermeasure_id {
            let id = id::read(NodeKind::Countermeasure, id, "countermeasureId")?;
            return Ok(Some(Measure::Existing(id)));
        }
        let responsible = id::read_optional(
            NodeKind::Org,
            self.responsible_org_id.as_ref(),
            "responsibleOrgId",
        )?;
        Ok(responsible
            .zip(self.due_on)
            .map(|(responsible, due_on)| Measure::New {
                text: self.text.clone(),
                responsible,
                due_on,
            }))
    }
}

/// The end of a countermeasure.
#[derive(Debug, InputObject)]
pub struct FinishCountermeasureInput {
    /// The countermeasure.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What came of it, at most 1 000 characters.
    pub result: String,
}

/// A step of a window, with what is said about it.
#[derive(Debug, InputObject)]
pub struct LinkageWindowInput {
    /// The window.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What the study came to, or what all departments are told; at most 4 000 characters.
    #[graphql(default)]
    pub text: String,
}
