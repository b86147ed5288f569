//! The list of sessions, its caps and its ends.

use chrono::Duration;
use remit_service::identity::refresh::refresh;
use remit_service::identity::sessions::{Opened, list, revoke, sign_out, sign_out_everywhere};
use remit_service::identity::sign_in::sign_in;
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;

use crate::city::{City, PASSWORD, code, opened, with};

/// Signs in some seconds after the last time.
async fn next(city: &City, login: &str) -> Opened {
    city.pass(Duration::seconds(2));
    city.sign_in(login).await
}

remit_store::on_both_engines! {
    async fn a_fourth_session_ends_the_oldest(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let first = next(&city, "dc1").await;
        let second = next(&city, "dc1").await;
        let third = next(&city, "dc1").await;
        city.act(&first).await.unwrap();
        let fourth = next(&city, "dc1").await;
        assert_eq!(code(city.act(&first).await), RefusalCode::Unauthenticated);
        for session in [&second, &third, &fourth] {
            city.act(session).await.unwrap();
        }
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("ended 1 older session(s)"));
    }

    async fn an_administrator_has_one_session(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let first = next(&city, "sa1").await;
        let second = next(&city, "sa1").await;
        assert_eq!(code(city.act(&first).await), RefusalCode::Unauthenticated);
        city.act(&second).await.unwrap();
    }

    async fn sessions_asleep_take_no_place(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let oldest = next(&city, "dc1").await;
        for _ in 0..2 {
            next(&city, "dc1").await;
        }
        city.pass(Duration::minutes(9));
        city.act(&oldest).await.unwrap();
        city.pass(Duration::minutes(7));
        let renewed = refresh(&city.app, &city.ctx(), oldest.tokens.refresh_token.as_ref().unwrap()).await.unwrap();
        next(&city, "dc1").await;
        let ctx = city.act(&renewed).await.unwrap();
        assert_eq!(list(&city.app, &ctx).await.unwrap().len(), 2, "the oldest, kept awake, and the newest");
    }

    async fn the_list_shows_ones_own_sessions_and_marks_the_present(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        city.member("dc2", Role::Dc).await;
        city.sign_in("dc2").await;
        let first = next(&city, "dc1").await;
        city.pass(Duration::seconds(2));
        let phone = opened(sign_in(&city.app, &city.ctx_from("10.0.0.9"), with("dc1", PASSWORD)).await);
        let seen = list(&city.app, &city.act(&first).await.unwrap()).await.unwrap();
        let lines: Vec<_> = seen.iter().map(|own| (own.session.id, own.session.address.as_deref(), own.current)).collect();
        assert_eq!(
            lines,
            [
                (phone.actor.session_id, Some("10.0.0.9"), false),
                (first.actor.session_id, Some("10.0.0.7"), true),
            ]
        );
        assert_eq!(seen[0].grant.role.get(), Role::Dc);
    }

    async fn one_ends_ones_own_sessions_and_nobody_elses(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        city.member("dc2", Role::Dc).await;
        let (mine, phone) = (next(&city, "dc1").await, next(&city, "dc1").await);
        let other = city.sign_in("dc2").await;
        let ctx = city.act(&mine).await.unwrap();
        assert_eq!(code(revoke(&city.app, &ctx, other.actor.session_id).await), RefusalCode::NotFound);
        city.act(&other).await.unwrap();
        revoke(&city.app, &ctx, phone.actor.session_id).await.unwrap();
        assert_eq!(city.last_audit().await.subject_id, Some(phone.actor.session_id));
        assert_eq!(code(city.act(&phone).await), RefusalCode::Unauthenticated);
        assert_eq!(code(revoke(&city.app, &ctx, phone.actor.session_id).await), RefusalCode::NotFound, "once");
        city.act(&mine).await.unwrap();
    }

    async fn signing_out_everywhere_ends_all(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let (mine, phone) = (next(&city, "dc1").await, next(&city, "dc1").await);
        let ended = sign_out_everywhere(&city.app, &city.act(&mine).await.unwrap()).await.unwrap();
        assert_eq!(ended, 2);
        for session in [&mine, &phone] {
            assert_eq!(code(city.act(session).await), RefusalCode::Unauthenticated);
        }
        assert_eq!(code(sign_out(&city.app, &city.ctx()).await), RefusalCode::Unauthenticated);
        assert_eq!(code(sign_out_everywhere(&city.app, &city.ctx()).await), RefusalCode::Unauthenticated);
    }
}
