//! A problem begins: raised by a person, or converted from a push sheet (§3.3, K08).

use remit_shared::policy::Capability;
use remit_shared::problem::machine::{self, Facts, Proposal};
use remit_shared::problem::{
    Alert, ProblemCategory, ProblemEventKind, ProblemSource, ProblemState, Severity,
};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::PROBLEM;
use remit_store::entity::problem;
use remit_store::{Text, organisation, problem as rows, row};
use uuid::Uuid;

use super::fire::write_event;
use super::loaded::acting;
use super::rectify::require_section;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::file;
use crate::notice;
use crate::number;
use crate::work::Work;

/// What a new problem says.
#[derive(Debug, Clone)]
pub struct Raise {
    /// Made by the client; sending twice gives the first problem back.
    pub client_id: Uuid,
    /// Unit concerned.
    pub org: Uuid,
    /// Section of it, where known.
    pub section: Option<Uuid>,
    /// Title, at most 120 characters.
    pub title: String,
    /// Facts, at most 4 000 characters.
    pub facts: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity as first judged.
    pub severity: Severity,
    /// Evidence uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// Where the problem comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub source: ProblemSource,
    pub source_id: Option<Uuid>,
    /// Person protected by F2: an officer, an expert, a linkage contact.
    pub reporter: Option<Uuid>,
}

/// — → RAISED. A unit that reports itself is marked as self-reported (§5.7).
pub async fn raise(app: &App, ctx: &OpCtx, input: Raise) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.raise").await?;
    let result = raise_in(&mut work, input).await;
    work.finish(result).await
}

async fn raise_in(work: &mut Work<'_>, input: Raise) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemRaise)?;
    if let Some(first) = rows::by_client_id(&work.tx, &scope, input.client_id).await? {
        return repeated(first, &input);
    }
    let by_unit = scope.covers(input.org) && scope.reach() == remit_shared::policy::Reach::Unit;
    if !scope.covers(input.org) {
        return Err(Refusal::new(
            RefusalCode::Scope,
            "只能登记本单位的问题，请核对所选单位。",
            "You may raise problems of your own unit only; check the unit.",
        )
        .on("orgId")
        .into());
    }
    let source = if by_unit {
        ProblemSource::SelfReport
    } else {
        ProblemSource::Ledger
    };
    create(
        work,
        input,
        Origin {
            source,
            source_id: None,
            reporter: None,
        },
    )
    .await
}

/// The same client id and content is the same problem; other content is `E_DUP`.
fn repeated(first: problem::Model, input: &Raise) -> Answer<problem::Model> {
    if first.org_id == input.org && first.title == input.title.trim() {
        return Ok(first);
    }
    Err(Failure::from(Refusal::new(
        RefusalCode::Dup,
        format!("同一份登记已提交为{}，内容不同的请重新登记。", first.code),
        format!(
            "This form was already sent as {}; open a new form for another matter.",
            first.code
        ),
    )))
}

/// Writes a new problem; the machine says where it starts and who is told.
pub(crate) async fn create(work: &mut Work<'_>, input: Raise, origin: Origin) -> Answer<problem::Model> {
    let title = text::title("title", &input.title)?;
    let facts_text = text::body("facts", &input.facts)?;
    require_supervised(work, input.org).await?;
    require_section(work, input.org, input.section).await?;
    let calendar = work.app.calendar.get(work.app).await?;
    // The clock raises what it finds (overdue points, groups of bad ratings); it acts for nobody.
    let actor = work.ctx.actor.as_ref().map(|_| acting(work)).transpose()?;
    let facts = Facts::new(
        work.ctx.today(),
        &calendar,
        &work.app.settings.deadlines,
        input.org,
        input.severity,
    )
    .proposing(Proposal {
        text: &facts_text,
        ..Proposal::default()
    });
    // A late point raises its problem by itself, whoever's act brought it to light.
    let by_system = actor.is_none() || (origin.source == ProblemSource::Ledger && origin.source_id.is_some());
    let outcome = machine::raise(&Facts {
        acting: actor.filter(|_| !by_system),
        ..facts
    })?;
    let code = number::problem(work).await?;
    let now = work.ctx.now();
    let row = problem::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        code,
        org_id: input.org,
        section_id: input.section,
        title,
        facts: facts_text,
        source: Text(origin.source),
        source_id: origin.source_id,
        category: Text(input.category),
        severity: Text(input.severity),
        state: Text(ProblemState::Raised),
        alert: Text(Alert::None),
        due_on: None,
        due_from: None,
        due_wd: None,
        step_due_on: outcome.step_due_on,
        handler_id: None,
        first_verifier_id: None,
        submitter_id: None,
        self_reported: origin.source == ProblemSource::SelfReport,
        contested: false,
        returned_count: 0,
        extensions_count: 0,
        promise: None,
        merged_into: None,
        close_no: None,
        closed_on: None,
        reporter_ref: origin.reporter.map(|person| person.to_string()),
        raised_on: work.ctx.today(),
        client_id: Some(input.client_id),
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let row = row::insert(&work.tx, row).await?;
    work.subject("problem", row.id, row.code.clone());
    if !input.files.is_empty() {
        file::attach(work, &input.files, PROBLEM, row.id).await?;
    }
    work.after(&row);
    write_event(work, &row, &row, ProblemEventKind::Raise, None, by_system).await?;
    notice::tell(work, &row, &outcome).await?;
    Ok(row)
}

/// Problems are about supervised units only (K02).
pub(crate) async fn require_supervised(work: &Work<'_>, org: Uuid) -> Answer<()> {
    let unit = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[org])
        .await?
        .pop();
    if unit.is_some_and(|unit| unit.supervised) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "请从监管对象名录中选择被监管单位。",
        "Choose a supervised unit from the registry.",
    )
    .on("orgId")
    .into())
}
