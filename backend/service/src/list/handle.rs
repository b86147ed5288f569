//! The legal check, the decision, publication and the check afterwards (§3.12).

use chrono::NaiveDate;
use remit_shared::list::adjustment::AdjustmentProposal;
use remit_shared::list::{AdjustmentEventKind as E, CheckResult};
use remit_shared::text;
use remit_store::entity::file_object::ADJUSTMENT as FILES;
use remit_store::entity::{duty_adjustment, duty_task_list, list_change};
use remit_store::{Text, row};
use uuid::Uuid;

use super::trigger;
use super::write::{ask, open, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::Step;
use crate::work::Work;

/// CONSULTING → LEGAL_CHECK: signed by all, or a coordination case stands for the memo.
pub async fn send_legal(app: &App, ctx: &OpCtx, step: Step, case_no: &str) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.send_legal").await?;
    let result = async {
        let mut loaded = open(&mut work, E::SendLegal, step).await?;
        let case_no = text::optional_line("caseNo", case_no, text::NAME_MAX)?;
        let proposal = AdjustmentProposal {
            case_no: &case_no,
            ..AdjustmentProposal::default()
        };
        let outcome = ask(&work, &loaded, E::SendLegal, proposal)?;
        if !case_no.is_empty() {
            loaded.row.case_no = Some(case_no.clone());
        }
        loaded.row.legal_sent_on = Some(work.ctx.today());
        let remark = Some(case_no.as_str()).filter(|no| !no.is_empty());
        save(&mut work, loaded.row, E::SendLegal, &outcome, remark).await
    }
    .await;
    work.finish(result).await
}

/// LEGAL_CHECK: the justice bureau's opinion, with the document attached.
pub async fn attach_opinion(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    opinion: &str,
    files: &[Uuid],
) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.attach_opinion").await?;
    let result = async {
        let mut loaded = open(&mut work, E::AttachOpinion, step).await?;
        let proposal = AdjustmentProposal {
            files: files.len(),
            ..AdjustmentProposal::default()
        };
        let outcome = ask(&work, &loaded, E::AttachOpinion, proposal)?;
        let opinion = text::body("opinion", opinion)?;
        file::attach(&work, files, FILES, loaded.row.id).await?;
        loaded.row.legal_opinion = Some(opinion.clone());
        loaded.row.legal_on = Some(work.ctx.today());
        save(&mut work, loaded.row, E::AttachOpinion, &outcome, Some(&opinion)).await
    }
    .await;
    work.finish(result).await
}

/// LEGAL_CHECK → APPROVED, with the document and the day it takes effect; the units concerned have to revise their
/// lists.
pub async fn approve(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    doc_no: &str,
    effective_on: Option<NaiveDate>,
) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.approve").await?;
    let result = async {
        let mut loaded = open(&mut work, E::Approve, step).await?;
        let proposal = AdjustmentProposal {
            doc_no,
            effective_on,
            ..AdjustmentProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Approve, proposal)?;
        let number = text::line("docNo", doc_no, text::NAME_MAX)?;
        loaded.row.doc_no = Some(number.clone());
        loaded.row.approved_on = Some(work.ctx.today());
        loaded.row.approved_by = Some(work.actor()?.person_id);
        loaded.row.effective_on = effective_on;
        let orgs = loaded.orgs().to_vec();
        let saved = save(&mut work, loaded.row, E::Approve, &outcome, Some(&number)).await?;
        trigger::open_for_adjustment(&mut work, &saved, &orgs).await?;
        Ok(saved)
    }
    .await;
    work.finish(result).await
}

/// CONSULTING or LEGAL_CHECK → REJECTED, with the reason.
pub async fn reject(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.reject").await?;
    let result = async {
        let mut loaded = open(&mut work, E::Reject, step).await?;
        let proposal = AdjustmentProposal {
            text: reason,
            ..AdjustmentProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Reject, proposal)?;
        let reason = text::reason("reason", reason)?;
        loaded.row.reject_reason = Some(reason.clone());
        save(&mut work, loaded.row, E::Reject, &outcome, Some(&reason)).await
    }
    .await;
    work.finish(result).await
}

/// LISTS_UPDATED → PUBLISHED: its changes and the new versions of duty-task lists are public from today.
pub async fn publish(app: &App, ctx: &OpCtx, step: Step) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.publish").await?;
    let result = async {
        let mut loaded = open(&mut work, E::Publish, step).await?;
        let outcome = ask(&work, &loaded, E::Publish, AdjustmentProposal::default())?;
        let (today, now) = (work.ctx.today(), work.ctx.now());
        for change in loaded.changes.into_iter().filter(|change| !change.dropped) {
            let published = list_change::Model {
                published_on: Some(today),
                updated_at: now,
                ..change
            };
            row::update(&work.tx, published).await?;
        }
        for list in loaded.task_lists {
            let published = duty_task_list::Model {
                published_on: Some(today),
                updated_at: now,
                ..list
            };
            row::update(&work.tx, published).await?;
        }
        loaded.row.published_on = Some(today);
        save(&mut work, loaded.row, E::Publish, &outcome, None).await
    }
    .await;
    work.finish(result).await
}

/// PUBLISHED → CHECKED, 60 working days later: whether duties are performed as adjusted.
pub async fn check(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    result: Option<CheckResult>,
    found: &str,
) -> Answer<duty_adjustment::Model> {
    let mut work = Work::begin(app, ctx, "adjustment.check").await?;
    let answer = async {
        let mut loaded = open(&mut work, E::Check, step).await?;
        let proposal = AdjustmentProposal {
            text: found,
            result,
            ..AdjustmentProposal::default()
        };
        let outcome = ask(&work, &loaded, E::Check, proposal)?;
        let found = text::body("note", found)?;
        loaded.row.checked_on = Some(work.ctx.today());
        loaded.row.check_result = result.map(Text);
        loaded.row.check_note = Some(found.clone());
        save(&mut work, loaded.row, E::Check, &outcome, Some(&found)).await
    }
    .await;
    work.finish(answer).await
}
