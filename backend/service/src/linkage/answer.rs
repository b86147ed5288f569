//! What becomes of an accepted submission (§3.6): a problem, a countermeasure (K17), or a note with its reason.

use chrono::NaiveDate;
use remit_shared::linkage::SubmissionEventKind as E;
use remit_shared::linkage::submission::{MergeTarget, SubmissionProposal};
use remit_shared::policy::Capability;
use remit_shared::problem::{ProblemCategory, ProblemSource, Severity};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{countermeasure, linkage_submission, problem};
use remit_store::{StoreError, linkage, organisation, problem as problems, row};
use uuid::Uuid;

use super::loaded::InHand;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::problem::raise::{self, Origin, Raise};
use crate::problem::read::words;
use crate::work::Work;

/// What turning a submission into a problem needs. The unit reads title and facts, so the office writes them: who
/// reported stays with the office (F2).
#[derive(Debug, Clone)]
pub struct Convert {
    /// The submission.
    pub step: Step,
    /// Title of the problem.
    pub title: String,
    /// Facts as the unit shall read them.
    pub facts: String,
    /// Kind of failing.
    pub category: ProblemCategory,
    /// Severity as first judged.
    pub severity: Severity,
    /// The person looked at similar problems and says this is another matter.
    pub not_duplicate: bool,
}

/// A problem with this submission as its source.
pub async fn convert(
    app: &App,
    ctx: &OpCtx,
    input: Convert,
) -> Answer<(linkage_submission::Model, problem::Model)> {
    let mut work = Work::begin(app, ctx, "linkage.convert").await?;
    let result = convert_in(&mut work, input).await;
    work.finish(result).await
}

async fn convert_in(
    work: &mut Work<'_>,
    input: Convert,
) -> Answer<(linkage_submission::Model, problem::Model)> {
    let scope = work.authorise(Capability::LinkageAccept)?;
    let submission = InHand::load(work, &scope, input.step).await?;
    let about = submission.row.about_org_id.ok_or_else(Refusal::not_found)?;
    let similar = problems::similar(&work.tx, &scope, about, &words(&input.title), 5).await?;
    let proposal = SubmissionProposal {
        similar: u32::try_from(similar.len()).unwrap_or(u32::MAX),
        not_duplicate: input.not_duplicate,
        ..SubmissionProposal::default()
    };
    // Asked first, so that a refused conversion raises nothing.
    let answer = submission.ask(work, E::Convert, proposal)?;
    let raise = Raise {
        client_id: submission.row.id,
        org: about,
        section: None,
        title: input.title,
        facts: input.facts,
        category: input.category,
        severity: input.severity,
        files: Vec::new(),
    };
    let origin = Origin {
        source: ProblemSource::Linkage,
        source_id: Some(submission.row.id),
        reporter: Some(submission.row.author_id),
    };
    let problem = raise::create(work, raise, origin).await?;
    let id = problem.id;
    let row = submission
        .save(work, &answer, |row| row.problem_id = Some(id))
        .await?;
    Ok((row, problem))
}

/// The same matter is a problem of the unit already: the evidence moves there, the submission still counts (§10.4).
pub async fn merge(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    into: Uuid,
    reason: &str,
) -> Answer<linkage_submission::Model> {
    let mut work = Work::begin(app, ctx, "linkage.merge").await?;
    let result = merge_in(&mut work, step, into, reason).await;
    work.finish(result).await
}

async fn merge_in(
    work: &mut Work<'_>,
    step: Step,
    into: Uuid,
    reason: &str,
) -> Answer<linkage_submission::Model> {
    let scope = work.authorise(Capability::LinkageAccept)?;
    let reason = text::reason("reason", reason)?;
    let submission = InHand::load(work, &scope, step).await?;
    let target = problems::find(&work.tx, &scope, into)
        .await?
        .ok_or_else(|| Refusal::not_found().on("problemId"))?;
    let proposal = SubmissionProposal {
        text: &reason,
        merge_into: Some(MergeTarget {
            org: target.org_id,
            state: target.state.get(),
        }),
        ..SubmissionProposal::default()
    };
    let answer = submission.ask(work, E::Merge, proposal)?;
    let id = target.id;
    // The department follows the problem from now on: it has to come by in the feed of changes.
    let touched = problem::Model {
        updated_at: work.ctx.now(),
        ..target
    };
    row::update(&work.tx, touched).await?;
    let said = reason.clone();
    submission
        .save(work, &answer, |row| {
            row.problem_id = Some(id);
            row.outcome_reason = Some(said);
        })
        .await
}

/// Kept for the record, with the reason.
pub async fn note(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<linkage_submission::Model> {
    let mut work = Work::begin(app, ctx, "linkage.note").await?;
    let result = async {
        let scope = work.authorise(Capability::CountermeasureManage)?;
        let reason = text::reason("reason", reason)?;
        let submission = InHand::load(&mut work, &scope, step).await?;
        let proposal = SubmissionProposal {
            text: &reason,
            ..SubmissionProposal::default()
        };
        let answer = submission.ask(&work, E::Note, proposal)?;
        let said = reason.clone();
        submission
            .save(&mut work, &answer, |row| row.outcome_reason = Some(said))
            .await
    }
    .await;
    work.finish(result).await
}

/// The countermeasure that answers a submission: one of the window's, or a new one.
#[derive(Debug, Clone)]
pub enum Measure {
    /// It answers several submissions.
    Existing(Uuid),
    /// A new one.
    New {
        /// What is to be done, at most 4 000 characters.
        text: String,
        /// Unit responsible.
        responsible: Uuid,
        /// Deadline.
        due_on: NaiveDate,
    },
}

/// Adopted as advice: a countermeasure is decided (K17).
pub async fn advise(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    measure: Option<Measure>,
) -> Answer<(linkage_submission::Model, countermeasure::Model)> {
    let mut work = Work::begin(app, ctx, "linkage.advise").await?;
    let result = advise_in(&mut work, step, measure).await;
    work.finish(result).await
}

async fn advise_in(
    work: &mut Work<'_>,
    step: Step,
    measure: Option<Measure>,
) -> Answer<(linkage_submission::Model, countermeasure::Model)> {
    let scope = work.authorise(Capability::CountermeasureManage)?;
    let submission = InHand::load(work, &scope, step).await?;
    let proposal = SubmissionProposal {
        responsible_named: measure.is_some(),
        due_on: match &measure {
            Some(Measure::New { due_on, .. }) => Some(*due_on),
            _ => None,
        },
        ..SubmissionProposal::default()
    };
    let answer = submission.ask(work, E::Advise, proposal)?;
    let measure = match measure {
        Some(Measure::Existing(id)) => existing(work, submission.window.id, id).await?,
        Some(Measure::New {
            text,
            responsible,
            due_on,
        }) => decided(work, submission.window.id, &text, responsible, due_on).await?,
        None => return Err(Refusal::plain(RefusalCode::Input).into()),
    };
    let id = measure.id;
    let row = submission
        .save(work, &answer, |row| row.countermeasure_id = Some(id))
        .await?;
    Ok((row, measure))
}

async fn existing(work: &Work<'_>, window: Uuid, id: Uuid) -> Answer<countermeasure::Model> {
    let found = linkage::countermeasures_by_ids(&work.tx, work.tx.jurisdiction_id(), &[id]).await?;
    found
        .into_iter()
        .find(|measure| measure.window_id == Some(window))
        .ok_or_else(|| Refusal::not_found().on("countermeasureId").into())
}

async fn decided(
    work: &Work<'_>,
    window: Uuid,
    text: &str,
    responsible: Uuid,
    due_on: NaiveDate,
) -> Answer<countermeasure::Model> {
    let unit = organisation::by_ids(&work.tx, work.tx.jurisdiction_id(), &[responsible])
        .await?
        .pop()
        .ok_or_else(|| Refusal::not_found().on("responsibleOrgId"))?;
    let now = work.ctx.now();
    let row = countermeasure::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        window_id: Some(window),
        problem_id: None,
        text: text::body("text", text)?,
        responsible_org_id: unit.id,
        due_on,
        done_on: None,
        result: None,
        created_at: now,
        created_by: Some(work.actor()?.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    Ok(row::insert(&work.tx, row).await?)
}

/// The countermeasure was taken; what came of it.
pub async fn finish(app: &App, ctx: &OpCtx, step: Step, result: &str) -> Answer<countermeasure::Model> {
    let mut work = Work::begin(app, ctx, "countermeasure.finish").await?;
    let result = finish_in(&mut work, step, result).await;
    work.finish(result).await
}

async fn finish_in(work: &mut Work<'_>, step: Step, result: &str) -> Answer<countermeasure::Model> {
    work.authorise(Capability::CountermeasureManage)?;
    let result = text::reason("result", result)?;
    let found = linkage::countermeasures_by_ids(&work.tx, work.tx.jurisdiction_id(), &[step.id])
        .await?
        .pop()
        .ok_or_else(Refusal::not_found)?;
    work.subject("countermeasure", found.id, String::new());
    if found.version != step.version {
        return Err(StoreError::Stale {
            table: "countermeasure",
        }
        .into());
    }
    if found.done_on.is_some() {
        return Err(Refusal::new(
            RefusalCode::State,
            "该对策措施已登记落实，无需重复登记。",
            "The countermeasure is marked as taken already.",
        )
        .into());
    }
    work.before(&found);
    let row = countermeasure::Model {
        done_on: Some(work.ctx.today()),
        result: Some(result),
        updated_at: work.ctx.now(),
        ..found
    };
    let saved = row::update(&work.tx, row).await?;
    work.after(&saved);
    Ok(saved)
}
