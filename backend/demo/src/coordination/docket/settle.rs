//! A case that is decided: meeting, experts, decision, publication, checks.

use chrono::NaiveDate;
use remit_shared::coordination::case::CaseProposal;
use remit_shared::coordination::{CaseEventKind as E, CheckResult, CitationSource, PartyRole};
use remit_shared::panel::SessionSubject;
use remit_store::Text;
use remit_store::entity::{case_decision, follow_up_check};
use uuid::Uuid;

use super::super::consult;
use super::super::table::{Course, Matter, Settled};
use super::{Docket, texts};
use crate::clock::AS_OF;
use crate::error::DemoError;
use crate::hours::at;

impl Docket<'_, '_> {
    pub(super) fn settle(
        &mut self,
        matter: &Matter,
        course: &Course,
        settled: &Settled,
    ) -> Result<(), DemoError> {
        self.accept(settled.accepted)?;
        self.ask(settled.asked)?;
        self.opine(matter, course.opinions)?;
        if let Some((on, minutes)) = settled.meeting {
            let officer = self.officer.clone();
            let proposal = CaseProposal {
                held_on: Some(on),
                ..texts(minutes)
            };
            self.fire(E::Meet, (Some(&officer), None), at(on, 420, 0), proposal)?;
            let subject = (None, Some(self.row.id));
            consult::meeting(self.pen, subject, (on, minutes, &officer), &self.party_ids);
        }
        if let Some((asked, title)) = settled.session {
            self.experts(asked, title)?;
        }
        self.decide(settled)?;
        self.publish(settled)?;
        self.check()
    }

    fn experts(&mut self, asked: NaiveDate, title: &str) -> Result<(), DemoError> {
        let session = self
            .pen
            .data
            .sessions
            .iter()
            .find(|row| row.subject.get() == SessionSubject::Case && row.title == title);
        let (id, held_on) = session
            .map(|row| (row.id, row.held_on))
            .ok_or_else(|| DemoError::unknown("expert session", title))?;
        let officer = self.officer.clone();
        let proposal = CaseProposal {
            held_on: Some(held_on),
            experts: 5,
            ..texts(title)
        };
        self.fire(
            E::ConsultExperts,
            (Some(&officer), None),
            at(asked, 60, 0),
            proposal,
        )?;
        self.row.session_id = Some(id);
        Ok(())
    }

    fn decide(&mut self, settled: &Settled) -> Result<(), DemoError> {
        let (lead, when) = (self.pen.lead()?, at(settled.decided, 200, 0));
        let chosen = self.party_ids.get(settled.lead).copied();
        let assists: Vec<Uuid> = self
            .party_ids
            .iter()
            .copied()
            .filter(|org| Some(*org) != chosen)
            .collect();
        let proposal = CaseProposal {
            citations: 1,
            lead: chosen,
            assists: &assists,
            kind: Some(settled.kind),
            important: settled.commission.is_some(),
            doc_no: settled.commission.unwrap_or_default(),
            ..texts(settled.text)
        };
        self.fire(E::Decide, (Some(&lead), None), when, proposal)?;
        self.row.decided_on = Some(settled.decided);
        let change = self.row.change_seq;
        for party in &mut self.lines {
            let role = if Some(party.org_id) == chosen {
                PartyRole::Lead
            } else {
                PartyRole::Assist
            };
            party.decided_role = Some(Text(role));
            (party.updated_at, party.version, party.change_seq) = (when, 2, change);
        }
        let decision = case_decision::Model {
            id: self.pen.mint.id("case decision", when),
            jurisdiction_id: self.row.jurisdiction_id,
            case_id: self.row.id,
            kind: Text(settled.kind),
            text: settled.text.to_owned(),
            lead_org_id: chosen.unwrap_or(self.row.applicant_org_id),
            important: settled.commission.is_some(),
            commission_doc_no: settled.commission.map(str::to_owned),
            doc_no: Some(settled.doc_no.to_owned()),
            decided_by: lead.person,
            decided_on: settled.decided,
            published_on: Some(settled.published),
            created_at: when,
            created_by: Some(lead.account),
            updated_at: at(settled.published, 90, 0),
            version: 2,
            change_seq: change,
        };
        self.cite(
            (CitationSource::Decision, decision.id, None),
            &settled.basis,
            when,
        );
        self.pen.data.case_decisions.push(decision);
        Ok(())
    }

    fn publish(&mut self, settled: &Settled) -> Result<(), DemoError> {
        let officer = self.officer.clone();
        let proposal = CaseProposal {
            doc_no: settled.doc_no,
            ..texts(settled.doc_no)
        };
        self.fire(
            E::Publish,
            (Some(&officer), None),
            at(settled.published, 90, 0),
            proposal,
        )?;
        self.row.published_on = Some(settled.published);
        let when = at(settled.published, 100, 0);
        let step = self.fire(E::BeginFollowUp, (None, None), when, CaseProposal::default())?;
        for (seq, planned_on) in (1..).zip(step.plans.into_iter().flatten()) {
            let due_on = self
                .pen
                .calendar()
                .add_working_days(planned_on, self.pen.rules.deadlines.case_close)
                .map_err(DemoError::refused("检查期限"))?;
            let id = self.pen.mint.id("follow-up check", when);
            self.checks.push(follow_up_check::Model {
                id,
                jurisdiction_id: self.row.jurisdiction_id,
                case_id: self.row.id,
                seq,
                planned_on,
                due_on,
                done_on: None,
                result: None,
                findings: None,
                checked_by: None,
                problem_id: None,
                created_at: when,
                created_by: None,
                updated_at: when,
                version: 1,
                change_seq: self.row.change_seq,
            });
        }
        Ok(())
    }

    /// Checks are made six working days after they may be, as far as the data go.
    fn check(&mut self) -> Result<(), DemoError> {
        const FINDINGS: &str =
            "查阅台账、走访基层并抽查办理件，协调意见确定的主办、协办分工已落实，未发现推诿。";
        let officer = self.officer.clone();
        for index in 0..self.checks.len() {
            let planned = self.checks[index].planned_on;
            let on = self.pen.calendar().add_working_days(planned, 6);
            let on = on.map_err(DemoError::refused("检查日期"))?;
            if on > AS_OF {
                break;
            }
            let when = at(on, 300, 0);
            let proposal = CaseProposal {
                result: Some(CheckResult::Effective),
                ..texts(FINDINGS)
            };
            let step = self.fire(E::Check, (Some(&officer), None), when, proposal)?;
            let change = self.row.change_seq;
            let check = &mut self.checks[index];
            (check.done_on, check.result) = (Some(on), Some(Text(CheckResult::Effective)));
            (check.findings, check.checked_by) = (Some(FINDINGS.to_owned()), Some(officer.person));
            (check.updated_at, check.version, check.change_seq) = (when, 2, change);
            if step.to.is_over() {
                self.row.ended_on = Some(on);
            }
        }
        Ok(())
    }
}
