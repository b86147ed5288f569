//! What every use case needs of the running process: the store, the settings, the keys, the live channel.

use std::collections::BTreeMap;
use std::sync::Arc;

use remit_shared::problem::machine::Deadlines;
use remit_store::Db;
use uuid::Uuid;

use crate::calendar::CalendarCache;
use crate::identity::settings::IdentitySettings;
use crate::identity::throttle::AddressThrottle;
use crate::identity::token::TokenKeys;
use crate::identity::units::UnitCache;
use crate::live::Live;
use crate::rating::intake::Intake;
use crate::secret::Sealer;

/// Settings of the use cases; the server fills them from its configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Jurisdiction this installation serves by default.
    pub jurisdiction_id: Uuid,
    /// Sign-in rules that a configuration may tighten or, for the demo, relax.
    pub identity: IdentitySettings,
    /// Deadlines of §3.3 and §3.4 in working days.
    pub deadlines: Deadlines,
    /// Largest evidence file, bytes.
    pub max_upload_bytes: usize,
    /// Address ranges of units' own offices and halls, by code of the unit (§5.6 c F-STAFF).
    pub staff_networks: BTreeMap<String, Vec<String>>,
    /// Whether the demo's fixed accounts are in use; the SPA shows a banner.
    pub demo: bool,
}

/// The process's shared state. Cloning is cheap.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// Settings, fixed at start.
    pub settings: Arc<Settings>,
    /// Signing keys of access tokens.
    pub keys: Arc<TokenKeys>,
    /// Encrypts phone numbers and TOTP secrets in storage.
    pub sealer: Arc<Sealer>,
    /// Failed sign-ins per address.
    pub throttle: Arc<AddressThrottle>,
    /// Units that a hat opens, remembered for a minute.
    pub units: Arc<UnitCache>,
    /// The work calendar, loaded once and again when it changes.
    pub calendar: Arc<CalendarCache>,
    /// The queue of ratings that are written together.
    pub intake: Arc<Intake>,
    /// Live events for subscriptions.
    pub live: Arc<Live>,
}
