//! The second factor: enrolment, required by configuration, one step one session.

use chrono::Duration;
use remit_service::context::OpCtx;
use remit_service::failure::Answer;
use remit_service::identity::duty::Duty;
use remit_service::identity::settings::IdentitySettings;
use remit_service::identity::sign_in::{SignedIn, sign_in};
use remit_service::identity::{totp, viewer};
use remit_service::problem::Step;
use remit_shared::identity::{AccountState, Role};
use remit_shared::policy::Capability;
use remit_shared::refusal::RefusalCode;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::city::{City, Member, PASSWORD, TOWN, code, opened, settings, with};

/// The authenticator on somebody's phone.
pub fn code_at(secret: &str, city: &City) -> String {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let time = u64::try_from(city.now().timestamp()).unwrap();
    TOTP::new(Algorithm::SHA1, 6, 1, 30, secret)
        .unwrap()
        .generate(time)
}

/// Somebody whose phone is bound; the step of the binding is over.
pub async fn enrolled(city: &City, login: &str, role: Role) -> (Member, String) {
    let member = city.member(login, role).await;
    let ctx = city.enter(login).await;
    let secret = totp::start(&city.app, &ctx).await.unwrap().secret;
    totp::confirm(&city.app, &ctx, &code_at(&secret, city))
        .await
        .unwrap();
    city.pass(Duration::seconds(60));
    (member, secret)
}

async fn attempt(city: &City, login: &str, totp: &str) -> Answer<SignedIn> {
    let mut input = with(login, PASSWORD);
    input.totp = Some(totp.to_owned());
    sign_in(&city.app, &city.ctx(), input).await
}

remit_store::on_both_engines! {
    async fn a_bound_phone_is_asked_for_and_its_code_opens_one_session(db: TestDb) {
        let city = City::new(db).await;
        let (member, secret) = enrolled(&city, "dc1", Role::Dc).await;
        for blank in [None, Some(" ".to_owned())] {
            let mut input = with("dc1", PASSWORD);
            input.totp = blank;
            assert_eq!(sign_in(&city.app, &city.ctx(), input).await.unwrap(), SignedIn::NeedsTotp);
        }
        let present = code_at(&secret, &city);
        let session = opened(attempt(&city, "dc1", &format!(" {} {} ", &present[..3], &present[3..])).await);
        assert!(viewer::viewer(&city.app, &city.act(&session).await.unwrap()).await.unwrap().totp_enabled);
        assert_eq!(code(attempt(&city, "dc1", &present).await), RefusalCode::SignIn);
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("replayed_totp"));
        assert_eq!(city.account(&member).await.failed_count, 1);
        city.pass(Duration::seconds(30));
        opened(attempt(&city, "dc1", &code_at(&secret, &city)).await);
    }

    async fn a_code_one_step_off_is_taken_but_none_from_before_the_last(db: TestDb) {
        let city = City::new(db).await;
        let (_, secret) = enrolled(&city, "dc1", Role::Dc).await;
        let early = code_at(&secret, &city);
        city.pass(Duration::seconds(30));
        let late = code_at(&secret, &city);
        opened(attempt(&city, "dc1", &late).await);
        assert_eq!(code(attempt(&city, "dc1", &early).await), RefusalCode::SignIn, "an older step after a newer");
        city.pass(Duration::seconds(60));
        let slow = code_at(&secret, &city);
        city.pass(Duration::seconds(30));
        opened(attempt(&city, "dc1", &slow).await);
        let old = code_at(&secret, &city);
        city.pass(Duration::seconds(60));
        assert_eq!(code(attempt(&city, "dc1", &old).await), RefusalCode::SignIn, "two steps off");
    }

    async fn wrong_codes_lock_the_account_like_wrong_passwords(db: TestDb) {
        let city = City::new(db).await;
        let (member, secret) = enrolled(&city, "dc1", Role::Dc).await;
        for wrong in ["", "12345", "abcdef", "1234567"].iter().chain(&["000000"; 3]) {
            if wrong.is_empty() || *wrong == code_at(&secret, &city) {
                continue;
            }
            assert_eq!(code(attempt(&city, "dc1", wrong).await), RefusalCode::SignIn);
        }
        assert_eq!(city.account(&member).await.state, AccountState::Locked);
        assert_eq!(code(attempt(&city, "dc1", &code_at(&secret, &city)).await), RefusalCode::SignIn);
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("locked"));
    }

    async fn a_wrong_password_with_a_right_code_tells_nothing_and_uses_nothing_up(db: TestDb) {
        let city = City::new(db).await;
        let (_, secret) = enrolled(&city, "dc1", Role::Dc).await;
        let present = code_at(&secret, &city);
        let mut input = with("dc1", "guess");
        input.totp = Some(present.clone());
        assert_eq!(code(sign_in(&city.app, &city.ctx(), input).await), RefusalCode::SignIn);
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("wrong_password"));
        opened(attempt(&city, "dc1", &present).await);
    }

    async fn the_code_survives_the_choice_of_a_hat(db: TestDb) {
        let city = City::new(db).await;
        let (member, secret) = enrolled(&city, "io1", Role::Io).await;
        let contact = city.wear(&member, Role::Dc, Some(TOWN)).await;
        let present = code_at(&secret, &city);
        let SignedIn::ChooseHat(hats) = attempt(&city, "io1", &present).await.unwrap() else { panic!("a choice") };
        assert_eq!(hats.len(), 2);
        let mut input = with("io1", PASSWORD);
        (input.totp, input.grant_id) = (Some(present.clone()), Some(contact));
        opened(sign_in(&city.app, &city.ctx(), input.clone()).await);
        assert_eq!(code(sign_in(&city.app, &city.ctx(), input).await), RefusalCode::SignIn, "and then it is used up");
    }

    async fn where_it_is_required_nothing_works_before_the_binding(db: TestDb) {
        let city = City::with(db, IdentitySettings { totp_required: true, ..settings() }).await;
        city.member("se1", Role::Se).await;
        let session = city.sign_in("se1").await;
        assert_eq!(session.duty, Some(Duty::EnrolTotp));
        let ctx: OpCtx = city.act(&session).await.unwrap();
        assert_eq!(ctx.authorise(Capability::RoleGrant).unwrap_err().code, RefusalCode::State);
        let early = totp::confirm(&city.app, &ctx, "123456").await;
        assert_eq!(code(early), RefusalCode::State, "nothing to confirm yet");
        let started = totp::start(&city.app, &ctx).await.unwrap();
        let url = format!("otpauth://totp/Remit:se1?secret={}&issuer=Remit", started.secret);
        assert!(started.otpauth_url.starts_with(&url), "{}", started.otpauth_url);
        assert!(city.act(&session).await.unwrap().duty.is_some(), "a secret alone binds nothing");
        assert_eq!(code(totp::confirm(&city.app, &ctx, "12345").await), RefusalCode::Input);
        totp::confirm(&city.app, &ctx, &code_at(&started.secret, &city)).await.unwrap();
        assert!(city.act(&session).await.unwrap().authorise(Capability::RoleGrant).is_ok());
        assert_eq!(code(totp::start(&city.app, &ctx).await), RefusalCode::State, "a session cannot replace it");
        let replay = attempt(&city, "se1", &code_at(&started.secret, &city)).await;
        assert_eq!(code(replay), RefusalCode::SignIn, "the code of the binding is used up");
    }

    async fn starting_again_replaces_the_secret_not_confirmed(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let ctx = city.enter("dc1").await;
        let first = totp::start(&city.app, &ctx).await.unwrap().secret;
        let second = totp::start(&city.app, &ctx).await.unwrap().secret;
        assert_ne!(first, second);
        assert_eq!(code(totp::confirm(&city.app, &ctx, &code_at(&first, &city)).await), RefusalCode::Input);
        totp::confirm(&city.app, &ctx, &code_at(&second, &city)).await.unwrap();
    }

    async fn the_security_administrator_removes_a_lost_phone_and_nobody_else_does(db: TestDb) {
        let city = City::new(db).await;
        let (member, _) = enrolled(&city, "dc1", Role::Dc).await;
        city.member("sa1", Role::Sa).await;
        let se = city.member("se1", Role::Se).await;
        let step = async || Step { id: member.account, version: city.account(&member).await.version };
        let sa = city.enter("sa1").await;
        assert_eq!(code(totp::remove(&city.app, &sa, step().await, "遗失").await), RefusalCode::Role);
        let ctx = city.enter("se1").await;
        assert_eq!(code(totp::remove(&city.app, &ctx, step().await, " ").await), RefusalCode::Reason);
        let own = Step { id: se.account, version: city.account(&se).await.version };
        assert_eq!(code(totp::remove(&city.app, &ctx, own, "遗失").await), RefusalCode::Conflict);
        totp::remove(&city.app, &ctx, step().await, "手机遗失").await.unwrap();
        assert_eq!(city.account(&member).await.totp_enc, None);
        city.sign_in("dc1").await;
    }
}
