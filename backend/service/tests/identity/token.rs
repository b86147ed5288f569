//! Access tokens that are not ours, not for us, or not good any more.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use remit_service::identity::authenticate::authenticate;
use remit_service::identity::token::{Claims, TokenKey, TokenKeys};
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode;

use crate::city::{AUDIENCE, City, ISSUER, code, key, start};

fn keys(keys: Vec<TokenKey>) -> TokenKeys {
    TokenKeys::new(keys, ISSUER, AUDIENCE).unwrap()
}

fn claims() -> Claims {
    Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: uuid::Uuid::from_u128(5),
        sid: uuid::Uuid::from_u128(6),
        iat: start().timestamp(),
        exp: start().timestamp() + 600,
    }
}

fn signed(algorithm: Algorithm, kid: Option<&str>, byte: u8, claims: &Claims) -> String {
    let header = Header {
        kid: kid.map(str::to_owned),
        ..Header::new(algorithm)
    };
    encode(&header, claims, &EncodingKey::from_secret(&[byte; 32])).unwrap()
}

/// Tokens with one thing wrong with each.
fn bad_tokens() -> Vec<(&'static str, String)> {
    let ours = |claims: Claims| signed(Algorithm::HS256, Some("a"), 1, &claims);
    let good = ours(claims());
    let later = start().timestamp() + 60;
    vec![
        (
            "another algorithm",
            signed(Algorithm::HS512, Some("a"), 1, &claims()),
        ),
        (
            "an unknown key id",
            signed(Algorithm::HS256, Some("b"), 1, &claims()),
        ),
        ("no key id", signed(Algorithm::HS256, None, 1, &claims())),
        ("another key", signed(Algorithm::HS256, Some("a"), 2, &claims())),
        (
            "another issuer",
            ours(Claims {
                iss: "x".into(),
                ..claims()
            }),
        ),
        (
            "another audience",
            ours(Claims {
                aud: "x".into(),
                ..claims()
            }),
        ),
        (
            "issued in the future",
            ours(Claims {
                iat: later,
                ..claims()
            }),
        ),
        ("nothing", String::new()),
        ("not a token", "a.b.c".to_owned()),
        ("cut short", good[..good.len() - 1].to_owned()),
    ]
}

#[test]
fn only_a_token_that_is_right_in_every_part_is_taken() {
    let ours = keys(vec![key("a", 1)]);
    let good = signed(Algorithm::HS256, Some("a"), 1, &claims());
    assert_eq!(ours.verify(&good, start()).unwrap(), claims());
    for (what, token) in bad_tokens() {
        let refused = ours.verify(&token, start()).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Unauthenticated, "{what}");
    }
}

#[test]
fn a_token_without_a_signature_is_refused() {
    let ours = keys(vec![key("a", 1)]);
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let body = part(&serde_json::to_string(&claims()).unwrap());
    for header in [
        r#"{"alg":"none","kid":"a"}"#,
        r#"{"alg":"None","typ":"JWT","kid":"a"}"#,
    ] {
        let token = format!("{}.{body}.", part(header));
        assert_eq!(
            ours.verify(&token, start()).unwrap_err().code,
            RefusalCode::Unauthenticated
        );
    }
}

#[test]
fn a_token_whose_claims_were_altered_is_refused() {
    let ours = keys(vec![key("a", 1)]);
    let good = signed(Algorithm::HS256, Some("a"), 1, &claims());
    let parts: Vec<&str> = good.split('.').collect();
    let altered = Claims {
        sid: uuid::Uuid::from_u128(7),
        ..claims()
    };
    let body = URL_SAFE_NO_PAD.encode(serde_json::to_string(&altered).unwrap());
    let token = format!("{}.{body}.{}", parts[0], parts[2]);
    assert_eq!(
        ours.verify(&token, start()).unwrap_err().code,
        RefusalCode::Unauthenticated
    );
}

#[test]
fn a_token_ends_on_the_second() {
    let ours = keys(vec![key("a", 1)]);
    let token = ours
        .issue(claims().sub, claims().sid, start(), Duration::minutes(10))
        .unwrap();
    let end = start() + Duration::minutes(10);
    assert!(ours.verify(&token, end - Duration::seconds(1)).is_ok());
    assert_eq!(
        ours.verify(&token, end).unwrap_err().code,
        RefusalCode::Unauthenticated
    );
}

#[test]
fn a_rotation_of_keys_ends_no_session_until_the_old_key_goes() {
    let old = keys(vec![key("a", 1)]);
    let both = keys(vec![key("b", 2), key("a", 1)]);
    let new = keys(vec![key("b", 2)]);
    let before = old
        .issue(claims().sub, claims().sid, start(), Duration::minutes(10))
        .unwrap();
    let after = both
        .issue(claims().sub, claims().sid, start(), Duration::minutes(10))
        .unwrap();
    assert!(both.verify(&before, start()).is_ok() && both.verify(&after, start()).is_ok());
    assert!(new.verify(&after, start()).is_ok(), "the first key signs");
    assert!(new.verify(&before, start()).is_err());
    assert!(old.verify(&after, start()).is_err());
}

#[test]
fn weak_or_ambiguous_keys_are_not_taken() {
    let make = |keys| TokenKeys::new(keys, ISSUER, AUDIENCE).is_err();
    assert!(make(Vec::new()));
    assert!(make(vec![key("", 1)]));
    assert!(make(vec![TokenKey {
        kid: "a".to_owned(),
        secret: vec![1; 31]
    }]));
    assert!(make(vec![key("a", 1), key("a", 2)]));
}

remit_store::on_both_engines! {
    async fn a_well_signed_token_for_no_session_of_the_account_is_refused(db: TestDb) {
        let city = City::new(db).await;
        let member = city.member("dc1", Role::Dc).await;
        let other = city.member("dc2", Role::Dc).await;
        let session = city.sign_in("dc1").await;
        let issue = |account, session| city.app.keys.issue(account, session, city.now(), Duration::minutes(1)).unwrap();
        let forged = [
            issue(member.account, uuid::Uuid::from_u128(9)),
            issue(other.account, session.actor.session_id),
        ];
        for token in forged {
            let answer = authenticate(&city.app, &city.ctx(), &token, false).await;
            assert_eq!(code(answer), RefusalCode::Unauthenticated);
        }
    }
}
