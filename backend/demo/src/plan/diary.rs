//! [`Diary`]: a moving date within office hours, and the acts noted so far.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::problem::machine::Deadlines;
use remit_shared::refusal::Refusal;

use super::{Act, Deed, Part, Rules, Saying};
use crate::hours::{self, MINUTES};
use crate::rng::Rng;

/// Shortest and longest pause between two acts of one day, minutes.
const PAUSE: (u32, u32) = (12, 95);

pub(super) struct Diary<'a> {
    rules: Rules<'a>,
    pub rng: Rng,
    date: NaiveDate,
    minute: u32,
    acts: Vec<Act>,
}

impl<'a> Diary<'a> {
    pub fn new(rules: Rules<'a>, rng: Rng, date: NaiveDate) -> Self {
        let mut diary = Self {
            rules,
            rng,
            date,
            minute: 1,
            acts: Vec::new(),
        };
        diary.go_to(date);
        diary
    }

    pub fn into_acts(self) -> Vec<Act> {
        self.acts
    }

    pub fn calendar(&self) -> &'a WorkCalendar {
        self.rules.calendar
    }

    pub fn deadlines(&self) -> &'a Deadlines {
        self.rules.deadlines
    }

    /// The present date.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// A working day so many working days from now.
    pub fn in_days(&self, days: u32) -> Result<NaiveDate, Refusal> {
        self.calendar().add_working_days(self.date, days)
    }

    /// Moves to a date, at any hour. The first minute belongs to the clock's own steps.
    pub fn go_to(&mut self, date: NaiveDate) {
        self.date = date;
        self.minute = self.rng.between(2, MINUTES - 2);
    }

    /// Moves to a date, early enough to write a sheet and push it the same day.
    pub fn go_early(&mut self, date: NaiveDate) {
        self.date = date;
        self.minute = self.rng.between(2, MINUTES / 2);
    }

    /// Moves to a date that may be the present one; then later that day.
    pub fn go_on(&mut self, date: NaiveDate) {
        if date > self.date {
            self.go_to(date);
        } else {
            self.minute = self.rng.between(self.minute + 1, MINUTES - 1);
        }
    }

    /// Lets working days pass, at least and at most; none means later the same day, or the next morning if the
    /// day is over.
    pub fn wait(&mut self, low: u32, high: u32) -> Result<(), Refusal> {
        match self.rng.between(low, high) {
            0 => self.later(),
            days => {
                self.go_to(self.in_days(days)?);
                Ok(())
            }
        }
    }

    fn later(&mut self) -> Result<(), Refusal> {
        let minute = self.minute + self.rng.between(PAUSE.0, PAUSE.1);
        if minute < MINUTES {
            self.minute = minute;
        } else {
            self.date = self.in_days(1)?;
            self.minute = self.rng.between(2, 60);
        }
        Ok(())
    }

    /// Moves to a working day that lies so many working days before a deadline, but never back.
    pub fn go_before(&mut self, due: NaiveDate, low: u32, high: u32) -> Result<(), Refusal> {
        let days = usize::try_from(self.rng.between(low, high)).unwrap_or(0);
        let day = self
            .calendar()
            .days()
            .iter()
            .rev()
            .filter(|day| day.is_working && day.date < due)
            .nth(days.saturating_sub(1))
            .map(|day| day.date);
        let next = self.in_days(1)?;
        self.go_to(day.map_or(next, |day| day.max(next)));
        Ok(())
    }

    /// Notes an act at the present moment.
    pub fn note(&mut self, part: Part, deed: Deed) {
        let second = self.rng.between(0, 59);
        self.acts.push(Act {
            at: hours::at(self.date, self.minute, second),
            part,
            deed,
        });
    }

    /// Notes an event on the problem.
    pub fn fire(&mut self, part: Part, saying: Saying) {
        self.note(part, Deed::Fire(saying));
    }
}
