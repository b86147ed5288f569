//! The system administrator's work on accounts.

use chrono::Duration;
use remit_service::identity::accounts::{
    NewAccount, create, disable_dormant, find, list, reset_password, set_state, state_now,
};
use remit_service::identity::duty::Duty;
use remit_service::problem::Step;
use remit_shared::audit::Outcome;
use remit_shared::identity::password::{Strength, check};
use remit_shared::identity::{AccountState, Role};
use remit_shared::refusal::RefusalCode;
use remit_store::identity::AccountFilter;
use remit_store::page::Slice;

use crate::city::{BUREAU, City, Member, PASSWORD, code, refusal};
use crate::totp::enrolled;

fn new(login: &str) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        display_name: "李联络".to_owned(),
        post: "科员".to_owned(),
        org: BUREAU,
    }
}

async fn step(city: &City, member: &Member) -> Step {
    Step {
        id: member.account,
        version: city.account(member).await.version,
    }
}

remit_store::on_both_engines! {
    async fn an_account_begins_without_rights_and_with_a_password_shown_once(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let sa = city.enter("sa1").await;
        let issued = create(&city.app, &sa, new(" Li.Lianluo ")).await.unwrap();
        let password = issued.initial_password.unwrap();
        assert!(check(&password, "li.lianluo", Strength::Administrator).is_ok(), "{password}");
        assert_eq!((issued.account.account.login.as_str(), issued.account.grants.len()), ("li.lianluo", 0));
        assert!(issued.account.account.must_change);
        assert_eq!(issued.account.person.org_id, Some(BUREAU));
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.subject_label.as_str()), ("account.create", "li.lianluo"));
        assert!(refusal(city.try_sign_in("li.lianluo", &password).await).zh.contains("岗位"), "no hat yet");
        let member = Member {
            account: issued.account.account.id,
            person: issued.account.person.id,
            login: "li.lianluo".to_owned(),
        };
        city.wear(&member, Role::Dc, Some(BUREAU)).await;
        let session = crate::city::opened(city.try_sign_in("li.lianluo", &password).await);
        assert_eq!(session.duty, Some(Duty::ChangePassword));
        let again = create(&city.app, &sa, new("li2")).await.unwrap();
        assert_ne!(again.initial_password.unwrap(), password);
    }

    async fn bad_input_opens_no_account(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let sa = city.enter("sa1").await;
        let cases = [
            (new("sa1"), RefusalCode::Dup, "login"),
            (new("9lives"), RefusalCode::Input, "login"),
            (NewAccount { display_name: " ".into(), ..new("li1") }, RefusalCode::Input, "displayName"),
            (NewAccount { post: "科\u{0}员".into(), ..new("li1") }, RefusalCode::Input, "post"),
            (NewAccount { org: uuid::Uuid::from_u128(9), ..new("li1") }, RefusalCode::NotFound, "orgId"),
        ];
        let before = list(&city.app, &sa, AccountFilter::default(), Slice::first(50).counted()).await.unwrap();
        for (input, expected, field) in cases {
            let told = refusal(create(&city.app, &sa, input).await);
            assert_eq!((told.code, told.field.as_deref()), (expected, Some(field)));
            assert_eq!(city.last_audit().await.outcome.get(), Outcome::Refused);
        }
        let after = list(&city.app, &sa, AccountFilter::default(), Slice::first(50).counted()).await.unwrap();
        assert_eq!((before.total, after.total), (Some(1), Some(1)));
    }

    async fn only_the_system_administrator_works_on_accounts_and_only_two_read_them(db: TestDb) {
        let city = City::new(db).await;
        let target = city.nobody("target").await;
        for role in [Role::Ol, Role::Ov, Role::Os, Role::Dl, Role::Dc, Role::Cl, Role::Ra, Role::Se, Role::Au] {
            let login = format!("x{}", role.to_string().to_lowercase());
            city.member(&login, role).await;
            let ctx = city.enter(&login).await;
            assert_eq!(code(create(&city.app, &ctx, new("li1")).await), RefusalCode::Role, "{role}");
            let at = step(&city, &target).await;
            let state = set_state(&city.app, &ctx, at, AccountState::Disabled, "x").await;
            assert_eq!(code(state), RefusalCode::Role, "{role}");
            assert_eq!(code(reset_password(&city.app, &ctx, at, "x").await), RefusalCode::Role, "{role}");
            let read = list(&city.app, &ctx, AccountFilter::default(), Slice::first(5)).await;
            assert_eq!(read.is_ok(), role == Role::Se, "{role}");
        }
        assert_eq!(code(create(&city.app, &city.ctx(), new("li1")).await), RefusalCode::Unauthenticated);
    }

    async fn an_account_is_disabled_enabled_and_unlocked_with_a_reason(db: TestDb) {
        let city = City::new(db).await;
        let sa_member = city.member("sa1", Role::Sa).await;
        let member = city.member("dc1", Role::Dc).await;
        let sa = city.enter("sa1").await;
        let set = async |state, reason: &str| {
            set_state(&city.app, &sa, step(&city, &member).await, state, reason).await
        };
        assert_eq!(code(set(AccountState::Disabled, " ").await), RefusalCode::Reason);
        assert_eq!(code(set(AccountState::Active, "x").await), RefusalCode::State);
        assert_eq!(code(set(AccountState::Locked, "x").await), RefusalCode::Input);
        let issued = set(AccountState::Disabled, "调离").await.unwrap();
        assert_eq!((issued.account.account.state.get(), issued.initial_password), (AccountState::Disabled, None));
        assert_eq!(city.last_audit().await.detail.as_deref(), Some("ACTIVE -> DISABLED: 调离"));
        assert_eq!(code(set(AccountState::Disabled, "x").await), RefusalCode::State);
        set(AccountState::Active, "调回").await.unwrap();
        city.sign_in("dc1").await;
        for _ in 0..5 {
            refusal(city.try_sign_in("dc1", "guess").await);
        }
        set(AccountState::Active, "本人已核实").await.unwrap();
        city.sign_in("dc1").await;
        let own = set_state(&city.app, &sa, step(&city, &sa_member).await, AccountState::Disabled, "x").await;
        assert_eq!(code(own), RefusalCode::Conflict);
        let stale = Step { id: member.account, version: 1 };
        let late = set_state(&city.app, &sa, stale, AccountState::Disabled, "x").await;
        assert_eq!(code(late), RefusalCode::Stale);
    }

    async fn the_last_security_administrator_and_auditor_stay(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let sa = city.enter("sa1").await;
        for (role, first, second) in [(Role::Se, "se1", "se2"), (Role::Au, "au1", "au2")] {
            let only = city.member(first, role).await;
            let late = set_state(&city.app, &sa, step(&city, &only).await, AccountState::Disabled, "调离").await;
            assert_eq!(code(late), RefusalCode::Conflict, "{role}");
            city.member(second, role).await;
            let issued = set_state(&city.app, &sa, step(&city, &only).await, AccountState::Disabled, "调离").await;
            assert_eq!(issued.unwrap().account.account.state.get(), AccountState::Disabled, "{role}");
        }
    }

    async fn a_lock_whose_time_is_over_is_shown_as_none(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        for _ in 0..5 {
            refusal(city.try_sign_in("dc1", "guess").await);
        }
        let account = city.account(&member).await;
        assert_eq!(state_now(&account, &city.ctx()), AccountState::Locked);
        city.pass(Duration::minutes(30));
        assert_eq!(state_now(&account, &city.ctx()), AccountState::Active);
    }

    async fn the_clock_disables_what_lies_idle_and_it_comes_back_with_a_new_password(db: TestDb) {
        let city = City::new(db).await;
        let idle = city.member("idle", Role::Dc).await;
        city.pass(Duration::days(90) + Duration::seconds(1));
        city.member("sa1", Role::Sa).await;
        let awake = city.member("awake", Role::Dc).await;
        let ctx = city.ctx();
        assert_eq!(disable_dormant(&city.app, &ctx).await.unwrap(), 1);
        assert_eq!(disable_dormant(&city.app, &ctx).await.unwrap(), 0, "safe to repeat");
        assert_eq!(city.account(&idle).await.state, AccountState::Disabled);
        assert_eq!(city.account(&awake).await.state, AccountState::Active);
        let record = city.last_audit().await;
        assert_eq!((record.action.as_str(), record.actor_label.as_str()), ("account.disable_dormant", "系统"));
        let sa = city.enter("sa1").await;
        let issued = set_state(&city.app, &sa, step(&city, &idle).await, AccountState::Active, "返岗").await.unwrap();
        let password = issued.initial_password.unwrap();
        assert_eq!(disable_dormant(&city.app, &ctx).await.unwrap(), 0);
        assert_eq!(code(city.try_sign_in("idle", PASSWORD).await), RefusalCode::SignIn);
        let session = crate::city::opened(city.try_sign_in("idle", &password).await);
        assert_eq!(session.duty, Some(Duty::ChangePassword));
    }

    async fn a_reset_gives_a_password_to_start_with_and_leaves_the_second_factor(db: TestDb) {
        let city = City::new(db).await;
        let (member, _) = enrolled(&city, "dc1", Role::Dc).await;
        let sa_member = city.member("sa1", Role::Sa).await;
        let sa = city.enter("sa1").await;
        city.alter(&member, |account| account.failed_count = 4).await;
        let issued = reset_password(&city.app, &sa, step(&city, &member).await, "遗忘").await.unwrap();
        let password = issued.initial_password.unwrap();
        let account = city.account(&member).await;
        assert!(account.must_change && account.totp_enc.is_some());
        assert_eq!(account.failed_count, 0);
        let half = city.try_sign_in("dc1", &password).await.unwrap();
        assert_eq!(half, remit_service::identity::sign_in::SignedIn::NeedsTotp);
        let own = reset_password(&city.app, &sa, step(&city, &sa_member).await, "遗忘").await;
        assert_eq!(code(own), RefusalCode::Conflict);
        city.alter(&member, |account| account.state = remit_store::Text(AccountState::Disabled)).await;
        let disabled = reset_password(&city.app, &sa, step(&city, &member).await, "遗忘").await;
        assert_eq!(code(disabled), RefusalCode::State);
    }

    async fn a_list_is_narrowed_and_one_account_is_found_with_its_hats(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let member = city.member("dc1", Role::Dc).await;
        city.member("dc2", Role::Dc).await;
        let sa = city.enter("sa1").await;
        let filter = AccountFilter { role: Some(Role::Dc), ..AccountFilter::default() };
        let page = list(&city.app, &sa, filter, Slice::first(1).counted()).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (1, Some(2)));
        let found = find(&city.app, &sa, member.account).await.unwrap().unwrap();
        assert_eq!((found.account.login.as_str(), found.grants.len()), ("dc1", 1));
        assert!(find(&city.app, &sa, uuid::Uuid::from_u128(9)).await.unwrap().is_none());
    }
}
