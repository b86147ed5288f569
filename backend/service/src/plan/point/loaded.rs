//! A point with what the machine has to know about it.

use chrono::NaiveDate;
use remit_shared::plan::point::entry::Entry;
use remit_shared::plan::point::machine::{Facts, PendingChange};
use remit_shared::policy::Scope;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::Refusal;
use remit_store::StoreError;
use remit_store::entity::{effectiveness_point, point_change};
use remit_store::plan::point as rows;

use super::year::{self, Year};
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// A point inside a writing transaction.
pub(crate) struct Loaded {
    /// The row as stored.
    pub row: effectiveness_point::Model,
    /// The request for a change that waits, if any.
    pub pending: Option<point_change::Model>,
    /// Who acts; `None` when the clock does.
    pub acting: Option<Acting>,
    /// Its year.
    pub year: Year,
}

impl Loaded {
    /// Loads a point within the scope for a person's act; a stale version is refused before anything runs.
    pub async fn for_person(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<Self> {
        let row = rows::find(&work.tx, scope, step.id)
            .await?
            .ok_or_else(Refusal::not_found)?;
        work.subject("effectiveness_point", row.id, row.code.clone());
        if row.version != step.version {
            return Err(StoreError::Stale {
                table: "effectiveness_point",
            }
            .into());
        }
        let year = year::for_act(work, row.year).await?;
        let acting = acting(work)?;
        Self::around(work, row, Some(acting), year).await
    }

    /// Wraps a row in a year that is known already.
    pub async fn around(
        work: &Work<'_>,
        row: effectiveness_point::Model,
        acting: Option<Acting>,
        year: Year,
    ) -> Answer<Self> {
        let pending = rows::pending_change(&work.tx, row.id).await?;
        Ok(Self {
            row,
            pending,
            acting,
            year,
        })
    }

    /// The machine's view of it. The proposal is the caller's to add.
    pub fn facts(&self, today: NaiveDate) -> Facts<'_> {
        facts_of(&self.row, self.pending.as_ref(), today, &self.year).by(self.acting)
    }
}

/// The actor as the machine sees it.
pub(crate) fn acting(work: &Work<'_>) -> Answer<Acting> {
    let actor = work.actor()?;
    Ok(Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    })
}

/// Facts of a row in its year; readers use them to list the actions.
pub(crate) fn facts_of<'a>(
    row: &effectiveness_point::Model,
    pending: Option<&point_change::Model>,
    today: NaiveDate,
    year: &'a Year,
) -> Facts<'a> {
    Facts {
        step_due_on: row.step_due_on,
        progress: row.progress.unsigned_abs(),
        returned_count: row.returned_count.unsigned_abs(),
        changes_count: row.changes_count.unsigned_abs(),
        pending: pending.map(|change| PendingChange {
            asked_by: change.asked_by,
            cancels: change.cancels,
            due_on: Some(change.due_after),
        }),
        claimant: row.claimant_id,
        done_on: row.done_on,
        sampled: row.sampled,
        has_problem: row.problem_id.is_some(),
        ..Facts::new(
            today,
            &year.calendar,
            &year.rules,
            year.plan,
            (row.org_id, row.due_on),
        )
    }
}

/// What the row says, as a unit would write it.
pub(crate) fn entry_of(row: &effectiveness_point::Model) -> Entry {
    Entry {
        title: row.title.clone(),
        target: row.target.clone(),
        measure: row.measure.get(),
        importance: row.importance.unsigned_abs(),
        due_on: row.due_on,
    }
}
