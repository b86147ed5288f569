//! The library of regulations: drafted by the oversight section, published and repealed by the office lead (K01).

mod end;

use std::collections::HashMap;

use remit_shared::plan::regulation::{self as machine, RegulationEventKind, RegulationFacts};
use remit_shared::plan::{RegulationKind, RegulationState};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::REGULATION;
use remit_store::entity::{file_object, regulation};
use remit_store::page::{Page, Slice};
use remit_store::plan::regulation::{self as rows, RegulationFilter};
use remit_store::{StoreError, Text, file as files, row};
use uuid::Uuid;

pub use end::{publish, repeal};

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file as file_evidence;
use crate::problem::Step;
use crate::work::Work;

/// What is written on a draft.
#[derive(Debug, Clone)]
pub struct Write {
    /// The draft to change; `None` for a new one.
    pub existing: Option<Step>,
    /// Which document.
    pub kind: RegulationKind,
    /// Title, at most 120 characters.
    pub title: String,
    /// What it settles; may be empty.
    pub summary: String,
    /// On trial.
    pub trial: bool,
    /// Regulation that it will replace.
    pub supersedes: Option<Uuid>,
    /// Files uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// A page of the library.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: &RegulationFilter,
    slice: Slice,
) -> Answer<Page<regulation::Model>> {
    let scope = ctx.authorise(Capability::RegulationRead)?;
    Ok(rows::page(app.db.read(), &scope, filter, slice).await?)
}

/// One regulation, or `None` out of scope.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<regulation::Model>> {
    let scope = ctx.authorise(Capability::RegulationRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// The files of many regulations.
pub async fn files_of(
    app: &App,
    ctx: &OpCtx,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    let scope = ctx.authorise(Capability::RegulationRead)?;
    Ok(files::of_regulations(app.db.read(), &scope, ids).await?)
}

/// What the reader may do with a regulation, each with the reason why not now.
pub fn actions(ctx: &OpCtx, row: &regulation::Model) -> Vec<(RegulationEventKind, Result<(), Refusal>)> {
    let Some(actor) = &ctx.actor else {
        return Vec::new();
    };
    machine::available(row.state.get(), actor.role, &facts(ctx))
}

/// Writes a draft or changes it.
pub async fn write(app: &App, ctx: &OpCtx, input: Write) -> Answer<regulation::Model> {
    let mut work = Work::begin(app, ctx, "regulation.write").await?;
    let result = write_in(&mut work, input).await;
    work.finish(result).await
}

async fn write_in(work: &mut Work<'_>, input: Write) -> Answer<regulation::Model> {
    work.authorise(Capability::RegulationEdit)?;
    if let Some(replaced) = input.supersedes {
        in_force(work, replaced).await?;
    }
    let base = match input.existing {
        Some(step) => open(work, step).await?,
        None => blank(work)?,
    };
    machine::next(base.state.get(), RegulationEventKind::Write, &facts(work.ctx))?;
    let draft = regulation::Model {
        kind: Text(input.kind),
        title: text::title("title", &input.title)?,
        summary: text::optional_body("summary", &input.summary, text::BODY_MAX)?,
        trial: input.trial,
        supersedes_id: input.supersedes,
        updated_at: work.ctx.now(),
        ..base
    };
    let saved = match input.existing {
        Some(_) => row::update(&work.tx, draft).await?,
        None => row::insert(&work.tx, draft).await?,
    };
    work.subject("regulation", saved.id, saved.title.clone());
    work.after(&saved);
    file_evidence::attach(work, &input.files, REGULATION, saved.id).await?;
    Ok(saved)
}

fn blank(work: &Work<'_>) -> Answer<regulation::Model> {
    let now = work.ctx.now();
    Ok(regulation::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        kind: Text(RegulationKind::Other),
        title: String::new(),
        summary: String::new(),
        doc_no: None,
        trial: false,
        issued_on: None,
        supersedes_id: None,
        state: Text(RegulationState::Draft),
        published_at: None,
        published_by: None,
        repealed_on: None,
        repeal_reason: None,
        created_at: now,
        created_by: Some(work.actor()?.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

async fn open(work: &mut Work<'_>, step: Step) -> Answer<regulation::Model> {
    let scope = work.authorise(Capability::RegulationRead)?;
    let row = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("regulation", row.id, row.title.clone());
    if row.version != step.version {
        return Err(StoreError::Stale { table: "regulation" }.into());
    }
    work.before(&row);
    Ok(row)
}

/// The regulation to be replaced has to be in force when it is named, and again when the new one is published.
async fn in_force(work: &Work<'_>, id: Uuid) -> Answer<()> {
    let scope = work.authorise(Capability::RegulationRead)?;
    let found = rows::find(&work.tx, &scope, id).await?;
    if found.is_some_and(|row| row.state == RegulationState::Published) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::State,
        "拟替代的制度并非现行有效，请重新选择。",
        "The regulation to be replaced is not in force; choose another.",
    )
    .on("supersedesId")
    .into())
}

fn facts(ctx: &OpCtx) -> RegulationFacts<'static> {
    RegulationFacts {
        today: ctx.today(),
        role: ctx.actor.as_ref().map(|actor| actor.role),
        doc_no: "",
        issued_on: None,
        supersedes: None,
        reason: "",
    }
}
