//! The office's desk for one suggestion: from its submission to its end, each step asked of the machine (§3.5).

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::panel::suggestion::{self as machine, Proposed, SuggestionFacts, SuggestionProposal};
use remit_shared::panel::{SuggestionEventKind as E, SuggestionLink, SuggestionState, Verdict};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{screening, suggestion};
use uuid::Uuid;

use super::Pen;
use super::suggestions::{Course, Known, Then, in_days, moment};
use crate::city::Who;
use crate::error::DemoError;
use crate::rng::Rng;

/// One suggestion from its submission to its end; each step is asked of the machine.
struct Desk<'a, 'b> {
    pen: &'a mut Pen<'b>,
    row: suggestion::Model,
}

pub(super) fn follow(
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
                    "情况经初步核实属实，涉及部门履职，应转履职问题办理。",
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
            "您反映的问题已转办，责任单位已整改到位并销号，感谢您的关注。",
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
