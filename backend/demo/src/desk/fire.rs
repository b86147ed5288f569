//! One event on a problem: the machine's answer, written down as the service would.

use remit_shared::problem::machine::{self, Proposal, Step};
use remit_shared::problem::{Alert, ProblemEventKind as E, ProblemState, Severity};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{problem, problem_event, rectification, reverification};

use super::matter::Matter;
use super::{Change, Desk};
use crate::city::Who;
use crate::error::DemoError;
use crate::plan::{Papers, Saying};

impl Desk<'_> {
    /// — → RAISED.
    pub(super) fn raise(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
    ) -> Result<(), DemoError> {
        let case = matter
            .case
            .ok_or_else(|| DemoError::unknown("case", matter.title()))?;
        let mut facts = machine::Facts::new(
            change.today(),
            self.rules.calendar,
            self.rules.deadlines,
            matter.cast.org,
            case.severity,
        )
        .proposing(Proposal {
            text: case.facts,
            ..Proposal::default()
        });
        facts.acting = who.map(Who::acting);
        let step = machine::raise(&facts).map_err(DemoError::refused(format!("“{}”（登记）", case.title)))?;
        let code = self.number("problem", "LZ", change.today());
        let row = self.new_problem(matter, change, code, &step);
        let row = problem::Model {
            title: case.title.to_owned(),
            facts: case.facts.to_owned(),
            source: Text(case.origin.source()),
            category: Text(case.category),
            severity: Text(case.severity),
            ..row
        };
        self.note_event(
            matter,
            change,
            (None, &row),
            Note {
                event: E::Raise,
                who,
                remark: None,
            },
        );
        self.tell(matter, &row, change, &step);
        matter.problem = Some(row);
        Ok(())
    }

    fn new_problem(&mut self, matter: &Matter, change: Change, code: String, step: &Step) -> problem::Model {
        problem::Model {
            id: self.mint.id("problem", change.at),
            jurisdiction_id: self.city.jurisdiction,
            code,
            org_id: matter.cast.org,
            section_id: matter.cast.section,
            title: String::new(),
            facts: String::new(),
            source: Text(remit_shared::problem::ProblemSource::Ledger),
            source_id: matter.source.as_ref().map(|sheet| sheet.id),
            category: Text(remit_shared::problem::ProblemCategory::Other),
            severity: Text(Severity::Minor),
            state: Text(step.to),
            alert: Text(Alert::None),
            due_on: None,
            due_from: None,
            due_wd: None,
            step_due_on: step.step_due_on,
            handler_id: None,
            first_verifier_id: None,
            submitter_id: None,
            self_reported: false,
            contested: false,
            returned_count: 0,
            extensions_count: 0,
            promise: None,
            merged_into: None,
            close_no: None,
            closed_on: None,
            reporter_ref: matter.cast.reporter.as_ref().map(|who| who.person.to_string()),
            raised_on: change.today(),
            client_id: None,
            created_at: change.at,
            created_by: change.by,
            updated_at: change.at,
            version: 1,
            change_seq: change.seq,
        }
    }

    /// Fires an event by a person, or by the system where `who` is nobody.
    pub(super) fn fire(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        saying: &Saying,
    ) -> Result<(), DemoError> {
        let attached = self.attach(matter, change, who, (saying.papers, saying.text));
        let before = matter.problem()?.clone();
        let proposal = propose(matter, saying, attached);
        let mut facts = matter.facts(self.rules, change.today())?.proposing(proposal);
        facts.acting = who.map(Who::acting);
        let step = machine::next(before.state.get(), saying.event, &facts).map_err(DemoError::refused(
            format!("“{}”({})", matter.title(), saying.event.zh()),
        ))?;
        let mut row = applied(&before, &step, change);
        if saying.event == E::AcceptNow {
            row.promise = Some(saying.text.to_owned());
        }
        if step.gives_close_no {
            row.close_no = Some(self.number("close", "XH", change.today()));
            row.closed_on = Some(change.today());
        }
        self.keep_ledger(matter, change, who, (&row, &step))?;
        self.keep_extension(matter, change, who, (&before, &step, saying))?;
        let remark = (!saying.text.is_empty()).then_some(saying.text);
        self.note_event(
            matter,
            change,
            (Some(&before), &row),
            Note {
                event: saying.event,
                who,
                remark,
            },
        );
        self.note_papers(&row, change, who, saying);
        if step.issues_sheet {
            self.issue_to_unit(matter, change, who, &row)?;
        }
        self.tell(matter, &row, change, &step);
        let is_over = matches!(row.state.get(), ProblemState::Closed | ProblemState::Rejected);
        matter.problem = Some(row);
        if is_over {
            self.finish_sheets(matter, change)
        } else {
            Ok(())
        }
    }

    /// Adds a line to the timeline.
    pub(super) fn note_event(
        &mut self,
        matter: &mut Matter,
        change: Change,
        (before, after): (Option<&problem::Model>, &problem::Model),
        note: Note<'_>,
    ) {
        matter.events += 1;
        self.data.events.push(problem_event::Model {
            id: self.mint.id("event", change.at),
            jurisdiction_id: self.city.jurisdiction,
            problem_id: after.id,
            seq: matter.events,
            at: change.at,
            event: Text(note.event),
            from_state: before.map(|row| row.state),
            to_state: after.state,
            actor_id: note.who.map(|who| who.person),
            actor_label: note
                .who
                .map_or_else(|| "系统".to_owned(), |who| who.label.clone()),
            role: note.who.map(|who| Text(who.role)),
            remark: note.remark.map(str::to_owned),
            due_before: before.and_then(|row| row.due_on),
            due_after: after.due_on,
            automatic: note.who.is_none(),
            close_no: after
                .close_no
                .clone()
                .filter(|_| before.is_some_and(|row| row.close_no != after.close_no)),
        });
    }

    /// Plans, submissions and re-verifications are records of their own.
    fn note_papers(&mut self, row: &problem::Model, change: Change, who: Option<&Who>, saying: &Saying) {
        let Some(who) = who else { return };
        match saying.event {
            E::AcceptPlan => {
                self.note_rectification(row, change, who, (rectification::PLAN, saying.text, ""));
            }
            E::Submit => {
                self.note_rectification(row, change, who, (rectification::SUBMISSION, "", saying.text));
            }
            E::Return | E::CloseOut => self.data.reverifications.push(reverification::Model {
                id: self.mint.id("reverification", change.at),
                jurisdiction_id: self.city.jurisdiction,
                problem_id: row.id,
                at: change.at,
                by_id: who.person,
                by_label: who.label.clone(),
                visited: saying.visited,
                rectified: saying.event == E::CloseOut,
                remark: saying.text.to_owned(),
            }),
            _ => {}
        }
    }

    fn note_rectification(
        &mut self,
        row: &problem::Model,
        change: Change,
        who: &Who,
        (kind, measures, statement): (&str, &str, &str),
    ) {
        self.data.rectifications.push(rectification::Model {
            id: self.mint.id("rectification", change.at),
            jurisdiction_id: self.city.jurisdiction,
            problem_id: row.id,
            at: change.at,
            kind: kind.to_owned(),
            measures: measures.to_owned(),
            statement: statement.to_owned(),
            by_id: Some(who.person),
            by_label: who.label.clone(),
        });
    }
}

/// What a line of the timeline says besides the states.
#[derive(Clone, Copy)]
pub(super) struct Note<'a> {
    pub event: E,
    pub who: Option<&'a Who>,
    pub remark: Option<&'a str>,
}

/// The event's input. Assigning rests on everything that hangs on the problem and its source.
fn propose<'a>(matter: &Matter, saying: &Saying, attached: u32) -> Proposal<'a> {
    let evidence_count = if saying.event == E::Assign {
        matter.evidence
    } else {
        attached
    };
    let severity = matter
        .case
        .filter(|_| saying.event == E::Assign)
        .map(|case| case.severity);
    Proposal {
        text: saying.text,
        evidence_count,
        severity,
        due_on: saying.due_on,
        days: saying.days,
        section_named: matter.cast.section.is_some(),
        visited: saying.visited,
        merge_into: None,
    }
}

/// The row after the step.
pub(super) fn applied(row: &problem::Model, step: &Step, change: Change) -> problem::Model {
    let signed = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let (due_on, due_from, due_wd) = step.due.map_or((row.due_on, row.due_from, row.due_wd), |due| {
        (Some(due.on), Some(due.from), Some(signed(due.working_days)))
    });
    problem::Model {
        state: Text(step.to),
        severity: Text(step.severity),
        due_on,
        due_from,
        due_wd,
        step_due_on: step.step_due_on,
        contested: step.contested,
        returned_count: signed(step.returned_count),
        extensions_count: signed(step.extensions_count),
        handler_id: step.people.handler,
        first_verifier_id: step.people.first_verifier,
        submitter_id: step.people.submitter,
        updated_at: change.at,
        version: row.version + 1,
        change_seq: change.seq,
        ..row.clone()
    }
}

/// The event that the clock fires.
pub(super) fn by_itself(event: E) -> Saying {
    Saying {
        papers: Papers::None,
        ..Saying::new(event, "")
    }
}
