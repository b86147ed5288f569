//! What the mutations of campaigns and of the pool take and give.

use async_graphql::{ID, InputObject, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::evaluation::plan::Draft;
use remit_service::evaluation::pool::{Evaluator as EvaluatorRow, Nominate};
use remit_service::evaluation::{Seat, read as service};
use remit_service::failure::Answer;
use remit_service::rows::campaign;
use remit_shared::evaluation::pool::EvaluatorEventKind;
use remit_shared::evaluation::question::Question;
use remit_shared::evaluation::{CampaignKind, EvaluatorClass, Topic};
use remit_shared::id::NodeKind;
use remit_shared::refusal::{Refusal, RefusalCode};

use super::campaign::Campaign;
use super::evaluator::Evaluator;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::{self, count};

/// A nomination to the pool.
#[derive(Debug, InputObject)]
pub struct NominateEvaluatorInput {
    /// Made by the client for one form: sending twice nominates once.
    pub client_id: ID,
    /// Town or subdistrict.
    pub town_id: ID,
    /// Class.
    pub class: Code<EvaluatorClass>,
    /// Name, kept encrypted; may be empty.
    #[graphql(default)]
    pub name: String,
    /// Phone number, kept encrypted; may be empty.
    #[graphql(default)]
    pub phone: String,
}

impl TryFrom<NominateEvaluatorInput> for Nominate {
    type Error = Refusal;

    fn try_from(input: NominateEvaluatorInput) -> Result<Self, Refusal> {
        Ok(Self {
            client_id: id::read_client(&input.client_id)?,
            town: id::read(NodeKind::Org, &input.town_id, "townId")?,
            class: input.class.0,
            name: input.name,
            phone: input.phone,
        })
    }
}

/// Taking an evaluator in or out.
#[derive(Debug, InputObject)]
pub struct DecideEvaluatorInput {
    /// The evaluator.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// In or out.
    pub event: Code<EvaluatorEventKind>,
    /// Reason, for taking out.
    #[graphql(default)]
    pub reason: String,
}

/// A question of a campaign.
#[derive(Debug, InputObject)]
pub struct CampaignQuestionInput {
    /// What it is about.
    pub topic: Code<Topic>,
    /// The sentence on the ballot, at most 120 characters.
    pub text: String,
    /// Its share, in points of 100.
    pub weight: i32,
}

/// Invitations of a group that does not come from the pool.
#[derive(Debug, InputObject)]
pub struct CampaignSeatInput {
    /// Code of the kind of deputy; empty for every unit of an internal campaign.
    pub group: String,
    /// Invitations.
    pub count: i32,
}

/// A campaign as it is planned.
#[derive(Debug, InputObject)]
pub struct DraftCampaignInput {
    /// The draft to change; none for a new campaign.
    pub id: Option<ID>,
    /// Version that the person saw, with `id`.
    pub version: Option<i32>,
    /// Made by the client for one form: sending twice writes once.
    pub client_id: ID,
    /// Kind.
    pub kind: Code<CampaignKind>,
    /// Title on the ballot.
    pub title: String,
    /// First day of answering.
    pub opens_on: NaiveDate,
    /// Last day of answering.
    pub closes_on: NaiveDate,
    /// Smallest number of ballots that is shown, at least 5.
    #[graphql(default = 5)]
    pub min_cell: i32,
    /// Questions; none takes the usual ones.
    #[graphql(default)]
    pub questions: Vec<CampaignQuestionInput>,
    /// Units rated; none takes every supervised unit.
    #[graphql(default)]
    pub target_ids: Vec<ID>,
    /// Invitations of groups that do not come from the pool.
    #[graphql(default)]
    pub seats: Vec<CampaignSeatInput>,
}

impl TryFrom<DraftCampaignInput> for Draft {
    type Error = Refusal;

    fn try_from(input: DraftCampaignInput) -> Result<Self, Refusal> {
        let existing = match (&input.id, input.version) {
            (Some(id), Some(version)) => Some(id::step(NodeKind::Campaign, id, version)?),
            (None, None) => None,
            _ => return Err(half_named()),
        };
        let question = |one: CampaignQuestionInput| {
            Ok(Question {
                topic: one.topic.0,
                text: one.text,
                weight: count("questions", one.weight)?,
            })
        };
        let seat = |one: CampaignSeatInput| {
            Ok(Seat {
                group: one.group,
                count: count("seats", one.count)?,
            })
        };
        Ok(Self {
            existing,
            client_id: id::read_client(&input.client_id)?,
            kind: input.kind.0,
            title: input.title,
            opens_on: input.opens_on,
            closes_on: input.closes_on,
            min_cell: count("minCell", input.min_cell)?,
            questions: input
                .questions
                .into_iter()
                .map(question)
                .collect::<Result<_, Refusal>>()?,
            targets: id::read_all(NodeKind::Org, &input.target_ids, "targetIds")?,
            seats: input
                .seats
                .into_iter()
                .map(seat)
                .collect::<Result<_, Refusal>>()?,
        })
    }
}

fn half_named() -> Refusal {
    let (zh, en) = (
        "修改草稿须同时提供编号和版本，请刷新页面。",
        "Name both the draft and its version; reload the page.",
    );
    Refusal::new(RefusalCode::Input, zh, en).on("version")
}

/// A step that needs no words.
#[derive(Debug, InputObject)]
pub struct CampaignStepInput {
    /// The campaign.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
}

/// A step with its reason.
#[derive(Debug, InputObject)]
pub struct CampaignReasonInput {
    /// The campaign.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
    /// Working days, for prolonging.
    #[graphql(default)]
    pub days: i32,
}

/// Whom to remind.
#[derive(Debug, InputObject)]
pub struct RemindCampaignInput {
    /// The campaign.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Towns or units whose voters are reminded, all of each; none reminds everybody.
    #[graphql(default)]
    pub unit_ids: Vec<ID>,
}

/// The campaign as changed, or why it was not.
#[derive(Default, SimpleObject)]
pub struct CampaignPayload {
    /// The campaign.
    campaign: Option<Campaign>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl CampaignPayload {
    /// Wraps a use case's answer.
    pub async fn of(request: &RequestContext, answer: Answer<campaign::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let campaign = match settled.value {
            Some(row) => request.value(service::view(&request.app, &request.op, row).await)?,
            None => None,
        };
        Ok(Self {
            campaign: campaign.map(Campaign),
            problems: settled.problems,
        })
    }
}

/// The evaluator as changed, or why not.
#[derive(Default, SimpleObject)]
pub struct EvaluatorPayload {
    /// The evaluator.
    evaluator: Option<Evaluator>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl EvaluatorPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<EvaluatorRow>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            evaluator: settled.value.map(Evaluator),
            problems: settled.problems,
        })
    }
}
