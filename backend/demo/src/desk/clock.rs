//! What the clock does on its own: automatic steps and alerts (§3.3), at the opening of every working day and
//! after every act.

use chrono::NaiveDate;
use remit_shared::problem::machine::{self, Audience};
use remit_shared::problem::{Alert, ProblemEventKind as E, ProblemState};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{escalation, problem};

use super::fire::{Note, by_itself};
use super::matter::Matter;
use super::{Change, Desk};
use crate::error::DemoError;
use crate::hours;

impl Desk<'_> {
    /// Runs the clock on the working days after `after`, up to and including `until`.
    pub(super) fn run_clock(
        &mut self,
        matters: &mut [Matter],
        after: NaiveDate,
        until: NaiveDate,
    ) -> Result<(), DemoError> {
        let calendar = self.rules.calendar;
        let days = calendar
            .days()
            .iter()
            .filter(|day| day.is_working && day.date > after && day.date <= until);
        for day in days {
            for matter in matters.iter_mut().filter(|matter| matter.problem.is_some()) {
                self.settle_on(matter, day.date)?;
            }
        }
        Ok(())
    }

    fn settle_on(&mut self, matter: &mut Matter, date: NaiveDate) -> Result<(), DemoError> {
        let facts = matter.facts(self.rules, date)?;
        let row = matter.problem()?;
        let alert = machine::alert(row.state.get(), &facts).map_err(DemoError::refused(matter.title()))?;
        if alert == row.alert.get() && machine::automatic(row.state.get(), &facts).is_none() {
            return Ok(());
        }
        let change = self.change(hours::opening(date), None);
        self.settle(matter, change)?;
        self.watch(matter, change)
    }

    /// Fires the automatic events that are due.
    pub(super) fn settle(&mut self, matter: &mut Matter, change: Change) -> Result<(), DemoError> {
        for _ in ProblemState::ALL {
            let facts = matter.facts(self.rules, change.today())?;
            let Some(event) = machine::automatic(matter.problem()?.state.get(), &facts) else {
                break;
            };
            self.fire(matter, change, None, &by_itself(event))?;
        }
        Ok(())
    }

    /// Sets the alert of the day; a higher one is an escalation that is recorded and told.
    pub(super) fn watch(&mut self, matter: &mut Matter, change: Change) -> Result<(), DemoError> {
        let facts = matter.facts(self.rules, change.today())?;
        let before = matter.problem()?.clone();
        let alert = machine::alert(before.state.get(), &facts).map_err(DemoError::refused(matter.title()))?;
        if alert == before.alert.get() {
            return Ok(());
        }
        let row = problem::Model {
            alert: Text(alert),
            updated_at: change.at,
            version: before.version + 1,
            change_seq: change.seq,
            ..before.clone()
        };
        if alert > before.alert.get() {
            let step = machine::next(before.state.get(), E::Escalate, &facts).map_err(DemoError::refused(
                format!("“{}”({})", matter.title(), alert.zh()),
            ))?;
            self.note_escalation(&row, change, alert);
            let note = Note {
                event: E::Escalate,
                who: None,
                remark: Some(alert.zh()),
            };
            self.note_event(matter, change, (Some(&before), &row), note);
            self.tell(matter, &row, change, &step);
        }
        matter.problem = Some(row);
        Ok(())
    }

    fn note_escalation(&mut self, row: &problem::Model, change: Change, level: Alert) {
        let roles: Vec<&str> = machine::told(level)
            .iter()
            .copied()
            .filter_map(Audience::role)
            .map(Wire::code)
            .collect();
        self.data.escalations.push(escalation::Model {
            id: self.mint.id("escalation", change.at),
            jurisdiction_id: self.city.jurisdiction,
            problem_id: row.id,
            level: Text(level),
            on_date: change.today(),
            roles: roles.join(","),
        });
    }
}
