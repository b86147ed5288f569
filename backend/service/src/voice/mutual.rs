//! A department's ballot (K26): a draft that is kept, one ballot a year, signed by the lead.

use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_shared::voice::mutual::{self as rules, Mark};
use remit_shared::voice::{MutualState, VoiceKind};
use remit_store::entity::{mutual_ballot, mutual_mark, org, voice_window};
use remit_store::scoring::inputs;
use remit_store::voice::mutual as rows;
use remit_store::voice::window as windows;
use remit_store::{StoreError, Text, organisation, row};
use uuid::Uuid;

use super::window::{self, takes};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// A department's ballot as its lead sees it.
#[derive(Debug, Clone)]
pub struct MutualDesk {
    /// Year.
    pub year: i32,
    /// The window; none until the office sets one.
    pub window: Option<voice_window::Model>,
    /// Whether the ballot may be written to now, and if not, why.
    pub open: Result<(), Refusal>,
    /// The casting unit.
    pub own: org::Model,
    /// The ballot, once a draft was kept.
    pub ballot: Option<mutual_ballot::Model>,
    /// The units to rate, without the own one.
    pub targets: Vec<org::Model>,
    /// What the ballot says so far.
    pub marks: Vec<Mark>,
}

/// The own department's ballot of a year.
pub async fn desk(app: &App, ctx: &OpCtx, year: Option<i32>) -> Answer<MutualDesk> {
    let scope = ctx.authorise(Capability::MutualCast)?;
    let (conn, jurisdiction) = (app.db.read(), scope.jurisdiction_id());
    let year = window::year_of(app, ctx, year).await?;
    let found = window::find(app, ctx, year, VoiceKind::Mutual).await?;
    let own = own_unit(ctx)?;
    let own = organisation::by_ids(conn, jurisdiction, &[own])
        .await?
        .pop()
        .ok_or_else(Refusal::not_found)?;
    let ballot = rows::own(conn, &scope, year, own.id).await?;
    let marks = match &ballot {
        Some(ballot) if ballot.state == MutualState::Cast => rows::own_marks(conn, &scope, ballot)
            .await?
            .iter()
            .map(mark_of)
            .collect(),
        Some(ballot) => read_draft(ballot)?,
        None => Vec::new(),
    };
    let units = inputs::units(conn, jurisdiction, ctx.today()).await?;
    Ok(MutualDesk {
        year,
        open: may_write(&own, found.as_ref(), ballot.as_ref(), ctx),
        window: found,
        targets: units.into_iter().filter(|unit| unit.id != own.id).collect(),
        own,
        ballot,
        marks,
    })
}

fn may_write(
    own: &org::Model,
    window: Option<&voice_window::Model>,
    ballot: Option<&mutual_ballot::Model>,
    ctx: &OpCtx,
) -> Result<(), Refusal> {
    rules::casts(own.kind.get(), own.supervised)?;
    if let Some(ballot) = ballot {
        rules::check_state(ballot.state.get())?;
    }
    takes(window, ctx.today())
}

/// The casting unit is the hat's, never one that a client names.
fn own_unit(ctx: &OpCtx) -> Result<Uuid, Refusal> {
    ctx.signed_in()?.org_id.ok_or_else(Refusal::not_found)
}

fn mark_of(row: &mutual_mark::Model) -> Mark {
    let levels = [row.attitude, row.timeliness, row.effect].map(|level| level.map(Text::get));
    Mark {
        org: row.to_org_id,
        levels,
        no_dealings: row.attitude.is_none(),
    }
}

fn read_draft(ballot: &mutual_ballot::Model) -> Answer<Vec<Mark>> {
    let Some(text) = &ballot.draft else {
        return Ok(Vec::new());
    };
    let read = serde_json::from_str(text);
    Ok(read.map_err(|error| Fault::Broken(format!("mutual_ballot.draft cannot be read: {error}")))?)
}

/// What a lead writes on the ballot.
#[derive(Debug, Clone)]
pub struct MutualInput {
    /// Year.
    pub year: i32,
    /// The marks; the whole ballot each time.
    pub marks: Vec<Mark>,
    /// Version of the ballot read before; none before the first draft.
    pub version: Option<i32>,
}

/// Keeps a draft: gaps are allowed, other units are not.
pub async fn keep(app: &App, ctx: &OpCtx, input: MutualInput) -> Answer<mutual_ballot::Model> {
    let mut work = Work::begin(app, ctx, "mutual.keep").await?;
    let result = keep_in(&mut work, &input).await;
    work.finish(result).await
}

/// Casts the ballot: signed, whole, once.
pub async fn cast(app: &App, ctx: &OpCtx, input: MutualInput) -> Answer<mutual_ballot::Model> {
    let mut work = Work::begin(app, ctx, "mutual.cast").await?;
    let result = cast_in(&mut work, &input).await;
    work.finish(result).await
}

/// The ballot to be written to, and the units it may speak of.
struct Opened {
    window: voice_window::Model,
    own: Uuid,
    targets: Vec<Uuid>,
    ballot: Option<mutual_ballot::Model>,
}

async fn open(work: &mut Work<'_>, scope: &Scope, input: &MutualInput) -> Answer<Opened> {
    let jurisdiction = scope.jurisdiction_id();
    let found = windows::find(&work.tx, jurisdiction, input.year, VoiceKind::Mutual).await?;
    let own = own_unit(work.ctx)?;
    let unit = organisation::by_ids(&work.tx, jurisdiction, &[own])
        .await?
        .pop()
        .ok_or_else(Refusal::not_found)?;
    work.subject("org", unit.id, unit.name.clone());
    let ballot = rows::own(&work.tx, scope, input.year, own).await?;
    may_write(&unit, found.as_ref(), ballot.as_ref(), work.ctx)?;
    if ballot.as_ref().map(|ballot| ballot.version) != input.version {
        return Err(StoreError::Stale {
            table: "mutual_ballot",
        }
        .into());
    }
    let units = inputs::units(&work.tx, jurisdiction, work.ctx.today()).await?;
    Ok(Opened {
        window: found.ok_or_else(Refusal::not_found)?,
        own,
        targets: units.into_iter().map(|unit| unit.id).collect(),
        ballot,
    })
}

async fn keep_in(work: &mut Work<'_>, input: &MutualInput) -> Answer<mutual_ballot::Model> {
    let scope = work.authorise(Capability::MutualCast)?;
    let opened = open(work, &scope, input).await?;
    rules::check_draft(opened.own, &opened.targets, &input.marks)?;
    let draft = serde_json::to_string(&input.marks).map_err(|error| Fault::Broken(error.to_string()))?;
    write(work, opened, |ballot| ballot.draft = Some(draft)).await
}

async fn cast_in(work: &mut Work<'_>, input: &MutualInput) -> Answer<mutual_ballot::Model> {
    let scope = work.authorise(Capability::MutualCast)?;
    let opened = open(work, &scope, input).await?;
    rules::check_cast(opened.own, &opened.targets, &input.marks)?;
    let (now, person) = (work.ctx.now(), work.actor()?.person_id);
    let ballot = write(work, opened, |ballot| {
        ballot.state = Text(MutualState::Cast);
        ballot.draft = None;
        (ballot.signed_by, ballot.cast_at) = (Some(person), Some(now));
    })
    .await?;
    let marks = input.marks.iter().map(|mark| {
        let [attitude, timeliness, effect] = mark.levels.map(|level| level.map(Text));
        mutual_mark::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: ballot.jurisdiction_id,
            year: ballot.year,
            ballot_id: ballot.id,
            from_org_id: ballot.org_id,
            to_org_id: mark.org,
            attitude,
            timeliness,
            effect,
        }
    });
    row::append_all(&work.tx, marks.collect()).await?;
    work.remark(format!("{} units", input.marks.len()));
    Ok(ballot)
}

async fn write(
    work: &mut Work<'_>,
    opened: Opened,
    change: impl FnOnce(&mut mutual_ballot::Model),
) -> Answer<mutual_ballot::Model> {
    let now = work.ctx.now();
    let is_new = opened.ballot.is_none();
    let mut ballot = opened.ballot.unwrap_or(mutual_ballot::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        year: opened.window.year,
        window_id: opened.window.id,
        org_id: opened.own,
        state: Text(MutualState::Draft),
        draft: Some("[]".to_owned()),
        signed_by: None,
        cast_at: None,
        created_at: now,
        created_by: Some(work.actor()?.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    });
    change(&mut ballot);
    ballot.updated_at = now;
    let ballot = if is_new {
        row::insert(&work.tx, ballot).await?
    } else {
        row::update(&work.tx, ballot).await?
    };
    work.after(&ballot);
    Ok(ballot)
}
