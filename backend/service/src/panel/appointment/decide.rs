//! What the office lead decides: appoint with a letter, renew, dismiss (§3.14).

use chrono::{Days, NaiveDate};
use remit_shared::panel::appointment::{AppointmentFacts, AppointmentProposal};
use remit_shared::panel::{AppointmentEventKind, DismissReason};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::entity::appointment;
use remit_store::panel::AppointmentRow;
use remit_store::panel::appointment as rows;
use remit_store::{Text, row};

use super::{end_grants, facts, load, overlaps, settle, step_of, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// NOMINATED → APPOINTED with a letter number; ACTIVE at once where the term has begun.
pub async fn approve(app: &App, ctx: &OpCtx, step: Step, letter_no: &str) -> Answer<AppointmentRow> {
    let mut work = Work::begin(app, ctx, "appointment.approve").await?;
    let result = approve_in(&mut work, step, letter_no).await;
    work.finish(result).await
}

async fn approve_in(work: &mut Work<'_>, step: Step, letter_no: &str) -> Answer<AppointmentRow> {
    let scope = work.authorise(Capability::AppointmentApprove)?;
    let letter = text::optional_line("letterNo", letter_no, text::NAME_MAX)?;
    let found = load(work, &scope, step).await?;
    let term = (found.appointment.term_from, found.appointment.term_to);
    let proposal = AppointmentProposal {
        letter_no: &letter,
        letter_taken: rows::letter_taken(&work.tx, scope.jurisdiction_id(), &letter).await?,
        overlaps: overlaps(work, &found.appointment, term).await?,
        ..AppointmentProposal::default()
    };
    let outcome = step_of(
        &found.appointment,
        AppointmentEventKind::Approve,
        &facts(work, &found.appointment, Some(scope.role()), proposal),
    )?;
    let next = appointment::Model {
        state: Text(outcome.to),
        letter_no: letter,
        approved_by: Some(scope.person_id()),
        approved_on: Some(work.ctx.today()),
        updated_at: work.ctx.now(),
        ..found.appointment
    };
    let appointment = row::update(&work.tx, next).await?;
    let (found, _) = settle(work, AppointmentRow { appointment, ..found }).await?;
    work.after(&found.appointment);
    Ok(found)
}

/// ACTIVE within the last 30 days: a further appointment that begins the day after, with its own letter.
pub async fn renew(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    term_to: NaiveDate,
    letter_no: &str,
) -> Answer<AppointmentRow> {
    let mut work = Work::begin(app, ctx, "appointment.renew").await?;
    let result = renew_in(&mut work, step, term_to, letter_no).await;
    work.finish(result).await
}

async fn renew_in(
    work: &mut Work<'_>,
    step: Step,
    term_to: NaiveDate,
    letter_no: &str,
) -> Answer<AppointmentRow> {
    let scope = work.authorise(Capability::AppointmentApprove)?;
    let letter = text::optional_line("letterNo", letter_no, text::NAME_MAX)?;
    let found = load(work, &scope, step).await?;
    let old = &found.appointment;
    let from = old.term_to.checked_add_days(Days::new(1)).unwrap_or(old.term_to);
    let proposal = AppointmentProposal {
        term: Some((from, term_to)),
        letter_no: &letter,
        letter_taken: rows::letter_taken(&work.tx, scope.jurisdiction_id(), &letter).await?,
        overlaps: overlaps(work, old, (from, term_to)).await?,
        ..AppointmentProposal::default()
    };
    let outcome = step_of(
        old,
        AppointmentEventKind::Renew,
        &facts(work, old, Some(scope.role()), proposal),
    )?;
    let now = work.ctx.now();
    let next = appointment::Model {
        id: work.ctx.new_id(),
        state: Text(outcome.to),
        term_from: from,
        term_to,
        letter_no: letter,
        approved_by: Some(scope.person_id()),
        approved_on: Some(work.ctx.today()),
        renews: Some(old.id),
        reminded_on: None,
        created_at: now,
        created_by: Some(scope.account_id()),
        updated_at: now,
        version: 1,
        ..old.clone()
    };
    let appointment = row::insert(&work.tx, next).await?;
    work.after(&appointment);
    Ok(AppointmentRow {
        appointment,
        person: found.person,
    })
}

/// APPOINTED or ACTIVE → DISMISSED, with the reason; the hat is taken away the same day.
pub async fn dismiss(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    reason: Option<DismissReason>,
    said: &str,
) -> Answer<AppointmentRow> {
    let mut work = Work::begin(app, ctx, "appointment.dismiss").await?;
    let result = dismiss_in(&mut work, step, reason, said).await;
    work.finish(result).await
}

async fn dismiss_in(
    work: &mut Work<'_>,
    step: Step,
    reason: Option<DismissReason>,
    said: &str,
) -> Answer<AppointmentRow> {
    let scope = work.authorise(Capability::AppointmentDismiss)?;
    let said = text::optional_body("text", said, text::REASON_MAX)?;
    let found = load(work, &scope, step).await?;
    let last = rows::last_activity(&work.tx, scope.jurisdiction_id(), found.person.id).await?;
    let proposal = AppointmentProposal {
        reason,
        text: &said,
        ..AppointmentProposal::default()
    };
    let outcome = step_of(
        &found.appointment,
        AppointmentEventKind::Dismiss,
        &AppointmentFacts {
            last_active_on: last,
            ..facts(work, &found.appointment, Some(scope.role()), proposal)
        },
    )?;
    let next = appointment::Model {
        state: Text(outcome.to),
        ended_on: Some(work.ctx.today()),
        end_reason: reason.map(Text),
        end_note: Some(said.clone()),
        updated_at: work.ctx.now(),
        ..found.appointment
    };
    let appointment = row::update(&work.tx, next).await?;
    work.after(&appointment);
    end_grants(work, &appointment).await?;
    tell(
        work,
        &appointment,
        &found.person.display_name,
        (outcome.notify, outcome.notice),
    )
    .await?;
    Ok(AppointmentRow {
        appointment,
        person: found.person,
    })
}
