//! The units that a hat opens by the row rules R1 and R5, remembered for a minute.
//!
//! Every request needs them and they hardly ever change. A unit that is merged or gets another leader in charge is
//! seen by everybody within a minute; taking a hat away is checked at each request and takes effect at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use remit_shared::identity::Role;
use remit_shared::identity::separation::needs_org;
use remit_store::entity::role_grant;
use remit_store::organisation;
use uuid::Uuid;

use crate::app::App;
use crate::failure::Answer;

/// How long an answer holds.
const KEPT: Duration = Duration::minutes(1);
/// Hats remembered at once; all are forgotten beyond it.
const CAPACITY: usize = 10_000;

type Known = (DateTime<Utc>, Vec<Uuid>);

/// Units by grant.
#[derive(Debug, Default)]
pub struct UnitCache {
    known: Mutex<HashMap<Uuid, Known>>,
}

impl UnitCache {
    fn get(&self, grant: Uuid, now: DateTime<Utc>) -> Option<Vec<Uuid>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, units) = known.get(&grant)?;
        // A clock that was set back must not keep an answer alive.
        (now - *at < KEPT && *at <= now).then(|| units.clone())
    }

    fn put(&self, grant: Uuid, now: DateTime<Utc>, units: &[Uuid]) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(grant, (now, units.to_vec()));
    }

    /// Forgets everything; whoever changes the registry calls it to be seen at once on this node.
    pub fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The units a hat opens: its unit with all predecessors (R1); for a city leader the units he or she is in charge
/// of (R5); none for roles that reach everything or only their own records.
pub(crate) async fn of(
    app: &App,
    grant: &role_grant::Model,
    person: Uuid,
    now: DateTime<Utc>,
) -> Answer<Vec<Uuid>> {
    let leads = grant.role == Role::Cl;
    if !leads && !needs_org(grant.role.get()) {
        return Ok(Vec::new());
    }
    if let Some(units) = app.units.get(grant.id, now) {
        return Ok(units);
    }
    let (conn, jurisdiction) = (app.db.read(), grant.jurisdiction_id);
    let units = match grant.org_id {
        _ if leads => organisation::in_charge_of(conn, jurisdiction, person).await?,
        Some(org) => organisation::with_predecessors(conn, jurisdiction, org).await?,
        None => Vec::new(),
    };
    app.units.put(grant.id, now, &units);
    Ok(units)
}
