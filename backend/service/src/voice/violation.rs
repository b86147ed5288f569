//! Negative records (C21): recorded, confirmed by a second person, contested, decided by a third.

mod read;

use chrono::NaiveDate;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::voice::violation::{self as machine, Entered, ViolationFacts, ViolationStep};
use remit_shared::voice::{ViolationEventKind, ViolationKind, ViolationState};
use remit_store::entity::file_object::VIOLATION;
use remit_store::entity::{violation, violation_event};
use remit_store::voice::violation as rows;
use remit_store::{StoreError, Text, organisation, row};
use uuid::Uuid;

use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;
use crate::{file, number};

pub use read::{Reader, events, files, find, list, reader};

/// What is entered of a new record.
#[derive(Debug, Clone)]
pub struct NewViolation {
    /// Made by the client, so that sending twice writes once.
    pub client_id: Option<Uuid>,
    /// The unit.
    pub org: Uuid,
    /// Which of the three.
    pub kind: ViolationKind,
    /// What happened, in a line.
    pub title: String,
    /// The facts.
    pub facts: String,
    /// Number of the document.
    pub doc_no: String,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// Evidence.
    pub files: Vec<Uuid>,
}

/// Enters a negative record; it waits for a second person.
pub async fn record(app: &App, ctx: &OpCtx, input: NewViolation) -> Answer<violation::Model> {
    let mut work = Work::begin(app, ctx, "violation.record").await?;
    let result = record_in(&mut work, &input).await;
    work.finish(result).await
}

async fn record_in(work: &mut Work<'_>, input: &NewViolation) -> Answer<violation::Model> {
    let scope = work.authorise(Capability::ViolationRecord)?;
    if let Some(client_id) = input.client_id
        && let Some(known) = rows::by_client_id(&work.tx, &scope, client_id).await?
    {
        work.subject("violation", known.id, known.code.clone());
        return Ok(known);
    }
    let unit = organisation::by_ids(&work.tx, scope.jurisdiction_id(), &[input.org])
        .await?
        .pop()
        .ok_or_else(|| Refusal::not_found().on("orgId"))?;
    let doc_no = text::line("docNo", &input.doc_no, text::NAME_MAX)?;
    let entered = Entered {
        title: &input.title,
        doc_no: &doc_no,
        issued_on: input.issued_on,
        facts: &input.facts,
        supervised: unit.supervised,
    };
    let calendar = work.app.calendar.get(work.app).await?;
    let facts = ViolationFacts {
        evidence: input.files.len(),
        ..blank_facts(work, &calendar, unit.id)?
    };
    let step = machine::record(&entered, &facts)?;
    if let Some(other) = rows::same_document(&work.tx, unit.id, input.kind, &doc_no).await? {
        return Err(same_fact(&other).into());
    }
    let new = new_row(work, input, doc_no, step).await?;
    let saved = row::insert(&work.tx, new).await?;
    work.subject("violation", saved.id, saved.code.clone());
    work.after(&saved);
    file::attach(work, &input.files, VIOLATION, saved.id).await?;
    note(work, &saved, (ViolationEventKind::Record, None), None).await?;
    tell::of_violation(work, &saved, NoticeKind::ViolationRecorded).await?;
    Ok(saved)
}

async fn new_row(
    work: &Work<'_>,
    input: &NewViolation,
    doc_no: String,
    step: ViolationStep,
) -> Answer<violation::Model> {
    let (now, actor) = (work.ctx.now(), work.actor()?);
    Ok(violation::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        code: number::violation(work).await?,
        year: machine::year_of(input.issued_on),
        org_id: input.org,
        kind: Text(input.kind),
        title: text::title("title", &input.title)?,
        facts: text::body("facts", &input.facts)?,
        doc_no,
        issued_on: input.issued_on,
        state: Text(step.to),
        due_on: step.due_on,
        recorded_by: actor.person_id,
        confirmed_by: None,
        contested: false,
        decided_by: None,
        client_id: input.client_id,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

fn same_fact(other: &violation::Model) -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        format!("该单位同一文书已登记为{}，同一事实只扣一次分。", other.code),
        format!(
            "The same document is recorded as {} already; one fact deducts once.",
            other.code
        ),
    )
    .on("docNo")
}

/// What a person does about a record.
#[derive(Debug, Clone)]
pub struct Act {
    /// The record and the version seen.
    pub step: Step,
    /// What is done.
    pub event: ViolationEventKind,
    /// Reason, grounds or remark.
    pub reason: String,
    /// Evidence of the unit.
    pub files: Vec<Uuid>,
}

/// Confirms, rejects, contests or decides.
pub async fn act(app: &App, ctx: &OpCtx, input: Act) -> Answer<violation::Model> {
    let action = match input.event {
        ViolationEventKind::Record => "violation.record",
        ViolationEventKind::Confirm => "violation.confirm",
        ViolationEventKind::Reject => "violation.reject",
        ViolationEventKind::Contest => "violation.contest",
        ViolationEventKind::Uphold => "violation.uphold",
        ViolationEventKind::Revoke => "violation.revoke",
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = act_in(&mut work, &input).await;
    work.finish(result).await
}

async fn act_in(work: &mut Work<'_>, input: &Act) -> Answer<violation::Model> {
    work.authorise(machine::capability_of(input.event))?;
    let scope = work.authorise(Capability::ViolationRead)?;
    let mut row = rows::find(&work.tx, &scope, input.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("violation", row.id, row.code.clone());
    if row.version != input.step.version {
        return Err(StoreError::Stale { table: "violation" }.into());
    }
    work.before(&row);
    let calendar = work.app.calendar.get(work.app).await?;
    let facts = ViolationFacts {
        reason: &input.reason,
        evidence: input.files.len(),
        ..facts_of(&row, blank_facts(work, &calendar, row.org_id)?)
    };
    let from = row.state.get();
    let step = machine::next(from, input.event, &facts)?;
    let person = work.actor()?.person_id;
    match input.event {
        ViolationEventKind::Confirm | ViolationEventKind::Reject => row.confirmed_by = Some(person),
        ViolationEventKind::Contest => row.contested = true,
        ViolationEventKind::Uphold | ViolationEventKind::Revoke => row.decided_by = Some(person),
        ViolationEventKind::Record => {}
    }
    (row.state, row.due_on, row.updated_at) = (Text(step.to), step.due_on, work.ctx.now());
    let saved = row::update(&work.tx, row).await?;
    work.after(&saved);
    file::attach(work, &input.files, VIOLATION, saved.id).await?;
    let remark = text::optional_body("reason", &input.reason, text::REASON_MAX)?;
    note(work, &saved, (input.event, Some(from)), Some(remark)).await?;
    if let Some(kind) = notice_of(input.event) {
        tell::of_violation(work, &saved, kind).await?;
    }
    Ok(saved)
}

/// A unit has not heard of a record before it is confirmed, and hears nothing of one that is rejected.
fn notice_of(event: ViolationEventKind) -> Option<NoticeKind> {
    Some(match event {
        ViolationEventKind::Record => NoticeKind::ViolationRecorded,
        ViolationEventKind::Reject => return None,
        ViolationEventKind::Confirm => NoticeKind::ViolationConfirmed,
        ViolationEventKind::Contest => NoticeKind::ViolationContested,
        ViolationEventKind::Uphold | ViolationEventKind::Revoke => NoticeKind::ViolationDecided,
    })
}

/// What the machine has to know before a record is at hand.
fn blank_facts<'a>(
    work: &Work<'a>,
    calendar: &'a remit_shared::calendar::WorkCalendar,
    org: Uuid,
) -> Answer<ViolationFacts<'a>> {
    let actor = work.actor()?;
    Ok(ViolationFacts {
        today: work.ctx.today(),
        calendar,
        deadlines: &work.app.settings.deadlines,
        acting: Some(Acting {
            role: actor.role,
            person: actor.person_id,
            home_org: actor.home_org_id,
            recused: false,
        }),
        org,
        recorded_by: None,
        confirmed_by: None,
        due_on: None,
        contested: false,
        reason: "",
        evidence: 0,
    })
}

fn facts_of<'a>(row: &violation::Model, facts: ViolationFacts<'a>) -> ViolationFacts<'a> {
    ViolationFacts {
        org: row.org_id,
        recorded_by: Some(row.recorded_by),
        confirmed_by: row.confirmed_by,
        due_on: row.due_on,
        contested: row.contested,
        ..facts
    }
}

async fn note(
    work: &Work<'_>,
    row: &violation::Model,
    (event, from): (ViolationEventKind, Option<ViolationState>),
    remark: Option<String>,
) -> Answer<()> {
    let actor = work.actor()?;
    let seq = rows::last_event_seq(&work.tx, row.id).await?;
    let line = violation_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        violation_id: row.id,
        seq: seq + 1,
        at: work.ctx.now(),
        event: Text(event),
        from_state: from.map(Text),
        to_state: row.state,
        actor_id: Some(actor.person_id),
        actor_label: actor.label.clone(),
        role: Some(Text(actor.role)),
        remark: remark.filter(|text| !text.is_empty()),
    };
    Ok(row::append(&work.tx, line).await?)
}
