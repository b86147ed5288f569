//! A problem with what the machine has to know about it.

use std::sync::Arc;

use remit_shared::calendar::WorkCalendar;
use remit_shared::policy::Scope;
use remit_shared::problem::ExtensionState;
use remit_shared::problem::machine::{Acting, Facts, PendingExtension, People};
use remit_shared::refusal::Refusal;
use remit_store::entity::{extension, problem};
use remit_store::problem::{self as rows, ledger};

use super::Step;
use crate::failure::{Answer, Failure};
use crate::work::Work;

/// A problem inside a writing transaction.
pub(crate) struct Loaded {
    /// The row as stored.
    pub row: problem::Model,
    /// The request for more time that waits, if any.
    pub pending: Option<extension::Model>,
    /// Whether an open entry of the rectification ledger exists.
    pub in_ledger: bool,
    /// Who acts; `None` when the clock does.
    pub acting: Option<Acting>,
    /// The work calendar.
    pub calendar: Arc<WorkCalendar>,
}

impl Loaded {
    /// Loads a problem within the scope for a person's act; a stale version is refused before anything runs.
    pub async fn for_person(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Self> {
        let row = rows::find(&work.tx, scope, step.id)
            .await?
            .ok_or_else(Refusal::not_found)?;
        work.subject("problem", row.id, row.code.clone());
        if row.version != step.version {
            return Err(Failure::from(remit_store::StoreError::Stale { table: "problem" }));
        }
        let acting = acting(work)?;
        Self::around(work, row, Some(acting)).await
    }

    /// Wraps a row that the clock acts on.
    pub async fn for_clock(work: &mut Work<'_>, row: problem::Model) -> Answer<Self> {
        work.subject("problem", row.id, row.code.clone());
        Self::around(work, row, None).await
    }

    async fn around(work: &Work<'_>, row: problem::Model, acting: Option<Acting>) -> Answer<Self> {
        let pending = rows::pending_extension(&work.tx, row.id).await?;
        let in_ledger = ledger::open_entry(&work.tx, row.id).await?.is_some();
        let calendar = work.app.calendar.get(work.app).await?;
        Ok(Self {
            row,
            pending,
            in_ledger,
            acting,
            calendar,
        })
    }

    /// The machine's view of it. The proposal is the caller's to add.
    pub fn facts<'a>(&'a self, work: &'a Work<'_>) -> Facts<'a> {
        Facts {
            acting: self.acting,
            in_ledger: self.in_ledger,
            pending_extension: self.pending.as_ref().and_then(waiting),
            ..facts_of(
                &self.row,
                work.ctx.today(),
                &self.calendar,
                &work.app.settings.deadlines,
            )
        }
    }
}

/// A request for more time as the machine sees it, while it waits for its decision.
pub(crate) fn waiting(request: &extension::Model) -> Option<PendingExtension> {
    (request.state.get() == ExtensionState::Asked).then(|| PendingExtension {
        asked_by: request.asked_by,
        days: request.days.unsigned_abs(),
    })
}

/// Facts that the row alone tells; readers use it to list the actions.
pub(crate) fn facts_of<'a>(
    row: &problem::Model,
    today: chrono::NaiveDate,
    calendar: &'a WorkCalendar,
    deadlines: &'a remit_shared::problem::deadlines::Deadlines,
) -> Facts<'a> {
    Facts {
        due_on: row.due_on,
        step_due_on: row.step_due_on,
        closed_on: row.closed_on,
        contested: row.contested,
        returned_count: row.returned_count.unsigned_abs(),
        extensions_count: row.extensions_count.unsigned_abs(),
        people: People {
            handler: row.handler_id,
            first_verifier: row.first_verifier_id,
            submitter: row.submitter_id,
        },
        ..Facts::new(today, calendar, deadlines, row.org_id, row.severity.get())
    }
}

/// The actor as the machine sees it: role, person, and the unit the person comes from (R9).
pub(crate) fn acting(work: &Work<'_>) -> Answer<Acting> {
    let actor = work.actor()?;
    Ok(Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    })
}
