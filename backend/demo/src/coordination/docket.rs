//! One coordination case from its application to where the data ends; each step is asked of the machine (§3.7).

mod settle;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::coordination::case::{
    self as machine, Application, CaseFacts, CaseProposal, CaseStep, OwnRequest, Stand,
};
use remit_shared::coordination::{
    CaseEventKind as E, CitationSource, ConsultationState, PartyRole, RefusalGround,
};
use remit_shared::identity::Role;
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{case_citation, case_opinion, case_party, coordination_case, follow_up_check};
use uuid::Uuid;

use super::Pen;
use super::consult::{Talked, event};
use super::table::{Clause, Course, Matter, Then};
use crate::city::{Place, Who};
use crate::clock::AS_OF;
use crate::error::DemoError;
use crate::hours::{at, opening};

struct Docket<'a, 'b> {
    pen: &'a mut Pen<'b>,
    row: coordination_case::Model,
    parties: Vec<Place>,
    party_ids: Vec<Uuid>,
    lines: Vec<case_party::Model>,
    opinions: Vec<case_opinion::Model>,
    stands: Vec<Stand>,
    checks: Vec<follow_up_check::Model>,
    officer: Who,
    cited: i32,
    seq: i32,
}

/// Applies and goes on as far as the table tells; returns the case's id.
pub(super) fn follow(
    pen: &mut Pen<'_>,
    (index, matter): (usize, &Matter),
    talked: &Talked,
    (course, no): (&Course, &str),
) -> Result<Uuid, DemoError> {
    let officer = pen.officer(index)?;
    let mut docket = apply(pen, matter, talked, (course, no), officer)?;
    match &course.then {
        Then::Refused {
            proposed,
            confirmed,
            reason,
            clause,
        } => {
            docket.refuse((*proposed, *confirmed), reason, clause)?;
        }
        Then::Withdrawn {
            asked,
            supplied,
            accepted,
            on,
            reason,
        } => {
            docket.withdraw((*asked, *supplied, *accepted, *on), reason)?;
        }
        Then::Hearing { accepted, asked } => {
            docket.accept(*accepted)?;
            docket.ask(*asked)?;
            docket.opine(matter, course.opinions)?;
        }
        Then::Settled(settled) => docket.settle(matter, course, settled)?,
    }
    let Docket {
        pen,
        row,
        lines,
        opinions,
        checks,
        ..
    } = docket;
    let id = row.id;
    pen.data.cases.push(row);
    pen.data.case_parties.extend(lines);
    pen.data.case_opinions.extend(opinions);
    pen.data.follow_up_checks.extend(checks);
    Ok(id)
}

fn apply<'a, 'b>(
    pen: &'a mut Pen<'b>,
    matter: &Matter,
    talked: &Talked,
    (course, no): (&Course, &str),
    officer: Who,
) -> Result<Docket<'a, 'b>, DemoError> {
    let facts = Application {
        today: course.applied,
        calendar: pen.rules.calendar,
        deadlines: pen.rules.deadlines,
        role: Role::Dl,
        of_the_lead: true,
        consultation: Some(ConsultationState::Failed),
        consultation_due_on: Some(talked.row.due_on),
        apply_by: talked.row.apply_by,
        has_case: false,
        citations: Some(1),
    };
    let step = machine::apply(&facts).map_err(DemoError::refused(format!("“{}”(申请协调)", matter.title)))?;
    let when = at(course.applied, 90, 0);
    let lead = talked
        .parties
        .first()
        .ok_or_else(|| DemoError::unknown("party of", matter.title))?
        .clone();
    let row = blank(
        pen,
        (matter, no),
        talked,
        (&lead, course.statement),
        (&step, when),
    );
    let lines = talked
        .parties
        .iter()
        .enumerate()
        .map(|(n, place)| party(pen, &row, place, n))
        .collect();
    let by = (Some(&lead.lead), Some(lead.id), when);
    let to = step.to.code();
    event(
        pen,
        (row.id, 1),
        (E::Apply.code(), None, to),
        by,
        course.statement,
    );
    let mut docket = Docket {
        pen,
        party_ids: talked.parties.iter().map(|place| place.id).collect(),
        parties: talked.parties.clone(),
        stands: Vec::new(),
        row,
        lines,
        opinions: Vec::new(),
        checks: Vec::new(),
        officer,
        cited: 0,
        seq: 1,
    };
    let id = docket.row.id;
    docket.cite(
        (CitationSource::Application, id, Some(lead.id)),
        &course.basis,
        when,
    );
    Ok(docket)
}

fn blank(
    pen: &mut Pen<'_>,
    (matter, no): (&Matter, &str),
    talked: &Talked,
    (lead, statement): (&Place, &str),
    (step, when): (&CaseStep, DateTime<Utc>),
) -> coordination_case::Model {
    coordination_case::Model {
        id: pen.mint.id("coordination case", when),
        jurisdiction_id: pen.city.jurisdiction,
        no: no.to_owned(),
        consultation_id: talked.row.id,
        applicant_org_id: lead.id,
        ex_officio: false,
        matter: matter.title.to_owned(),
        scope_kind: Text(matter.scope),
        statement: statement.to_owned(),
        state: Text(step.to),
        alert: Text(Alert::None),
        applied_on: shanghai_day(when),
        accepted_on: None,
        due_on: None,
        step_due_on: step.step_due_on,
        handler_id: None,
        supplement_list: None,
        supplement_text: None,
        refusal_ground: None,
        refusal_reason: None,
        refusal_by: None,
        round: 0,
        session_id: None,
        extended_wd: None,
        extension_reason: None,
        withdraw_reason: None,
        decided_on: None,
        published_on: None,
        ended_on: None,
        client_id: None,
        created_at: when,
        created_by: Some(lead.lead.account),
        updated_at: when,
        version: 1,
        change_seq: pen.ticket(),
    }
}

fn party(
    pen: &mut Pen<'_>,
    row: &coordination_case::Model,
    place: &Place,
    index: usize,
) -> case_party::Model {
    let created_at = row.created_at + chrono::Duration::seconds(i64::try_from(index).unwrap_or_default());
    case_party::Model {
        id: pen.mint.id("case party", row.created_at),
        jurisdiction_id: row.jurisdiction_id,
        case_id: row.id,
        org_id: place.id,
        role: Text(if index == 0 {
            PartyRole::Lead
        } else {
            PartyRole::Assist
        }),
        decided_role: None,
        created_at,
        created_by: row.created_by,
        updated_at: created_at,
        version: 1,
        change_seq: row.change_seq,
    }
}

/// Who fires an event: a person, with the unit stood for; nobody for the clock.
type By<'a> = (Option<&'a Who>, Option<Uuid>);

impl Docket<'_, '_> {
    fn waiting(&self) -> usize {
        self.opinions
            .iter()
            .filter(|row| row.replied_on.is_none() && !row.lapsed)
            .count()
    }

    fn fire(
        &mut self,
        event_kind: E,
        (who, own): By<'_>,
        when: DateTime<Utc>,
        proposal: CaseProposal<'_>,
    ) -> Result<CaseStep, DemoError> {
        let reviews_in = self.row.session_id.is_some();
        let mut open = self
            .checks
            .iter()
            .filter(|check| check.done_on.is_none())
            .map(|check| check.planned_on);
        let facts = CaseFacts {
            today: shanghai_day(when),
            calendar: self.pen.rules.calendar,
            deadlines: self.pen.rules.deadlines,
            acting: who.map(Who::acting),
            own,
            handles: true,
            applicant: self.row.applicant_org_id,
            parties: &self.party_ids,
            accepted_on: self.row.accepted_on,
            due_on: self.row.due_on,
            step_due_on: self.row.step_due_on,
            supplemented: self.row.supplement_list.is_some(),
            refusal_by: self.row.refusal_by,
            round: self.row.round.unsigned_abs(),
            waiting: self.waiting(),
            own_request: OwnRequest::Open,
            stands: &self.stands,
            extended: false,
            reviews_in,
            experts_asked: reviews_in,
            decided_on: self.row.decided_on,
            checks_done: 0,
            check_on: open.next(),
            later_check_on: open.next(),
            proposal,
        };
        let from = self.row.state.get();
        let step = machine::next(from, event_kind, &facts).map_err(DemoError::refused(format!(
            "“{}”({})",
            self.row.matter,
            event_kind.zh()
        )))?;
        self.seq += 1;
        let codes = (event_kind.code(), Some(from.code()), step.to.code());
        event(
            self.pen,
            (self.row.id, self.seq),
            codes,
            (who, own, when),
            proposal.text,
        );
        self.row.state = Text(step.to);
        self.row.due_on = step.due_on.or(self.row.due_on);
        self.row.step_due_on = step.step_due_on;
        self.row.updated_at = when;
        self.row.version += 1;
        self.row.change_seq = self.pen.ticket();
        Ok(step)
    }

    fn cite(
        &mut self,
        (source, source_id, org): (CitationSource, Uuid, Option<Uuid>),
        clause: &Clause,
        when: DateTime<Utc>,
    ) {
        self.cited += 1;
        let (kind, title, article, quote) = *clause;
        let id = self.pen.mint.id("case citation", when);
        self.pen.data.case_citations.push(case_citation::Model {
            id,
            jurisdiction_id: self.row.jurisdiction_id,
            case_id: self.row.id,
            source: Text(source),
            source_id,
            org_id: org,
            sort: self.cited,
            kind: Text(kind),
            title: title.to_owned(),
            article: article.to_owned(),
            quote: quote.to_owned(),
            regulation_id: None,
        });
    }

    fn refuse(
        &mut self,
        (proposed, confirmed): (NaiveDate, NaiveDate),
        reason: &str,
        clause: &Clause,
    ) -> Result<(), DemoError> {
        let (officer, lead) = (self.officer.clone(), self.pen.lead()?);
        let when = at(proposed, 100, 0);
        let proposal = CaseProposal {
            text: reason,
            ground: Some(RefusalGround::Budget),
            citations: 1,
            ..CaseProposal::default()
        };
        self.fire(E::ProposeRefusal, (Some(&officer), None), when, proposal)?;
        let id = self.row.id;
        self.cite((CitationSource::Refusal, id, None), clause, when);
        self.row.refusal_ground = Some(Text(RefusalGround::Budget));
        self.row.refusal_reason = Some(reason.to_owned());
        self.row.refusal_by = Some(officer.person);
        let when = at(confirmed, 130, 0);
        self.fire(E::Refuse, (Some(&lead), None), when, CaseProposal::default())?;
        self.row.ended_on = Some(confirmed);
        Ok(())
    }

    fn withdraw(
        &mut self,
        (asked, supplied, accepted, on): (NaiveDate, NaiveDate, NaiveDate, NaiveDate),
        reason: &str,
    ) -> Result<(), DemoError> {
        let officer = self.officer.clone();
        let list = "请补充部门协商会议纪要原件和管网移交清单。";
        self.fire(
            E::AskSupplement,
            (Some(&officer), None),
            at(asked, 80, 0),
            texts(list),
        )?;
        self.row.supplement_list = Some(list.to_owned());
        let lead = self.parties[0].clone();
        let said = "已补充协商会议纪要、管网移交清单及现状图。";
        let by = (Some(&lead.lead), Some(lead.id));
        self.fire(E::Supplement, by, at(supplied, 80, 0), texts(said))?;
        self.row.supplement_text = Some(said.to_owned());
        self.accept(accepted)?;
        self.fire(E::Withdraw, by, at(on, 200, 0), texts(reason))?;
        self.row.withdraw_reason = Some(reason.to_owned());
        self.row.ended_on = Some(on);
        Ok(())
    }

    fn accept(&mut self, on: NaiveDate) -> Result<(), DemoError> {
        let officer = self.officer.clone();
        self.fire(
            E::Accept,
            (Some(&officer), None),
            at(on, 120, 0),
            CaseProposal::default(),
        )?;
        self.row.accepted_on = Some(on);
        self.row.handler_id = Some(officer.person);
        Ok(())
    }

    fn ask(&mut self, on: NaiveDate) -> Result<(), DemoError> {
        let (officer, when) = (self.officer.clone(), at(on, 60, 0));
        self.fire(
            E::AskOpinions,
            (Some(&officer), None),
            when,
            CaseProposal::default(),
        )?;
        self.row.round = 1;
        let due_on = self.row.step_due_on.unwrap_or(on);
        for org in self.party_ids.clone() {
            let id = self.pen.mint.id("case opinion", when);
            self.opinions.push(case_opinion::Model {
                id,
                jurisdiction_id: self.row.jurisdiction_id,
                case_id: self.row.id,
                org_id: org,
                round: 1,
                asked_on: on,
                due_on,
                replied_on: None,
                lapsed: false,
                position: None,
                lead_org_id: None,
                by_id: None,
                created_at: when,
                created_by: Some(officer.account),
                updated_at: when,
                version: 1,
                change_seq: self.row.change_seq,
            });
        }
        Ok(())
    }

    /// The opinions of the table; a party without one lets its time pass, if it has passed by the end of the data.
    fn opine(&mut self, matter: &Matter, given: &[(NaiveDate, usize, Clause)]) -> Result<(), DemoError> {
        let parties = self.parties.clone();
        for ((place, view), (on, lead, clause)) in parties.iter().zip(matter.views).zip(given) {
            let when = at(*on, 240, 0);
            let lead = self.party_ids.get(*lead).copied();
            let proposal = CaseProposal {
                text: view,
                citations: 1,
                lead,
                ..CaseProposal::default()
            };
            self.fire(
                E::GiveOpinion,
                (Some(&place.lead), Some(place.id)),
                when,
                proposal,
            )?;
            let change = self.row.change_seq;
            let Some(row) = self.opinions.iter_mut().find(|row| row.org_id == place.id) else {
                continue;
            };
            (row.replied_on, row.position) = (Some(*on), Some((*view).to_owned()));
            (row.lead_org_id, row.by_id) = (lead, Some(place.lead.person));
            (row.updated_at, row.version, row.change_seq) = (when, 2, change);
            let source = (CitationSource::Opinion, row.id, Some(place.id));
            self.cite(source, clause, when);
            self.stands.push(Stand {
                org: place.id,
                lead,
                kinds: vec![clause.0],
            });
        }
        let due = self
            .row
            .step_due_on
            .filter(|due| self.waiting() > 0 && *due < AS_OF);
        if let Some(day) = due.and_then(|due| self.pen.calendar().add_working_days(due, 1).ok()) {
            self.fire(E::Lapse, (None, None), opening(day), CaseProposal::default())?;
            let (when, change) = (self.row.updated_at, self.row.change_seq);
            for row in self.opinions.iter_mut().filter(|row| row.replied_on.is_none()) {
                (row.lapsed, row.updated_at, row.version, row.change_seq) = (true, when, 2, change);
            }
        }
        Ok(())
    }
}

fn texts(text: &str) -> CaseProposal<'_> {
    CaseProposal {
        text,
        ..CaseProposal::default()
    }
}
