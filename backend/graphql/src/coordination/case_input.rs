//! What people write to coordination cases, and what they get back.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::coordination::read;
use remit_service::failure::Answer;
use remit_service::rows::coordination_case;
use remit_shared::coordination::citation::Citation;
use remit_shared::coordination::{CheckResult, CitationKind, DecisionKind, RefusalGround};
use remit_shared::policy::Capability;

use super::case::CoordinationCase;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;

/// A clause relied on.
#[derive(Debug, InputObject)]
pub struct CitationInput {
    /// Law, three-fixes provisions or document.
    pub kind: Code<CitationKind>,
    /// Title, with or without the marks 《》.
    pub title: String,
    /// Article, such as 第九条第二款.
    pub article: String,
    /// Words relied on; may be empty.
    #[graphql(default)]
    pub quote: String,
}

/// The clauses of an input.
pub(super) fn citations(inputs: Vec<CitationInput>) -> Vec<Citation> {
    let read = |input: CitationInput| Citation {
        kind: input.kind.0,
        title: input.title,
        article: input.article,
        quote: input.quote,
    };
    inputs.into_iter().map(read).collect()
}

/// A record, and the one text that an act asks for.
#[derive(Debug, InputObject)]
pub struct CaseTextInput {
    /// The consultation or case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// The text.
    pub text: String,
}

/// A written request for coordination.
#[derive(Debug, InputObject)]
pub struct ApplyForCoordinationInput {
    /// UUID that the client made for this form; sending it twice gives the first case back.
    pub client_id: ID,
    /// Consultation that failed.
    pub consultation_id: ID,
    /// What is asked for and why, at most 4 000 characters.
    pub statement: String,
    /// Clauses relied on, at least one.
    pub citations: Vec<CitationInput>,
    /// Documents uploaded beforehand.
    #[graphql(default)]
    pub file_ids: Vec<ID>,
}

/// What was missing from an application.
#[derive(Debug, InputObject)]
pub struct SupplementCaseInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What is supplemented, at most 4 000 characters.
    pub statement: String,
    /// Further clauses.
    #[graphql(default)]
    pub citations: Vec<CitationInput>,
    /// Documents uploaded beforehand.
    #[graphql(default)]
    pub file_ids: Vec<ID>,
}

/// Why a case should not be accepted.
#[derive(Debug, InputObject)]
pub struct ProposeCaseRefusalInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Ground from the fixed list.
    pub ground: Code<RefusalGround>,
    /// Reason, at most 1 000 characters.
    pub reason: String,
    /// The article that says so.
    pub citations: Vec<CitationInput>,
}

/// A party's opinion.
#[derive(Debug, InputObject)]
pub struct GiveCaseOpinionInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Position, at most 4 000 characters.
    pub position: String,
    /// Who should lead.
    pub lead_org_id: Option<ID>,
    /// Clauses it rests on, at least one.
    pub citations: Vec<CitationInput>,
    /// Documents uploaded beforehand.
    #[graphql(default)]
    pub file_ids: Vec<ID>,
}

/// A session of experts on a case.
#[derive(Debug, InputObject)]
pub struct ConsultCaseExpertsInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What they are asked.
    pub questions: String,
    /// Where.
    pub place: String,
    /// Day, within 10 working days.
    pub held_on: NaiveDate,
    /// Appointments of the experts; nobody who is recused for a party.
    pub expert_ids: Vec<ID>,
}

/// More time for the decision.
#[derive(Debug, InputObject)]
pub struct ExtendCaseInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Working days, at most 15.
    pub days: i32,
    /// Why.
    pub reason: String,
}

/// How a matter is settled.
#[derive(Debug, InputObject)]
pub struct DecideCaseInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Agreed or decided.
    pub kind: Code<DecisionKind>,
    /// How the duties are divided, at most 4 000 characters.
    pub text: String,
    /// The one lead department, a party.
    pub lead_org_id: Option<ID>,
    /// Assisting departments, other parties.
    pub assist_org_ids: Vec<ID>,
    /// Clauses it rests on, at least one.
    pub citations: Vec<CitationInput>,
    /// An important matter.
    #[graphql(default = false)]
    pub important: bool,
    /// Document number of the commission, for an important one.
    #[graphql(default)]
    pub commission_doc_no: String,
}

/// Publication of a decision.
#[derive(Debug, InputObject)]
pub struct PublishCaseInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Document number.
    pub doc_no: String,
    /// Towns concerned, which are told.
    #[graphql(default)]
    pub town_ids: Vec<ID>,
}

/// A check and what it found.
#[derive(Debug, InputObject)]
pub struct CheckCaseInput {
    /// The case.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Result; one that is not effective raises a problem.
    pub result: Code<CheckResult>,
    /// What was found, at most 4 000 characters.
    pub findings: String,
    /// Party that fails to act on the decision; the lead department if none is named.
    pub org_id: Option<ID>,
}

/// The case as changed, or why it was not.
#[derive(SimpleObject)]
pub struct CoordinationCasePayload {
    /// The case.
    coordination_case: Option<CoordinationCase>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl CoordinationCasePayload {
    pub(super) async fn of(
        request: &RequestContext,
        answer: Answer<coordination_case::Model>,
    ) -> Result<Self> {
        let settled = request.settle(answer)?;
        let coordination_case = match settled.value {
            None => None,
            Some(row) => {
                let reader = read::reader(&request.app, &request.op, Capability::CaseRead).await;
                let reader = Arc::new(request.value(reader)?);
                let known = read::again(&request.app, &reader, row).await;
                request
                    .value(known)?
                    .map(|known| CoordinationCase::new(known, &reader))
            }
        };
        Ok(Self {
            coordination_case,
            problems: settled.problems,
        })
    }
}
