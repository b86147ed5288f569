//! The settings of `remit demo`: known to everybody, and therefore refused by `serve`.

use super::{Config, LogFormat, Secret};

/// The demo's signing key.
pub(super) const JWT_KEYS: &str = "demo:64656d6f64656d6f64656d6f64656d6f64656d6f64656d6f64656d6f64656d6f";
/// The demo's data key.
pub(super) const DATA_KEY: &str = "64656d6f2d646174612d6b65792d64656d6f2d646174612d6b65792d64656d6f";
/// Where the demo keeps its city, apart from a real database.
const DATABASE: &str = "sqlite://data/demo.db?mode=rwc";

impl Config {
    /// These settings as the demo has them: its own keys and database, no second factor, cookies that work
    /// without TLS, log lines for people.
    #[must_use]
    pub fn for_demo(mut self) -> Self {
        let usual = Self::load(None, []).ok();
        let usual_level = usual
            .as_ref()
            .map(|usual| usual.log.level.clone())
            .unwrap_or_default();
        if usual.is_some_and(|usual| usual.database_url == self.database_url) {
            self.database_url = super::DatabaseUrl::new(DATABASE);
        }
        self.demo = true;
        self.jwt_keys = Secret::new(JWT_KEYS);
        self.data_key = Secret::new(DATA_KEY);
        self.jurisdiction = String::new();
        self.public_url = String::new();
        self.secure_cookies = false;
        self.sign_in.totp_required = false;
        self.log.format = LogFormat::Text;
        if self.log.level == usual_level {
            // The console belongs to the greeting; a level of one's own choice stays.
            "warn".clone_into(&mut self.log.level);
        }
        self.graphql.office.introspection = true;
        self.graphql.signed_in.introspection = true;
        self
    }
}
