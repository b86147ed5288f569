//! Configuration: compiled-in defaults, then a file, then the environment.
//!
//! `config.default.toml` is both the defaults and the documentation; a setting that is not in it does not exist.

mod check;
mod demo;
mod environment;
mod keys;
mod layers;
mod network;
mod secret;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use remit_graphql::guard::{Limits, Tier};
use remit_service::rating::network::covers;
use remit_shared::problem::machine::Deadlines;
use serde::{Deserialize, Serialize};

pub use check::{Keys, check};
pub use keys::{parse_data_key, parse_jwt_keys};
pub use network::Network;
pub use secret::{DatabaseUrl, Secret};

/// The defaults with their documentation.
pub const REFERENCE: &str = include_str!("../config.default.toml");

/// What is wrong with a configuration, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

/// The settings. What each means is said in `config.default.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Config {
    pub listen: String,
    pub public_url: String,
    pub jurisdiction: String,
    pub database_url: DatabaseUrl,
    pub database_url_file: PathBuf,
    pub jwt_keys: Secret,
    pub jwt_keys_file: PathBuf,
    pub data_key: Secret,
    pub data_key_file: PathBuf,
    pub secure_cookies: bool,
    pub trusted_proxies: Vec<Network>,
    pub database: Database,
    pub log: Log,
    pub http: Http,
    pub sign_in: SignIn,
    pub files: Files,
    pub jobs: Jobs,
    pub ratings: Ratings,
    pub deadlines: Deadlines,
    pub graphql: Graphql,
    /// Whether this is `remit demo`. No file and no variable can say so.
    #[serde(skip)]
    pub demo: bool,
}

/// `[database]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Database {
    pub read_connections: u32,
    pub write_connections: u32,
    pub wait_ms: u64,
}

/// `[log]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Log {
    pub format: LogFormat,
    pub level: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One object a line.
    Json,
    /// For people.
    Text,
}

/// `[http]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Http {
    pub body_bytes: usize,
    pub timeout_s: u64,
    pub shutdown_s: u64,
    pub metrics_from: Vec<Network>,
    pub websockets: usize,
    pub subscriptions: usize,
}

/// `[sign_in]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct SignIn {
    pub totp_required: bool,
    pub issuer: String,
    pub audience: String,
    pub argon2_memory_kib: u32,
    pub argon2_passes: u32,
}

/// `[files]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Files {
    pub max_bytes: usize,
}

/// `[jobs]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Jobs {
    pub clock_s: u64,
}

/// `[ratings]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Ratings {
    pub staff_networks: Vec<String>,
}

impl Ratings {
    /// The ranges by the code of their unit.
    pub fn by_unit(&self) -> Result<BTreeMap<String, Vec<String>>, ConfigError> {
        let mut units: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in &self.staff_networks {
            match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                [unit, range] if covers(range) => {
                    units
                        .entry((*unit).to_owned())
                        .or_default()
                        .push((*range).to_owned());
                }
                _ => {
                    return Err(ConfigError(format!(
                        "ratings.staff_networks: `{line}` is not a unit's code and an address range of at most /16 or /40"
                    )));
                }
            }
        }
        Ok(units)
    }
}

/// `[graphql]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config.default.toml documents every key, once")]
pub struct Graphql {
    pub errors: usize,
    pub suggestions: bool,
    pub anonymous: Limits,
    pub partner: Limits,
    pub signed_in: Limits,
    pub office: Limits,
}

impl Graphql {
    /// The limits of a tier.
    pub fn limits(&self, tier: Tier) -> &Limits {
        match tier {
            Tier::Anonymous => &self.anonymous,
            Tier::Partner => &self.partner,
            Tier::SignedIn => &self.signed_in,
            Tier::Office => &self.office,
        }
    }
}

impl Config {
    /// Puts the layers together; secrets that are named by a file are read.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut config: Self = layers::merge(file, environment)?;
        config.read_secrets()?;
        Ok(config)
    }

    fn read_secrets(&mut self) -> Result<(), ConfigError> {
        if let Some(url) = secret::from_file("database_url", &self.database_url_file, false)? {
            self.database_url = DatabaseUrl::new(url);
        }
        for (key, value, file) in [
            ("jwt_keys", &mut self.jwt_keys, &self.jwt_keys_file),
            ("data_key", &mut self.data_key, &self.data_key_file),
        ] {
            if let Some(content) = secret::from_file(key, file, !value.is_empty())? {
                *value = Secret::new(content);
            }
        }
        Ok(())
    }

    /// The settings in force, as TOML, secrets masked.
    pub fn print(&self) -> Result<String, ConfigError> {
        toml::to_string_pretty(self)
            .map_err(|error| ConfigError(format!("the settings cannot be printed: {error}")))
    }
}
