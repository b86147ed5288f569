//! An adjustment with what its machine has to know.

use std::sync::Arc;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::identity::Role;
use remit_shared::list::adjustment::{AdjustmentFacts, AdjustmentProposal};
use remit_shared::policy::Actor;
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Acting;
use remit_store::entity::{adjustment_party, duty_adjustment, duty_task_list, list_change};
use remit_store::list::{adjustment as rows, change, tasks};
use remit_store::organisation;
use uuid::Uuid;

use crate::app::App;
use crate::failure::Answer;
use crate::work::Work;

/// An adjustment with its units, changes and revised lists.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The row as stored.
    pub row: duty_adjustment::Model,
    /// The units concerned, in the order named.
    pub parties: Vec<adjustment_party::Model>,
    /// Its list changes, dropped ones too.
    pub changes: Vec<list_change::Model>,
    /// The versions of duty-task lists it brought about.
    pub task_lists: Vec<duty_task_list::Model>,
    pub(super) calendar: Arc<WorkCalendar>,
    orgs: Vec<Uuid>,
    signed: Vec<Uuid>,
    unrevised: Vec<String>,
}

/// Loads what hangs on an adjustment, four statements; a macro, since a transaction and a pool share no type here.
macro_rules! load {
    ($app:expr, $conn:expr, $row:expr) => {{
        let (app, conn, row): (&App, _, duty_adjustment::Model) = ($app, $conn, $row);
        let (jurisdiction, ids) = (row.jurisdiction_id, [row.id]);
        let parties = rows::parties(conn, jurisdiction, &ids).await?;
        let changes = change::of_adjustments(conn, jurisdiction, &ids).await?;
        let task_lists = tasks::of_adjustments(conn, jurisdiction, &ids).await?;
        let parties: Vec<_> = parties.into_values().flatten().collect();
        let orgs: Vec<Uuid> = parties.iter().map(|party| party.org_id).collect();
        let units = organisation::by_ids(conn, jurisdiction, &orgs).await?;
        let revised = |org: Uuid| task_lists.iter().any(|list| list.org_id == org);
        let unrevised = units
            .into_iter()
            .filter(|unit| !revised(unit.id))
            .map(|unit| unit.short_name);
        Ok(Loaded {
            unrevised: unrevised.collect(),
            signed: parties
                .iter()
                .filter(|party| party.signed_on.is_some())
                .map(|party| party.org_id)
                .collect(),
            orgs,
            parties,
            changes: changes.into_values().flatten().collect(),
            task_lists,
            calendar: app.calendar.get(app).await?,
            row,
        })
    }};
}

/// The adjustment inside a transaction.
pub(super) async fn in_work(work: &Work<'_>, row: duty_adjustment::Model) -> Answer<Loaded> {
    load!(work.app, &work.tx, row)
}

/// The adjustment for reading.
pub(super) async fn for_reading(app: &App, row: duty_adjustment::Model) -> Answer<Loaded> {
    load!(app, app.db.read(), row)
}

/// The actor as the machines see it.
pub(super) fn acting(actor: &Actor) -> Acting {
    Acting {
        role: actor.role,
        person: actor.person_id,
        home_org: actor.home_org_id,
        recused: false,
    }
}

/// The units a lead or contact stands for; nobody else stands for any.
pub(super) fn own_orgs(actor: &Actor) -> &[Uuid] {
    match actor.role {
        Role::Dl | Role::Dc => &actor.units,
        _ => &[],
    }
}

impl Loaded {
    /// Units concerned.
    pub fn orgs(&self) -> &[Uuid] {
        &self.orgs
    }

    /// Changes that are drafted and not dropped.
    pub fn live_changes(&self) -> impl Iterator<Item = &list_change::Model> {
        self.changes.iter().filter(|change| !change.dropped)
    }

    /// What the machine has to know, for whoever acts.
    pub(super) fn facts<'a>(
        &'a self,
        today: NaiveDate,
        deadlines: &'a Deadlines,
        actor: &'a Actor,
        proposal: AdjustmentProposal<'a>,
    ) -> AdjustmentFacts<'a> {
        AdjustmentFacts {
            today,
            calendar: &self.calendar,
            deadlines,
            acting: acting(actor),
            own_orgs: own_orgs(actor),
            kind: self.row.kind.get(),
            orgs: &self.orgs,
            signed: &self.signed,
            has_case: self.row.case_no.is_some(),
            has_opinion: self.row.legal_on.is_some(),
            changes: self.live_changes().count(),
            unrevised: &self.unrevised,
            check_on: self.row.due_on,
            proposal,
        }
    }
}
