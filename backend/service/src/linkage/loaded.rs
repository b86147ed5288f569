//! Submissions and windows with what their machines have to know.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::linkage::quarter::WindowDays;
use remit_shared::linkage::submission::{
    self as machine, SubmissionFacts, SubmissionProposal, SubmissionStep,
};
use remit_shared::linkage::window::WindowFacts;
use remit_shared::linkage::{SubmissionEventKind, SubmissionState, WindowState};
use remit_shared::policy::{Actor, Scope};
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::Refusal;
use remit_store::entity::{linkage_submission, linkage_window};
use remit_store::linkage::{submission as rows, window as windows};
use remit_store::{StoreError, Text, row};

use super::tell;
use crate::failure::Answer;
use crate::number;
use crate::problem::Step;
use crate::work::Work;

/// The actor as the machines see it.
pub(super) fn acting(actor: &Actor) -> Acting {
    Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    }
}

/// What a window's machine knows from its row; the counts are the caller's to add.
pub(super) fn window_facts<'a>(
    row: &linkage_window::Model,
    today: NaiveDate,
    calendar: &'a WorkCalendar,
    deadlines: &'a Deadlines,
) -> WindowFacts<'a> {
    WindowFacts {
        today,
        calendar,
        deadlines,
        acting: None,
        days: WindowDays {
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            grace_until: row.grace_until,
        },
        undecided: 0,
        unanswered: 0,
    }
}

/// What the submission machine knows from a row that the office handles.
pub(super) fn facts_of<'a>(
    row: &linkage_submission::Model,
    window: WindowState,
    today: NaiveDate,
    calendar: &'a WorkCalendar,
    deadlines: &'a Deadlines,
) -> SubmissionFacts<'a> {
    SubmissionFacts {
        today,
        calendar,
        deadlines,
        acting: None,
        own_org: row.org_id,
        is_member: true,
        about_org: row.about_org_id,
        supervised: true,
        urgent: row.urgent,
        window,
        replies: 0,
        has_nil: false,
        outcome: row.outcome.map(Text::get),
        proposal: SubmissionProposal::default(),
    }
}

/// A submission in the office's hands, inside a writing transaction.
pub(super) struct InHand {
    /// The row as stored.
    pub row: linkage_submission::Model,
    /// Its window.
    pub window: linkage_window::Model,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

impl InHand {
    /// Loads a submission within the scope; a stale version is refused before anything runs.
    pub async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Self> {
        let row = rows::find(&work.tx, scope, step.id)
            .await?
            .ok_or_else(Refusal::not_found)?;
        work.subject("linkage_submission", row.id, row.no.clone().unwrap_or_default());
        if row.version != step.version {
            return Err(StoreError::Stale {
                table: "linkage_submission",
            }
            .into());
        }
        work.before(&row);
        let window = windows::find(&work.tx, row.jurisdiction_id, row.window_id)
            .await?
            .ok_or_else(Refusal::not_found)?;
        let calendar = work.app.calendar.get(work.app).await?;
        Ok(Self {
            row,
            window,
            calendar,
        })
    }

    /// What the machine says to an event, without doing it.
    pub fn ask(
        &self,
        work: &Work<'_>,
        event: SubmissionEventKind,
        proposal: SubmissionProposal<'_>,
    ) -> Answer<SubmissionStep> {
        let facts = SubmissionFacts {
            acting: Some(acting(work.actor()?)),
            proposal,
            ..facts_of(
                &self.row,
                self.window.state.get(),
                work.ctx.today(),
                &self.calendar,
                &work.app.settings.deadlines,
            )
        };
        Ok(machine::next(self.row.state.get(), event, &facts)?)
    }

    /// Writes down what the machine answered, and tells who has to know.
    pub async fn save(
        self,
        work: &mut Work<'_>,
        step: &SubmissionStep,
        edit: impl FnOnce(&mut linkage_submission::Model),
    ) -> Answer<linkage_submission::Model> {
        let (mut row, now) = (self.row, work.ctx.now());
        let person = work.actor()?.person_id;
        if step.to != row.state.get() {
            (row.decided_at, row.decided_by) = (Some(now), Some(person));
        }
        if let Some(outcome) = step.outcome {
            row.outcome = Some(Text(outcome));
            (row.outcome_at, row.outcome_by) = (Some(now), Some(person));
        }
        row.state = Text(step.to);
        row.due_on = step.due_on;
        row.updated_at = now;
        edit(&mut row);
        let saved = row::update(&work.tx, row).await?;
        work.subject(
            "linkage_submission",
            saved.id,
            saved.no.clone().unwrap_or_default(),
        );
        work.after(&saved);
        tell::of_submission(work, &saved, &self.window, step).await?;
        Ok(saved)
    }
}

/// The number of a submission, given once.
pub(super) async fn number_of(
    work: &Work<'_>,
    row: &linkage_submission::Model,
    step: &SubmissionStep,
) -> Answer<Option<String>> {
    if row.no.is_some() || !step.gives_no {
        return Ok(row.no.clone());
    }
    Ok(Some(number::linkage(work).await?))
}

/// Whether a submission counts as its department's reply.
pub(super) fn is_reply(row: &linkage_submission::Model) -> bool {
    matches!(
        row.state.get(),
        SubmissionState::Submitted | SubmissionState::Returned | SubmissionState::Accepted
    )
}
