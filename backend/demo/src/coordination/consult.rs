//! One consultation from its opening to its end; each step is asked of the machine (§3.7).

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::coordination::consultation::{
    self as machine, ConsultationFacts, ConsultationProposal, ConsultationStep,
};
use remit_shared::coordination::{ConsultationEventKind as E, ConsultationState, PartyRole};
use remit_shared::identity::Role;
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{
    consultation, consultation_party, coordination_event, coordination_meeting, meeting_attendance,
};
use uuid::Uuid;

use super::Pen;
use super::table::{Ends, Matter};
use crate::city::{Place, Who};
use crate::error::DemoError;
use crate::hours::at;

/// A consultation that has ended, with its parties, the lead first.
pub(super) struct Talked {
    pub row: consultation::Model,
    pub parties: Vec<Place>,
}

struct Talk<'a, 'b> {
    pen: &'a mut Pen<'b>,
    row: consultation::Model,
    parties: Vec<consultation_party::Model>,
    meetings: usize,
    seq: i32,
}

/// A step in the history of a consultation or a case.
pub(super) fn event(
    pen: &mut Pen<'_>,
    (subject, seq): (Uuid, i32),
    (code, from, to): (&str, Option<&str>, &str),
    (who, org, when): (Option<&Who>, Option<Uuid>, DateTime<Utc>),
    remark: &str,
) {
    let id = pen.mint.id("coordination event", when);
    pen.data.coordination_events.push(coordination_event::Model {
        id,
        jurisdiction_id: pen.city.jurisdiction,
        subject_id: subject,
        seq,
        at: when,
        event: code.to_owned(),
        from_state: from.map(str::to_owned),
        to_state: to.to_owned(),
        actor_id: who.map(|who| who.person),
        actor_label: who.map_or_else(String::new, |who| who.label.clone()),
        role: who.map(|who| Text(who.role)),
        org_id: org,
        remark: Some(remark.chars().take(200).collect()).filter(|text: &String| !text.is_empty()),
        automatic: who.is_none(),
    });
}

/// A meeting of a consultation or a case, attended by everybody.
pub(super) fn meeting(
    pen: &mut Pen<'_>,
    subject: (Option<Uuid>, Option<Uuid>),
    (on, minutes, by): (NaiveDate, &str, &Who),
    parties: &[Uuid],
) {
    let when = at(on, 400, 0);
    let id = pen.mint.id("coordination meeting", when);
    let jurisdiction_id = pen.city.jurisdiction;
    pen.data.coordination_meetings.push(coordination_meeting::Model {
        id,
        jurisdiction_id,
        consultation_id: subject.0,
        case_id: subject.1,
        held_on: on,
        place: "市政府第二会议室".to_owned(),
        minutes: minutes.to_owned(),
        at: when,
        recorded_by: by.person,
    });
    for org in parties {
        let line = pen.mint.id("meeting attendance", when);
        pen.data.meeting_attendance.push(meeting_attendance::Model {
            id: line,
            jurisdiction_id,
            meeting_id: id,
            org_id: *org,
        });
    }
}

/// Opens the consultation and takes it to its end.
pub(super) fn follow(pen: &mut Pen<'_>, matter: &Matter, no: &str) -> Result<Talked, DemoError> {
    let mut parties = Vec::new();
    for code in matter.parties {
        parties.push(pen.city.place(code)?.clone());
    }
    let lead = parties
        .first()
        .cloned()
        .ok_or_else(|| DemoError::unknown("party of", matter.title))?;
    let mut talk = open(pen, matter, no, &parties)?;
    let orgs: Vec<Uuid> = parties.iter().map(|place| place.id).collect();
    talk.fire(E::Meet, &lead, matter.met, matter.minutes)?;
    talk.meetings += 1;
    meeting(
        talk.pen,
        (Some(talk.row.id), None),
        (matter.met, matter.minutes, &lead.contact),
        &orgs,
    );
    for (place, view) in parties.iter().zip(matter.views) {
        talk.fire(E::GiveView, place, matter.met, view)?;
        talk.answer(place, matter.met, view);
    }
    match &matter.ends {
        Ends::Agreed {
            memo_on,
            signed_on,
            memo,
        } => {
            talk.fire(E::WriteMemo, &lead, *memo_on, memo)?;
            (talk.row.memo, talk.row.memo_on) = (Some((*memo).to_owned()), Some(*memo_on));
            for place in &parties {
                let step = talk.fire(E::Sign, place, *signed_on, "")?;
                talk.sign(place, *signed_on);
                talk.row.state = Text(step.to);
            }
            talk.row.ended_on = Some(*signed_on);
        }
        Ends::Failed { on, reason, .. } => {
            let step = talk.fire(E::DeclareFailed, &lead, *on, reason)?;
            talk.row.state = Text(step.to);
            talk.row.apply_by = step.apply_by;
            talk.row.fail_reason = Some((*reason).to_owned());
            talk.row.ended_on = Some(*on);
        }
    }
    let Talk {
        pen,
        row,
        parties: lines,
        ..
    } = talk;
    pen.data.consultations.push(row.clone());
    pen.data.consultation_parties.extend(lines);
    Ok(Talked { row, parties })
}

fn open<'a, 'b>(
    pen: &'a mut Pen<'b>,
    matter: &Matter,
    no: &str,
    parties: &[Place],
) -> Result<Talk<'a, 'b>, DemoError> {
    let lead = &parties[0];
    let others: Vec<Uuid> = parties[1..].iter().map(|place| place.id).collect();
    let limits = (matter.opened, pen.rules.calendar, pen.rules.deadlines);
    let due_on = machine::open(Role::Dl, Some(lead.id), lead.id, &others, limits)
        .map_err(DemoError::refused(format!("“{}”(发起协商)", matter.title)))?;
    let when = at(matter.opened, 60, 0);
    let row = consultation::Model {
        id: pen.mint.id("consultation", when),
        jurisdiction_id: pen.city.jurisdiction,
        no: no.to_owned(),
        matter: matter.title.to_owned(),
        dispute: matter.dispute.to_owned(),
        scope_kind: Text(matter.scope),
        lead_org_id: lead.id,
        opened_by: lead.lead.person,
        opened_on: matter.opened,
        due_on,
        state: Text(ConsultationState::Open),
        alert: Text(Alert::None),
        memo: None,
        memo_on: None,
        ended_on: None,
        fail_reason: None,
        apply_by: None,
        client_id: None,
        created_at: when,
        created_by: Some(lead.lead.account),
        updated_at: when,
        version: 1,
        change_seq: pen.ticket(),
    };
    let lines = parties
        .iter()
        .enumerate()
        .map(|(index, place)| party(pen, &row, place, index))
        .collect();
    let open = ConsultationState::Open.code();
    event(
        pen,
        (row.id, 1),
        (E::Invite.code(), None, open),
        (Some(&lead.lead), Some(lead.id), when),
        matter.dispute,
    );
    Ok(Talk {
        pen,
        row,
        parties: lines,
        meetings: 0,
        seq: 1,
    })
}

fn party(
    pen: &mut Pen<'_>,
    row: &consultation::Model,
    place: &Place,
    index: usize,
) -> consultation_party::Model {
    // Parties are listed by the time of their rows, the lead first.
    let created_at = row.created_at + chrono::Duration::seconds(i64::try_from(index).unwrap_or_default());
    consultation_party::Model {
        id: pen.mint.id("consultation party", row.created_at),
        jurisdiction_id: row.jurisdiction_id,
        consultation_id: row.id,
        org_id: place.id,
        role: Text(if index == 0 {
            PartyRole::Lead
        } else {
            PartyRole::Assist
        }),
        view: None,
        answered_on: None,
        signed_by: None,
        signed_on: None,
        created_at,
        created_by: row.created_by,
        updated_at: created_at,
        version: 1,
        change_seq: row.change_seq,
    }
}

impl Talk<'_, '_> {
    fn fire(
        &mut self,
        event_kind: E,
        place: &Place,
        on: NaiveDate,
        text: &str,
    ) -> Result<ConsultationStep, DemoError> {
        self.seq += 1;
        let when = at(on, 120 + 10 * self.seq.unsigned_abs(), 0);
        let facts = ConsultationFacts {
            today: shanghai_day(when),
            calendar: self.pen.rules.calendar,
            deadlines: self.pen.rules.deadlines,
            acting: Some(Role::Dl),
            own: Some(place.id),
            lead: self.row.lead_org_id,
            opened_on: self.row.opened_on,
            due_on: self.row.due_on,
            meetings: self.meetings,
            parties: self.parties.len(),
            views: self.parties.iter().filter(|party| party.view.is_some()).count(),
            has_memo: self.row.memo.is_some(),
            signatures: self
                .parties
                .iter()
                .filter(|party| party.signed_on.is_some())
                .count(),
            own_signed: false,
            proposal: ConsultationProposal {
                text,
                held_on: Some(on),
                attended: self.parties.len(),
            },
        };
        let from = self.row.state.get();
        let step = machine::next(from, event_kind, &facts).map_err(DemoError::refused(format!(
            "“{}”({})",
            self.row.matter,
            event_kind.zh()
        )))?;
        let codes = (event_kind.code(), Some(from.code()), step.to.code());
        let by = (Some(&place.lead), Some(place.id), when);
        event(self.pen, (self.row.id, self.seq), codes, by, text);
        self.row.updated_at = when;
        self.row.version += 1;
        self.row.change_seq = self.pen.ticket();
        Ok(step)
    }

    fn answer(&mut self, place: &Place, on: NaiveDate, view: &str) {
        let (when, change) = (self.row.updated_at, self.row.change_seq);
        if let Some(party) = self.parties.iter_mut().find(|party| party.org_id == place.id) {
            (party.view, party.answered_on) = (Some(view.to_owned()), Some(on));
            (party.updated_at, party.change_seq) = (when, change);
            party.version += 1;
        }
    }

    fn sign(&mut self, place: &Place, on: NaiveDate) {
        let (when, change) = (self.row.updated_at, self.row.change_seq);
        if let Some(party) = self.parties.iter_mut().find(|party| party.org_id == place.id) {
            (party.signed_by, party.signed_on) = (Some(place.lead.person), Some(on));
            (party.updated_at, party.change_seq) = (when, change);
            party.version += 1;
        }
    }
}
