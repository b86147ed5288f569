//! The steps of a proposal (§3.11).

use remit_shared::calendar::WorkCalendar;
use remit_shared::plan::params::PlanParams;
use remit_shared::refusal::Refusal;
use remit_shared::staffing::machine::{ProposalFacts, capability_of, next};
use remit_shared::staffing::{ProposalEventKind as E, ProposalState};
use remit_shared::text;
use remit_store::entity::staffing_proposal::Model;
use remit_store::entity::unit_result;
use remit_store::staffing as rows;
use remit_store::{StoreError, Text, plan, row};

use super::notify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// What a person says at a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Reason, note or remark.
    pub text: String,
    /// Document number of the commission.
    pub doc_no: String,
    /// Posts as decided; what was proposed when absent.
    pub quota_delta: Option<i32>,
}

impl Said {
    /// Only words.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A decision of the commission.
    pub fn decided(doc_no: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            doc_no: doc_no.into(),
            quota_delta: None,
        }
    }
}

/// One step: checked, submitted, adopted or not, implemented, reviewed.
pub async fn fire(app: &App, ctx: &OpCtx, step: Step, event: E, said: Said) -> Answer<Model> {
    let mut work = Work::begin(app, ctx, action(event)).await?;
    let result = fire_in(&mut work, step, event, said).await;
    work.finish(result).await
}

fn action(event: E) -> &'static str {
    match event {
        E::Check => "staffing.check",
        E::Submit => "staffing.submit",
        E::Adopt => "staffing.adopt",
        E::NotSupport => "staffing.not_support",
        E::Implement => "staffing.implement",
        E::Review => "staffing.review",
    }
}

async fn fire_in(work: &mut Work<'_>, step: Step, event: E, said: Said) -> Answer<Model> {
    let scope = work.authorise(capability_of(event))?;
    let mut row = rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("staffing_proposal", row.id, row.no.clone());
    if row.version != step.version {
        return Err(StoreError::Stale {
            table: "staffing_proposal",
        }
        .into());
    }
    work.before(&row.state);
    let text = text::optional_body("reason", &said.text, text::REASON_MAX)?;
    let doc_no = text::optional_line("docNo", &said.doc_no, 60)?;
    if event == E::Check {
        print_result(work, &mut row).await?;
    }
    let to = judge(work, &row, event, (&text, &doc_no)).await?;
    let calendar = work.app.calendar.get(work.app).await?;
    let days = implement_days(work, row.year).await?;
    note(work, &mut row, event, (text, doc_no), said.quota_delta)?;
    if event == E::Adopt {
        row.due_on = Some(due(&calendar, work, days)?);
    }
    row.state = Text(to);
    row.updated_at = work.ctx.now();
    let row = row::update(&work.tx, row).await?;
    work.after(&row.state);
    notify::of_step(work, &row, event).await?;
    Ok(row)
}

fn due(calendar: &WorkCalendar, work: &Work<'_>, days: u32) -> Answer<chrono::NaiveDate> {
    Ok(calendar.add_working_days(work.ctx.today(), days)?)
}

async fn implement_days(work: &Work<'_>, year: i32) -> Answer<u32> {
    let found = plan::in_force(&work.tx, work.tx.jurisdiction_id(), year).await?;
    let params = found.map_or_else(
        || Ok(PlanParams::default()),
        |plan| PlanParams::read(&plan.params),
    )?;
    Ok(params.deadlines_wd.staffing_implement)
}

async fn judge(
    work: &Work<'_>,
    row: &Model,
    event: E,
    (text, doc_no): (&str, &str),
) -> Answer<ProposalState> {
    let actor = work.actor()?;
    let next_result = event == E::Review && rows::frozen_run(&work.tx, row.year + 1).await?.is_some();
    let facts = ProposalFacts {
        role: actor.role,
        person: actor.person_id,
        drafted_by: row.drafted_by,
        kind: row.kind.get(),
        band: row.band.map(Text::get),
        security: row.security.map(Text::get),
        next_result,
        text: Some(text),
        doc_no: Some(doc_no),
    };
    Ok(next(row.state.get(), event, &facts)?)
}

/// Band and rank interval of the frozen result go onto the sheet, whatever the proposal rests on.
async fn print_result(work: &Work<'_>, row: &mut Model) -> Answer<()> {
    let Some(run) = rows::frozen_run(&work.tx, row.year).await? else {
        return Ok(());
    };
    if let Some(result) = rows::result_of(&work.tx, run.id, row.org_id).await? {
        printed(row, &result);
    }
    Ok(())
}

fn printed(row: &mut Model, result: &unit_result::Model) {
    row.run_id = Some(result.run_id);
    row.band = Some(result.band);
    row.group_rank = result.group_rank;
    row.group_size = Some(result.group_size);
    row.group_rank_p5 = result.group_rank_p5;
    row.group_rank_p95 = result.group_rank_p95;
    row.security = result.security;
}

/// Who did it, when, and what was said.
fn note(
    work: &Work<'_>,
    row: &mut Model,
    event: E,
    (text, doc_no): (String, String),
    quota_delta: Option<i32>,
) -> Answer<()> {
    let (person, today) = (Some(work.actor()?.person_id), Some(work.ctx.today()));
    let text = Some(text).filter(|text| !text.is_empty());
    match event {
        E::Check => (row.checked_by, row.checked_on, row.check_reason) = (person, today, text),
        E::Submit => (row.submitted_by, row.submitted_on, row.lead_reason) = (person, today, text),
        E::Adopt | E::NotSupport => {
            (row.decided_by, row.decided_on, row.decision) = (person, today, text);
            row.doc_no = Some(doc_no);
            row.quota_delta = quota_delta.or(row.quota_delta);
        }
        E::Implement => {
            (row.implemented_by, row.implemented_on, row.implementation) = (person, today, text);
            row.due_on = None;
        }
        E::Review => (row.reviewed_by, row.reviewed_on, row.review) = (person, today, text),
    }
    Ok(())
}
