//! The rectification ledger and the requests for more time, as a step leaves them.

use remit_shared::problem::machine::{LedgerEffect, Step};
use remit_shared::problem::{ExtensionState, LedgerKind, LedgerState};
use remit_store::Text;
use remit_store::entity::{extension, ledger_entry, problem};

use super::matter::Matter;
use super::{Change, Desk};
use crate::city::Who;
use crate::error::DemoError;
use crate::plan::Saying;

impl Desk<'_> {
    /// Opens, prolongs or closes the ledger entry.
    pub(super) fn keep_ledger(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        (row, step): (&problem::Model, &Step),
    ) -> Result<(), DemoError> {
        match step.ledger {
            LedgerEffect::None => {
                if let (Some(entry), Some(due)) = (&mut matter.entry, step.due) {
                    entry.due_on = due.on;
                    touch(entry, change);
                }
            }
            LedgerEffect::Open | LedgerEffect::OpenAgain => {
                let due_on = row
                    .due_on
                    .ok_or_else(|| DemoError::unknown("deadline of", &row.title))?;
                matter.entry = Some(self.new_entry(row, change, due_on));
            }
            LedgerEffect::Close => {
                if let Some(entry) = &mut matter.entry {
                    entry.state = Text(LedgerState::Closed);
                    entry.close_no.clone_from(&row.close_no);
                    entry.closed_on = row.closed_on;
                    entry.closed_by = who.map(|who| who.person);
                    touch(entry, change);
                }
            }
        }
        Ok(())
    }

    fn new_entry(
        &mut self,
        row: &problem::Model,
        change: Change,
        due_on: chrono::NaiveDate,
    ) -> ledger_entry::Model {
        ledger_entry::Model {
            id: self.mint.id("ledger entry", change.at),
            jurisdiction_id: self.city.jurisdiction,
            ledger: Text(LedgerKind::Rectify),
            point_id: None,
            problem_id: Some(row.id),
            opened_on: change.today(),
            due_on,
            state: Text(LedgerState::Open),
            close_no: None,
            closed_by: None,
            closed_on: None,
            explanation: None,
            explained_by: None,
            created_at: change.at,
            created_by: change.by,
            updated_at: change.at,
            version: 1,
            change_seq: change.seq,
        }
    }

    /// Adds the request just made, or decides the one that waits.
    pub(super) fn keep_extension(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        (before, step, saying): (&problem::Model, &Step, &Saying),
    ) -> Result<(), DemoError> {
        let Some(state) = step.extension else {
            return Ok(());
        };
        let waiting = matter
            .extensions
            .iter_mut()
            .find(|row| row.state == ExtensionState::Asked);
        if let Some(waiting) = waiting {
            waiting.state = Text(state);
            waiting.decided_at = Some(change.at);
            waiting.decided_by = who.map(|who| who.person);
            waiting.decision_reason = Some(saying.text.to_owned());
            waiting.new_due = step.due.map_or(waiting.new_due, |due| due.on);
            waiting.updated_at = change.at;
            waiting.version += 1;
            waiting.change_seq = change.seq;
            return Ok(());
        }
        let (Some(who), Some(days), Some(old_due)) = (who, saying.days, before.due_on) else {
            return Err(DemoError::unknown("person, days and deadline of", &before.title));
        };
        let new_due = self.rules.calendar.add_working_days(old_due, days);
        let row = extension::Model {
            id: self.mint.id("extension", change.at),
            jurisdiction_id: self.city.jurisdiction,
            problem_id: before.id,
            days: i32::try_from(days).unwrap_or(i32::MAX),
            reason: saying.text.to_owned(),
            state: Text(state),
            asked_by: who.person,
            old_due,
            new_due: new_due.map_err(DemoError::refused(matter.title()))?,
            decided_at: None,
            decided_by: None,
            decision_reason: None,
            created_at: change.at,
            created_by: change.by,
            updated_at: change.at,
            version: 1,
            change_seq: change.seq,
        };
        matter.extensions.push(row);
        Ok(())
    }
}

fn touch(entry: &mut ledger_entry::Model, change: Change) {
    entry.updated_at = change.at;
    entry.version += 1;
    entry.change_seq = change.seq;
}
