//! The demo city on a private database.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use remit_service::app::{App, Settings};
use remit_service::context::{Clock, IdSource, OpCtx};
use remit_service::identity::settings::IdentitySettings;
use remit_service::identity::token::{TokenKey, TokenKeys};
use remit_service::partner::authenticate::scopes;
use remit_service::secret::Sealer;
use remit_shared::identity::Role;
use remit_shared::policy::Actor;
use remit_shared::problem::machine::Deadlines;
use remit_store::entity::{account, api_client, org, org_section, person, role_grant, supervision_plan};
use remit_store::testing::{TestDb, fresh};
use remit_store::{Db, Engine, row};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A clock that stands where the test puts it.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// 09:00 in Shanghai on a day.
    pub fn on(day: &str) -> Self {
        let clock = Self(AtomicI64::new(0));
        clock.go_to(day);
        clock
    }

    /// Moves to 09:00 in Shanghai on a day.
    pub fn go_to(&self, day: &str) {
        let day: NaiveDate = day.parse().expect("a day such as 2023-05-12");
        let nine = day.and_hms_opt(1, 0, 0).expect("a time of day").and_utc();
        self.0.store(nine.timestamp(), Ordering::SeqCst);
    }

    /// Moves on.
    pub fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        // Every look takes a second, so that the order of what happens shows in the times.
        let seconds = self.0.fetch_add(1, Ordering::SeqCst);
        DateTime::from_timestamp(seconds, 0).expect("a time of this century")
    }
}

/// Ids and bytes that differ from each other and repeat from run to run.
#[derive(Debug, Default)]
pub struct TestIds(AtomicU64);

impl IdSource for TestIds {
    fn new_id(&self) -> Uuid {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128((0x7e57_0000_0000_7000_8000_u128 << 48) | u128::from(n))
    }

    fn fill(&self, bytes: &mut [u8]) {
        use sha2::{Digest, Sha256};
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        for (index, chunk) in bytes.chunks_mut(32).enumerate() {
            let digest = Sha256::digest(format!("{n}:{index}"));
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

/// The demo city, its clock, and the process's state.
pub struct City {
    /// State handed to every use case.
    pub app: App,
    /// The clock.
    pub clock: Arc<TestClock>,
    ids: Arc<TestIds>,
    database: TestDb,
}

/// argon2id is slow on purpose; one hash serves all tests of a process.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        use argon2::password_hash::{PasswordHasher, SaltString};
        let salt = SaltString::encode_b64(b"remit-test-salt!").expect("a salt");
        let hash = argon2::Argon2::default().hash_password(remit_demo::DEMO_PASSWORD.as_bytes(), &salt);
        hash.expect("a hash").to_string()
    })
}

impl City {
    /// The demo city as it stands at its as-of date, on a private database, the clock at 09:00 of `day`.
    pub async fn open(engine: Engine, day: &str) -> Self {
        Self::open_with(engine, day, remit_demo::Ratings::None).await
    }

    /// The same with the public's ratings, which are many.
    pub async fn open_with(engine: Engine, day: &str, ratings: remit_demo::Ratings) -> Self {
        let database = fresh(engine).await.expect("a private database");
        let db: Db = (*database).clone();
        let options = remit_demo::LoadOptions {
            password_hash: password_hash().to_owned(),
            ratings,
        };
        remit_demo::load(&db, &options)
            .await
            .expect("the demo city loads");
        let app = app(db);
        Self {
            app,
            clock: Arc::new(TestClock::on(day)),
            ids: Arc::default(),
            database,
        }
    }

    /// A context without an actor: the clock's own jobs, and people before sign-in.
    pub fn nobody(&self) -> OpCtx {
        OpCtx::anonymous(self.clock.clone(), self.ids.clone(), "test")
    }

    /// A voter: a context that says nothing about who acts or from where.
    pub fn voter(&self) -> OpCtx {
        OpCtx::anonymous(self.clock.clone(), self.ids.clone(), "")
    }

    /// URL of the private database, for tests that look at its files.
    pub fn url(&self) -> &str {
        self.database.url()
    }

    /// Somebody at work under the first hat of the account.
    pub async fn person(&self, login: &str) -> OpCtx {
        let conn = self.app.db.read();
        let account = account::Entity::find()
            .filter(account::Column::Login.eq(login))
            .one(conn)
            .await
            .expect("accounts can be read")
            .unwrap_or_else(|| panic!("no account {login}"));
        let grant = role_grant::Entity::find()
            .filter(role_grant::Column::AccountId.eq(account.id))
            .one(conn)
            .await
            .expect("grants can be read")
            .unwrap_or_else(|| panic!("{login} wears no hat"));
        let person = person::Entity::find_by_id(account.person_id)
            .one(conn)
            .await
            .expect("people can be read");
        let person = person.expect("the account's person");
        let units = match grant.role.get() {
            Role::Cl => remit_store::organisation::in_charge_of(conn, account.jurisdiction_id, person.id)
                .await
                .expect("units"),
            _ => grant.org_id.into_iter().collect(),
        };
        self.nobody().acting_as(Actor {
            jurisdiction_id: account.jurisdiction_id,
            account_id: account.id,
            person_id: person.id,
            label: person.display_name,
            role: grant.role.get(),
            grant_id: grant.id,
            session_id: Uuid::nil(),
            home_org_id: person.org_id,
            org_id: grant.org_id,
            section_id: grant.section_id,
            units,
            scopes: Vec::new(),
        })
    }

    /// A partner's machine at work, by the name of its system.
    pub async fn machine(&self, name: &str) -> OpCtx {
        let found = api_client::Entity::find()
            .filter(api_client::Column::Name.eq(name))
            .one(self.app.db.read())
            .await;
        let client = found
            .expect("clients can be read")
            .unwrap_or_else(|| panic!("no client {name}"));
        self.nobody().acting_as(Actor {
            jurisdiction_id: client.jurisdiction_id,
            account_id: client.id,
            person_id: client.owner_id,
            label: client.name.clone(),
            role: Role::Pc,
            grant_id: client.id,
            session_id: client.id,
            home_org_id: Some(client.org_id),
            org_id: Some(client.org_id),
            section_id: None,
            units: vec![client.org_id],
            scopes: scopes(&client),
        })
    }

    /// A unit by its name.
    pub async fn org(&self, name: &str) -> org::Model {
        let found = org::Entity::find()
            .filter(org::Column::Name.eq(name))
            .one(self.app.db.read())
            .await;
        found
            .expect("units can be read")
            .unwrap_or_else(|| panic!("no unit {name}"))
    }

    /// The plan of 2022 once more for 2023, in force from 1 April: a year whose points can still be written.
    pub async fn plan_of_2023(&self) {
        let jurisdiction = self.app.settings.jurisdiction_id;
        let last = remit_store::plan::in_force(self.app.db.read(), jurisdiction, 2022)
            .await
            .expect("plans can be read")
            .expect("the plan of 2022");
        let tx = self.app.db.write(jurisdiction).await.expect("a transaction");
        let next = supervision_plan::Model {
            id: Uuid::from_u128(0x2023),
            year: 2023,
            revision: 1,
            starts_on: NaiveDate::from_ymd_opt(2023, 4, 1).expect("a day"),
            amended_from: None,
            version: 1,
            ..last
        };
        row::insert(&tx, next).await.expect("inserted");
        tx.commit().await.expect("committed");
    }

    /// The first section of a unit.
    pub async fn section(&self, org: Uuid) -> org_section::Model {
        let found = org_section::Entity::find()
            .filter(org_section::Column::OrgId.eq(org))
            .one(self.app.db.read())
            .await;
        found
            .expect("sections can be read")
            .expect("the unit has sections")
    }
}

fn app(db: Db) -> App {
    let identity = IdentitySettings {
        totp_required: false,
        issuer: "remit".to_owned(),
        audience: "remit".to_owned(),
        argon2_memory_kib: 64,
        argon2_passes: 1,
        demo_accounts: Vec::new(),
    };
    let settings = Settings {
        jurisdiction_id: remit_demo::jurisdiction_id(),
        identity,
        deadlines: Deadlines::default(),
        max_upload_bytes: 1024 * 1024,
        staff_networks: std::collections::BTreeMap::new(),
        demo: true,
    };
    let key = TokenKey {
        kid: "test".to_owned(),
        secret: vec![7; 32],
    };
    let keys = TokenKeys::new(vec![key], "remit", "remit").expect("a usable key");
    App {
        db,
        settings: Arc::new(settings),
        keys: Arc::new(keys),
        sealer: Arc::new(Sealer::new(&[7; 32])),
        throttle: Arc::default(),
        units: Arc::default(),
        calendar: Arc::default(),
        intake: Arc::default(),
        live: Arc::default(),
    }
}
