//! Every request: idle and absolute ends, background requests, revocation at once, units by R1 and R5.

use chrono::Duration;
use remit_service::identity::authenticate::{authenticate, recheck};
use remit_service::identity::{accounts, grants, refresh, sessions};
use remit_service::problem::Step;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::refusal::RefusalCode;
use remit_store::entity::{org, role_grant};
use remit_store::{Text, identity, organisation, row};

use crate::city::{BUREAU, CITY, City, OLD_BUREAU, TOWN, code, day};

/// Stays active for a while: a request every five minutes, with a new access token when one is due.
async fn stay_active(city: &City, mut session: sessions::Opened, time: Duration) -> sessions::Opened {
    let end = city.now() + time;
    while city.now() < end {
        city.pass(Duration::minutes(5).min(end - city.now()));
        if city.now() >= session.tokens.access_expires_at {
            let token = session.tokens.refresh_token.clone().unwrap();
            session = refresh::refresh(&city.app, &city.ctx(), &token).await.unwrap();
        }
        city.act(&session).await.unwrap();
    }
    session
}

remit_store::on_both_engines! {
    async fn a_session_falls_asleep_after_fifteen_idle_minutes_an_administrators_after_ten(db: TestDb) {
        let city = City::new(db).await;
        for (login, role, minutes) in [("dc1", Role::Dc, 15), ("au1", Role::Au, 10)] {
            city.member(login, role).await;
            let session = city.sign_in(login).await;
            let token = session.tokens.refresh_token.unwrap();
            city.pass(Duration::minutes(minutes));
            let renewed = refresh::refresh(&city.app, &city.ctx(), &token).await.unwrap();
            city.pass(Duration::seconds(1));
            assert_eq!(code(city.act(&renewed).await), RefusalCode::Unauthenticated, "{login}");
        }
    }

    async fn a_session_ends_after_eight_hours_however_busy(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        let end = session.tokens.session_expires_at;
        let session = stay_active(&city, session, Duration::hours(8) - Duration::seconds(1)).await;
        assert_eq!(session.tokens.access_expires_at, end, "no access token outlives its session");
        city.pass(Duration::seconds(1));
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated);
        let token = session.tokens.refresh_token.unwrap();
        let renewed = refresh::refresh(&city.app, &city.ctx(), &token).await;
        assert_eq!(code(renewed), RefusalCode::Unauthenticated);
    }

    async fn background_requests_and_renewals_keep_nobody_awake(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let mut session = city.sign_in("dc1").await;
        for _ in 0..3 {
            city.pass(Duration::minutes(5));
            let token = session.tokens.refresh_token.clone().unwrap();
            session = refresh::refresh(&city.app, &city.ctx(), &token).await.unwrap();
            authenticate(&city.app, &city.ctx(), &session.tokens.access_token, true).await.unwrap();
            recheck(&city.app, &city.ctx(), &session.actor).await.unwrap();
        }
        city.pass(Duration::seconds(1));
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated);
    }

    async fn a_request_is_one_statement_and_notes_its_use_once_a_minute(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        city.act(&session).await.unwrap();
        let count = async || {
            let before = city.db.statements();
            city.act(&session).await.unwrap();
            city.db.statements() - before
        };
        assert_eq!(count().await, 1, "the units are remembered");
        city.pass(Duration::seconds(59));
        assert_eq!(count().await, 1);
        city.pass(Duration::seconds(1));
        // The use is noted, and the units are a minute old.
        assert_eq!(count().await, 3);
        assert_eq!(count().await, 1);
    }

    async fn whatever_takes_a_right_away_works_at_the_next_request(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        city.member("se1", Role::Se).await;
        let (sa, se) = (city.enter("sa1").await, city.enter("se1").await);
        let member = city.nobody("dc1").await;
        let hat = city.wear(&member, Role::Dc, Some(BUREAU)).await;

        let session = city.sign_in("dc1").await;
        sessions::sign_out(&city.app, &city.act(&session).await.unwrap()).await.unwrap();
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated, "signed out");

        let session = city.sign_in("dc1").await;
        let step = Step { id: member.account, version: city.account(&member).await.version };
        accounts::set_state(&city.app, &sa, step, AccountState::Disabled, "调离").await.unwrap();
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated, "disabled");
        let step = Step { version: step.version + 1, ..step };
        accounts::set_state(&city.app, &sa, step, AccountState::Active, "调回").await.unwrap();
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated, "its sessions do not come back");

        let session = city.sign_in("dc1").await;
        grants::revoke(&city.app, &se, Step { id: hat, version: 1 }, "岗位调整").await.unwrap();
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated, "the hat is gone");
        let row = identity::session::signed_in(city.db.read(), session.actor.session_id).await.unwrap().unwrap();
        assert_eq!(row.session.revoked_why.as_deref(), Some("grant_revoked"));
        let token = session.tokens.refresh_token.unwrap();
        let renewed = refresh::refresh(&city.app, &city.ctx(), &token).await;
        assert_eq!(code(renewed), RefusalCode::Unauthenticated);
        let again = recheck(&city.app, &city.ctx(), &session.actor).await;
        assert_eq!(code(again), RefusalCode::Unauthenticated, "an open subscription too");
    }

    async fn account_and_hat_are_looked_at_even_if_the_session_was_forgotten(db: TestDb) {
        let city = City::new(db).await;
        let member = city.nobody("dc1").await;
        let hat = city.wear(&member, Role::Dc, Some(BUREAU)).await;
        let session = city.sign_in("dc1").await;
        let refused = async |what: &str| {
            assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated, "{what}");
        };
        city.alter(&member, |account| account.state = Text(AccountState::Disabled)).await;
        refused("disabled").await;
        city.alter(&member, |account| account.state = Text(AccountState::Active)).await;
        for state in [GrantState::Revoked, GrantState::Pending] {
            city.alter_hat(&member, hat, |grant| grant.state = Text(state)).await;
            refused("not in force").await;
        }
        let tomorrow = city.ctx().today() + Duration::days(1);
        city.alter_hat(&member, hat, |grant| {
            grant.state = Text(GrantState::Active);
            grant.valid_from = tomorrow;
        })
        .await;
        refused("not yet").await;
        city.alter_hat(&member, hat, |grant| grant.valid_from = tomorrow - Duration::days(1)).await;
        city.act(&session).await.unwrap();
    }

    async fn a_hat_ends_with_its_last_day_in_shanghai(db: TestDb) {
        let city = City::new(db).await;
        let member = city.nobody("dc1").await;
        let hat = city.hat(&member, Role::Dc);
        let last = Some(day(2023, 3, 31));
        city.wear_row(role_grant::Model { org_id: Some(BUREAU), valid_to: last, ..hat }).await;
        city.set_clock(day(2023, 3, 31).and_hms_opt(15, 55, 0).unwrap().and_utc());
        let session = city.sign_in("dc1").await;
        city.set_clock(day(2023, 3, 31).and_hms_opt(15, 59, 59).unwrap().and_utc());
        city.act(&session).await.unwrap();
        city.set_clock(day(2023, 3, 31).and_hms_opt(16, 0, 0).unwrap().and_utc());
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated);
    }

    async fn a_lockout_throws_nobody_out(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        for _ in 0..5 {
            assert_eq!(code(city.try_sign_in("dc1", "guess").await), RefusalCode::SignIn);
        }
        city.act(&session).await.unwrap();
    }

    async fn units_follow_mergers_and_leaders_in_charge_within_a_minute(db: TestDb) {
        let city = City::new(db).await;
        let leader = city.member("cl1", Role::Cl).await;
        city.member("ov1", Role::Ov).await;
        city.member("dc1", Role::Dc).await;
        let (cl, dc) = (city.sign_in("cl1").await, city.sign_in("dc1").await);
        assert!(city.sign_in("ov1").await.actor.units.is_empty(), "the office reaches everything without a list");
        assert_eq!((cl.actor.units.as_slice(), dc.actor.units.as_slice()), ([].as_slice(), [BUREAU, OLD_BUREAU].as_slice()));
        let tx = city.db.write(CITY).await.unwrap();
        for unit in organisation::by_ids(city.db.read(), CITY, &[TOWN, BUREAU]).await.unwrap() {
            let successor_id = (unit.id == TOWN).then_some(OLD_BUREAU);
            let changed = org::Model { leader_id: Some(leader.person), successor_id, ..unit };
            row::update(&tx, changed).await.unwrap();
        }
        tx.commit().await.unwrap();
        city.pass(Duration::minutes(1));
        let mut led = city.act(&cl).await.unwrap().actor.unwrap().units;
        led.sort_unstable();
        assert_eq!(led, [BUREAU, TOWN]);
        let reached = city.act(&dc).await.unwrap().actor.unwrap().units;
        assert_eq!(reached, [BUREAU, OLD_BUREAU, TOWN], "through the whole chain");
    }

    async fn an_actor_is_built_from_rows_not_from_the_token(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        let found = identity::session::signed_in(city.db.read(), session.actor.session_id).await.unwrap().unwrap();
        assert_eq!((found.account.id, found.grant.id), (member.account, session.actor.grant_id));
        let verified = authenticate(&city.app, &city.ctx(), &session.tokens.access_token, false).await.unwrap();
        assert_eq!(verified.actor, session.actor);
        assert_eq!((verified.login.as_str(), verified.duty), ("dc1", None));
        assert_eq!(verified.session_expires_at, session.tokens.session_expires_at);
    }
}
