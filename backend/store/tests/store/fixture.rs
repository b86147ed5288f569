//! A small city to test in: two units with a section each, a few people, and builders for the rest.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::organisation::{OrgKind, RankingGroup};
use remit_shared::policy::{Actor, Capability, Scope};
use remit_shared::problem::{
    Alert, LedgerKind, LedgerState, ProblemCategory, ProblemSource, ProblemState, Severity, SheetDirection,
    SheetState, Urgency,
};
use remit_store::entity::{
    account, jurisdiction, ledger_entry, org, org_section, person, problem, push_sheet, role_grant, session,
};
use remit_store::testing::TestDb;
use remit_store::{Text, WriteTx, organisation, row};
use uuid::Uuid;

pub const CITY: Uuid = Uuid::from_u128(1);
/// A second jurisdiction in the same database.
pub const OTHER_CITY: Uuid = Uuid::from_u128(2);

pub const CIVIL_AFFAIRS: Uuid = Uuid::from_u128(0x11);
pub const EMERGENCY: Uuid = Uuid::from_u128(0x12);
pub const CIVIL_SECTION: Uuid = Uuid::from_u128(0x21);
pub const CIVIL_OTHER_SECTION: Uuid = Uuid::from_u128(0x22);
pub const OFFICER: Uuid = Uuid::from_u128(0x31);
pub const CONTACT: Uuid = Uuid::from_u128(0x32);
pub const REPORTER: Uuid = Uuid::from_u128(0x33);
pub const OFFICER_ACCOUNT: Uuid = Uuid::from_u128(0x41);
pub const CONTACT_ACCOUNT: Uuid = Uuid::from_u128(0x42);

/// Row ids in the order they are asked for.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x1000 + n)
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

pub fn at(month: u32, date: u32) -> DateTime<Utc> {
    day(month, date).and_hms_opt(1, 2, 3).unwrap().and_utc()
}

pub fn actor(role: Role, person_id: Uuid, units: &[Uuid], section_id: Option<Uuid>) -> Actor {
    Actor {
        jurisdiction_id: CITY,
        account_id: if person_id == OFFICER {
            OFFICER_ACCOUNT
        } else {
            CONTACT_ACCOUNT
        },
        person_id,
        label: "测试".to_owned(),
        role,
        grant_id: Uuid::nil(),
        session_id: Uuid::nil(),
        org_id: units.first().copied(),
        section_id,
        units: units.to_vec(),
        scopes: Vec::new(),
        home_org_id: None,
    }
}

/// What the oversight section may see.
pub fn office(capability: Capability) -> Scope {
    actor(Role::Ov, OFFICER, &[], None).authorise(capability).unwrap()
}

/// What a unit's contact may see.
pub fn unit(capability: Capability, org_id: Uuid) -> Scope {
    actor(Role::Dc, CONTACT, &[org_id], None)
        .authorise(capability)
        .unwrap()
}

pub async fn city(db: &TestDb) {
    let tx = db.write(CITY).await.unwrap();
    for (id, code, name) in [(CITY, "370782", "诸城市"), (OTHER_CITY, "370785", "高密市")] {
        let row = jurisdiction::Model {
            id,
            code: code.into(),
            name: name.into(),
            level: "CITY".into(),
            parent_id: None,
        };
        organisation::found(&tx, row).await.unwrap();
    }
    row::insert_all(
        &tx,
        vec![
            org(CIVIL_AFFAIRS, "CIV", "市民政局", 1),
            org(EMERGENCY, "EMG", "市应急管理局", 2),
        ],
    )
    .await
    .unwrap();
    row::insert_all(
        &tx,
        vec![
            section(CIVIL_SECTION, CIVIL_AFFAIRS, "办公室"),
            section(CIVIL_OTHER_SECTION, CIVIL_AFFAIRS, "社会救助科"),
        ],
    )
    .await
    .unwrap();
    row::insert_all(
        &tx,
        vec![
            person(OFFICER, "王科长", None),
            person(CONTACT, "李联络", Some(CIVIL_AFFAIRS)),
            person(REPORTER, "赵信息", None),
        ],
    )
    .await
    .unwrap();
    row::insert_all(
        &tx,
        vec![
            account(OFFICER_ACCOUNT, OFFICER, "ov1"),
            account(CONTACT_ACCOUNT, CONTACT, "dc1"),
        ],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

pub fn org(id: Uuid, code: &str, name: &str, sort: i32) -> org::Model {
    org::Model {
        id,
        jurisdiction_id: CITY,
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: name.trim_start_matches('市').to_owned(),
        kind: Text(OrgKind::GovDept),
        supervised: true,
        ranking_group: Some(Text(RankingGroup::Government)),
        parent_id: None,
        leader_id: None,
        has_window: false,
        town_facing: false,
        sort,
        valid_from: day(1, 1),
        valid_to: None,
        successor_id: None,
        created_at: at(1, 1),
        created_by: None,
        updated_at: at(1, 1),
        version: 0,
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
        valid_from: day(1, 1),
        valid_to: None,
        created_at: at(1, 1),
        created_by: None,
        updated_at: at(1, 1),
        version: 0,
        change_seq: 0,
    }
}

fn person(id: Uuid, name: &str, org_id: Option<Uuid>) -> person::Model {
    person::Model {
        id,
        jurisdiction_id: CITY,
        display_name: name.to_owned(),
        post: "科员".to_owned(),
        phone_enc: None,
        org_id,
        created_at: at(1, 1),
        created_by: None,
        updated_at: at(1, 1),
        version: 0,
        change_seq: 0,
    }
}

pub fn account(id: Uuid, person_id: Uuid, login: &str) -> account::Model {
    account::Model {
        id,
        jurisdiction_id: CITY,
        person_id,
        login: login.to_owned(),
        state: Text(AccountState::Active),
        password_hash: "$argon2id$".to_owned(),
        totp_enc: None,
        totp_pending_enc: None,
        failed_count: 0,
        first_failed_at: None,
        locked_until: None,
        password_changed_at: at(1, 1),
        must_change: false,
        last_login_at: None,
        created_at: at(1, 1),
        created_by: None,
        updated_at: at(1, 1),
        version: 0,
        change_seq: 0,
    }
}

pub fn grant(id: Uuid, account_id: Uuid, role: Role, org_id: Option<Uuid>) -> role_grant::Model {
    role_grant::Model {
        id,
        jurisdiction_id: CITY,
        account_id,
        role: Text(role),
        org_id,
        section_id: None,
        valid_from: day(1, 1),
        valid_to: Some(day(12, 31)),
        state: Text(GrantState::Active),
        granted_by: None,
        confirmed_by: None,
        document_no: None,
        created_at: at(1, 1),
        created_by: None,
        updated_at: at(1, 1),
        version: 0,
        change_seq: 0,
    }
}

pub fn session(id: Uuid, account_id: Uuid, grant_id: Uuid, refresh_hash: &str) -> session::Model {
    session::Model {
        id,
        jurisdiction_id: CITY,
        account_id,
        grant_id,
        refresh_hash: refresh_hash.to_owned(),
        previous_hash: None,
        rotated_at: None,
        created_at: at(5, 1),
        last_seen_at: at(5, 1),
        expires_at: at(5, 2),
        revoked_at: None,
        revoked_why: None,
        address: Some("10.0.0.1".to_owned()),
        user_agent: None,
    }
}

/// A problem of the civil affairs bureau, raised on 12 May.
pub fn problem(n: u128) -> problem::Model {
    problem::Model {
        id: id(n),
        jurisdiction_id: CITY,
        code: format!("LZ-2022-{n:04}"),
        org_id: CIVIL_AFFAIRS,
        section_id: None,
        title: "职责任务清单修订不及时".to_owned(),
        facts: "清单与三定规定不一致".to_owned(),
        source: Text(ProblemSource::PushSheet),
        source_id: None,
        category: Text(ProblemCategory::ListOutdated),
        severity: Text(Severity::Minor),
        state: Text(ProblemState::Raised),
        alert: Text(Alert::None),
        due_on: None,
        due_from: None,
        due_wd: None,
        step_due_on: None,
        handler_id: None,
        first_verifier_id: None,
        submitter_id: None,
        self_reported: false,
        contested: false,
        returned_count: 0,
        extensions_count: 0,
        promise: None,
        merged_into: None,
        close_no: None,
        closed_on: None,
        reporter_ref: None,
        raised_on: day(5, 12),
        client_id: None,
        created_at: at(5, 12),
        created_by: None,
        updated_at: at(5, 12),
        version: 0,
        change_seq: 0,
    }
}

/// A sheet that a section of the office has pushed.
pub fn sheet(n: u128) -> push_sheet::Model {
    push_sheet::Model {
        id: id(n),
        jurisdiction_id: CITY,
        no: Some(format!("TS-2022-{n:04}")),
        direction: Text(SheetDirection::Internal),
        from_section_id: None,
        org_id: CIVIL_AFFAIRS,
        matter: "职责任务清单修订不及时".to_owned(),
        basis: "三定规定".to_owned(),
        urgency: Text(Urgency::Normal),
        suggested_action: String::new(),
        state: Text(SheetState::Pushed),
        client_id: None,
        author_id: OFFICER,
        pushed_at: Some(at(5, 12)),
        pushed_by: Some(OFFICER),
        received_at: None,
        received_by: None,
        due_on: Some(day(5, 13)),
        decided_at: None,
        filed_reason: None,
        problem_id: None,
        created_at: at(5, 12),
        created_by: None,
        updated_at: at(5, 12),
        version: 0,
        change_seq: 0,
    }
}

/// An open entry of the rectification ledger.
pub fn entry(n: u128, problem_id: Uuid) -> ledger_entry::Model {
    ledger_entry::Model {
        id: id(n),
        jurisdiction_id: CITY,
        ledger: Text(LedgerKind::Rectify),
        point_id: None,
        problem_id: Some(problem_id),
        opened_on: day(5, 16),
        due_on: day(6, 14),
        state: Text(LedgerState::Open),
        close_no: None,
        closed_by: None,
        closed_on: None,
        explanation: None,
        explained_by: None,
        created_at: at(5, 16),
        created_by: None,
        updated_at: at(5, 16),
        version: 0,
        change_seq: 0,
    }
}

/// Writes problems in one transaction.
pub async fn raise(db: &TestDb, problems: Vec<problem::Model>) -> Vec<problem::Model> {
    let tx = db.write(CITY).await.unwrap();
    let rows = row::insert_all(&tx, problems).await.unwrap();
    tx.commit().await.unwrap();
    rows
}

/// An open transaction of the city.
pub async fn write(db: &TestDb) -> WriteTx {
    db.write(CITY).await.unwrap()
}
