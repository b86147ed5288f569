//! An activity with what its machine has to know.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::activity::finding::{FindingFacts, FindingProposal};
use remit_shared::activity::machine::{ActivityFacts, ActivityProposal};
use remit_shared::calendar::WorkCalendar;
use remit_shared::identity::Role;
use remit_shared::policy::Actor;
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Acting;
use remit_store::entity::{activity_unit, finding, joint_activity};
use uuid::Uuid;

/// An activity with its units and findings, as far as the reader's scope shows them.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The row as stored.
    pub row: joint_activity::Model,
    /// The units inspected, in their order.
    pub units: Vec<activity_unit::Model>,
    /// What was found.
    pub findings: Vec<finding::Model>,
    pub(super) orgs: Vec<Uuid>,
    pub(super) calendar: Arc<WorkCalendar>,
    pub(super) open_problems: usize,
}

impl Loaded {
    pub(super) fn new(
        row: joint_activity::Model,
        units: Vec<activity_unit::Model>,
        findings: Vec<finding::Model>,
        calendar: &Arc<WorkCalendar>,
    ) -> Self {
        Self {
            orgs: units.iter().map(|unit| unit.org_id).collect(),
            row,
            units,
            findings,
            calendar: Arc::clone(calendar),
            open_problems: 0,
        }
    }

    /// What the activity's machine has to know, for whoever acts.
    pub(super) fn facts<'a>(
        &'a self,
        today: NaiveDate,
        deadlines: &'a Deadlines,
        acting: Option<Role>,
        proposal: ActivityProposal<'a>,
    ) -> ActivityFacts<'a> {
        let unsettled = |row: &&finding::Model| !row.state.get().is_settled();
        ActivityFacts {
            today,
            calendar: &self.calendar,
            deadlines,
            acting,
            from_on: self.row.from_on,
            unvisited: self.units.iter().filter(|unit| unit.visited_on.is_none()).count(),
            unsettled: self.findings.iter().filter(unsettled).count(),
            open_problems: self.open_problems,
            proposal,
        }
    }

    /// What the machine of one of its findings has to know.
    pub(super) fn finding_facts<'a>(
        &'a self,
        today: NaiveDate,
        (acting, own_orgs): (Option<Acting>, &'a [Uuid]),
        (org, answer_due): (Uuid, Option<NaiveDate>),
        proposal: FindingProposal<'a>,
    ) -> FindingFacts<'a> {
        FindingFacts {
            today,
            acting,
            own_orgs,
            activity: self.row.state.get(),
            units: &self.orgs,
            org,
            answer_due,
            proposal,
        }
    }
}

/// The actor as the machines see it, and the units he or she stands for.
pub(super) fn standing(actor: &Actor, recused: bool) -> (Option<Acting>, &[Uuid]) {
    let own: &[Uuid] = match actor.role {
        Role::Dl | Role::Dc => &actor.units,
        _ => &[],
    };
    let acting = Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused,
    };
    (Some(acting), own)
}
