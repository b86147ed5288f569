//! Push sheets (§3.4): the internal ones from their draft to their end, and those that carry problems to units.

use remit_shared::problem::sheet::{self as machine, SheetFacts, SheetProposal, SheetStep};
use remit_shared::problem::{
    ProblemState, Severity, SheetDirection, SheetEventKind as E, SheetState, Urgency,
};
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{problem, push_sheet};

use super::matter::Matter;
use super::{Change, Desk};
use crate::city::Who;
use crate::error::DemoError;
use crate::plan::{Deed, Papers, Rules};

impl Desk<'_> {
    /// The section writes the sheet.
    pub(super) fn write_sheet(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
    ) -> Result<(), DemoError> {
        let (Some(tells), Some(author)) = (matter.tells, who) else {
            return Err(DemoError::unknown("author of", matter.title()));
        };
        let sheet = push_sheet::Model {
            from_section_id: author.section,
            urgency: Text(tells.urgency),
            suggested_action: tells.action.to_owned(),
            ..self.draft(matter, change, author, (tells.matter, tells.basis))
        };
        let facts = facts(self.rules, change, &sheet, who, None);
        let step = machine::write(&facts).map_err(refused(&sheet, E::Write))?;
        matter.source = Some(after(sheet, &step, change));
        self.attach(matter, change, who, (Papers::Found, ""));
        Ok(())
    }

    /// A sheet that nobody has pushed yet.
    fn draft(
        &mut self,
        matter: &Matter,
        change: Change,
        author: &Who,
        (about, basis): (&str, &str),
    ) -> push_sheet::Model {
        push_sheet::Model {
            id: self.mint.id("sheet", change.at),
            jurisdiction_id: self.city.jurisdiction,
            no: None,
            direction: Text(SheetDirection::Internal),
            from_section_id: None,
            org_id: matter.cast.org,
            matter: about.to_owned(),
            basis: basis.to_owned(),
            urgency: Text(Urgency::Normal),
            suggested_action: String::new(),
            state: Text(SheetState::Draft),
            client_id: None,
            author_id: author.person,
            pushed_at: None,
            pushed_by: None,
            received_at: None,
            received_by: None,
            due_on: None,
            decided_at: None,
            filed_reason: None,
            problem_id: None,
            created_at: change.at,
            created_by: change.by,
            updated_at: change.at,
            version: 0,
            change_seq: change.seq,
        }
    }

    /// The sheet is pushed, received, converted or filed.
    pub(super) fn step_sheet(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        deed: Deed,
    ) -> Result<(), DemoError> {
        let mut sheet = matter
            .source
            .clone()
            .ok_or_else(|| DemoError::unknown("sheet of", matter.title()))?;
        let event = match deed {
            Deed::PushSheet => E::Push,
            Deed::ReceiveSheet => E::Receive,
            Deed::ConvertSheet => E::Convert,
            _ => E::File,
        };
        let reason = matter.tells.and_then(|tells| tells.filed).unwrap_or_default();
        let person = who.map(|who| who.person);
        let step = {
            let mut facts = facts(self.rules, change, &sheet, who, None);
            facts.proposal.reason = reason;
            machine::next(sheet.state.get(), event, &facts).map_err(refused(&sheet, event))?
        };
        match event {
            E::Push => (sheet.pushed_at, sheet.pushed_by) = (Some(change.at), person),
            E::Receive => (sheet.received_at, sheet.received_by) = (Some(change.at), person),
            E::File => (sheet.decided_at, sheet.filed_reason) = (Some(change.at), Some(reason.to_owned())),
            _ => sheet.decided_at = Some(change.at),
        }
        if step.gives_no {
            sheet.no = Some(self.number("sheet", "TS", change.today()));
        }
        if step.raises_problem {
            self.raise(matter, change, who)?;
            sheet.problem_id = Some(matter.problem()?.id);
        }
        let sheet = after(sheet, &step, change);
        self.tell_of_sheet(matter, &sheet, change, &step);
        matter.source = Some(sheet);
        Ok(())
    }

    /// Assigning issues the sheet that carries the problem to its unit; it is born pushed.
    pub(super) fn issue_to_unit(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
        row: &problem::Model,
    ) -> Result<(), DemoError> {
        let author = who.ok_or_else(|| DemoError::unknown("author of the sheet of", &row.title))?;
        let urgent = row.severity == Severity::Severe;
        let sheet = push_sheet::Model {
            direction: Text(SheetDirection::ToUnit),
            from_section_id: author.section,
            urgency: Text(if urgent { Urgency::Urgent } else { Urgency::Normal }),
            suggested_action: matter.case.map(|case| case.action.to_owned()).unwrap_or_default(),
            pushed_at: Some(change.at),
            pushed_by: Some(author.person),
            problem_id: Some(row.id),
            ..self.draft(matter, change, author, (&row.title, &row.facts))
        };
        let step = machine::issue(&facts(self.rules, change, &sheet, who, Some(row.state.get())))
            .map_err(refused(&sheet, E::Push))?;
        let no = step.gives_no.then(|| self.number("sheet", "TS", change.today()));
        let sheet = push_sheet::Model {
            no,
            ..after(sheet, &step, change)
        };
        self.tell_of_sheet(matter, &sheet, change, &step);
        matter.to_unit = Some(sheet);
        Ok(())
    }

    /// The unit's contact signs for the sheet.
    pub(super) fn receive_at_unit(
        &mut self,
        matter: &mut Matter,
        change: Change,
        who: Option<&Who>,
    ) -> Result<(), DemoError> {
        let mut sheet = matter
            .to_unit
            .clone()
            .ok_or_else(|| DemoError::unknown("sheet of", matter.title()))?;
        let facts = facts(self.rules, change, &sheet, who, None);
        let step =
            machine::next(sheet.state.get(), E::Receive, &facts).map_err(refused(&sheet, E::Receive))?;
        sheet.received_at = Some(change.at);
        sheet.received_by = who.map(|who| who.person);
        let sheet = after(sheet, &step, change);
        self.tell_of_sheet(matter, &sheet, change, &step);
        matter.to_unit = Some(sheet);
        Ok(())
    }

    /// The problem is over, and so are its sheets.
    pub(super) fn finish_sheets(&mut self, matter: &mut Matter, change: Change) -> Result<(), DemoError> {
        let over = matter.problem()?.state.get();
        let finished = [matter.source.take(), matter.to_unit.take()].map(|sheet| {
            sheet
                .map(|sheet| self.finish(matter, change, sheet, over))
                .transpose()
        });
        let [source, to_unit] = finished;
        matter.source = source?;
        matter.to_unit = to_unit?;
        Ok(())
    }

    fn finish(
        &mut self,
        matter: &Matter,
        change: Change,
        sheet: push_sheet::Model,
        over: ProblemState,
    ) -> Result<push_sheet::Model, DemoError> {
        let facts = facts(self.rules, change, &sheet, None, Some(over));
        let step = machine::next(sheet.state.get(), E::Finish, &facts).map_err(refused(&sheet, E::Finish))?;
        let sheet = after(sheet, &step, change);
        self.tell_of_sheet(matter, &sheet, change, &step);
        Ok(sheet)
    }
}

fn facts<'a>(
    rules: Rules<'a>,
    change: Change,
    sheet: &'a push_sheet::Model,
    who: Option<&Who>,
    problem_state: Option<ProblemState>,
) -> SheetFacts<'a> {
    SheetFacts {
        today: change.today(),
        calendar: rules.calendar,
        deadlines: rules.deadlines,
        acting: who.map(Who::acting),
        direction: sheet.direction.get(),
        org: Some(sheet.org_id),
        author: Some(sheet.author_id),
        problem_state,
        proposal: SheetProposal {
            matter: &sheet.matter,
            basis: &sheet.basis,
            ..SheetProposal::default()
        },
    }
}

fn after(sheet: push_sheet::Model, step: &SheetStep, change: Change) -> push_sheet::Model {
    push_sheet::Model {
        state: Text(step.to),
        due_on: step.due_on,
        updated_at: change.at,
        version: sheet.version + 1,
        change_seq: change.seq,
        ..sheet
    }
}

fn refused(sheet: &push_sheet::Model, event: E) -> impl FnOnce(Refusal) -> DemoError {
    DemoError::refused(format!("“{}”（推送表{}）", sheet.matter, event.zh()))
}
