//! Switching hats inside a session.

use chrono::Duration;
use remit_service::identity::sign_in::sign_in;
use remit_service::identity::{hats, refresh, viewer};
use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::refusal::RefusalCode;

use crate::city::{BUREAU, City, PASSWORD, TOWN, code, opened, with};

remit_store::on_both_engines! {
    async fn a_switch_changes_what_the_session_may_do_and_both_tokens(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("io1", Role::Io).await;
        let contact = city.wear(&member, Role::Dc, Some(TOWN)).await;
        let officer = hats_of(&city, "io1").await;
        let mut input = with("io1", PASSWORD);
        input.grant_id = Some(officer);
        let before = opened(sign_in(&city.app, &city.ctx(), input).await);
        let ctx = city.act(&before).await.unwrap();
        assert!(ctx.authorise(Capability::ProblemRaise).is_err());
        let after = hats::switch(&city.app, &ctx, contact).await.unwrap();
        assert_eq!((after.actor.role, after.actor.grant_id), (Role::Dc, contact));
        assert_eq!(after.actor.session_id, before.actor.session_id);
        assert_eq!(after.actor.units, [TOWN]);
        assert_ne!(after.tokens.refresh_token, before.tokens.refresh_token);
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.detail.as_deref()), ("session.switch_hat", Some("IO -> DC")));
        let ctx = city.act(&after).await.unwrap();
        assert!(ctx.authorise(Capability::ProblemRaise).is_ok());
        let me = viewer::viewer(&city.app, &ctx).await.unwrap();
        assert_eq!((me.hat.grant.id, me.hats.len()), (contact, 2));
        assert_eq!(city.act(&before).await.unwrap().actor.unwrap().role, Role::Dc, "one session, one hat");
        city.pass(Duration::seconds(11));
        let stale = before.tokens.refresh_token.unwrap();
        assert_eq!(code(refresh::refresh(&city.app, &city.ctx(), &stale).await), RefusalCode::Unauthenticated);
    }

    async fn nobody_puts_on_what_is_not_his_or_hers_today(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let other = city.member("ov1", Role::Ov).await;
        let foreign = city.wear(&other, Role::Lk, Some(BUREAU)).await;
        let mut later = city.hat(&member, Role::Lk);
        later.valid_from = city.ctx().today() + Duration::days(1);
        let later = city.wear_row(later).await;
        let ctx = city.enter("dc1").await;
        for grant in [foreign, later, uuid::Uuid::from_u128(99)] {
            assert_eq!(code(hats::switch(&city.app, &ctx, grant).await), RefusalCode::NotFound);
        }
        assert_eq!(code(hats::switch(&city.app, &city.ctx(), foreign).await), RefusalCode::Unauthenticated);
        assert_eq!(code(hats::list(&city.app, &city.ctx()).await), RefusalCode::Unauthenticated);
    }
}

async fn hats_of(city: &City, login: &str) -> uuid::Uuid {
    match city.try_sign_in(login, PASSWORD).await.unwrap() {
        remit_service::identity::sign_in::SignedIn::ChooseHat(hats) => hats[0].grant.id,
        other => panic!("no choice: {other:?}"),
    }
}
