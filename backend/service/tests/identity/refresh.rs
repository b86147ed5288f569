//! Rotation of refresh tokens and what happens when one comes back.

use chrono::Duration;
use remit_service::failure::Answer;
use remit_service::identity::refresh::refresh;
use remit_service::identity::sessions::Opened;
use remit_shared::audit::Outcome;
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;
use remit_store::identity::session;

use crate::city::{City, code};

fn token(session: &Opened) -> String {
    session.tokens.refresh_token.clone().unwrap()
}

async fn renew(city: &City, session: &Opened) -> Answer<Opened> {
    refresh(&city.app, &city.ctx(), &token(session)).await
}

async fn revoked_why(city: &City, session: &Opened) -> Option<String> {
    let found = session::signed_in(city.db.read(), session.actor.session_id)
        .await
        .unwrap();
    found.unwrap().session.revoked_why
}

remit_store::on_both_engines! {
    async fn each_renewal_gives_a_new_pair_for_the_same_session(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        city.pass(Duration::minutes(9));
        let second = renew(&city, &first).await.unwrap();
        assert_eq!(second.actor, first.actor);
        assert_ne!(token(&second), token(&first));
        assert_eq!(second.tokens.access_expires_at, city.now() + Duration::minutes(10));
        assert_eq!(second.tokens.session_expires_at, first.tokens.session_expires_at, "the end does not move");
        city.act(&first).await.unwrap();
        city.act(&second).await.unwrap();
        city.pass(Duration::minutes(1));
        assert_eq!(code(city.act(&first).await), RefusalCode::Unauthenticated);
        renew(&city, &second).await.unwrap();
    }

    async fn a_used_token_that_comes_back_ends_the_session_for_everybody(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let stolen = city.sign_in("dc1").await;
        let thief = renew(&city, &stolen).await.unwrap();
        city.pass(Duration::seconds(11));
        assert_eq!(code(renew(&city, &stolen).await), RefusalCode::Unauthenticated);
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.outcome.get()), ("session.refresh", Outcome::Refused));
        assert_eq!(record.detail.as_deref(), Some("refresh_token_reused"));
        assert_eq!(record.subject_id, Some(stolen.actor.session_id));
        assert_eq!(revoked_why(&city, &stolen).await.as_deref(), Some("token_reused"));
        assert_eq!(code(city.act(&thief).await), RefusalCode::Unauthenticated);
        assert_eq!(code(renew(&city, &thief).await), RefusalCode::Unauthenticated);
        assert_eq!(city.audit().await.len(), 2, "a session that is over is not audited over and over");
    }

    async fn a_token_of_an_earlier_generation_is_recognised_even_at_once(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        let second = renew(&city, &first).await.unwrap();
        let third = renew(&city, &second).await.unwrap();
        assert_eq!(code(renew(&city, &first).await), RefusalCode::Unauthenticated);
        assert_eq!(code(city.act(&third).await), RefusalCode::Unauthenticated);
    }

    async fn a_twin_within_ten_seconds_gets_an_access_token_and_no_refresh_token(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        let second = renew(&city, &first).await.unwrap();
        city.pass(Duration::seconds(10));
        let twin = renew(&city, &first).await.unwrap();
        assert_eq!(twin.tokens.refresh_token, None);
        city.act(&twin).await.unwrap();
        city.act(&second).await.unwrap();
        renew(&city, &second).await.unwrap();
    }

    async fn another_program_is_no_twin(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        let second = renew(&city, &first).await.unwrap();
        let mut ctx = city.ctx();
        ctx.user_agent = Some("curl".to_owned());
        assert_eq!(code(refresh(&city.app, &ctx, &token(&first)).await), RefusalCode::Unauthenticated);
        assert_eq!(code(city.act(&second).await), RefusalCode::Unauthenticated);
    }

    async fn of_two_renewals_at_once_one_gets_the_refresh_token(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        let (left, right) = tokio::join!(renew(&city, &first), renew(&city, &first));
        let (left, right) = (left.unwrap(), right.unwrap());
        let refresh_tokens = [&left, &right].map(|answer| answer.tokens.refresh_token.is_some());
        assert_eq!(refresh_tokens.iter().filter(|has| **has).count(), 1);
        city.act(&left).await.unwrap();
        city.act(&right).await.unwrap();
    }

    async fn what_is_no_token_of_ours_is_refused_and_ends_nothing(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        let good = token(&session);
        let unknown = format!("{}{}", "A".repeat(21), &good[21..]);
        for bad in ["", "x", &good[..60], &format!("{good}AAAA"), &unknown, "…"] {
            assert_eq!(code(refresh(&city.app, &city.ctx(), bad).await), RefusalCode::Unauthenticated, "{bad}");
        }
        renew(&city, &session).await.unwrap();
    }

    async fn storage_holds_digests_only(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = city.sign_in("dc1").await;
        let second = renew(&city, &first).await.unwrap();
        let row = session::signed_in(city.db.read(), first.actor.session_id).await.unwrap().unwrap().session;
        let stored = serde_json::to_string(&row).unwrap();
        for secret in [token(&first), token(&second), second.tokens.access_token.clone()] {
            assert!(!stored.contains(&secret));
        }
        assert_eq!((row.refresh_hash.len(), row.previous_hash.map(|hash| hash.len())), (64, Some(64)));
        assert!(!format!("{second:?}").contains(&token(&second)), "nor does a log line");
    }
}
