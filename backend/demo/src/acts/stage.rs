//! [`Stage`]: a clock that stands where the act puts it, ids that repeat, and the city's people as actors.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use remit_service::app::App;
use remit_service::context::{Clock, IdSource, OpCtx};
use remit_shared::policy::Actor;
use remit_store::entity::{account, person, role_grant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::error::DemoError;
use crate::generate::SEED;
use crate::hours;
use crate::mint::id_of;
use crate::rng::Rng;

/// Time and ids of the acts: a second passes at every look, ids and bytes are functions of the seed and their number.
#[derive(Debug, Default)]
struct Source {
    seconds: AtomicI64,
    drawn: AtomicU64,
}

impl Clock for Source {
    fn now(&self) -> DateTime<Utc> {
        let seconds = self.seconds.fetch_add(1, Ordering::SeqCst);
        DateTime::from_timestamp(seconds, 0).unwrap_or_default()
    }
}

impl IdSource for Source {
    fn new_id(&self) -> Uuid {
        let number = self.drawn.fetch_add(1, Ordering::SeqCst);
        let at = DateTime::from_timestamp(self.seconds.load(Ordering::SeqCst), 0).unwrap_or_default();
        id_of(SEED, "act", number, at)
    }

    fn fill(&self, bytes: &mut [u8]) {
        let number = self.drawn.fetch_add(1, Ordering::SeqCst);
        let mut rng = Rng::of(SEED, "act bytes", number);
        for chunk in bytes.chunks_mut(8) {
            let drawn = rng.next().to_be_bytes();
            for (to, from) in chunk.iter_mut().zip(drawn) {
                *to = from;
            }
        }
    }
}

/// Where the acts take place.
pub(super) struct Stage<'a> {
    pub app: &'a App,
    source: Arc<Source>,
}

impl<'a> Stage<'a> {
    pub fn open(app: &'a App) -> Self {
        Self {
            app,
            source: Arc::default(),
        }
    }

    /// Puts the clock to some minutes after the office opens on a day.
    pub fn on(&self, day: NaiveDate, minutes: u32) {
        let at = hours::at(day, minutes, 0);
        self.source.seconds.store(at.timestamp(), Ordering::SeqCst);
    }

    /// Somebody at work under the first hat of the account.
    pub async fn person(&self, login: &str) -> Result<OpCtx, DemoError> {
        let conn = self.app.db.read();
        let unknown = || DemoError::unknown("account", login);
        let account = account::Entity::find()
            .filter(account::Column::JurisdictionId.eq(self.app.settings.jurisdiction_id))
            .filter(account::Column::Login.eq(login))
            .one(conn)
            .await
            .map_err(remit_store::StoreError::from)?
            .ok_or_else(unknown)?;
        let grant = role_grant::Entity::find()
            .filter(role_grant::Column::AccountId.eq(account.id))
            .order_by_asc(role_grant::Column::Id)
            .one(conn)
            .await
            .map_err(remit_store::StoreError::from)?
            .ok_or_else(unknown)?;
        let person = person::Entity::find_by_id(account.person_id)
            .one(conn)
            .await
            .map_err(remit_store::StoreError::from)?
            .ok_or_else(unknown)?;
        let nobody = OpCtx::anonymous(self.source.clone(), self.source.clone(), "demo-acts");
        Ok(nobody.acting_as(Actor {
            jurisdiction_id: account.jurisdiction_id,
            account_id: account.id,
            person_id: person.id,
            label: format!("{} {}", person.display_name, person.post),
            role: grant.role.get(),
            grant_id: grant.id,
            session_id: Uuid::nil(),
            home_org_id: person.org_id,
            org_id: grant.org_id,
            section_id: grant.section_id,
            units: grant.org_id.into_iter().collect(),
            scopes: Vec::new(),
        }))
    }
}
