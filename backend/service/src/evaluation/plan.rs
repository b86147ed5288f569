//! Drafting a campaign (§3.8 DRAFT): by the oversight section, changed as often as needed until it is approved.

use chrono::{Datelike, NaiveDate};
use remit_shared::evaluation::question::{self, Question};
use remit_shared::evaluation::{CampaignEventKind, CampaignKind, CampaignState, DeputyKind};
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::campaign;
use remit_store::evaluation::campaign as rows;
use remit_store::{Text, organisation, row};
use uuid::Uuid;

use super::loaded::{Loaded, Said, Seat, to_json};
use super::notify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::number;
use crate::problem::Step;
use crate::work::Work;

/// Invitations of one group at most.
const SEATS_MOST: u32 = 5_000;

/// What the oversight section plans.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The draft to change; `None` for a new campaign.
    pub existing: Option<Step>,
    /// Made by the client; sending twice gives the first row back.
    pub client_id: Uuid,
    /// Kind; of a new campaign only.
    pub kind: CampaignKind,
    /// Title on the ballot.
    pub title: String,
    /// First day of answering.
    pub opens_on: NaiveDate,
    /// Last day of answering.
    pub closes_on: NaiveDate,
    /// Smallest number of ballots that is shown.
    pub min_cell: u32,
    /// Questions; none takes the usual ones of the kind.
    pub questions: Vec<Question>,
    /// Units rated; none takes every supervised unit.
    pub targets: Vec<Uuid>,
    /// Invitations of groups that do not come from the pool.
    pub seats: Vec<Seat>,
}

/// Writes a draft or changes it.
pub async fn draft(app: &App, ctx: &OpCtx, input: Draft) -> Answer<campaign::Model> {
    let mut work = Work::begin(app, ctx, "campaign.draft").await?;
    let result = draft_in(&mut work, &input).await;
    work.finish(result).await
}

async fn draft_in(work: &mut Work<'_>, input: &Draft) -> Answer<campaign::Model> {
    let scope = work.authorise(Capability::CampaignManage)?;
    if work.actor()?.role != Role::Ov {
        return Err(Refusal::new(
            RefusalCode::Role,
            "问卷方案由职能运行监管科草拟，办领导审定。",
            "The oversight section drafts campaigns, the office lead approves them.",
        )
        .into());
    }
    let parts = parts(work, &scope, input).await?;
    match input.existing {
        Some(step) => change(work, &scope, step, parts).await,
        None => match rows::by_client_id(&work.tx, &scope, input.client_id).await? {
            Some(first) => Ok(first),
            None => create(work, input, parts).await,
        },
    }
}

struct Parts {
    title: String,
    questions: String,
    targets: String,
    seats: String,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    min_cell: i32,
}

async fn parts(work: &Work<'_>, scope: &Scope, input: &Draft) -> Answer<Parts> {
    if !input.kind.is_anonymous() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "部门互评为实名评价，由各部门负责人直接填写，不发放匿名问卷。",
            "Departments rate each other by name, not in an anonymous campaign.",
        )
        .on("kind")
        .into());
    }
    let questions = if input.questions.is_empty() {
        question::usual(input.kind)
    } else {
        input.questions.clone()
    };
    Ok(Parts {
        title: text::title("title", &input.title)?,
        questions: to_json(&question::checked(questions)?)?,
        targets: to_json(&targets(work, scope, &input.targets).await?)?,
        seats: to_json(&seats(input.kind, &input.seats)?)?,
        opens_on: input.opens_on,
        closes_on: input.closes_on,
        min_cell: i32::try_from(input.min_cell.max(remit_shared::evaluation::anonymity::FLOOR))
            .unwrap_or(i32::MAX),
    })
}

/// Supervised units in the registry's order.
async fn targets(work: &Work<'_>, scope: &Scope, chosen: &[Uuid]) -> Answer<Vec<Uuid>> {
    let units = organisation::in_scope(&work.tx, scope, work.ctx.today()).await?;
    let supervised: Vec<Uuid> = units
        .into_iter()
        .filter(|unit| unit.supervised)
        .map(|unit| unit.id)
        .collect();
    if chosen.is_empty() {
        return Ok(supervised);
    }
    if chosen.iter().any(|unit| !supervised.contains(unit)) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "被评价单位须在监管对象名录内，请重新选择。",
            "Only supervised units can be rated; choose again.",
        )
        .on("targetIds")
        .into());
    }
    Ok(supervised
        .into_iter()
        .filter(|unit| chosen.contains(unit))
        .collect())
}

fn seats(kind: CampaignKind, seats: &[Seat]) -> Result<Vec<Seat>, Refusal> {
    let groups: Vec<&str> = match kind {
        CampaignKind::Deputy => DeputyKind::ALL.iter().map(|kind| kind.code()).collect(),
        CampaignKind::Internal => vec![""],
        CampaignKind::Grassroots | CampaignKind::Mutual => return Ok(Vec::new()),
    };
    let count = |group: &str| {
        seats
            .iter()
            .find(|seat| seat.group == group)
            .map_or(0, |seat| seat.count)
    };
    let kept: Vec<Seat> = groups
        .into_iter()
        .map(|group| Seat {
            group: group.to_owned(),
            count: count(group),
        })
        .filter(|seat| seat.count > 0)
        .collect();
    if kept.is_empty() || kept.iter().any(|seat| seat.count > SEATS_MOST) {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请填写各组邀请人数（1至{SEATS_MOST}）。"),
            format!("Say how many are invited in each group (1 to {SEATS_MOST})."),
        )
        .on("seats"));
    }
    Ok(kept)
}

async fn create(work: &mut Work<'_>, input: &Draft, parts: Parts) -> Answer<campaign::Model> {
    let actor = work.actor()?;
    let now = work.ctx.now();
    let row = campaign::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        code: number::campaign(work).await?,
        kind: Text(input.kind),
        year: parts.opens_on.year(),
        title: parts.title,
        state: Text(CampaignState::Draft),
        opens_on: parts.opens_on,
        closes_on: parts.closes_on,
        min_cell: parts.min_cell,
        questions: parts.questions,
        targets: parts.targets,
        seats: parts.seats,
        prolonged: false,
        commitment: None,
        tally_hash: None,
        due_on: None,
        void_reason: None,
        author_id: actor.person_id,
        approved_by: None,
        approved_at: None,
        published_at: None,
        client_id: Some(input.client_id),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let row = row::insert(&work.tx, row).await?;
    work.subject("campaign", row.id, row.code.clone());
    work.after(&row);
    notify::tell(work, &row, &[Role::Ol], None, NoticeKind::CampaignDrafted).await?;
    Ok(row)
}

async fn change(work: &mut Work<'_>, scope: &Scope, step: Step, parts: Parts) -> Answer<campaign::Model> {
    let mut loaded = Loaded::for_person(work, scope, step).await?;
    work.before(&loaded.row);
    loaded.step(work, CampaignEventKind::Edit, Said::default())?;
    let row = &mut loaded.row;
    row.title = parts.title;
    row.questions = parts.questions;
    row.targets = parts.targets;
    row.seats = parts.seats;
    row.opens_on = parts.opens_on;
    row.closes_on = parts.closes_on;
    row.year = parts.opens_on.year();
    row.min_cell = parts.min_cell;
    loaded.save(work).await
}
