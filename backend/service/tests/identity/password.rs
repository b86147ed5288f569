//! Changing one's own password: rules, history, other sessions, guesses from inside.

use chrono::Duration;
use remit_service::identity::password::{ChangePassword, change};
use remit_shared::audit::Outcome;
use remit_shared::identity::{AccountState, Role};
use remit_shared::refusal::RefusalCode;

use crate::city::{City, PASSWORD, code, refusal};

fn to(current: &str, new: &str) -> ChangePassword {
    ChangePassword {
        current: current.to_owned(),
        new: new.to_owned(),
    }
}

remit_store::on_both_engines! {
    async fn a_new_password_takes_the_place_of_the_old_and_ends_other_sessions(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        city.alter(&member, |account| account.must_change = true).await;
        let (mine, other) = (city.sign_in("dc1").await, city.sign_in("dc1").await);
        city.pass(Duration::minutes(1));
        let ctx = city.act(&mine).await.unwrap();
        change(&city.app, &ctx, to(PASSWORD, "Weihe-Qiao_77")).await.unwrap();
        let account = city.account(&member).await;
        assert_eq!((account.must_change, account.password_changed_at), (false, city.now()));
        assert!(account.password_hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{}", account.password_hash);
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.outcome.get()), ("account.change_password", Outcome::Done));
        assert_eq!(city.act(&mine).await.unwrap().duty, None, "this session goes on, free of its duty");
        assert_eq!(code(city.act(&other).await), RefusalCode::Unauthenticated);
        assert_eq!(code(city.try_sign_in("dc1", PASSWORD).await), RefusalCode::SignIn);
        city.try_sign_in("dc1", "Weihe-Qiao_77").await.unwrap();
    }

    async fn the_rules_hold_and_are_stricter_for_administrators(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        city.member("au1", Role::Au).await;
        let (dc, au) = (city.enter("dc1").await, city.enter("au1").await);
        for bad in ["Ab3-efghi", "abcdefghijk", "xDc1-Weihe7", "Password-123"] {
            let told = refusal(change(&city.app, &dc, to(PASSWORD, bad)).await);
            assert_eq!((told.code, told.field.as_deref()), (RefusalCode::Password, Some("new")), "{bad}");
        }
        assert_eq!(code(change(&city.app, &au, to(PASSWORD, "Weihe-Qiao_77")).await), RefusalCode::Password);
        change(&city.app, &dc, to(PASSWORD, "Weihe-Qiao_77")).await.unwrap();
        change(&city.app, &au, to(PASSWORD, "Weihe-Qiao_777")).await.unwrap();
    }

    async fn an_administrators_rules_begin_with_a_waiting_grant(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let mut waiting = city.hat(&member, Role::Au);
        waiting.state = remit_store::Text(remit_shared::identity::GrantState::Pending);
        city.wear_row(waiting).await;
        let ctx = city.enter("dc1").await;
        assert_eq!(code(change(&city.app, &ctx, to(PASSWORD, "Weihe-Qiao_77")).await), RefusalCode::Password);
    }

    async fn none_of_the_last_five_comes_back_but_the_sixth_may(db: TestDb) {
        let city = City::new(db).await;
        city.member("dc1", Role::Dc).await;
        let ctx = city.enter("dc1").await;
        let mut used = vec![PASSWORD.to_owned()];
        for n in 1..=5 {
            for old in used.iter().rev().take(5) {
                let told = refusal(change(&city.app, &ctx, to(used.last().unwrap(), old)).await);
                assert_eq!(told.code, RefusalCode::Password);
                assert!(told.zh.contains('5'), "{}", told.zh);
            }
            let new = format!("Weihe-Qiao_7{n}");
            city.pass(Duration::seconds(1));
            change(&city.app, &ctx, to(used.last().unwrap(), &new)).await.unwrap();
            used.push(new);
        }
        change(&city.app, &ctx, to("Weihe-Qiao_75", PASSWORD)).await.unwrap();
    }

    async fn guessing_from_inside_locks_the_account_and_ends_the_session(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        let ctx = city.act(&session).await.unwrap();
        for n in 1..=5 {
            let told = refusal(change(&city.app, &ctx, to("guess", "Weihe-Qiao_77")).await);
            assert_eq!((told.code, told.field.as_deref()), (RefusalCode::Password, Some("current")));
            let record = city.last_audit().await;
            assert_eq!(record.detail.as_deref(), Some("wrong_password"));
            assert_eq!(record.actor_id, Some(member.account));
            assert_eq!(city.account(&member).await.failed_count, n);
        }
        assert_eq!(city.account(&member).await.state, AccountState::Locked);
        assert_eq!(code(city.act(&session).await), RefusalCode::Unauthenticated);
        let right = change(&city.app, &ctx, to(PASSWORD, "Weihe-Qiao_77")).await;
        assert_eq!(code(right), RefusalCode::Throttled);
    }

    async fn nobody_changes_a_password_without_being_signed_in(db: TestDb) {
        let city = City::new(db).await;
        let answer = change(&city.app, &city.ctx(), to(PASSWORD, "Weihe-Qiao_77")).await;
        assert_eq!(code(answer), RefusalCode::Unauthenticated);
        assert_eq!(city.last_audit().await.outcome.get(), Outcome::Refused);
    }
}
