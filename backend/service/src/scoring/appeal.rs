//! Appeals: a unit names the indicator and attaches evidence; somebody who did not score it decides (§3.10, R10).

use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::Correction;
use remit_shared::scoring::life::{self, AppealFacts, AppealState};
use remit_shared::text;
use remit_store::entity::appeal;
use remit_store::entity::file_object::APPEAL;
use remit_store::scoring as rows;
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::correct::checked;
use super::notify;
use super::read::params_of;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::Step;
use crate::work::Work;

/// What a unit contests.
#[derive(Debug, Clone)]
pub struct AppealInput {
    /// Published run.
    pub run: Uuid,
    /// Indicator contested.
    pub indicator: IndicatorCode,
    /// Grounds.
    pub grounds: String,
    /// Evidence.
    pub files: Vec<Uuid>,
}

/// PUBLISHED → APPEALED: the lead of a unit, within five working days, with evidence.
pub async fn file(app: &App, ctx: &OpCtx, input: AppealInput) -> Answer<appeal::Model> {
    let mut work = Work::begin(app, ctx, "result.appeal").await?;
    let result = file_in(&mut work, input).await;
    work.finish(result).await
}

async fn file_in(work: &mut Work<'_>, input: AppealInput) -> Answer<appeal::Model> {
    let scope = work.authorise(Capability::ResultAppeal)?;
    let run = rows::find(&work.tx, &scope, input.run)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("score_run", run.id, format!("{}-{}", run.year, run.no));
    let grounds = text::optional_body("grounds", &input.grounds, text::BODY_MAX)?;
    let org = own_unit(&scope)?;
    let calendar = work.app.calendar.get(work.app).await?;
    let params = params_of(&run)?;
    let earlier = rows::appeals(&work.tx, &scope, run.id).await?;
    let today = work.ctx.today();
    let facts = AppealFacts {
        run: run.state.get(),
        own_unit: scope.covers(org),
        published_on: run.published_on,
        days: params.deadlines_wd.appeal,
        today,
        calendar: &calendar,
        duplicate: earlier
            .iter()
            .any(|other| other.indicator.get() == input.indicator && other.state.get() == AppealState::Filed),
        grounds: Some(&grounds),
        evidence: u32::try_from(input.files.len()).unwrap_or(u32::MAX),
    };
    life::appeal(&facts)?;
    let due_on = calendar.add_working_days(today, params.deadlines_wd.appeal_decide)?;
    let actor = work.actor()?;
    let now = work.ctx.now();
    let filed = appeal::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: run.jurisdiction_id,
        run_id: run.id,
        org_id: org,
        indicator: Text(input.indicator),
        grounds,
        state: Text(AppealState::Filed),
        filed_by: actor.person_id,
        filed_on: today,
        due_on,
        decided_by: None,
        decided_at: None,
        decision: None,
        corrected_ref: None,
        corrected_to: None,
        new_run_id: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    let filed = row::insert(&work.tx, filed).await?;
    file::attach(work, &input.files, APPEAL, filed.id).await?;
    work.after(&filed);
    notify::office(work, &run, NoticeKind::AppealFiled).await?;
    Ok(filed)
}

/// The unit an appeal is about: that of the hat, never one a client names.
fn own_unit(scope: &Scope) -> Answer<Uuid> {
    Ok(scope.units().first().copied().ok_or_else(Refusal::not_found)?)
}

/// What is decided about an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Whether the appeal is accepted.
    pub accept: bool,
    /// The reasons.
    pub reasons: String,
    /// The record that is corrected, as the trace names it, and the code of its value from now on.
    pub correction: Option<(String, String)>,
}

impl Ruling {
    /// The result stands.
    pub fn upheld(reasons: impl Into<String>) -> Self {
        Self {
            accept: false,
            reasons: reasons.into(),
            correction: None,
        }
    }

    /// The unit is right.
    pub fn accepted(reasons: impl Into<String>, correction: Option<(&str, &str)>) -> Self {
        Self {
            accept: true,
            reasons: reasons.into(),
            correction: correction.map(|(reference, to)| (reference.to_owned(), to.to_owned())),
        }
    }
}

/// APPEALED → UPHELD or accepted: the lead, with reasons, who did not run the scoring. An accepted one is settled by
/// the next run that is published, which reads the record corrected.
pub async fn decide(app: &App, ctx: &OpCtx, step: Step, ruling: Ruling) -> Answer<appeal::Model> {
    let mut work = Work::begin(app, ctx, "appeal.decide").await?;
    let result = decide_in(&mut work, step, ruling).await;
    work.finish(result).await
}

async fn decide_in(work: &mut Work<'_>, step: Step, ruling: Ruling) -> Answer<appeal::Model> {
    let scope = work.authorise(Capability::AppealDecide)?;
    let found = rows::find_appeal(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let run = rows::find(&work.tx, &scope, found.run_id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "appeal",
        found.id,
        format!("{}-{} {}", run.year, run.no, found.indicator),
    );
    if found.version != step.version {
        return Err(StoreError::Stale { table: "appeal" }.into());
    }
    let decision = text::optional_body("decision", &ruling.reasons, text::REASON_MAX)?;
    let actor = work.actor()?;
    life::decide(
        found.state.get(),
        actor.role,
        actor.person_id,
        run.ran_by,
        &decision,
    )?;
    let corrected = match ruling.correction.filter(|_| ruling.accept) {
        Some((reference, to)) => {
            let correction = Correction {
                code: found.indicator.get(),
                reference,
                to,
            };
            Some(checked(work, &run, found.org_id, correction).await?)
        }
        None => None,
    };
    let (corrected_ref, corrected_to) = corrected.map(|made| (made.reference, made.to)).unzip();
    let decided = appeal::Model {
        state: Text(if ruling.accept {
            AppealState::Accepted
        } else {
            AppealState::Upheld
        }),
        decided_by: Some(actor.person_id),
        decided_at: Some(work.ctx.now()),
        decision: Some(decision),
        corrected_ref,
        corrected_to,
        updated_at: work.ctx.now(),
        ..found
    };
    let decided = row::update(&work.tx, decided).await?;
    work.after(&decided);
    notify::unit(work, &run, decided.org_id, NoticeKind::AppealDecided).await?;
    Ok(decided)
}
