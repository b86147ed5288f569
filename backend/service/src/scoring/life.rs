//! The life of a run's result: review, publication, freezing (§3.10).

use remit_shared::notice::NoticeKind;
use remit_shared::refusal::Refusal;
use remit_shared::scoring::life::{RunEventKind, RunFacts, RunState, capability_of, may_run, next};
use remit_shared::text;
use remit_store::entity::score_run;
use remit_store::scoring as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::notify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// DRAFT → REVIEWED: the experts' evaluation was held and the anomalies are answered; the remark says so.
pub async fn review(app: &App, ctx: &OpCtx, step: Step, remark: &str) -> Answer<score_run::Model> {
    let mut work = Work::begin(app, ctx, "score.review").await?;
    let result = review_in(&mut work, step, remark).await;
    work.finish(result).await
}

async fn review_in(work: &mut Work<'_>, step: Step, remark: &str) -> Answer<score_run::Model> {
    let remark = text::optional_body("remark", remark, text::REASON_MAX)?;
    let (mut run, to) = fire(work, step, RunEventKind::Review, &remark).await?;
    run.state = Text(to);
    run.review = Some(remark);
    run.reviewed_by = Some(work.actor()?.person_id);
    save(work, run).await
}

/// REVIEWED → PUBLISHED, by somebody else than who ran it: each unit reads its own result. The run published before
/// is superseded, also a frozen one whose correction a document has ordered; the appeals accepted against it are settled.
pub async fn publish(app: &App, ctx: &OpCtx, step: Step) -> Answer<score_run::Model> {
    let mut work = Work::begin(app, ctx, "result.publish").await?;
    let result = publish_in(&mut work, step).await;
    work.finish(result).await
}

async fn publish_in(work: &mut Work<'_>, step: Step) -> Answer<score_run::Model> {
    let (mut run, to) = fire(work, step, RunEventKind::Publish, "").await?;
    let earlier = rows::of_year(&work.tx, run.year).await?;
    for other in &earlier {
        may_run(Some(other.state.get()), other.doc_no.is_some())?;
    }
    for other in earlier.into_iter().filter(in_force) {
        settle_appeals(work, other.id, run.id).await?;
        replace(work, other).await?;
    }
    run.state = Text(to);
    run.published_by = Some(work.actor()?.person_id);
    run.published_on = Some(work.ctx.today());
    let run = save(work, run).await?;
    notify::units(work, &run, NoticeKind::ResultPublished).await?;
    Ok(run)
}

/// Whether a run is the year's result as long as no other is published.
pub(super) fn in_force(run: &score_run::Model) -> bool {
    matches!(
        run.state.get(),
        RunState::Published | RunState::Frozen | RunState::Exported
    )
}

async fn replace(work: &Work<'_>, mut run: score_run::Model) -> Answer<()> {
    run.state = Text(RunState::Superseded);
    run.updated_at = work.ctx.now();
    row::update(&work.tx, run).await?;
    Ok(())
}

/// Accepted appeals are settled by the run that is published now; those still undecided move on to it.
async fn settle_appeals(work: &Work<'_>, old: Uuid, new: Uuid) -> Answer<()> {
    use remit_shared::scoring::life::AppealState;
    for mut appeal in rows::unsettled(&work.tx, old).await? {
        if appeal.state.get() == AppealState::Filed {
            appeal.run_id = new;
        } else {
            appeal.new_run_id = Some(new);
        }
        appeal.updated_at = work.ctx.now();
        row::update(&work.tx, appeal).await?;
    }
    Ok(())
}

/// The full list of a published result is opened to the units (F9).
pub async fn open_list(app: &App, ctx: &OpCtx, step: Step) -> Answer<score_run::Model> {
    let mut work = Work::begin(app, ctx, "result.open_list").await?;
    let result = open_list_in(&mut work, step).await;
    work.finish(result).await
}

async fn open_list_in(work: &mut Work<'_>, step: Step) -> Answer<score_run::Model> {
    let (mut run, _) = fire(work, step, RunEventKind::OpenList, "").await?;
    run.list_open = true;
    save(work, run).await
}

/// PUBLISHED → FROZEN: no appeal is open; from now on nothing changes but by a correction.
pub async fn freeze(app: &App, ctx: &OpCtx, step: Step) -> Answer<score_run::Model> {
    let mut work = Work::begin(app, ctx, "result.freeze").await?;
    let result = freeze_in(&mut work, step).await;
    work.finish(result).await
}

async fn freeze_in(work: &mut Work<'_>, step: Step) -> Answer<score_run::Model> {
    let (mut run, to) = fire(work, step, RunEventKind::Freeze, "").await?;
    run.state = Text(to);
    run.frozen_by = Some(work.actor()?.person_id);
    run.frozen_on = Some(work.ctx.today());
    save(work, run).await
}

/// Loads a run within the scope and asks the machine; a stale version is refused first.
pub(super) async fn fire(
    work: &mut Work<'_>,
    step: Step,
    event: RunEventKind,
    text: &str,
) -> Answer<(score_run::Model, RunState)> {
    let scope = work.authorise(capability_of(event))?;
    let run = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("score_run", run.id, format!("{}-{}", run.year, run.no));
    if run.version != step.version {
        return Err(StoreError::Stale { table: "score_run" }.into());
    }
    work.before(&run.state);
    let open = rows::open_appeals(&work.tx, run.jurisdiction_id, run.id).await?;
    let actor = work.actor()?;
    let facts = RunFacts {
        role: actor.role,
        person: actor.person_id,
        ran_by: run.ran_by,
        open_appeals: u32::try_from(open).unwrap_or(u32::MAX),
        list_open: run.list_open,
        decreed: run.doc_no.is_some(),
        text: Some(text),
    };
    let to = next(run.state.get(), event, &facts)?;
    Ok((run, to))
}

pub(super) async fn save(work: &mut Work<'_>, mut run: score_run::Model) -> Answer<score_run::Model> {
    run.updated_at = work.ctx.now();
    let run = row::update(&work.tx, run).await?;
    work.after(&run.state);
    Ok(run)
}
