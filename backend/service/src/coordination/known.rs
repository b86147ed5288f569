//! A case with everything that the machine has to know about it.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::coordination::CitationSource;
use remit_shared::coordination::case::{CaseFacts, CaseProposal, OwnRequest, Stand};
use remit_shared::panel::SessionState;
use remit_shared::plan::params::DeadlinesWd;
use remit_shared::problem::machine::Acting;
use remit_store::coordination::children::Hanging;
use remit_store::entity::{
    case_citation, case_decision, case_opinion, case_party, coordination_case, follow_up_check,
};
use uuid::Uuid;

/// A case, its parties, and what they said.
#[derive(Debug, Clone)]
pub struct Known {
    /// The case.
    pub row: coordination_case::Model,
    /// Its parties, the lead first.
    pub parties: Vec<case_party::Model>,
    /// Opinions asked for and given, by round.
    pub opinions: Vec<case_opinion::Model>,
    /// Clauses cited anywhere in it.
    pub citations: Vec<case_citation::Model>,
    /// Its decision.
    pub decision: Option<case_decision::Model>,
    /// Its checks.
    pub checks: Vec<follow_up_check::Model>,
    /// State of its expert session.
    pub session: Option<SessionState>,
    party_ids: Vec<Uuid>,
    stands: Vec<Stand>,
}

impl Known {
    /// Cases with what hangs on them, in the order given.
    pub(crate) fn of(rows: Vec<coordination_case::Model>, hanging: Hanging) -> Vec<Self> {
        let mut hanging = hanging;
        rows.into_iter()
            .map(|row| {
                let id = row.id;
                Self {
                    session: row.session_id.and_then(|id| hanging.sessions.get(&id).copied()),
                    row,
                    parties: hanging.parties.remove(&id).unwrap_or_default(),
                    opinions: hanging.opinions.remove(&id).unwrap_or_default(),
                    citations: hanging.citations.remove(&id).unwrap_or_default(),
                    decision: hanging.decisions.remove(&id).and_then(|mut rows| rows.pop()),
                    checks: hanging.checks.remove(&id).unwrap_or_default(),
                    party_ids: Vec::new(),
                    stands: Vec::new(),
                }
                .derived()
            })
            .collect()
    }

    fn derived(mut self) -> Self {
        self.party_ids = self.parties.iter().map(|party| party.org_id).collect();
        self.stands = self.party_ids.iter().map(|org| self.stand(*org)).collect();
        self
    }

    /// Where a party stands after its last opinion.
    fn stand(&self, org: Uuid) -> Stand {
        let last = self.last_opinion(org);
        Stand {
            org,
            lead: last.and_then(|opinion| opinion.lead_org_id),
            kinds: last.map_or_else(Vec::new, |opinion| {
                self.cited(CitationSource::Opinion, opinion.id)
                    .map(|row| row.kind.get())
                    .collect()
            }),
        }
    }

    /// A party's last opinion that was given.
    pub fn last_opinion(&self, org: Uuid) -> Option<&case_opinion::Model> {
        self.opinions
            .iter()
            .rfind(|opinion| opinion.org_id == org && opinion.replied_on.is_some())
    }

    /// The clauses that one statement cites.
    pub fn cited(&self, source: CitationSource, id: Uuid) -> impl Iterator<Item = &case_citation::Model> {
        self.citations
            .iter()
            .filter(move |row| row.source.get() == source && row.source_id == id)
    }

    /// Where the parties stand.
    pub fn stands(&self) -> &[Stand] {
        &self.stands
    }

    /// The parties' units.
    pub fn party_ids(&self) -> &[Uuid] {
        &self.party_ids
    }

    /// The party that somebody with these units stands for.
    pub fn own(&self, units: &[Uuid]) -> Option<Uuid> {
        self.party_ids.iter().copied().find(|org| units.contains(org))
    }

    /// The present round's opinions.
    pub fn present(&self) -> impl Iterator<Item = &case_opinion::Model> {
        self.opinions
            .iter()
            .filter(|opinion| opinion.round == self.row.round)
    }

    fn own_request(&self, own: Option<Uuid>) -> OwnRequest {
        match self.present().find(|opinion| Some(opinion.org_id) == own) {
            None => OwnRequest::None,
            Some(opinion) if opinion.replied_on.is_some() => OwnRequest::Answered,
            Some(opinion) if opinion.lapsed => OwnRequest::Lapsed,
            Some(_) => OwnRequest::Open,
        }
    }

    /// The next check that is not done, and the one after it.
    pub fn open_checks(&self) -> impl Iterator<Item = &follow_up_check::Model> {
        self.checks.iter().filter(|check| check.done_on.is_none())
    }

    /// The machine's view of it.
    pub(crate) fn facts<'a>(
        &'a self,
        today: NaiveDate,
        (calendar, deadlines): (&'a WorkCalendar, &'a DeadlinesWd),
        (acting, own): (Option<Acting>, Option<Uuid>),
        proposal: CaseProposal<'a>,
    ) -> CaseFacts<'a> {
        let row = &self.row;
        let mut open = self.open_checks().map(|check| check.planned_on);
        CaseFacts {
            today,
            calendar,
            deadlines,
            acting,
            own,
            handles: acting.is_some_and(|acting| row.handler_id == Some(acting.person)),
            applicant: row.applicant_org_id,
            parties: &self.party_ids,
            accepted_on: row.accepted_on,
            due_on: row.due_on,
            step_due_on: row.step_due_on,
            supplemented: row.supplement_list.is_some(),
            refusal_by: row.refusal_by,
            round: row.round.unsigned_abs(),
            waiting: self
                .present()
                .filter(|opinion| opinion.replied_on.is_none() && !opinion.lapsed)
                .count(),
            own_request: self.own_request(own),
            stands: &self.stands,
            extended: row.extended_wd.is_some(),
            reviews_in: self.session == Some(SessionState::Closed),
            experts_asked: row.session_id.is_some(),
            decided_on: row.decided_on,
            checks_done: u32::try_from(self.checks.iter().filter(|check| check.done_on.is_some()).count())
                .unwrap_or(u32::MAX),
            check_on: open.next(),
            later_check_on: open.next(),
            proposal,
        }
    }
}
