//! What must never reach the audit or a plain column.

use chrono::Duration;
use remit_service::identity::accounts::{NewAccount, create};
use remit_service::identity::password::{ChangePassword, change};
use remit_service::identity::sign_in::sign_in;
use remit_service::identity::{refresh, totp};
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;

use crate::city::{BUREAU, City, PASSWORD, code, opened, with};
use crate::totp::code_at;

remit_store::on_both_engines! {
    async fn no_secret_reaches_the_audit(db: TestDb) {
        let city = City::new(db).await;
        city.member("sa1", Role::Sa).await;
        let member = city.member("dc1", Role::Dc).await;
        let sa = city.enter("sa1").await;
        let mistyped = "My-Password-In-The-Wrong-Box";
        assert_eq!(code(city.try_sign_in(mistyped, "").await), RefusalCode::SignIn);
        assert_eq!(code(city.try_sign_in("dc1", "Guess-Number-One-1").await), RefusalCode::SignIn);
        let session = city.sign_in("dc1").await;
        let ctx = city.act(&session).await.unwrap();
        let secret = totp::start(&city.app, &ctx).await.unwrap().secret;
        let first = code_at(&secret, &city);
        totp::confirm(&city.app, &ctx, &first).await.unwrap();
        let renewed = refresh::refresh(&city.app, &city.ctx(), session.tokens.refresh_token.as_ref().unwrap()).await.unwrap();
        let new = ChangePassword { current: PASSWORD.to_owned(), new: "Weihe-Qiao_77".to_owned() };
        change(&city.app, &ctx, new).await.unwrap();
        city.pass(Duration::seconds(60));
        let second = code_at(&secret, &city);
        let mut input = with("dc1", "Weihe-Qiao_77");
        input.totp = Some(second.clone());
        opened(sign_in(&city.app, &city.ctx(), input).await);
        let input = NewAccount {
            login: "li1".to_owned(), display_name: "李联络".to_owned(), post: "科员".to_owned(), org: BUREAU,
        };
        let initial = create(&city.app, &sa, input).await.unwrap().initial_password.unwrap();

        let audit = serde_json::to_string(&city.audit().await).unwrap();
        let account = city.account(&member).await;
        let secrets = [
            PASSWORD, mistyped, "Guess-Number-One-1", "Weihe-Qiao_77", &initial, &secret,
            &session.tokens.access_token, session.tokens.refresh_token.as_ref().unwrap(),
            &renewed.tokens.access_token, renewed.tokens.refresh_token.as_ref().unwrap(),
            &account.password_hash, account.totp_enc.as_ref().unwrap(),
        ];
        for secret in secrets {
            assert!(!audit.contains(secret) && !audit.contains(&secret.to_lowercase()), "{secret}");
        }
        for digits in [first, second] {
            let detail = city.audit().await.into_iter().filter_map(|record| record.detail).any(|text| text.contains(&digits));
            assert!(!detail);
        }
        let stored = serde_json::to_string(&account).unwrap();
        assert!(!stored.contains(&secret) && !stored.contains("Weihe"), "nor a plain column");
    }

    async fn every_attempt_leaves_its_trace_in_one_unbroken_chain(db: TestDb) {
        let city = City::new(db).await;
        city.member("au1", Role::Au).await;
        city.member("dc1", Role::Dc).await;
        for login in ["dc1", "ghost"] {
            assert_eq!(code(city.try_sign_in(login, "guess").await), RefusalCode::SignIn);
        }
        let au = city.enter("au1").await;
        let chain = remit_service::audit::verify::verify(&city.app, &au).await.unwrap();
        assert_eq!((chain.records, chain.broken), (3, None));
        let records = city.audit().await;
        assert!(records.iter().all(|record| record.trace == "trace-1" && record.address.is_some()));
    }
}
