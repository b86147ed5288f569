//! Twenty failures of one address in ten minutes.

use chrono::Duration;
use remit_service::identity::sign_in::sign_in;
use remit_shared::audit::Outcome;
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;

use crate::city::{City, PASSWORD, code, opened, refusal, with};

remit_store::on_both_engines! {
    async fn an_address_that_fails_twenty_times_waits(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        for n in 0..20 {
            assert_eq!(code(city.try_sign_in(&format!("ghost{n}"), "guess").await), RefusalCode::SignIn);
        }
        let told = refusal(city.try_sign_in("dc1", PASSWORD).await);
        assert_eq!(told.code, RefusalCode::Throttled);
        assert!(told.zh.contains("10分钟"), "{}", told.zh);
        let elsewhere = sign_in(&city.app, &city.ctx_from("10.0.0.8"), with("dc1", PASSWORD)).await;
        opened(elsewhere);
        city.pass(Duration::minutes(10) - Duration::seconds(1));
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::Throttled);
        city.pass(Duration::seconds(1));
        city.sign_in("dc1").await;
    }

    async fn one_pause_is_audited_once(db: TestDb) {
        let city = City::new(db).await;
        for n in 0..20 {
            refusal(city.try_sign_in(&format!("ghost{n}"), "guess").await);
        }
        for _ in 0..5 {
            assert_eq!(code(city.try_sign_in("ghost", "guess").await), RefusalCode::Throttled);
        }
        let audit = city.audit().await;
        let of = |why: &str| audit.iter().filter(|record| record.detail.as_deref() == Some(why)).count();
        assert_eq!((of("unknown_login"), of("throttled")), (20, 1));
        assert!(audit.iter().all(|record| record.outcome == Outcome::Refused));
    }

    async fn a_success_does_not_forgive_the_address(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        for n in 0..19 {
            refusal(city.try_sign_in(&format!("ghost{n}"), "guess").await);
        }
        city.sign_in("dc1").await;
        refusal(city.try_sign_in("ghost", "guess").await);
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::Throttled);
    }

    async fn one_connection_of_the_newer_protocol_is_one_address(db: TestDb) {
        let city = City::new(db).await;
        for n in 0..20 {
            let ctx = city.ctx_from(&format!("2001:db8:1:2::{n:x}"));
            refusal(sign_in(&city.app, &ctx, with("ghost", "guess")).await);
        }
        let same = sign_in(&city.app, &city.ctx_from("2001:db8:1:2:ffff::1"), with("ghost", "guess")).await;
        assert_eq!(code(same), RefusalCode::Throttled);
        let other = sign_in(&city.app, &city.ctx_from("2001:db8:1:3::1"), with("ghost", "guess")).await;
        assert_eq!(code(other), RefusalCode::SignIn);
    }
}
