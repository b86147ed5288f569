//! A small city: the office with two sections, a bureau with a predecessor, a town, and people as the tests want.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_service::app::{App, Settings};
use remit_service::context::{Clock, OpCtx, SystemSource};
use remit_service::failure::{Answer, Failure};
use remit_service::identity::authenticate::authenticate;
use remit_service::identity::hashing::hash_blocking;
use remit_service::identity::sessions::Opened;
use remit_service::identity::settings::IdentitySettings;
use remit_service::identity::sign_in::{SignIn, SignedIn, sign_in};
use remit_service::identity::token::{TokenKey, TokenKeys};
use remit_service::secret::Sealer;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::organisation::{OrgKind, RankingGroup};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{account, audit_record, jurisdiction, org, org_section, person, role_grant};
use remit_store::testing::TestDb;
use remit_store::{Text, audit, identity, organisation, row};
use uuid::Uuid;

pub const CITY: Uuid = Uuid::from_u128(1);
pub const OFFICE: Uuid = Uuid::from_u128(0x10);
pub const BUREAU: Uuid = Uuid::from_u128(0x11);
/// Merged into the bureau.
pub const OLD_BUREAU: Uuid = Uuid::from_u128(0x12);
pub const TOWN: Uuid = Uuid::from_u128(0x13);
pub const OVERSIGHT_SECTION: Uuid = Uuid::from_u128(0x20);
pub const GENERAL_SECTION: Uuid = Uuid::from_u128(0x21);
pub const BUREAU_SECTION: Uuid = Uuid::from_u128(0x22);

/// Everybody's password; good enough for administrators.
pub const PASSWORD: &str = "Miaoshan_7741!x";
pub const ISSUER: &str = "remit-test";
pub const AUDIENCE: &str = "remit-test-api";

/// A clock that stands still until a test moves it.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub struct City {
    pub db: TestDb,
    pub app: App,
    pub clock: Arc<TestClock>,
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Member {
    pub account: Uuid,
    pub person: Uuid,
    pub login: String,
}

/// 9:00 of a working day in Zhucheng.
pub fn start() -> DateTime<Utc> {
    day(2023, 3, 31).and_hms_opt(1, 0, 0).unwrap().and_utc()
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Settings with hashes that cost next to nothing.
pub fn settings() -> IdentitySettings {
    IdentitySettings {
        totp_required: false,
        issuer: ISSUER.to_owned(),
        audience: AUDIENCE.to_owned(),
        argon2_memory_kib: 8,
        argon2_passes: 1,
        demo_accounts: Vec::new(),
    }
}

pub fn key(kid: &str, byte: u8) -> TokenKey {
    TokenKey {
        kid: kid.to_owned(),
        secret: vec![byte; 32],
    }
}

impl City {
    pub async fn new(db: TestDb) -> Self {
        Self::with(db, settings()).await
    }

    pub async fn with(db: TestDb, identity: IdentitySettings) -> Self {
        let settings = Settings {
            jurisdiction_id: CITY,
            identity,
            deadlines: remit_shared::problem::deadlines::Deadlines::default(),
            max_upload_bytes: 1024,
            staff_networks: std::collections::BTreeMap::new(),
            demo: false,
        };
        let app = App {
            db: (*db).clone(),
            settings: Arc::new(settings),
            keys: Arc::new(TokenKeys::new(vec![key("a", 1)], ISSUER, AUDIENCE).unwrap()),
            sealer: Arc::new(Sealer::new(&[7; 32])),
            throttle: Arc::default(),
            units: Arc::default(),
            calendar: Arc::default(),
            intake: Arc::default(),
            live: Arc::default(),
        };
        let city = Self {
            db,
            app,
            clock: Arc::new(TestClock(Mutex::new(start()))),
        };
        city.found().await;
        city
    }

    async fn found(&self) {
        let tx = self.db.write(CITY).await.unwrap();
        let row = jurisdiction::Model {
            id: CITY,
            code: "370782".into(),
            name: "诸城市".into(),
            level: "CITY".into(),
            parent_id: None,
        };
        organisation::found(&tx, row).await.unwrap();
        let orgs = vec![
            org(OFFICE, "BB", "市委编办", OrgKind::OversightOffice),
            org(BUREAU, "MZ", "市民政局", OrgKind::GovDept),
            org::Model {
                successor_id: Some(BUREAU),
                ..org(OLD_BUREAU, "LL", "市老龄办", OrgKind::GovDept)
            },
            org(TOWN, "MI", "密州街道", OrgKind::Subdistrict),
        ];
        row::insert_all(&tx, orgs).await.unwrap();
        let sections = vec![
            section(OVERSIGHT_SECTION, OFFICE, "职能运行监管科"),
            section(GENERAL_SECTION, OFFICE, "综合科"),
            section(BUREAU_SECTION, BUREAU, "社会救助科"),
        ];
        row::insert_all(&tx, sections).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn pass(&self, time: Duration) {
        let mut now = self.clock.0.lock().unwrap();
        *now += time;
    }

    pub fn set_clock(&self, at: DateTime<Utc>) {
        *self.clock.0.lock().unwrap() = at;
    }

    /// A stranger's context.
    pub fn ctx(&self) -> OpCtx {
        self.ctx_from("10.0.0.7")
    }

    pub fn ctx_from(&self, address: &str) -> OpCtx {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let mut ctx = OpCtx::anonymous(clock, Arc::new(SystemSource), "trace-1");
        ctx.address = Some(address.to_owned());
        ctx.user_agent = Some("Firefox".to_owned());
        ctx
    }

    /// A person of the bureau with an account but no hat.
    pub async fn nobody(&self, login: &str) -> Member {
        let member = Member {
            account: Uuid::fixture(),
            person: Uuid::fixture(),
            login: login.to_owned(),
        };
        let tx = self.db.write(CITY).await.unwrap();
        row::insert(&tx, person(&member, self.now())).await.unwrap();
        row::insert(&tx, account(&member, self.now())).await.unwrap();
        tx.commit().await.unwrap();
        member
    }

    /// A second account of the same person.
    pub async fn second_account(&self, member: &Member, login: &str) -> Member {
        let second = Member {
            account: Uuid::fixture(),
            person: member.person,
            login: login.to_owned(),
        };
        let tx = self.db.write(CITY).await.unwrap();
        row::insert(&tx, account(&second, self.now())).await.unwrap();
        tx.commit().await.unwrap();
        second
    }

    /// Somebody with one hat.
    pub async fn member(&self, login: &str, role: Role) -> Member {
        let member = self.nobody(login).await;
        let org = match role {
            Role::Dl | Role::Dc | Role::Lk => Some(BUREAU),
            Role::Ol | Role::Ov | Role::Os => Some(OFFICE),
            _ => None,
        };
        self.wear(&member, role, org).await;
        member
    }

    /// One more hat in force from today on.
    pub async fn wear(&self, member: &Member, role: Role, org: Option<Uuid>) -> Uuid {
        self.wear_row(role_grant::Model {
            org_id: org,
            ..self.hat(member, role)
        })
        .await
    }

    pub async fn wear_row(&self, grant: role_grant::Model) -> Uuid {
        let tx = self.db.write(CITY).await.unwrap();
        let saved = row::insert(&tx, grant).await.unwrap();
        tx.commit().await.unwrap();
        saved.id
    }

    pub fn hat(&self, member: &Member, role: Role) -> role_grant::Model {
        role_grant::Model {
            id: Uuid::fixture(),
            jurisdiction_id: CITY,
            account_id: member.account,
            role: Text(role),
            org_id: None,
            section_id: None,
            valid_from: day(2023, 1, 1),
            valid_to: None,
            state: Text(GrantState::Active),
            granted_by: None,
            confirmed_by: None,
            document_no: None,
            created_at: self.now(),
            created_by: None,
            updated_at: self.now(),
            version: 1,
            change_seq: 0,
        }
    }

    pub async fn account(&self, member: &Member) -> account::Model {
        let found = identity::unscoped_account(self.db.read(), CITY, member.account)
            .await
            .unwrap();
        found.unwrap().0
    }

    /// Changes an account behind everybody's back.
    pub async fn alter(&self, member: &Member, change: impl FnOnce(&mut account::Model)) {
        self.alter_login(&member.login, change).await;
    }

    pub async fn alter_login(&self, login: &str, change: impl FnOnce(&mut account::Model)) {
        let mut account = self.account_of(login).await;
        change(&mut account);
        let tx = self.db.write(CITY).await.unwrap();
        row::update(&tx, account).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Changes a hat behind everybody's back.
    pub async fn alter_hat(&self, member: &Member, hat: Uuid, change: impl FnOnce(&mut role_grant::Model)) {
        let found = identity::unscoped_grant(self.db.read(), CITY, member.account, hat)
            .await
            .unwrap();
        let mut grant = found.unwrap();
        change(&mut grant);
        let tx = self.db.write(CITY).await.unwrap();
        row::update(&tx, grant).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn account_of(&self, login: &str) -> account::Model {
        let found = identity::unscoped_account_by_login(self.db.read(), CITY, login)
            .await
            .unwrap();
        found.unwrap().0
    }

    pub async fn try_sign_in(&self, login: &str, password: &str) -> Answer<SignedIn> {
        sign_in(&self.app, &self.ctx(), with(login, password)).await
    }

    pub async fn sign_in(&self, login: &str) -> Opened {
        opened(self.try_sign_in(login, PASSWORD).await)
    }

    /// The context of a person who has just signed in.
    pub async fn enter(&self, login: &str) -> OpCtx {
        let session = self.sign_in(login).await;
        self.act(&session).await.unwrap()
    }

    /// A request with a session's access token.
    pub async fn act(&self, session: &Opened) -> Answer<OpCtx> {
        let ctx = self.ctx();
        let verified = authenticate(&self.app, &ctx, &session.tokens.access_token, false).await?;
        Ok(verified.enter(ctx))
    }

    pub async fn audit(&self) -> Vec<audit_record::Model> {
        audit::chunk(self.db.read(), CITY, 0, 10_000).await.unwrap()
    }

    pub async fn last_audit(&self) -> audit_record::Model {
        audit::last(self.db.read(), CITY).await.unwrap().unwrap()
    }
}

pub fn with(login: &str, password: &str) -> SignIn {
    SignIn {
        login: login.to_owned(),
        password: password.to_owned(),
        totp: None,
        grant_id: None,
    }
}

pub fn opened(answer: Answer<SignedIn>) -> Opened {
    match answer.unwrap() {
        SignedIn::Open(opened) => *opened,
        other => panic!("no session was opened: {other:?}"),
    }
}

pub fn refusal<T>(answer: Answer<T>) -> Refusal {
    match answer {
        Ok(_) => panic!("this was to be refused"),
        Err(Failure::Refused(refusal)) => refusal,
        Err(Failure::Fault(fault)) => panic!("a fault instead of a refusal: {fault:?}"),
    }
}

pub fn code<T>(answer: Answer<T>) -> RefusalCode {
    refusal(answer).code
}

/// Ids of fixtures; the product's own come from its `OpCtx`.
pub trait TestId {
    fn fixture() -> Self;
}

impl TestId for Uuid {
    #[expect(clippy::disallowed_methods, reason = "ids of fixtures")]
    fn fixture() -> Self {
        Self::now_v7()
    }
}

fn person(member: &Member, now: DateTime<Utc>) -> person::Model {
    person::Model {
        id: member.person,
        jurisdiction_id: CITY,
        display_name: format!("人员{}", member.login),
        post: "科员".to_owned(),
        phone_enc: None,
        org_id: Some(BUREAU),
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: 0,
    }
}

fn account(member: &Member, now: DateTime<Utc>) -> account::Model {
    account::Model {
        id: member.account,
        jurisdiction_id: CITY,
        person_id: member.person,
        login: member.login.clone(),
        state: Text(AccountState::Active),
        password_hash: hash_blocking(&settings(), [3; 16], PASSWORD).unwrap(),
        totp_enc: None,
        totp_pending_enc: None,
        failed_count: 0,
        first_failed_at: None,
        locked_until: None,
        password_changed_at: now,
        must_change: false,
        last_login_at: None,
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: 0,
    }
}

fn org(id: Uuid, code: &str, name: &str, kind: OrgKind) -> org::Model {
    let supervised = kind == OrgKind::GovDept;
    org::Model {
        id,
        jurisdiction_id: CITY,
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: name.to_owned(),
        kind: Text(kind),
        supervised,
        ranking_group: supervised.then_some(Text(RankingGroup::Government)),
        parent_id: None,
        leader_id: None,
        has_window: false,
        town_facing: false,
        sort: 1,
        valid_from: day(2020, 1, 1),
        valid_to: None,
        successor_id: None,
        created_at: start(),
        created_by: None,
        updated_at: start(),
        version: 1,
        change_seq: 0,
    }
}

fn section(id: Uuid, org_id: Uuid, name: &str) -> org_section::Model {
    org_section::Model {
        id,
        jurisdiction_id: CITY,
        org_id,
        name: name.to_owned(),
        sort: 1,
        valid_from: day(2020, 1, 1),
        valid_to: None,
        created_at: start(),
        created_by: None,
        updated_at: start(),
        version: 1,
        change_seq: 0,
    }
}
