//! What happens to a finding: the unit answers, the office converts or drops it (§3.13).

use remit_shared::activity::finding::{self as machine, FindingProposal};
use remit_shared::activity::{ActivityState, FindingEventKind as E, FindingState};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::activity::finding as rows;
use remit_store::entity::file_object::{FINDING, PROBLEM};
use remit_store::entity::{finding, problem};
use remit_store::panel::recusal;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::loaded::{Loaded, standing};
use super::tell;
use super::write::load;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::{Origin, Raise, Step, create};
use crate::work::Work;

/// PUT → CONFIRMED, by the unit.
pub async fn confirm(app: &App, ctx: &OpCtx, step: Step) -> Answer<finding::Model> {
    answer(app, ctx, ("finding.confirm", E::Confirm), step, "", &[]).await
}

/// PUT → CONTESTED, by the unit's lead, with grounds.
pub async fn contest(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    grounds: &str,
    files: &[Uuid],
) -> Answer<finding::Model> {
    answer(app, ctx, ("finding.contest", E::Contest), step, grounds, files).await
}

async fn answer(
    app: &App,
    ctx: &OpCtx,
    (action, event): (&'static str, E),
    step: Step,
    grounds: &str,
    files: &[Uuid],
) -> Answer<finding::Model> {
    let mut work = Work::begin(app, ctx, action).await?;
    let result = async {
        let (_, found, state) = open(&mut work, Capability::FindingAnswer, step, event, grounds).await?;
        let grounds = text::optional_body("reason", grounds, text::BODY_MAX)?;
        file::attach(&work, files, FINDING, found.id).await?;
        let next = finding::Model {
            state: Text(state),
            answered_on: Some(work.ctx.today()),
            answered_by: Some(work.actor()?.person_id),
            grounds: Some(grounds).filter(|grounds| !grounds.is_empty()),
            ..found
        };
        let saved = save(&mut work, next).await?;
        tell::of_answer(&mut work, &saved, NoticeKind::FindingAnswered).await?;
        Ok(saved)
    }
    .await;
    work.finish(result).await
}

/// Loads a finding within the scope of a capability, its activity, and asks the machine.
async fn open(
    work: &mut Work<'_>,
    capability: Capability,
    step: Step,
    event: E,
    text: &str,
) -> Answer<(Loaded, finding::Model, FindingState)> {
    let scope = work.authorise(capability)?;
    let found = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let loaded = load(work, &scope, found.activity_id).await?;
    work.subject("finding", found.id, format!("{} {}", loaded.row.no, found.title));
    if step.version != found.version {
        return Err(StoreError::Stale { table: "finding" }.into());
    }
    work.before(&found);
    let actor = work.actor()?;
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let recused = recusal::holds(&work.tx, jurisdiction, (actor.person_id, found.org_id), today).await?;
    let proposal = FindingProposal { text, basis: "" };
    let of = (found.org_id, found.answer_due_on);
    let facts = loaded.finding_facts(today, standing(actor, recused), of, proposal);
    let state = machine::next(found.state.get(), event, &facts)?;
    Ok((loaded, found, state))
}

pub(super) async fn save(work: &mut Work<'_>, row: finding::Model) -> Answer<finding::Model> {
    let row = finding::Model {
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, row).await?;
    work.after(&saved);
    Ok(saved)
}

/// What a finding becomes.
#[derive(Debug, Clone)]
pub struct Convert {
    /// The finding and the version seen.
    pub step: Step,
    /// Title of the problem.
    pub title: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity.
    pub severity: Severity,
    /// Why an objection is not followed.
    pub reason: String,
    /// The person has looked at similar problems: this is another matter.
    pub not_duplicate: bool,
}

/// CONFIRMED, CONTESTED → CONVERTED: a problem with source JOINT_ACTIVITY, which the evidence goes with.
pub async fn convert(app: &App, ctx: &OpCtx, input: Convert) -> Answer<(finding::Model, problem::Model)> {
    let mut work = Work::begin(app, ctx, "finding.convert").await?;
    let result = convert_in(&mut work, input).await;
    work.finish(result).await
}

async fn convert_in(work: &mut Work<'_>, input: Convert) -> Answer<(finding::Model, problem::Model)> {
    let (loaded, found, state) = open(
        work,
        Capability::FindingWrite,
        input.step,
        E::Convert,
        &input.reason,
    )
    .await?;
    another_matter(work, &found, &input).await?;
    let reason = text::optional_body("reason", &input.reason, text::REASON_MAX)?;
    let raise = Raise {
        client_id: found.id,
        org: found.org_id,
        section: None,
        title: input.title,
        facts: found.facts.clone(),
        category: input.category,
        severity: input.severity,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::JointActivity,
        source_id: Some(found.id),
        reporter: None,
    };
    let problem = create(work, raise, origin).await?;
    file::copy(work, (FINDING, found.id), (PROBLEM, problem.id)).await?;
    let next = finding::Model {
        state: Text(state),
        settled_on: Some(work.ctx.today()),
        settled_by: Some(work.actor()?.person_id),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        problem_id: Some(problem.id),
        ..found
    };
    work.subject("finding", next.id, format!("{} {}", loaded.row.no, problem.code));
    let saved = save(work, next).await?;
    tell_when_ready(work, &loaded, saved.id).await?;
    Ok((saved, problem))
}

/// The duplicate search is shown before a problem is raised (§3.3).
async fn another_matter(work: &Work<'_>, found: &finding::Model, input: &Convert) -> Answer<()> {
    let scope = work.authorise(Capability::ProblemRaise)?;
    if input.not_duplicate {
        return Ok(());
    }
    let words = crate::problem::read::words(&input.title);
    let similar = remit_store::problem::similar(&work.tx, &scope, found.org_id, &words, 5).await?;
    if similar.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Dup,
        format!(
            "该单位已有{}个相似的履职问题，请先查看；确属不同事项的，请勾选“不重复”后再转。",
            similar.len()
        ),
        format!(
            "The unit has {} similar problems; look at them, or confirm that this is another matter.",
            similar.len()
        ),
    )
    .on("notDuplicate")
    .into())
}

/// A finding is not pursued, with a reason.
pub async fn drop(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<finding::Model> {
    let mut work = Work::begin(app, ctx, "finding.drop").await?;
    let result = async {
        let (loaded, found, state) = open(&mut work, Capability::FindingWrite, step, E::Drop, reason).await?;
        let next = finding::Model {
            state: Text(state),
            settled_on: Some(work.ctx.today()),
            settled_by: Some(work.actor()?.person_id),
            reason: Some(text::reason("reason", reason)?),
            ..found
        };
        let saved = save(&mut work, next).await?;
        tell_when_ready(&mut work, &loaded, saved.id).await?;
        Ok(saved)
    }
    .await;
    work.finish(result).await
}

/// The office lead hears when the last finding is settled.
async fn tell_when_ready(work: &mut Work<'_>, loaded: &Loaded, settled: Uuid) -> Answer<()> {
    let rest = |row: &finding::Model| row.id == settled || row.state.get().is_settled();
    if loaded.row.state.get() == ActivityState::Findings && loaded.findings.iter().all(rest) {
        tell::ready(work, &loaded.row).await?;
    }
    Ok(())
}
