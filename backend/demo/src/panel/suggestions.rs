//! The 39 suggestions (§3.5): submitted, screened within ten working days, adopted, replied to.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::panel::suggestion::{self as machine, Proposed, SuggestionFacts, SuggestionProposal};
use remit_shared::panel::{SuggestionEventKind as E, SuggestionLink, SuggestionState, Verdict};
use remit_shared::problem::ProblemSource;
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{counter, screening, suggestion};
use uuid::Uuid;

use super::Pen;
use super::texts::{End, ORIGINALS, Original, TEXTS, Told};
use crate::city::Who;
use crate::error::DemoError;
use crate::hours::{self, MINUTES};
use crate::rng::Rng;

/// One suggestion before it is a row: who, when, what, and the moments of the office's steps.
struct Course {
    author: Who,
    org: Option<Uuid>,
    text: String,
    /// The office's screeners; the second one where two decide or look again.
    screeners: [Who; 2],
    submitted: DateTime<Utc>,
    taken: DateTime<Utc>,
    judged: DateTime<Utc>,
    then: Then,
}

/// What follows the verdict.
enum Then {
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
struct Known {
    told: Vec<(usize, Uuid)>,
}

impl Known {
    fn find(&self, pen: &Pen<'_>, of: Original) -> Result<Uuid, DemoError> {
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

fn moment(rng: &mut Rng, on: NaiveDate) -> DateTime<Utc> {
    hours::at(on, rng.between(5, MINUTES - 30), rng.between(0, 59))
}

fn in_days(pen: &Pen<'_>, from: NaiveDate, days: u32) -> Result<NaiveDate, DemoError> {
    let found = pen.rules.calendar.add_working_days(from, days);
    found.map_err(DemoError::refused("意见建议(日程)"))
}

/// The working day so many working days before.
fn back(pen: &Pen<'_>, from: NaiveDate, days: usize) -> NaiveDate {
    let before = pen.rules.calendar.days().iter().rev();
    before
        .filter(|day| day.is_working && day.date < from)
        .nth(days.saturating_sub(1))
        .map_or(from, |day| day.date)
}

/// One suggestion from its submission to its end; each step is asked of the machine.
struct Desk<'a, 'b> {
    pen: &'a mut Pen<'b>,
    row: suggestion::Model,
}

fn follow(
    pen: &mut Pen<'_>,
    number: u32,
    course: &Course,
    known: &Known,
) -> Result<suggestion::Model, DemoError> {
    let row = submitted(pen, number, course)?;
    let mut desk = Desk { pen, row };
    let [first, second] = &course.screeners;
    desk.step(E::Take, first, course.taken, SuggestionProposal::default())?;
    desk.row.taken_by = Some(first.person);
    let at = course.judged;
    match &course.then {
        Then::Problem {
            id,
            at: adopted,
            by,
            closed_on,
        } => {
            desk.judge(
                (first, second),
                at,
                verdict(
                    Verdict::Valid,
                    "情况经初步核实属实,涉及部门履职,应转履职问题办理。",
                ),
            )?;
            desk.adopt_problem((*id, *closed_on), by, *adopted)?;
        }
        Then::Case { why, redacted, reply } => {
            desk.judge((first, second), at, verdict(Verdict::Valid, why))?;
            desk.adopt_and_reply(second, SuggestionLink::Case, redacted, reply)?;
        }
        Then::Note { why, reply } => {
            desk.judge((first, second), at, verdict(Verdict::Valid, why))?;
            desk.adopt_and_reply(second, SuggestionLink::Note, "", reply)?;
        }
        Then::Invalid { reason, reply, again } => {
            let said = SuggestionProposal {
                reason: Some(*reason),
                ..verdict(Verdict::Invalid, reply)
            };
            desk.judge((first, second), at, said)?;
            if let Some(words) = again {
                desk.look_again(course, second, (words, said))?;
            }
        }
        Then::Duplicate { of, reply } => {
            desk.row.duplicate_of = Some(known.find(desk.pen, *of)?);
            let said = SuggestionProposal {
                original: true,
                ..verdict(Verdict::Duplicate, reply)
            };
            desk.judge((first, second), at, said)?;
        }
    }
    Ok(desk.row)
}

fn verdict(verdict: Verdict, text: &str) -> SuggestionProposal<'_> {
    SuggestionProposal {
        text,
        verdict: Some(verdict),
        ..SuggestionProposal::default()
    }
}

fn submitted(pen: &mut Pen<'_>, number: u32, course: &Course) -> Result<suggestion::Model, DemoError> {
    let author = &course.author;
    let appointment = pen
        .data
        .appointments
        .iter()
        .find(|row| row.person_id == author.person);
    let (appointment, kind) = appointment
        .map(|row| (row.id, row.kind.get()))
        .ok_or_else(|| DemoError::unknown("appointment of", &author.label))?;
    let own_unit = course.org.is_some() && author.home == course.org;
    let day = shanghai_day(course.submitted);
    let id = pen.mint.id("suggestion", course.submitted);
    let client_id = pen.mint.id("suggestion client", course.submitted);
    let two_persons = machine::two_persons(kind, own_unit, course.org.is_some());
    let mut row = suggestion::Model {
        id,
        jurisdiction_id: pen.city.jurisdiction,
        no: format!("YJ-{}-{number:04}", day.year()),
        author_id: appointment,
        person_id: author.person,
        about_org_id: course.org,
        own_unit,
        two_persons,
        text: course.text.clone(),
        client_id,
        state: Text(SuggestionState::Submitted),
        due_on: None,
        submitted_on: day,
        taken_by: None,
        proposed_verdict: None,
        proposed_by: None,
        judged_by: None,
        judged_on: None,
        invalid_reason: None,
        duplicate_of: None,
        valid_reason: None,
        second_look: false,
        second_look_reason: None,
        text_for_unit: None,
        linked: None,
        linked_id: None,
        outcome_on: None,
        reply: None,
        replied_on: None,
        created_at: course.submitted,
        created_by: Some(author.account),
        updated_at: course.submitted,
        version: 1,
        change_seq: pen.ticket(),
    };
    let proposal = SuggestionProposal {
        text: &course.text,
        ..SuggestionProposal::default()
    };
    let step = machine::submit(&facts(pen, &row, author, course.submitted, proposal), true)
        .map_err(DemoError::refused(format!("意见建议{}", row.no)))?;
    (row.state, row.due_on) = (Text(step.to), step.due_on);
    Ok(row)
}

fn facts<'a>(
    pen: &Pen<'a>,
    row: &suggestion::Model,
    who: &Who,
    at: DateTime<Utc>,
    proposal: SuggestionProposal<'a>,
) -> SuggestionFacts<'a> {
    SuggestionFacts {
        today: shanghai_day(at),
        calendar: pen.rules.calendar,
        deadlines: pen.rules.deadlines,
        acting: Some(who.acting()),
        author: row.person_id,
        about_org: row.about_org_id,
        two_persons: row.two_persons,
        proposed: row
            .proposed_verdict
            .zip(row.proposed_by)
            .map(|(verdict, by)| Proposed {
                verdict: verdict.get(),
                by,
            }),
        due_on: row.due_on,
        second_look: row.second_look,
        judged_by: row.judged_by,
        judged_on: row.judged_on,
        outcome_on: row.outcome_on,
        proposal,
    }
}

impl Desk<'_, '_> {
    /// Asks the machine and writes state and deadline down.
    fn step(
        &mut self,
        event: E,
        who: &Who,
        at: DateTime<Utc>,
        proposal: SuggestionProposal<'_>,
    ) -> Result<machine::SuggestionStep, DemoError> {
        let facts = SuggestionFacts {
            proposal,
            ..facts(self.pen, &self.row, who, at, SuggestionProposal::default())
        };
        let step = machine::next(self.row.state.get(), event, &facts).map_err(DemoError::refused(
            format!("意见建议{}({})", self.row.no, event.zh()),
        ))?;
        self.row = suggestion::Model {
            state: Text(step.to),
            due_on: step.due_on,
            updated_at: at,
            version: self.row.version + 1,
            change_seq: self.pen.ticket(),
            ..self.row.clone()
        };
        Ok(step)
    }

    /// The verdict, by two persons where the rule asks for it.
    fn judge(
        &mut self,
        (first, second): (&Who, &Who),
        at: DateTime<Utc>,
        said: SuggestionProposal<'_>,
    ) -> Result<(), DemoError> {
        let mut screener = first;
        let mut when = at;
        if self.row.two_persons {
            self.one_verdict(first, at - chrono::Duration::minutes(20), said)?;
            screener = second;
            when = at;
        }
        self.one_verdict(screener, when, said)
    }

    fn one_verdict(
        &mut self,
        who: &Who,
        at: DateTime<Utc>,
        said: SuggestionProposal<'_>,
    ) -> Result<(), DemoError> {
        let step = self.step(E::Judge, who, at, said)?;
        let verdict = said.verdict.unwrap_or(Verdict::Valid);
        let settles = step.settles.is_some();
        self.row.proposed_verdict = step.proposes.then_some(Text(verdict));
        self.row.proposed_by = step.proposes.then_some(who.person);
        if settles {
            let (day, valid) = (shanghai_day(at), verdict == Verdict::Valid);
            self.row.judged_by = Some(who.person);
            self.row.judged_on = Some(day);
            self.row.invalid_reason = said.reason.map(Text);
            self.row.valid_reason = valid.then(|| said.text.to_owned());
            self.row.reply = (!valid).then(|| said.text.to_owned());
            self.row.replied_on = (!valid).then_some(day);
        }
        let id = self.pen.mint.id("screening", at);
        self.pen.data.screenings.push(screening::Model {
            id,
            jurisdiction_id: self.row.jurisdiction_id,
            suggestion_id: self.row.id,
            at,
            screener_id: who.person,
            screener_label: who.label.clone(),
            verdict: Text(verdict),
            reason: said.reason.map(Text),
            remark: said.text.to_owned(),
            settles,
        });
        Ok(())
    }

    /// The author asks for a second look; somebody else comes to the same verdict.
    fn look_again(
        &mut self,
        course: &Course,
        second: &Who,
        (words, said): (&str, SuggestionProposal<'_>),
    ) -> Result<(), DemoError> {
        let asked = in_days(self.pen, shanghai_day(course.judged), 2)?;
        let proposal = SuggestionProposal {
            text: words,
            ..SuggestionProposal::default()
        };
        let mut rng = Rng::of(self.pen.mint.seed(), "second look", 0);
        self.step(E::AskAgain, &course.author, moment(&mut rng, asked), proposal)?;
        self.row.second_look = true;
        self.row.second_look_reason = Some(words.to_owned());
        let looked = in_days(self.pen, asked, 5)?;
        self.one_verdict(second, moment(&mut rng, looked), said)
    }

    fn adopt_problem(
        &mut self,
        (problem, closed_on): (Uuid, Option<NaiveDate>),
        by: &Who,
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let found = self.pen.data.problems.iter_mut().find(|row| row.id == problem);
        let redacted = found.map_or_else(String::new, |row| {
            row.source_id = Some(self.row.id);
            row.facts.clone()
        });
        let proposal = SuggestionProposal {
            link: Some(SuggestionLink::Problem),
            text_for_unit: &redacted,
            ..SuggestionProposal::default()
        };
        self.step(E::Adopt, by, at, proposal)?;
        self.row.linked = Some(Text(SuggestionLink::Problem));
        self.row.linked_id = Some(problem);
        self.row.text_for_unit = Some(redacted.clone());
        let Some(closed_on) = closed_on else { return Ok(()) };
        self.row.outcome_on = Some(closed_on);
        self.answer(
            by,
            closed_on,
            "您反映的问题已转办,责任单位已整改到位并销号,感谢您的关注。",
        )
    }

    fn adopt_and_reply(
        &mut self,
        by: &Who,
        link: SuggestionLink,
        redacted: &str,
        reply: &str,
    ) -> Result<(), DemoError> {
        let judged = self.row.judged_on.unwrap_or(self.row.submitted_on);
        let on = in_days(self.pen, judged, 2)?;
        let number = u64::try_from(self.row.version).unwrap_or_default();
        let mut rng = Rng::of(self.pen.mint.seed(), &self.row.no, number);
        let proposal = SuggestionProposal {
            link: Some(link),
            text_for_unit: redacted,
            ..SuggestionProposal::default()
        };
        self.step(E::Adopt, by, moment(&mut rng, on), proposal)?;
        self.row.linked = Some(Text(link));
        self.row.text_for_unit = (!redacted.is_empty()).then(|| redacted.to_owned());
        self.row.outcome_on = Some(on);
        self.answer(by, on, reply)
    }

    fn answer(&mut self, by: &Who, known_on: NaiveDate, reply: &str) -> Result<(), DemoError> {
        let on = in_days(self.pen, known_on, 3)?;
        let mut rng = Rng::of(self.pen.mint.seed(), &self.row.no, 99);
        let proposal = SuggestionProposal {
            text: reply,
            ..SuggestionProposal::default()
        };
        self.step(E::Reply, by, moment(&mut rng, on), proposal)?;
        self.row.reply = Some(reply.to_owned());
        self.row.replied_on = Some(on);
        Ok(())
    }
}
