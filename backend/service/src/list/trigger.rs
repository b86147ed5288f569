//! Occasions to revise lists (§2 `ListTrigger`, K36): opened by the office or by a decision, answered by the unit.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::list::trigger::{self as machine, TriggerAvailability, TriggerFacts};
use remit_shared::list::{TriggerCause, TriggerEventKind as E, TriggerState};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Actor, Capability};
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Audience;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::file_object::TRIGGER as FILES;
use remit_store::entity::{duty_adjustment, list_trigger};
use remit_store::list::trigger as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::loaded::{acting, own_orgs};
use super::read::Reader;
use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::{Step, require_supervised};
use crate::work::Work;

/// The kind of record, for the audit.
const TRIGGER: &str = "list_trigger";
/// `source_kind` of an occasion that an adjustment opened.
pub const FROM_ADJUSTMENT: &str = "duty_adjustment";
/// `source_kind` of an occasion that a published coordination case opened (§3.7).
pub const FROM_CASE: &str = "coordination_case";

/// An occasion as the office registers it.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// Made by the client, so that sending twice writes once.
    pub client_id: Uuid,
    /// Unit.
    pub org: Uuid,
    /// Why.
    pub cause: TriggerCause,
    /// One line.
    pub title: String,
    /// Law or document with its article.
    pub basis: String,
    /// Day on which it occurred.
    pub occurred_on: NaiveDate,
}

/// What a decision opens occasions from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Kind of record: [`FROM_ADJUSTMENT`], [`FROM_CASE`].
    pub kind: &'static str,
    /// The record.
    pub id: Uuid,
    /// The adjustment, where it is one.
    pub adjustment: Option<Uuid>,
    /// Why.
    pub cause: TriggerCause,
    /// One line.
    pub title: &'a str,
    /// Document.
    pub basis: &'a str,
}

/// OV registers an occasion.
pub async fn register(app: &App, ctx: &OpCtx, occasion: &Occasion) -> Answer<list_trigger::Model> {
    let mut work = Work::begin(app, ctx, "list_trigger.register").await?;
    let result = register_in(&mut work, occasion).await;
    work.finish(result).await
}

async fn register_in(work: &mut Work<'_>, occasion: &Occasion) -> Answer<list_trigger::Model> {
    let scope = work.authorise(Capability::ListsEdit)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, occasion.client_id).await? {
        work.subject(TRIGGER, first.id, first.title.clone());
        return Ok(first);
    }
    let actor = work.actor()?;
    let calendar = work.app.calendar.get(work.app).await?;
    let step = machine::open(&TriggerFacts {
        today: work.ctx.today(),
        calendar: &calendar,
        deadlines: &work.app.settings.deadlines,
        acting: acting(actor),
        own_unit: false,
        occurred_on: occasion.occurred_on,
        text: "",
        home_unit: actor.home_org_id == Some(occasion.org),
    })?;
    require_supervised(work, occasion.org).await?;
    let mut fresh = blank(
        work,
        occasion.org,
        occasion.occurred_on,
        step.due_on.unwrap_or(occasion.occurred_on),
    );
    fresh.cause = Text(occasion.cause);
    fresh.title = text::title("title", &occasion.title)?;
    fresh.basis = text::line("basis", &occasion.basis, text::REASON_MAX)?;
    fresh.client_id = Some(occasion.client_id);
    let row = row::insert(&work.tx, fresh).await?;
    work.subject(TRIGGER, row.id, row.title.clone());
    work.after(&row);
    tell::of_trigger(work, &row, step.notify, step.notice).await?;
    Ok(row)
}

fn blank(work: &Work<'_>, org: Uuid, occurred_on: NaiveDate, due_on: NaiveDate) -> list_trigger::Model {
    let now = work.ctx.now();
    list_trigger::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        org_id: org,
        cause: Text(TriggerCause::Decision),
        title: String::new(),
        basis: String::new(),
        occurred_on,
        due_on,
        due_wd: i32::try_from(work.app.settings.deadlines.list_trigger).unwrap_or(i32::MAX),
        state: Text(TriggerState::Open),
        submitted_on: None,
        submitted_by: None,
        note: None,
        returned_count: 0,
        office_reason: None,
        adjustment_id: None,
        source_kind: None,
        source_id: None,
        reminded_on: None,
        client_id: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// The units concerned by an approved adjustment have to revise their lists; those that the case before it has told
/// so already are not told twice.
pub(super) async fn open_for_adjustment(
    work: &mut Work<'_>,
    row: &duty_adjustment::Model,
    orgs: &[Uuid],
) -> Answer<()> {
    let told = match (row.source_kind.as_deref(), row.source_id) {
        (Some(FROM_CASE), Some(case)) => {
            rows::units_of_source(&work.tx, row.jurisdiction_id, (FROM_CASE, case)).await?
        }
        _ => Vec::new(),
    };
    let orgs: Vec<Uuid> = orgs.iter().copied().filter(|org| !told.contains(org)).collect();
    let source = Source {
        kind: FROM_ADJUSTMENT,
        id: row.id,
        adjustment: Some(row.id),
        cause: row.kind.get().cause(),
        title: &row.title,
        basis: row.doc_no.as_deref().unwrap_or_default(),
    };
    open_for(work, &orgs, &source).await
}

/// Opens an occasion for each unit, today, in the transaction of the decision it comes from (§3.7, §3.12). A unit that
/// has one from the same record already gets no second one.
pub(crate) async fn open_for(work: &mut Work<'_>, orgs: &[Uuid], source: &Source<'_>) -> Answer<()> {
    let told = rows::units_of_source(&work.tx, work.tx.jurisdiction_id(), (source.kind, source.id)).await?;
    let calendar = work.app.calendar.get(work.app).await?;
    let today = work.ctx.today();
    let due_on = machine::due_on(today, &calendar, &work.app.settings.deadlines)?;
    for org in orgs.iter().filter(|org| !told.contains(org)) {
        let mut fresh = blank(work, *org, today, due_on);
        fresh.cause = Text(source.cause);
        fresh.title = source.title.to_owned();
        fresh.basis = source.basis.to_owned();
        fresh.adjustment_id = source.adjustment;
        fresh.source_kind = Some(source.kind.to_owned());
        fresh.source_id = Some(source.id);
        let row = row::insert(&work.tx, fresh).await?;
        let audiences = [Audience::UnitLead, Audience::UnitContact];
        tell::of_trigger(work, &row, &audiences, NoticeKind::ListTriggerOpened).await?;
    }
    Ok(())
}

/// OPEN → SUBMITTED: the unit has revised its lists; the day counts for A21.
pub async fn submit(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    note: &str,
    files: &[Uuid],
) -> Answer<list_trigger::Model> {
    let mut work = Work::begin(app, ctx, "list_trigger.submit").await?;
    let result = async {
        let row = fire(&mut work, E::Submit, step, note).await?;
        file::attach(&work, files, FILES, row.id).await?;
        Ok(row)
    }
    .await;
    work.finish(result).await
}

/// SUBMITTED → OPEN, with the reason; the deadline stays.
pub async fn send_back(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<list_trigger::Model> {
    let mut work = Work::begin(app, ctx, "list_trigger.return").await?;
    let result = fire(&mut work, E::Return, step, reason).await;
    work.finish(result).await
}

/// OPEN or SUBMITTED → VOIDED, with the reason: it was no occasion after all, and does not count.
pub async fn void(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<list_trigger::Model> {
    let mut work = Work::begin(app, ctx, "list_trigger.void").await?;
    let result = fire(&mut work, E::Void, step, reason).await;
    work.finish(result).await
}

async fn fire(work: &mut Work<'_>, event: E, step: Step, said: &str) -> Answer<list_trigger::Model> {
    work.authorise(machine::capability_of(event))?;
    let scope = work.authorise(Capability::AdjustmentRead)?;
    let mut row = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(TRIGGER, row.id, row.title.clone());
    if row.version != step.version {
        return Err(StoreError::Stale { table: TRIGGER }.into());
    }
    work.before(&row);
    let actor = work.actor()?;
    let calendar = work.app.calendar.get(work.app).await?;
    let facts = TriggerFacts {
        text: said,
        ..facts_of(
            &row,
            actor,
            work.ctx.today(),
            &calendar,
            &work.app.settings.deadlines,
        )
    };
    let outcome = machine::next(row.state.get(), event, &facts)?;
    let said = text::reason(if event == E::Submit { "note" } else { "reason" }, said)?;
    match event {
        E::Submit => {
            row.submitted_on = Some(work.ctx.today());
            row.submitted_by = Some(actor.person_id);
            row.note = Some(said);
        }
        E::Open | E::Return => {
            (row.submitted_on, row.submitted_by) = (None, None);
            row.returned_count += 1;
            row.office_reason = Some(said);
        }
        E::Void => row.office_reason = Some(said),
    }
    row.state = Text(outcome.to);
    row.updated_at = work.ctx.now();
    let saved = row::update(&work.tx, row).await?;
    work.after(&saved);
    tell::of_trigger(work, &saved, outcome.notify, outcome.notice).await?;
    Ok(saved)
}

fn facts_of<'a>(
    row: &list_trigger::Model,
    actor: &Actor,
    today: NaiveDate,
    calendar: &'a WorkCalendar,
    deadlines: &'a Deadlines,
) -> TriggerFacts<'a> {
    TriggerFacts {
        today,
        calendar,
        deadlines,
        acting: acting(actor),
        own_unit: own_orgs(actor).contains(&row.org_id),
        occurred_on: row.occurred_on,
        text: "",
        home_unit: actor.home_org_id == Some(row.org_id),
    }
}

/// The actions on an occasion that its state and the role could ever allow, each with the reason why not now.
pub fn actions(app: &App, reader: &Reader, row: &list_trigger::Model) -> Vec<TriggerAvailability> {
    let facts = facts_of(
        row,
        &reader.actor,
        reader.today,
        &reader.calendar,
        &app.settings.deadlines,
    );
    machine::available(row.state.get(), &facts)
}
