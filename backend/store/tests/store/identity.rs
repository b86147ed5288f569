//! Accounts, hats and sessions.

use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::policy::Capability;
use remit_store::entity::{account, password_history, role_grant};
use remit_store::identity::{AccountFilter, GrantFilter, session};
use remit_store::testing::TestDb;
use remit_store::{Slice, Text, identity, on_both_engines, row};
use uuid::Uuid;

use crate::fixture::{
    CITY, CIVIL_AFFAIRS, CIVIL_OTHER_SECTION, CIVIL_SECTION, CONTACT, CONTACT_ACCOUNT, EMERGENCY, OFFICER,
    OFFICER_ACCOUNT, actor, at, city, day, grant, id, session as a_session, write,
};

const OV_GRANT: u128 = 1;
const DC_GRANT: u128 = 2;

async fn hats(db: &TestDb) {
    city(db).await;
    let tx = write(db).await;
    let mut pending = grant(id(3), CONTACT_ACCOUNT, Role::Dl, Some(CIVIL_AFFAIRS));
    pending.state = Text(GrantState::Pending);
    let mut old = grant(id(4), CONTACT_ACCOUNT, Role::Dc, Some(EMERGENCY));
    old.valid_to = Some(day(2, 1));
    let hats = vec![
        grant(id(OV_GRANT), OFFICER_ACCOUNT, Role::Ov, None),
        grant(id(DC_GRANT), CONTACT_ACCOUNT, Role::Dc, Some(CIVIL_AFFAIRS)),
        pending,
        old,
    ];
    row::insert_all(&tx, hats).await.unwrap();
    row::append(&tx, a_session(id(9), CONTACT_ACCOUNT, id(DC_GRANT), "first"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn ids(rows: &[role_grant::Model]) -> Vec<Uuid> {
    rows.iter().map(|row| row.id).collect()
}

on_both_engines! {
    async fn a_login_finds_its_account_in_its_jurisdiction_only(db: TestDb) {
        city(&db).await;
        let found = identity::unscoped_account_by_login(db.read(), CITY, "dc1").await.unwrap();
        assert_eq!(found.map(|(account, person)| (account.id, person.display_name)), Some((CONTACT_ACCOUNT, "李联络".into())));
        let other = crate::fixture::OTHER_CITY;
        assert!(identity::unscoped_account_by_login(db.read(), other, "dc1").await.unwrap().is_none());
        assert!(identity::unscoped_account_by_login(db.read(), CITY, "dc%").await.unwrap().is_none());
    }

    async fn only_hats_in_force_may_be_worn(db: TestDb) {
        hats(&db).await;
        let worn = |on| {
            let db = db.read();
            async move { ids(&identity::unscoped_grants_of_account(db, CITY, CONTACT_ACCOUNT, on).await.unwrap()) }
        };
        assert_eq!(worn(day(5, 12)).await, [id(DC_GRANT)]);
        assert_eq!(worn(day(2, 1)).await, [id(DC_GRANT), id(4)], "the last day still counts");
        assert_eq!(identity::unscoped_grant(db.read(), CITY, OFFICER_ACCOUNT, id(DC_GRANT)).await.unwrap(), None);
    }

    async fn addressees_wear_the_role_for_the_unit_on_the_day(db: TestDb) {
        hats(&db).await;
        let told = |role, org: Option<Uuid>, section| {
            let db = db.read();
            async move {
                let orgs = org.map(|org| vec![org]);
                identity::addressees(db, CITY, role, orgs.as_deref(), section, day(5, 12)).await.unwrap()
            }
        };
        assert_eq!(told(Role::Ov, None, None).await, [OFFICER_ACCOUNT]);
        assert_eq!(told(Role::Dc, Some(CIVIL_AFFAIRS), None).await, [CONTACT_ACCOUNT]);
        assert!(told(Role::Dc, Some(EMERGENCY), None).await.is_empty(), "that hat has expired");
        assert!(told(Role::Dl, Some(CIVIL_AFFAIRS), None).await.is_empty(), "that hat waits for a second person");

        let tx = write(&db).await;
        let mut limited = role_grant::Model { version: 1, ..grant(id(DC_GRANT), CONTACT_ACCOUNT, Role::Dc, Some(CIVIL_AFFAIRS)) };
        limited.section_id = Some(CIVIL_SECTION);
        row::update(&tx, limited).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told(Role::Dc, Some(CIVIL_AFFAIRS), Some(CIVIL_SECTION)).await, [CONTACT_ACCOUNT]);
        assert!(told(Role::Dc, Some(CIVIL_AFFAIRS), Some(CIVIL_OTHER_SECTION)).await.is_empty());
    }

    async fn authentication_is_one_statement(db: TestDb) {
        hats(&db).await;
        let before = db.statements();
        let found = session::signed_in(db.read(), id(9)).await.unwrap().unwrap();
        assert_eq!(db.statements(), before + 1);
        assert_eq!((found.account.id, found.grant.id), (CONTACT_ACCOUNT, id(DC_GRANT)));
        assert_eq!(found.person.id, found.account.person_id);
        assert!(session::signed_in(db.read(), id(8)).await.unwrap().is_none());
    }

    async fn a_refresh_token_rotates_once_and_its_return_is_seen(db: TestDb) {
        hats(&db).await;
        let by = |hash: &'static str| {
            let db = db.read();
            async move { session::by_refresh_hash(db, CITY, hash).await.unwrap().map(|found| found.session) }
        };
        assert!(session::rotate(db.writer(), id(9), "first", "second", at(5, 1)).await.unwrap());
        assert!(!session::rotate(db.writer(), id(9), "first", "third", at(5, 1)).await.unwrap());
        let replayed = by("first").await.unwrap();
        assert_eq!((replayed.refresh_hash.as_str(), replayed.previous_hash.as_deref()), ("second", Some("first")));
        assert_eq!(by("second").await.map(|session| session.id), Some(id(9)));
        assert!(by("third").await.is_none());

        assert!(session::revoke(db.writer(), CONTACT_ACCOUNT, id(9), "REPLAY", at(5, 1)).await.unwrap());
        assert!(!session::rotate(db.writer(), id(9), "second", "third", at(5, 1)).await.unwrap());
    }

    async fn sessions_end_by_account_hat_or_one_by_one(db: TestDb) {
        hats(&db).await;
        let tx = write(&db).await;
        for (n, hash) in [(10, "a"), (11, "b")] {
            row::append(&tx, a_session(id(n), CONTACT_ACCOUNT, id(DC_GRANT), hash)).await.unwrap();
        }
        row::append(&tx, a_session(id(12), OFFICER_ACCOUNT, id(OV_GRANT), "c")).await.unwrap();
        tx.commit().await.unwrap();
        let live = |account| {
            let db = db.read();
            async move { session::live_of_account(db, CITY, account, at(5, 1)).await.unwrap().len() }
        };
        assert!(!session::revoke(db.writer(), OFFICER_ACCOUNT, id(9), "X", at(5, 1)).await.unwrap(), "not that account's");
        assert!(session::revoke(db.writer(), CONTACT_ACCOUNT, id(9), "SIGN_OUT", at(5, 1)).await.unwrap());
        assert_eq!(live(CONTACT_ACCOUNT).await, 2);
        let ended = session::revoke_all(db.writer(), CONTACT_ACCOUNT, Some(id(10)), "PASSWORD", at(5, 1)).await.unwrap();
        assert_eq!((ended, live(CONTACT_ACCOUNT).await), (1, 1));
        assert_eq!(session::revoke_of_grant(db.writer(), id(DC_GRANT), "REVOKED", at(5, 1)).await.unwrap(), 1);
        assert_eq!((live(CONTACT_ACCOUNT).await, live(OFFICER_ACCOUNT).await), (0, 1));
    }

    async fn the_last_use_never_moves_backwards(db: TestDb) {
        hats(&db).await;
        session::touch(db.writer(), id(9), at(5, 2)).await.unwrap();
        session::touch(db.writer(), id(9), at(4, 1)).await.unwrap();
        assert_eq!(session::signed_in(db.read(), id(9)).await.unwrap().unwrap().session.last_seen_at, at(5, 2));
    }

    async fn accounts_and_grants_are_listed_and_searched(db: TestDb) {
        hats(&db).await;
        let sa = actor(Role::Sa, OFFICER, &[], None).authorise(Capability::AccountRead).unwrap();
        let by = |filter: AccountFilter| {
            let (db, sa) = (db.read(), &sa);
            async move { identity::accounts(db, sa, &filter, Slice::first(1).counted()).await.unwrap() }
        };
        let all = by(AccountFilter::default()).await;
        assert_eq!((all.total, all.rows[0].account.login.as_str(), all.rows[0].grants.len()), (Some(2), "dc1", 3));
        assert_eq!(by(AccountFilter { role: Some(Role::Ov), ..AccountFilter::default() }).await.total, Some(1));
        assert_eq!(by(AccountFilter { text: Some("联络".into()), ..AccountFilter::default() }).await.total, Some(1));
        let locked = AccountFilter { state: Some(AccountState::Locked), ..AccountFilter::default() };
        assert_eq!(by(locked).await.total, Some(0));
        let one = identity::find_account(db.read(), &sa, OFFICER_ACCOUNT).await.unwrap().unwrap();
        assert_eq!(ids(&one.grants), [id(OV_GRANT)]);

        let se = actor(Role::Se, OFFICER, &[], None).authorise(Capability::RoleGrant).unwrap();
        let filter = GrantFilter { state: Some(GrantState::Pending), ..GrantFilter::default() };
        let page = identity::grants(db.read(), &se, &filter, Slice::first(9).counted()).await.unwrap();
        assert_eq!((page.total, page.rows[0].grant.id, page.rows[0].account.id), (Some(1), id(3), CONTACT_ACCOUNT));
        let named = GrantFilter { text: Some("王科".into()), ..GrantFilter::default() };
        assert_eq!(identity::grants(db.read(), &se, &named, Slice::first(9)).await.unwrap().rows.len(), 1);
        assert!(identity::find_grant(db.read(), &se, id(OV_GRANT)).await.unwrap().is_some());
    }

    async fn a_login_is_unique_in_its_jurisdiction(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let twin = account::Model { id: id(1), ..crate::fixture::account(id(1), OFFICER, "dc1") };
        assert!(row::insert(&tx, twin).await.unwrap_err().is_unique("uq_account_login"));
    }

    async fn old_passwords_come_back_newest_first(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        for n in 1..=6 {
            let old = password_history::Model {
                id: id(n.into()), account_id: OFFICER_ACCOUNT, password_hash: n.to_string(), set_at: at(n, 1),
            };
            row::append(&tx, old).await.unwrap();
        }
        let hashes: Vec<_> = identity::password_history(&tx, OFFICER_ACCOUNT, 5).await.unwrap();
        let hashes: Vec<_> = hashes.iter().map(|row| row.password_hash.as_str()).collect();
        assert_eq!(hashes, ["6", "5", "4", "3", "2"]);
    }

    async fn renewal_is_noted_but_is_no_activity(db: TestDb) {
        hats(&db).await;
        assert!(session::rotate(db.writer(), id(9), "first", "second", at(5, 2)).await.unwrap());
        let session = session::signed_in(db.read(), id(9)).await.unwrap().unwrap().session;
        assert_eq!((session.rotated_at, session.last_seen_at), (Some(at(5, 2)), at(5, 1)));
    }

    async fn what_a_person_holds_spans_accounts_and_waiting_grants(db: TestDb) {
        hats(&db).await;
        let tx = write(&db).await;
        row::insert(&tx, crate::fixture::account(id(60), CONTACT, "dc1-second")).await.unwrap();
        row::insert(&tx, grant(id(5), id(60), Role::Io, None)).await.unwrap();
        tx.commit().await.unwrap();
        let held = identity::unscoped_grants_of_person(db.read(), CITY, CONTACT, day(5, 12)).await.unwrap();
        assert_eq!(ids(&held), [id(DC_GRANT), id(3), id(5)], "the expired one is left out");
    }

    async fn dormant_accounts_have_given_no_sign_of_life(db: TestDb) {
        city(&db).await;
        let tx = write(&db).await;
        let quiet = crate::fixture::account(id(60), OFFICER, "quiet");
        let mut recent = crate::fixture::account(id(61), OFFICER, "recent");
        recent.last_login_at = Some(at(5, 1));
        let mut off = crate::fixture::account(id(62), OFFICER, "off");
        off.state = Text(AccountState::Disabled);
        row::insert_all(&tx, vec![quiet, recent, off]).await.unwrap();
        tx.commit().await.unwrap();
        let found = identity::dormant(db.read(), CITY, at(4, 1), 9).await.unwrap();
        let logins: Vec<_> = found.iter().map(|account| account.login.as_str()).collect();
        assert_eq!(logins, ["ov1", "dc1", "quiet"]);
        assert!(identity::dormant(db.read(), CITY, at(1, 1), 9).await.unwrap().is_empty());
    }
}
