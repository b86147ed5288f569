//! Push sheets: written by a section, received by the oversight section, converted or filed (§3.4, K18).

mod to_unit;

use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::sheet::{self as machine, SheetFacts, SheetProposal, SheetStep};
use remit_shared::problem::{
    ProblemCategory, ProblemSource, Severity, SheetDirection, SheetEventKind, SheetState, Urgency,
};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::SHEET;
use remit_store::entity::{problem, push_sheet};
use remit_store::problem::sheet as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::Step;
use super::loaded::acting;
use super::raise::{self, Origin, Raise};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file as file_evidence;
use crate::notice;
use crate::number;
use crate::work::Work;

pub(crate) use to_unit::{finish_source, issue_to_unit};

/// What a section writes on an internal sheet.
#[derive(Debug, Clone)]
pub struct Write {
    /// The draft to change; `None` for a new sheet.
    pub existing: Option<Step>,
    /// Made by the client; sending twice gives the first sheet back.
    pub client_id: Uuid,
    /// Unit concerned.
    pub org: Uuid,
    /// Matter, at most 120 characters.
    pub matter: String,
    /// Basis, at most 4 000 characters.
    pub basis: String,
    /// How urgent.
    pub urgency: Urgency,
    /// Suggested action; may be empty.
    pub suggested_action: String,
    /// Push it at once.
    pub push: bool,
    /// Evidence uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// Writes a draft or changes it, and pushes it at once if asked to.
pub async fn write(app: &App, ctx: &OpCtx, input: Write) -> Answer<push_sheet::Model> {
    let mut work = Work::begin(app, ctx, "push_sheet.write").await?;
    let result = write_in(&mut work, input).await;
    work.finish(result).await
}

async fn write_in(work: &mut Work<'_>, input: Write) -> Answer<push_sheet::Model> {
    let scope = work.authorise(Capability::PushWrite)?;
    raise::require_supervised(work, input.org).await?;
    let sheet = match input.existing {
        Some(step) => change(work, &scope, step, &input).await?,
        None => match rows::by_client_id(&work.tx, &scope, input.client_id).await? {
            Some(first) if first.matter == input.matter.trim() && first.org_id == input.org => {
                return Ok(first);
            }
            Some(_) => return Err(Refusal::plain(RefusalCode::Dup).into()),
            None => new_draft(work, &input).await?,
        },
    };
    file_evidence::attach(work, &input.files, SHEET, sheet.id).await?;
    if input.push {
        fire(work, sheet, SheetEventKind::Push, SheetProposal::default()).await
    } else {
        Ok(sheet)
    }
}

async fn new_draft(work: &mut Work<'_>, input: &Write) -> Answer<push_sheet::Model> {
    let actor = work.actor()?;
    let now = work.ctx.now();
    let sheet = push_sheet::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        no: None,
        direction: Text(SheetDirection::Internal),
        from_section_id: actor.section_id,
        org_id: input.org,
        matter: text::title("matter", &input.matter)?,
        basis: text::body("basis", &input.basis)?,
        urgency: Text(input.urgency),
        suggested_action: text::optional_body("suggestedAction", &input.suggested_action, text::BODY_MAX)?,
        state: Text(SheetState::Draft),
        client_id: Some(input.client_id),
        author_id: actor.person_id,
        pushed_at: None,
        pushed_by: None,
        received_at: None,
        received_by: None,
        due_on: None,
        decided_at: None,
        filed_reason: None,
        problem_id: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let calendar = work.app.calendar.get(work.app).await?;
    let proposal = SheetProposal {
        matter: &sheet.matter,
        basis: &sheet.basis,
        ..SheetProposal::default()
    };
    machine::write(&facts(work, &sheet, &calendar, proposal)?)?;
    let row = row::insert(&work.tx, sheet).await?;
    work.subject("push_sheet", row.id, row.matter.clone());
    work.after(&row);
    Ok(row)
}

async fn change(work: &mut Work<'_>, scope: &Scope, step: Step, input: &Write) -> Answer<push_sheet::Model> {
    let mut sheet = load(work, scope, step).await?;
    sheet.org_id = input.org;
    sheet.matter = text::title("matter", &input.matter)?;
    sheet.basis = text::body("basis", &input.basis)?;
    sheet.urgency = Text(input.urgency);
    sheet.suggested_action = text::optional_body("suggestedAction", &input.suggested_action, text::BODY_MAX)?;
    let (matter, basis) = (sheet.matter.clone(), sheet.basis.clone());
    let proposal = SheetProposal {
        matter: &matter,
        basis: &basis,
        ..SheetProposal::default()
    };
    fire(work, sheet, SheetEventKind::Write, proposal).await
}

/// DRAFT → PUSHED: numbered, and in the oversight section's queue at once.
pub async fn push(app: &App, ctx: &OpCtx, step: Step) -> Answer<push_sheet::Model> {
    step_with(
        app,
        ctx,
        "push_sheet.push",
        Capability::PushWrite,
        step,
        SheetEventKind::Push,
    )
    .await
}

/// PUSHED → RECEIVED (签收): by the oversight section, or for a sheet to the unit by its contact.
pub async fn receive(app: &App, ctx: &OpCtx, step: Step) -> Answer<push_sheet::Model> {
    step_with(
        app,
        ctx,
        "push_sheet.receive",
        Capability::PushReceive,
        step,
        SheetEventKind::Receive,
    )
    .await
}

async fn step_with(
    app: &App,
    ctx: &OpCtx,
    action: &'static str,
    capability: Capability,
    step: Step,
    event: SheetEventKind,
) -> Answer<push_sheet::Model> {
    let mut work = Work::begin(app, ctx, action).await?;
    let result = async {
        let scope = work.authorise(capability)?;
        let sheet = load(&mut work, &scope, step).await?;
        fire(&mut work, sheet, event, SheetProposal::default()).await
    }
    .await;
    work.finish(result).await
}

/// RECEIVED → FILED: no problem comes of it, with the reason.
pub async fn file(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<push_sheet::Model> {
    let mut work = Work::begin(app, ctx, "push_sheet.file").await?;
    let result = file_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn file_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<push_sheet::Model> {
    let scope = work.authorise(Capability::PushFile)?;
    let reason = text::reason("reason", reason)?;
    let mut sheet = load(work, &scope, step).await?;
    sheet.filed_reason = Some(reason.clone());
    let proposal = SheetProposal {
        reason: &reason,
        ..SheetProposal::default()
    };
    fire(work, sheet, SheetEventKind::File, proposal).await
}

/// What turning a sheet into a problem needs.
#[derive(Debug, Clone)]
pub struct Convert {
    /// The sheet.
    pub step: Step,
    /// Title of the problem.
    pub title: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity as first judged.
    pub severity: Severity,
    /// The person looked at similar problems and says this is another matter.
    pub not_duplicate: bool,
}

/// RECEIVED → CONVERTED: a problem with this sheet as its source.
pub async fn convert(app: &App, ctx: &OpCtx, input: Convert) -> Answer<(push_sheet::Model, problem::Model)> {
    let mut work = Work::begin(app, ctx, "push_sheet.convert").await?;
    let result = convert_in(&mut work, input).await;
    work.finish(result).await
}

async fn convert_in(work: &mut Work<'_>, input: Convert) -> Answer<(push_sheet::Model, problem::Model)> {
    let scope = work.authorise(Capability::PushConvert)?;
    let mut sheet = load(work, &scope, input.step).await?;
    let similar = remit_store::problem::similar(
        &work.tx,
        &scope,
        sheet.org_id,
        &super::read::words(&sheet.matter),
        5,
    )
    .await?;
    let proposal = SheetProposal {
        similar: u32::try_from(similar.len()).unwrap_or(u32::MAX),
        not_duplicate: input.not_duplicate,
        ..SheetProposal::default()
    };
    let calendar = work.app.calendar.get(work.app).await?;
    // Asked first, so that a refused conversion raises nothing.
    machine::next(
        sheet.state.get(),
        SheetEventKind::Convert,
        &facts(work, &sheet, &calendar, proposal)?,
    )?;
    let raise = Raise {
        client_id: sheet.id,
        org: sheet.org_id,
        section: None,
        title: input.title,
        facts: format!("{}\n{}", sheet.matter, sheet.basis),
        category: input.category,
        severity: input.severity,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::PushSheet,
        source_id: Some(sheet.id),
        reporter: None,
    };
    let problem = raise::create(work, raise, origin).await?;
    sheet.problem_id = Some(problem.id);
    let sheet = fire(work, sheet, SheetEventKind::Convert, proposal).await?;
    Ok((sheet, problem))
}

/// Loads a sheet within the scope; a stale version is refused before anything runs.
async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<push_sheet::Model> {
    let sheet = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "push_sheet",
        sheet.id,
        sheet.no.clone().unwrap_or_else(|| sheet.matter.clone()),
    );
    if sheet.version != step.version {
        return Err(StoreError::Stale { table: "push_sheet" }.into());
    }
    work.before(&sheet);
    Ok(sheet)
}

/// Fires one event on a sheet and writes the answer down.
async fn fire(
    work: &mut Work<'_>,
    mut sheet: push_sheet::Model,
    event: SheetEventKind,
    proposal: SheetProposal<'_>,
) -> Answer<push_sheet::Model> {
    let calendar = work.app.calendar.get(work.app).await?;
    let recorded = (sheet.matter.clone(), sheet.basis.clone());
    let proposal = match event {
        SheetEventKind::Push => SheetProposal {
            matter: &recorded.0,
            basis: &recorded.1,
            ..proposal
        },
        _ => proposal,
    };
    let outcome = machine::next(
        sheet.state.get(),
        event,
        &facts(work, &sheet, &calendar, proposal)?,
    )?;
    stamp(work, &mut sheet, event, &outcome).await?;
    let saved = row::update(&work.tx, sheet).await?;
    work.after(&saved);
    notice::tell_of_sheet(work, &saved, &outcome).await?;
    Ok(saved)
}

/// Writes state, number, times and persons of an event onto the row.
async fn stamp(
    work: &Work<'_>,
    sheet: &mut push_sheet::Model,
    event: SheetEventKind,
    outcome: &SheetStep,
) -> Answer<()> {
    let now = work.ctx.now();
    let person = work.ctx.actor.as_ref().map(|actor| actor.person_id);
    sheet.state = Text(outcome.to);
    sheet.due_on = outcome.due_on;
    if outcome.gives_no {
        sheet.no = Some(number::sheet(work).await?);
    }
    match event {
        SheetEventKind::Push => (sheet.pushed_at, sheet.pushed_by) = (Some(now), person),
        SheetEventKind::Receive => (sheet.received_at, sheet.received_by) = (Some(now), person),
        SheetEventKind::Convert | SheetEventKind::File => sheet.decided_at = Some(now),
        SheetEventKind::Write | SheetEventKind::Finish => {}
    }
    sheet.updated_at = now;
    Ok(())
}

fn facts<'a>(
    work: &'a Work<'_>,
    sheet: &push_sheet::Model,
    calendar: &'a remit_shared::calendar::WorkCalendar,
    proposal: SheetProposal<'a>,
) -> Answer<SheetFacts<'a>> {
    Ok(SheetFacts {
        today: work.ctx.today(),
        calendar,
        deadlines: &work.app.settings.deadlines,
        acting: Some(acting(work)?),
        direction: sheet.direction.get(),
        org: Some(sheet.org_id),
        author: Some(sheet.author_id),
        problem_state: None,
        proposal,
    })
}
