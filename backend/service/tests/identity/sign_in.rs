//! The whole table of sign-in failures, lockout, hats and duties at the door.

use chrono::Duration;
use remit_service::context::OpCtx;
use remit_service::identity::duty::Duty;
use remit_service::identity::hashing::hash_blocking;
use remit_service::identity::sign_in::{SignedIn, sign_in};
use remit_service::identity::{grants, hats, sessions, viewer};
use remit_shared::audit::Outcome;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::policy::Capability;
use remit_shared::refusal::RefusalCode;
use remit_store::entity::{account, role_grant};
use remit_store::identity::GrantFilter;
use remit_store::page::Slice;
use remit_store::{Text, row};

use crate::city::{
    BUREAU, CITY, City, OLD_BUREAU, PASSWORD, TOWN, TestId, code, day, opened, refusal, settings, with,
};

remit_store::on_both_engines! {
    async fn a_right_password_opens_a_session_and_is_audited(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let session = city.sign_in("  DC1 ").await;
        assert_eq!(session.duty, None);
        assert_eq!(session.actor.role, Role::Dc);
        assert_eq!(session.actor.account_id, member.account);
        assert_eq!(session.actor.home_org_id, Some(BUREAU));
        assert_eq!(session.actor.org_id, Some(BUREAU));
        assert_eq!(session.actor.units, [BUREAU, OLD_BUREAU]);
        assert_eq!(session.actor.label, "人员dc1 科员");
        assert_eq!(session.tokens.access_expires_at, city.now() + Duration::minutes(10));
        assert_eq!(session.tokens.session_expires_at, city.now() + Duration::hours(8));
        assert!(session.tokens.refresh_token.is_some());
        assert_eq!(city.account(&member).await.last_login_at, Some(city.now()));
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.outcome.get()), ("session.sign_in", Outcome::Done));
        assert_eq!((record.actor_id, record.role), (Some(member.account), Some(Text(Role::Dc))));
        assert_eq!(record.address.as_deref(), Some("10.0.0.7"));
        city.act(&session).await.unwrap();
    }

    async fn every_failure_sounds_the_same_and_only_the_audit_tells_them_apart(db: TestDb) {
        let city = City::new(db).await;
        for login in ["locked", "disabled", "dormant", "wrong"] {
            city.member(login, Role::Dc).await;
        }
        city.alter_login("disabled", |account| account.state = Text(AccountState::Disabled)).await;
        let until = city.now() + Duration::minutes(5);
        city.alter_login("locked", |account| {
            account.state = Text(AccountState::Locked);
            account.locked_until = Some(until);
        })
        .await;
        let long_ago = city.now() - Duration::days(91);
        city.alter_login("dormant", |account| {
            account.password_changed_at = long_ago;
            account.last_login_at = Some(long_ago);
        })
        .await;
        let mut heard = Vec::new();
        let cases = [
            ("ghost", PASSWORD, "unknown_login"),
            ("", PASSWORD, "unknown_login"),
            ("a-login-that-is-longer-than-any-can-be", PASSWORD, "unknown_login"),
            ("wrong", "Miaoshan_7742!x", "wrong_password"),
            ("wrong", "", "wrong_password"),
            ("locked", PASSWORD, "locked"),
            ("locked", "guess", "locked"),
            ("disabled", PASSWORD, "disabled"),
            ("disabled", "guess", "disabled"),
            ("dormant", PASSWORD, "dormant"),
            ("dormant", PASSWORD, "disabled"),
        ];
        for (login, password, why) in cases {
            heard.push(refusal(city.try_sign_in(login, password).await));
            let record = city.last_audit().await;
            assert_eq!(record.detail.as_deref(), Some(why), "{login}");
            assert_eq!((record.action.as_str(), record.outcome.get()), ("session.sign_in", Outcome::Refused));
            assert_eq!(record.actor_id, None, "nobody was signed in");
            let known = if why == "unknown_login" { "未登录".to_owned() } else { format!("人员{login} 科员") };
            assert_eq!(record.actor_label, known);
        }
        assert_eq!(heard[0].code, RefusalCode::SignIn);
        assert!(heard.iter().all(|refusal| *refusal == heard[0]), "one sentence for all");
        assert_eq!(city.account_of("dormant").await.state, AccountState::Disabled);
        assert_eq!(city.account_of("locked").await.locked_until, Some(until), "a lock is not prolonged");
    }

    async fn a_person_without_a_hat_of_today_is_told_so_after_proving_everything(db: TestDb) {
        let city = City::new(db).await;
        let member = city.nobody("new").await;
        let hat = city.hat(&member, Role::Dc);
        let today = city.ctx().today();
        let none_of_today = [
            role_grant::Model { valid_from: today + Duration::days(1), ..hat.clone() },
            role_grant::Model { valid_to: Some(today - Duration::days(1)), ..hat.clone() },
            role_grant::Model { state: Text(GrantState::Pending), ..hat.clone() },
            role_grant::Model { state: Text(GrantState::Revoked), ..hat.clone() },
        ];
        for grant in none_of_today {
            city.wear_row(role_grant::Model { id: TestId::fixture(), ..grant }).await;
        }
        let told = refusal(city.try_sign_in("new", PASSWORD).await);
        assert_eq!(told.code, RefusalCode::SignIn);
        assert!(told.zh.contains("安全管理员"));
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("no_hat"));
        let guessed = refusal(city.try_sign_in("new", "guess").await);
        assert_ne!(guessed, told, "a guess learns nothing of it");
        city.wear_row(role_grant::Model { valid_from: today, valid_to: Some(today), ..hat }).await;
        city.sign_in("new").await;
    }

    async fn five_failures_lock_the_account_for_half_an_hour(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        for _ in 0..5 {
            assert_eq!(code(city.try_sign_in("dc1", "guess").await), RefusalCode::SignIn);
        }
        let account = city.account(&member).await;
        assert_eq!((account.state.get(), account.failed_count), (AccountState::Locked, 5));
        assert_eq!(account.locked_until, Some(city.now() + Duration::minutes(30)));
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::SignIn);
        city.pass(Duration::minutes(30) - Duration::seconds(1));
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::SignIn);
        city.pass(Duration::seconds(1));
        city.sign_in("dc1").await;
        let account = city.account(&member).await;
        assert_eq!((account.state.get(), account.failed_count), (AccountState::Active, 0));
        assert_eq!((account.locked_until, account.first_failed_at), (None, None));
    }

    async fn failures_count_only_within_their_window_and_until_a_success(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        for _ in 0..4 {
            refusal(city.try_sign_in("dc1", "guess").await);
        }
        city.sign_in("dc1").await;
        assert_eq!(city.account(&member).await.failed_count, 0, "a success forgets");
        for _ in 0..4 {
            refusal(city.try_sign_in("dc1", "guess").await);
        }
        city.pass(Duration::minutes(16));
        refusal(city.try_sign_in("dc1", "guess").await);
        let account = city.account(&member).await;
        assert_eq!((account.failed_count, account.locked_until), (1, None), "a new window");
    }

    async fn guesses_sent_at_once_are_counted_one_by_one(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let (app, ctx) = (&city.app, city.ctx());
        let guess = || sign_in(app, &ctx, with("dc1", "guess"));
        let answers = tokio::join!(guess(), guess(), guess(), guess(), guess(), guess(), guess());
        let codes = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5, answers.6].map(code);
        assert_eq!(codes, [RefusalCode::SignIn; 7]);
        let account = city.account(&member).await;
        assert_eq!((account.failed_count, account.state.get()), (5, AccountState::Locked));
        let reasons: Vec<_> = city.audit().await.into_iter().filter_map(|record| record.detail).collect();
        assert_eq!(reasons.iter().filter(|why| *why == "wrong_password").count(), 5);
        assert_eq!(reasons.iter().filter(|why| *why == "locked").count(), 2);
    }

    async fn a_password_changed_while_it_was_being_checked_opens_nothing(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let account = city.account(&member).await;
        let tx = city.db.write(CITY).await.unwrap();
        let (app, ctx) = (city.app.clone(), city.ctx());
        let attempt = tokio::spawn(async move { sign_in(&app, &ctx, with("dc1", PASSWORD)).await });
        // By now the attempt has most likely compared the old hash and queues to write; either way it has to fail.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let password_hash = hash_blocking(&settings(), [4; 16], "Weihe-Qiao_77").unwrap();
        row::update(&tx, account::Model { password_hash, ..account }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(code(attempt.await.unwrap()), RefusalCode::SignIn);
        assert_eq!(city.account(&member).await.failed_count, 1);
    }

    async fn somebody_with_two_hats_chooses_one(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("io1", Role::Io).await;
        let contact = city.wear(&member, Role::Dc, Some(TOWN)).await;
        let other = city.member("dc2", Role::Dc).await;
        let foreign = city.wear(&other, Role::Lk, Some(BUREAU)).await;
        let SignedIn::ChooseHat(hats) = city.try_sign_in("io1", PASSWORD).await.unwrap() else {
            panic!("a choice was due");
        };
        assert_eq!(hats.iter().map(|hat| hat.grant.role.get()).collect::<Vec<_>>(), [Role::Io, Role::Dc]);
        assert_eq!(hats[1].org.as_ref().map(|org| org.name.as_str()), Some("密州街道"));
        assert_eq!(city.last_audit().await.action, "session.first_factor");
        let choose = |grant| {
            let mut input = with("io1", PASSWORD);
            input.grant_id = Some(grant);
            input
        };
        let wrong = refusal(sign_in(&city.app, &city.ctx(), choose(foreign)).await);
        assert_eq!((wrong.code, wrong.field.as_deref()), (RefusalCode::NotFound, Some("grantId")));
        let session = opened(sign_in(&city.app, &city.ctx(), choose(contact)).await);
        assert_eq!((session.actor.role, session.actor.units), (Role::Dc, vec![TOWN]));
    }

    async fn a_password_that_must_be_changed_holds_back_everything_else(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("se1", Role::Se).await;
        city.alter(&member, |account| account.must_change = true).await;
        let session = city.sign_in("se1").await;
        assert_eq!(session.duty, Some(Duty::ChangePassword));
        let ctx = city.act(&session).await.unwrap();
        let list = grants::list(&city.app, &ctx, GrantFilter::default(), Slice::first(1)).await;
        assert_eq!(code(list), RefusalCode::Password);
        assert_eq!(ctx.authorise(Capability::RoleGrant).unwrap_err().code, RefusalCode::Password);
        let me = viewer::viewer(&city.app, &ctx).await.unwrap();
        assert!(me.must_change_password() && me.capabilities.is_empty());
        assert_eq!(sessions::list(&city.app, &ctx).await.unwrap().len(), 1, "the own account stays open");
        assert_eq!(hats::list(&city.app, &ctx).await.unwrap().len(), 1);
    }

    async fn a_password_has_to_be_changed_after_ninety_days(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let now = city.now();
        city.alter(&member, |account| {
            account.password_changed_at = now - Duration::days(90) + Duration::seconds(1);
            account.last_login_at = Some(now - Duration::days(1));
        })
        .await;
        let session = city.sign_in("dc1").await;
        assert_eq!(session.duty, None);
        let me = viewer::viewer(&city.app, &city.act(&session).await.unwrap()).await.unwrap();
        assert_eq!(me.password_expires_on, day(2023, 3, 31));
        assert!(!me.capabilities.is_empty() && !me.must_change_password() && !me.totp_enabled);
        city.pass(Duration::seconds(1));
        let ctx: OpCtx = city.act(&session).await.unwrap();
        assert_eq!(ctx.duty, Some(Duty::ChangePassword), "a running session too");
        assert_eq!(city.sign_in("dc1").await.duty, Some(Duty::ChangePassword));
    }

    async fn an_account_is_disabled_after_ninety_idle_days_and_not_before(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        city.pass(Duration::days(90));
        assert_eq!(city.sign_in("dc1").await.duty, Some(Duty::ChangePassword));
        city.pass(Duration::days(90) + Duration::seconds(1));
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::SignIn);
        assert_eq!(city.account(&member).await.state, AccountState::Disabled);
    }
}
