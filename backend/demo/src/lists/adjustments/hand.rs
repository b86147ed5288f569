//! One adjustment in hand: its row and what hangs on it, moved on by the machine.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::list::adjustment::{self as machine, AdjustmentFacts, AdjustmentProposal};
use remit_shared::list::{AdjustmentEventKind as E, AdjustmentState};
use remit_store::Text;
use remit_store::entity::file_object::ADJUSTMENT;
use remit_store::entity::{
    adjustment_event, adjustment_party, duty_adjustment, file_content, file_object, list_change,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::Pen;
use super::super::courses::Course;
use super::source;
use crate::city::Who;
use crate::error::DemoError;
use crate::evidence::Page;

pub(super) struct Hand {
    pub row: duty_adjustment::Model,
    pub orgs: Vec<Uuid>,
    pub signed: Vec<Uuid>,
    pub revised: Vec<Uuid>,
    pub changes: Vec<list_change::Model>,
    parties: Vec<adjustment_party::Model>,
    seq: i32,
}

impl Hand {
    /// A new adjustment: PROPOSED.
    pub fn propose(
        pen: &mut Pen<'_>,
        course: &Course,
        (number, orgs): (i64, &[Uuid]),
        who: &Who,
        at: DateTime<Utc>,
    ) -> Result<Self, DemoError> {
        let change = pen.ticket();
        let source = source(pen, course);
        let mut hand = Self {
            row: duty_adjustment::Model {
                id: pen.mint.id("duty adjustment", at),
                jurisdiction_id: pen.city.jurisdiction,
                no: format!("TZ-2022-{number:04}"),
                kind: Text(course.kind),
                title: course.title.to_owned(),
                text: course.text.to_owned(),
                basis: course.basis.to_owned(),
                proposer_org_id: course.by.and(who.home),
                author_id: who.person,
                source_kind: source.map(|_| "problem".to_owned()),
                source_id: source,
                case_no: None,
                state: Text(AdjustmentState::Proposed),
                due_from: None,
                due_wd: None,
                due_on: None,
                consulted_on: None,
                legal_sent_on: None,
                legal_opinion: None,
                legal_on: None,
                doc_no: None,
                approved_on: None,
                approved_by: None,
                effective_on: None,
                lists_updated_on: None,
                published_on: None,
                checked_on: None,
                check_result: None,
                check_note: None,
                reject_reason: None,
                reminded_on: None,
                client_id: None,
                created_at: at,
                created_by: Some(who.account),
                updated_at: at,
                version: 1,
                change_seq: change,
            },
            orgs: orgs.to_vec(),
            signed: Vec::new(),
            revised: Vec::new(),
            changes: Vec::new(),
            parties: Vec::new(),
            seq: 0,
        };
        let proposal = AdjustmentProposal {
            basis: course.basis,
            orgs,
            ..AdjustmentProposal::default()
        };
        let step = machine::propose(&hand.facts(pen, who, at, &[], proposal));
        step.map_err(DemoError::refused(course.title))?;
        hand.note(pen, E::Propose, None, who, at, None);
        hand.name_parties(pen, who, at, change);
        Ok(hand)
    }

    fn name_parties(&mut self, pen: &mut Pen<'_>, who: &Who, at: DateTime<Utc>, change: i64) {
        for (sort, org) in (0..).zip(self.orgs.clone()) {
            self.parties.push(adjustment_party::Model {
                id: pen.mint.id("adjustment party", at),
                jurisdiction_id: pen.city.jurisdiction,
                adjustment_id: self.row.id,
                org_id: org,
                sort,
                signed_on: None,
                signed_by: None,
                remark: None,
                created_at: at,
                created_by: Some(who.account),
                updated_at: at,
                version: 1,
                change_seq: change,
            });
        }
    }

    fn facts<'a>(
        &'a self,
        pen: &'a Pen<'_>,
        who: &'a Who,
        at: DateTime<Utc>,
        unrevised: &'a [String],
        proposal: AdjustmentProposal<'a>,
    ) -> AdjustmentFacts<'a> {
        let of_unit = who.role == remit_shared::identity::Role::Dl;
        AdjustmentFacts {
            today: shanghai_day(at),
            calendar: pen.rules.calendar,
            deadlines: pen.rules.deadlines,
            acting: who.acting(),
            own_orgs: if of_unit { who.home.as_slice() } else { &[] },
            kind: self.row.kind.get(),
            orgs: &self.orgs,
            signed: &self.signed,
            has_case: self.row.case_no.is_some(),
            has_opinion: self.row.legal_on.is_some(),
            changes: self.changes.len(),
            unrevised,
            check_on: self.row.due_on,
            proposal,
        }
    }

    /// Asks the machine and notes its answer.
    pub fn step(
        &mut self,
        pen: &mut Pen<'_>,
        event: E,
        who: &Who,
        at: DateTime<Utc>,
        proposal: AdjustmentProposal<'_>,
        remark: Option<&str>,
    ) -> Result<(), DemoError> {
        let missing = self.orgs.iter().filter(|org| !self.revised.contains(org));
        let unrevised: Vec<String> = missing.map(ToString::to_string).collect();
        let from = self.row.state.get();
        let facts = self.facts(pen, who, at, &unrevised, proposal);
        let step = machine::next(from, event, &facts).map_err(DemoError::refused(self.row.title.as_str()))?;
        self.row.state = Text(step.to);
        if let Some((due_on, days)) = step.due {
            self.row.due_on = Some(due_on);
            self.row.due_from = Some(shanghai_day(at));
            self.row.due_wd = i32::try_from(days).ok();
        }
        self.row.updated_at = at;
        self.row.version += 1;
        self.row.change_seq = pen.ticket();
        self.note(pen, event, Some(from), who, at, remark);
        Ok(())
    }

    /// The lead of a unit concerned signs.
    pub fn sign(
        &mut self,
        pen: &mut Pen<'_>,
        who: &Who,
        (day, at): (NaiveDate, DateTime<Utc>),
    ) -> Result<(), DemoError> {
        self.step(pen, E::Sign, who, at, AdjustmentProposal::default(), None)?;
        let change = pen.change;
        let own = self
            .parties
            .iter_mut()
            .find(|party| who.home == Some(party.org_id));
        if let Some(party) = own {
            party.signed_on = Some(day);
            party.signed_by = Some(who.person);
            (party.updated_at, party.version, party.change_seq) = (at, 2, change);
            self.signed.push(party.org_id);
        }
        Ok(())
    }

    fn note(
        &mut self,
        pen: &mut Pen<'_>,
        event: E,
        from: Option<AdjustmentState>,
        who: &Who,
        at: DateTime<Utc>,
        remark: Option<&str>,
    ) {
        self.seq += 1;
        pen.data.adjustment_events.push(adjustment_event::Model {
            id: pen.mint.id("adjustment event", at),
            jurisdiction_id: pen.city.jurisdiction,
            adjustment_id: self.row.id,
            seq: self.seq,
            at,
            event: Text(event),
            from_state: from.map(Text),
            to_state: self.row.state,
            actor_id: Some(who.person),
            actor_label: who.label.clone(),
            role: Some(Text(who.role)),
            remark: remark.map(str::to_owned),
        });
    }

    /// The justice bureau's opinion on paper.
    pub fn attach(&self, pen: &mut Pen<'_>, who: &Who, at: DateTime<Utc>, words: &str) {
        let page = Page {
            heading: "合法性审查意见",
            title: &self.row.title,
            unit: "市司法局",
            date: shanghai_day(at),
            writer: "市司法局行政执法监督科",
            body: words,
        };
        let bytes = page.pdf();
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        pen.data.contents.push(file_content::Model {
            sha256: sha256.clone(),
            bytes,
        });
        pen.data.files.push(file_object::Model {
            id: pen.mint.id("file", at),
            jurisdiction_id: pen.city.jurisdiction,
            sha256,
            name: "市司法局合法性审查意见.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            size,
            secrecy: "INTERNAL".to_owned(),
            scanned: true,
            subject_kind: Some(ADJUSTMENT.to_owned()),
            subject_id: Some(self.row.id),
            uploaded_by: who.person,
            created_at: at,
            created_by: Some(who.account),
            updated_at: at,
            version: 2,
            change_seq: pen.change,
        });
    }

    /// The rows are the city's.
    pub fn close(self, pen: &mut Pen<'_>) {
        pen.data.adjustments.push(self.row);
        pen.data.adjustment_parties.extend(self.parties);
        pen.data.list_changes.extend(self.changes);
    }
}
