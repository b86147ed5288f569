//! From a configuration to the state that use cases need.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use chrono::{DateTime, Utc};
use remit_demo::{DemoClock, LoadOptions, LoadReport, Ratings};
use remit_graphql::guard::TypeTable;
use remit_graphql::{Schema, builder, sdl};
use remit_service::app::{App, Settings};
use remit_service::context::{Clock, IdSource, SystemSource};
use remit_service::identity::hashing::hash_blocking;
use remit_service::identity::settings::{DemoAccount, IdentitySettings};
use remit_service::identity::token::{TokenKey, TokenKeys};
use remit_service::secret::Sealer;
use remit_store::{Db, StoreOptions, organisation};
use uuid::Uuid;

use crate::config::{Config, Keys, check};

/// Salt of the demo's one password: known, like the password.
const DEMO_SALT: [u8; 16] = *b"remit-demo-salt!";

/// Opens the configured database.
pub async fn open(config: &Config) -> Result<Db> {
    let options = StoreOptions {
        read_connections: config.database.read_connections,
        write_connections: config.database.write_connections,
        wait: Duration::from_millis(config.database.wait_ms),
        ..StoreOptions::new(config.database_url.expose())
    };
    Db::connect(&options)
        .await
        .with_context(|| format!("the database {} cannot be opened", config.database_url))
}

/// Opens a database that is up to date.
pub async fn open_current(config: &Config) -> Result<Db> {
    let db = open(config).await?;
    let pending = remit_migrations::pending(db.writer())
        .await
        .context("the database's schema cannot be read")?;
    if !pending.is_empty() {
        bail!(
            "the database lacks {} schema steps: run `remit migrate` with the same settings first",
            pending.len()
        );
    }
    Ok(db)
}

/// The jurisdiction that is served: the configured one, or the only one.
pub async fn jurisdiction(config: &Config, db: &Db) -> Result<Uuid> {
    let known = organisation::jurisdictions(db.read())
        .await
        .context("the jurisdictions cannot be read")?;
    let code = &config.jurisdiction;
    match known.as_slice() {
        [] => bail!("the database has no jurisdiction yet: run `remit found --code CODE --name NAME` first"),
        [only] if code.is_empty() => Ok(only.id),
        _ if code.is_empty() => {
            bail!("the database has several jurisdictions: name one in REMIT_JURISDICTION")
        }
        several => match several.iter().find(|one| one.code == *code) {
            Some(found) => Ok(found.id),
            None => bail!("the database has no jurisdiction {code}; look at the setting `jurisdiction`"),
        },
    }
}

/// The keys that `serve` needs, or every reason why it does not start.
pub fn keys(config: &Config) -> Result<Keys> {
    check(config).map_err(|wrong| {
        let lines: Vec<String> = wrong.iter().map(|error| format!("- {error}")).collect();
        anyhow!("the configuration is not complete:\n{}", lines.join("\n"))
    })
}

/// The use cases' state.
pub fn app(config: &Config, keys: Keys, db: Db, jurisdiction_id: Uuid) -> Result<App> {
    let sign_in = &config.sign_in;
    let token_keys = TokenKeys::new(keys.jwt, &sign_in.issuer, &sign_in.audience)
        .map_err(|failure| anyhow!("{failure}"))?;
    Ok(App {
        db,
        settings: Arc::new(Settings {
            jurisdiction_id,
            identity: identity(config),
            deadlines: config.deadlines,
            max_upload_bytes: config.files.max_bytes,
            staff_networks: config.ratings.by_unit()?,
            demo: config.demo,
        }),
        keys: Arc::new(token_keys),
        sealer: Arc::new(Sealer::new(&keys.data)),
        throttle: Arc::default(),
        units: Arc::default(),
        calendar: Arc::default(),
        intake: Arc::default(),
        live: Arc::default(),
    })
}

/// The use cases' state for commands that neither sign tokens nor open sealed fields: real keys where there are
/// some, keys of a moment otherwise.
pub async fn offline(config: &Config, db: Db) -> Result<App> {
    let jurisdiction = jurisdiction(config, &db).await?;
    let keys = check(config).unwrap_or_else(|_| momentary_keys());
    app(config, keys, db, jurisdiction)
}

fn momentary_keys() -> Keys {
    let (mut secret, mut data) = (vec![0; 32], [0; 32]);
    SystemSource.fill(&mut secret);
    SystemSource.fill(&mut data);
    Keys {
        jwt: vec![TokenKey {
            kid: "moment".to_owned(),
            secret,
        }],
        data,
    }
}

/// The sign-in rules.
pub fn identity(config: &Config) -> IdentitySettings {
    let sign_in = &config.sign_in;
    IdentitySettings {
        totp_required: sign_in.totp_required,
        issuer: sign_in.issuer.clone(),
        audience: sign_in.audience.clone(),
        argon2_memory_kib: sign_in.argon2_memory_kib,
        argon2_passes: sign_in.argon2_passes,
        demo_accounts: if config.demo { demo_accounts() } else { Vec::new() },
    }
}

fn demo_accounts() -> Vec<DemoAccount> {
    remit_demo::demo_accounts()
        .iter()
        .map(|account| DemoAccount {
            login: account.login.to_owned(),
            password: account.password.to_owned(),
            role: account.role,
            label: account.label_zh.to_owned(),
        })
        .collect()
}

/// The schema, and its types for the guard.
pub fn schema(config: &Config) -> Result<(Schema, TypeTable)> {
    let types = TypeTable::from_sdl(&sdl())?;
    let builder = builder();
    let builder = if config.graphql.suggestions {
        builder
    } else {
        builder.disable_suggestions()
    };
    Ok((builder.finish(), types))
}

/// Loads the demo city into an empty, current database.
pub async fn load_demo(config: &Config, db: &Db, ratings: Ratings) -> Result<LoadReport> {
    let hash = hash_blocking(&identity(config), DEMO_SALT, remit_demo::DEMO_PASSWORD)
        .map_err(|failure| anyhow!("the demo's password cannot be hashed: {failure}"))?;
    let options = LoadOptions {
        password_hash: hash,
        ratings,
    };
    Ok(remit_demo::load(db, &options).await?)
}

/// Has the city's people do what follows from the rows: the yearly result. Done once; repeating it changes nothing.
pub async fn enact_demo(config: &Config, db: &Db) -> Result<()> {
    let app = offline(config, db.clone()).await?;
    if !remit_demo::is_enacted(&app).await? {
        remit_demo::enact(&app).await?;
    }
    Ok(())
}

/// The demo's clock runs on from where the data ends; everybody else's is the machine's.
pub async fn clock(config: &Config, db: &Db) -> Result<Arc<dyn Clock>> {
    if !config.demo {
        return Ok(Arc::new(SystemSource));
    }
    let clock = DemoClock::resume(db)
        .await
        .context("the demo's clock cannot be read")?;
    Ok(Arc::new(RunningDemoClock {
        clock,
        since: Instant::now(),
    }))
}

/// The demo's clock, running since the server started.
struct RunningDemoClock {
    clock: DemoClock,
    since: Instant,
}

impl Clock for RunningDemoClock {
    fn now(&self) -> DateTime<Utc> {
        self.clock.after(self.since.elapsed())
    }
}
