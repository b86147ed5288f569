//! A city leader's cards (K25): one a unit, the own charge first; written in two taps, changeable until the window closes.

use std::collections::HashMap;

use remit_shared::policy::Capability;
use remit_shared::rating::RatingLevel;
use remit_shared::refusal::Refusal;
use remit_shared::voice::VoiceKind;
use remit_shared::voice::comment as rules;
use remit_store::entity::{leader_comment, org, voice_window};
use remit_store::scoring::inputs;
use remit_store::voice::comment as rows;
use remit_store::voice::window as windows;
use remit_store::{Text, organisation, problem, row};
use uuid::Uuid;

use super::window::{self, takes};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::read::{horizon, reader};
use crate::work::Work;

/// A unit to comment on, as its card shows it.
#[derive(Debug, Clone)]
pub struct CommentCard {
    /// The unit.
    pub org: org::Model,
    /// Whether the leader is in charge of it.
    pub in_charge: bool,
    /// What the leader has said; none, or taken back.
    pub comment: Option<leader_comment::Model>,
    /// Its open and overdue problems, for the units of the own charge (R5).
    pub problems: Option<(i64, i64)>,
}

/// The leader's cards of a year.
#[derive(Debug, Clone)]
pub struct CommentDesk {
    /// Year.
    pub year: i32,
    /// The window; none until the office sets one.
    pub window: Option<voice_window::Model>,
    /// Whether comments are taken now, and if not, why.
    pub open: Result<(), Refusal>,
    /// The units, the own charge first.
    pub cards: Vec<CommentCard>,
}

/// The cards of the leader who asks.
pub async fn desk(app: &App, ctx: &OpCtx, year: Option<i32>) -> Answer<CommentDesk> {
    let scope = ctx.authorise(Capability::CommentOwnRead)?;
    let year = window::year_of(app, ctx, year).await?;
    let found = window::find(app, ctx, year, VoiceKind::Comment).await?;
    let units = inputs::units(app.db.read(), scope.jurisdiction_id(), ctx.today()).await?;
    let said = rows::own(app.db.read(), &scope, year).await?;
    let mut said: HashMap<Uuid, leader_comment::Model> = said
        .into_iter()
        .map(|comment| (comment.org_id, comment))
        .collect();
    let problems = problems(app, ctx, &units).await?;
    let mut cards: Vec<CommentCard> = units
        .into_iter()
        .map(|org| {
            let in_charge = org.leader_id == Some(scope.person_id());
            CommentCard {
                in_charge,
                comment: said.remove(&org.id).filter(|comment| !comment.withdrawn),
                problems: in_charge.then(|| problems.get(&org.id).copied().unwrap_or_default()),
                org,
            }
        })
        .collect();
    cards.sort_by_key(|card| (!card.in_charge, card.org.sort));
    Ok(CommentDesk {
        year,
        open: takes(found.as_ref(), ctx.today()),
        window: found,
        cards,
    })
}

/// Open and overdue problems of the units that the leader may read problems of (R5).
async fn problems(app: &App, ctx: &OpCtx, units: &[org::Model]) -> Answer<HashMap<Uuid, (i64, i64)>> {
    let reader = reader(app, ctx, Capability::ProblemRead).await?;
    let ids: Vec<Uuid> = units
        .iter()
        .map(|unit| unit.id)
        .filter(|id| reader.scope.covers(*id))
        .collect();
    let counts = problem::org_counts(app.db.read(), &reader.scope, &ids, horizon(app, &reader)?).await?;
    Ok(counts
        .into_iter()
        .map(|count| (count.org_id, (count.open, count.overdue)))
        .collect())
}

/// What a leader says of a unit; no level takes it back.
#[derive(Debug, Clone)]
pub struct CommentInput {
    /// Year.
    pub year: i32,
    /// The unit.
    pub org: Uuid,
    /// The level.
    pub level: Option<RatingLevel>,
    /// A sentence, may be empty.
    pub text: String,
}

/// Writes, changes or takes back the leader's own comment on a unit.
pub async fn write(app: &App, ctx: &OpCtx, input: CommentInput) -> Answer<CommentCard> {
    let mut work = Work::begin(app, ctx, "comment.write").await?;
    let result = write_in(&mut work, &input).await;
    work.finish(result).await
}

async fn write_in(work: &mut Work<'_>, input: &CommentInput) -> Answer<CommentCard> {
    let scope = work.authorise(Capability::CommentWrite)?;
    let jurisdiction = scope.jurisdiction_id();
    let found = windows::find(&work.tx, jurisdiction, input.year, VoiceKind::Comment).await?;
    takes(found.as_ref(), work.ctx.today())?;
    let window = found.ok_or_else(Refusal::not_found)?;
    let unit = organisation::by_ids(&work.tx, jurisdiction, &[input.org])
        .await?
        .pop()
        .ok_or_else(Refusal::not_found)?;
    work.subject("org", unit.id, unit.name.clone());
    rules::check_target(unit.supervised && unit.valid_to.is_none_or(|end| end >= work.ctx.today()))?;
    let text = rules::checked_text(&input.text)?;
    let known = rows::own_on(&work.tx, &scope, input.year, unit.id).await?;
    let in_charge = unit.leader_id == Some(scope.person_id());
    let saved = save(work, &window, known, in_charge, (unit.id, input.level, text)).await?;
    Ok(CommentCard {
        in_charge,
        comment: saved.filter(|comment| !comment.withdrawn),
        problems: None,
        org: unit,
    })
}

async fn save(
    work: &mut Work<'_>,
    window: &voice_window::Model,
    known: Option<leader_comment::Model>,
    in_charge: bool,
    (org_id, level, text): (Uuid, Option<RatingLevel>, String),
) -> Answer<Option<leader_comment::Model>> {
    let now = work.ctx.now();
    let saved = match (known, level) {
        (None, None) => return Ok(None),
        (Some(mut known), None) => {
            (known.withdrawn, known.text, known.updated_at) = (true, String::new(), now);
            row::update(&work.tx, known).await?
        }
        (Some(mut known), Some(level)) => {
            (known.level, known.text, known.in_charge) = (Text(level), text, in_charge);
            (known.withdrawn, known.updated_at) = (false, now);
            row::update(&work.tx, known).await?
        }
        (None, Some(level)) => {
            let actor = work.actor()?;
            let new = leader_comment::Model {
                id: work.ctx.new_id(),
                jurisdiction_id: work.tx.jurisdiction_id(),
                year: window.year,
                window_id: window.id,
                leader_id: actor.person_id,
                org_id,
                level: Text(level),
                text,
                in_charge,
                withdrawn: false,
                created_at: now,
                created_by: Some(actor.account_id),
                updated_at: now,
                version: 1,
                change_seq: work.tx.change_seq(),
            };
            row::insert(&work.tx, new).await?
        }
    };
    work.after(&saved);
    Ok(Some(saved))
}
