//! The 39 suggestions (§3.5): submitted, screened within ten working days, adopted, replied to.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use remit_shared::problem::ProblemSource;
use remit_store::entity::{counter, suggestion};
use uuid::Uuid;

use super::Pen;
use super::desk::follow;
use super::texts::{End, ORIGINALS, Original, TEXTS, Told};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::{self, MINUTES};
use crate::rng::Rng;

/// One suggestion before it is a row: who, when, what, and the moments of the office's steps.
pub(super) struct Course {
    pub(super) author: Who,
    pub(super) org: Option<Uuid>,
    pub(super) text: String,
    /// The office's screeners; the second one where two decide or look again.
    pub(super) screeners: [Who; 2],
    pub(super) submitted: DateTime<Utc>,
    pub(super) taken: DateTime<Utc>,
    pub(super) judged: DateTime<Utc>,
    pub(super) then: Then,
}

/// What follows the verdict.
pub(super) enum Then {
    Problem {
        id: Uuid,
        at: DateTime<Utc>,
        by: Who,
        closed_on: Option<NaiveDate>,
    },
    Case {
        why: &'static str,
        redacted: &'static str,
        reply: &'static str,
    },
    Note {
        why: &'static str,
        reply: &'static str,
    },
    Invalid {
        reason: remit_shared::panel::InvalidReason,
        reply: &'static str,
        again: Option<&'static str>,
    },
    Duplicate {
        of: Original,
        reply: &'static str,
    },
}

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), DemoError> {
    let mut courses = Vec::new();
    for (index, told) in (0..).zip(TEXTS) {
        courses.push((Some(index), told_course(pen, index, told)?));
    }
    for (unit, text) in ORIGINALS {
        courses.push((None, problem_course(pen, unit, text)?));
    }
    courses.sort_by_key(|(_, course)| course.submitted);
    let mut rows = Known::default();
    for (number, (index, course)) in (1..).zip(courses) {
        let row = follow(pen, number, &course, &rows)?;
        if let Some(index) = index {
            rows.told.push((index, row.id));
        }
        pen.data.suggestions.push(row);
    }
    let value = i64::try_from(pen.data.suggestions.len()).unwrap_or_default();
    pen.data.counters.push(counter::Model {
        jurisdiction_id: pen.city.jurisdiction,
        name: "suggestion:2022".to_owned(),
        value,
    });
    Ok(())
}

/// Rows written so far, for repetitions to name.
#[derive(Default)]
pub(super) struct Known {
    told: Vec<(usize, Uuid)>,
}

impl Known {
    pub(super) fn find(&self, pen: &Pen<'_>, of: Original) -> Result<Uuid, DemoError> {
        match of {
            Original::Row(row) => self
                .told
                .iter()
                .find(|(index, _)| *index == row)
                .map(|(_, id)| *id),
            Original::Case(unit) => {
                let org = pen.city.place(unit)?.id;
                let linked =
                    |row: &&suggestion::Model| row.about_org_id == Some(org) && row.linked_id.is_some();
                pen.data.suggestions.iter().find(linked).map(|row| row.id)
            }
        }
        .ok_or_else(|| DemoError::unknown("earlier suggestion", &format!("{of:?}")))
    }
}

fn told_course(pen: &Pen<'_>, index: usize, told: &Told) -> Result<Course, DemoError> {
    let place = u64::try_from(index).unwrap_or_default();
    let mut rng = Rng::of(pen.mint.seed(), "suggestion", place);
    let org = told
        .unit
        .map(|unit| pen.city.place(unit).map(|place| place.id))
        .transpose()?;
    let pool = if told.expert {
        &pen.city.experts
    } else {
        &pen.city.officers
    };
    let author = rng
        .pick(pool)
        .cloned()
        .ok_or_else(|| DemoError::unknown("author of", told.text))?;
    let submitted = moment(&mut rng, told.on);
    let taken = moment(&mut rng, in_days(pen, told.on, 1)?);
    let days = rng.between(3, 8);
    let judged = moment(&mut rng, in_days(pen, told.on, days)?);
    let then = match told.end {
        End::Case { why, redacted, reply } => Then::Case { why, redacted, reply },
        End::Note { why, reply } => Then::Note { why, reply },
        End::Invalid { reason, reply, again } => Then::Invalid { reason, reply, again },
        End::Duplicate { of, reply } => Then::Duplicate { of, reply },
    };
    Ok(Course {
        author,
        org,
        text: told.text.to_owned(),
        screeners: two(pen, &mut rng)?,
        submitted,
        taken,
        judged,
        then,
    })
}

/// The suggestion behind a problem: adopted at the moment at which the problem was raised, by whoever raised it.
fn problem_course(pen: &Pen<'_>, unit: &str, text: &str) -> Result<Course, DemoError> {
    let org = pen.city.place(unit)?.id;
    let found = pen
        .data
        .problems
        .iter()
        .find(|row| row.org_id == org && row.source == ProblemSource::Suggestion)
        .ok_or_else(|| DemoError::unknown("problem from a suggestion about", unit))?;
    let mut everybody = pen.city.officers.iter().chain(&pen.city.experts);
    let author = everybody.find(|who| found.reporter_ref.as_deref() == Some(&who.person.to_string()));
    let author = author
        .cloned()
        .ok_or_else(|| DemoError::unknown("reporter about", unit))?;
    let by = pen
        .city
        .oversight
        .iter()
        .find(|who| Some(who.account) == found.created_by);
    let by = by
        .cloned()
        .ok_or_else(|| DemoError::unknown("officer who raised", &found.code))?;
    let mut rng = Rng::of(
        pen.mint.seed(),
        "suggestion of",
        u64::from(found.raised_on.num_days_from_ce().unsigned_abs()),
    );
    let raised = found.raised_on;
    let judged = moment(&mut rng, back(pen, raised, 2));
    let taken = moment(&mut rng, back(pen, raised, 6));
    let submitted = moment(&mut rng, back(pen, raised, 8));
    Ok(Course {
        author,
        org: Some(org),
        text: text.to_owned(),
        screeners: two(pen, &mut rng)?,
        submitted,
        taken,
        judged,
        then: Then::Problem {
            id: found.id,
            at: found.created_at,
            by,
            closed_on: found.closed_on,
        },
    })
}

/// Two different officers of the oversight section.
fn two(pen: &Pen<'_>, rng: &mut Rng) -> Result<[Who; 2], DemoError> {
    let mut order: Vec<&Who> = pen.city.oversight.iter().collect();
    rng.shuffle(&mut order);
    match order.as_slice() {
        [one, other, ..] => Ok([(*one).clone(), (*other).clone()]),
        _ => Err(DemoError::unknown("second officer of", "职能运行监管科")),
    }
}

pub(super) fn moment(rng: &mut Rng, on: NaiveDate) -> DateTime<Utc> {
    hours::at(on, rng.between(5, MINUTES - 30), rng.between(0, 59))
}

pub(super) fn in_days(pen: &Pen<'_>, from: NaiveDate, days: u32) -> Result<NaiveDate, DemoError> {
    let found = pen.rules.calendar.add_working_days(from, days);
    found.map_err(DemoError::refused("意见建议（日程）"))
}

/// The working day so many working days before.
fn back(pen: &Pen<'_>, from: NaiveDate, days: usize) -> NaiveDate {
    let before = pen.rules.calendar.days().iter().rev();
    before
        .filter(|day| day.is_working && day.date < from)
        .nth(days.saturating_sub(1))
        .map_or(from, |day| day.date)
}
