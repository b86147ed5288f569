//! The steps of an activity from the notice to the report (§3.13).

use remit_shared::activity::machine::ActivityProposal;
use remit_shared::activity::{ActivityEventKind as E, FindingEventKind, FindingState};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::activity as rows;
use remit_store::entity::file_object::ACTIVITY as FILES;
use remit_store::entity::{activity_share, finding, joint_activity};
use remit_store::{Text, row};
use uuid::Uuid;

use super::write::{ask, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::Step;
use crate::work::Work;

const MANAGE: Capability = Capability::ActivityManage;

/// PLANNED → NOTIFIED, with the number of the notice, three working days before.
pub async fn notify(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    doc_no: &str,
    files: &[Uuid],
) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.notify").await?;
    let result = async {
        let mut loaded = open(&mut work, MANAGE, step).await?;
        let proposal = ActivityProposal {
            doc_no,
            ..ActivityProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Notify, proposal)?;
        let number = text::line("docNo", doc_no, text::NAME_MAX)?;
        file::attach(&work, files, FILES, loaded.row.id).await?;
        loaded.row.notice_doc_no = Some(number.clone());
        loaded.row.notified_on = Some(work.ctx.today());
        save(&mut work, loaded.row, E::Notify, &outcome, Some(&number)).await
    }
    .await;
    work.finish(result).await
}

/// NOTIFIED → ON_SITE.
pub async fn enter(app: &App, ctx: &OpCtx, step: Step) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.enter").await?;
    let result = async {
        let mut loaded = open(&mut work, MANAGE, step).await?;
        let outcome = ask(&work, &loaded, E::Enter, ActivityProposal::default())?;
        loaded.row.entered_on = Some(work.ctx.today());
        save(&mut work, loaded.row, E::Enter, &outcome, None).await
    }
    .await;
    work.finish(result).await
}

/// ON_SITE → FINDINGS: every recorded finding is put to its unit, which has five working days.
pub async fn put(app: &App, ctx: &OpCtx, step: Step) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.put").await?;
    let result = async {
        let mut loaded = open(&mut work, MANAGE, step).await?;
        let outcome = ask(&work, &loaded, E::Put, ActivityProposal::default())?;
        for found in std::mem::take(&mut loaded.findings) {
            if found.state.get() == FindingState::Recorded {
                let next = finding::Model {
                    state: Text(FindingState::Put),
                    answer_due_on: outcome.answer_due,
                    updated_at: work.ctx.now(),
                    ..found
                };
                row::update(&work.tx, next).await?;
            }
        }
        loaded.row.put_on = Some(work.ctx.today());
        loaded.row.answer_due_on = outcome.answer_due;
        let remark = FindingEventKind::Put.to_string();
        work.remark(remark);
        save(&mut work, loaded.row, E::Put, &outcome, None).await
    }
    .await;
    work.finish(result).await
}

/// FINDINGS → REPORTED: by the office lead, once every finding is settled. The result is shared with the other sections
/// of the office and the linkage departments that took part, so that nobody inspects again (K07).
pub async fn report(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    report: &str,
    files: &[Uuid],
) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.report").await?;
    let result = async {
        let mut loaded = open(&mut work, MANAGE, step).await?;
        let proposal = ActivityProposal {
            text: report,
            ..ActivityProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Report, proposal)?;
        let report = text::body("report", report)?;
        file::attach(&work, files, FILES, loaded.row.id).await?;
        share(&work, loaded.row.id).await?;
        loaded.row.report = Some(report);
        loaded.row.reported_on = Some(work.ctx.today());
        loaded.row.reported_by = Some(work.actor()?.person_id);
        save(&mut work, loaded.row, E::Report, &outcome, None).await
    }
    .await;
    work.finish(result).await
}

/// Shares the result with the sections of the office that staffing and the like are with.
async fn share(work: &Work<'_>, activity: Uuid) -> Answer<()> {
    let jurisdiction = work.tx.jurisdiction_id();
    let sections = rows::sharing_sections(&work.tx, jurisdiction, work.ctx.today()).await?;
    let (now, account) = (work.ctx.now(), work.actor()?.account_id);
    let lines = sections.into_iter().map(|section_id| activity_share::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: jurisdiction,
        activity_id: activity,
        section_id,
        created_at: now,
        created_by: Some(account),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    });
    row::insert_all(&work.tx, lines.collect()).await?;
    Ok(())
}

/// PLANNED, NOTIFIED → CANCELLED, with a reason.
pub async fn cancel(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<joint_activity::Model> {
    let mut work = Work::begin(app, ctx, "activity.cancel").await?;
    let result = async {
        let mut loaded = open(&mut work, MANAGE, step).await?;
        let proposal = ActivityProposal {
            text: reason,
            ..ActivityProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Cancel, proposal)?;
        let reason = text::reason("reason", reason)?;
        loaded.row.cancel_reason = Some(reason.clone());
        save(&mut work, loaded.row, E::Cancel, &outcome, Some(&reason)).await
    }
    .await;
    work.finish(result).await
}
