//! `POST /oauth/token`: what a good assertion brings, and every way of being refused.

use remit_tests::Served;
use serde_json::{Value, json};

use crate::client::{Claims, KeyPair, Partner, exchange};
use crate::granted::{ALL, Wish, ask};
use crate::{Client, DAY, engines};

/// Spoils one claim.
type Spoil = fn(&mut Claims);

#[tokio::test]
async fn an_assertion_is_good_once_and_every_claim_counts() {
    for engine in engines() {
        let served = Served::open(engine, DAY).await;
        let client = Client::granted(&served, "lk06", &ALL, &[]).await;
        let good = client.claims(&served);
        let (status, body) = exchange(&served.url, &good.signed(&client.key.private)).await;
        assert_eq!(status, 200, "{body}");
        assert_eq!(
            (&body["token_type"], &body["expires_in"]),
            (&json!("Bearer"), &json!(600))
        );
        assert_eq!(
            body["scope"].as_str().map(|scopes| scopes.split(' ').count()),
            Some(ALL.len())
        );
        let (status, replayed) = exchange(&served.url, &good.signed(&client.key.private)).await;
        assert_eq!(
            (status.as_u16(), &replayed["error"]),
            (401, &json!("invalid_client"))
        );

        let spoilt: [(&str, Spoil); 8] = [
            ("another audience", |claims| {
                claims.audience = "https://elsewhere.example/token".to_owned();
            }),
            ("expired", |claims| claims.expires = claims.issued - 1),
            ("ends this second", |claims| claims.expires = claims.issued),
            ("lives too long", |claims| claims.expires = claims.issued + 3_600),
            ("from the future", |claims| {
                claims.issued += 200;
                claims.expires += 100;
            }),
            ("another subject", |claims| {
                claims.subject = "cli_00000000000070008000000000000001".to_owned();
            }),
            ("an unknown client", |claims| {
                claims.issuer = "cli_00000000000070008000000000000001".to_owned();
                claims.subject.clone_from(&claims.issuer);
            }),
            ("no number", |claims| claims.jti.clear()),
        ];
        for (what, spoil) in spoilt {
            let mut claims = client.claims(&served);
            spoil(&mut claims);
            let (status, body) = exchange(&served.url, &claims.signed(&client.key.private)).await;
            assert_eq!(
                (status.as_u16(), &body["error"]),
                (401, &json!("invalid_client")),
                "{what}: {body}"
            );
        }
        let strange = KeyPair::new();
        let (status, _) = exchange(&served.url, &client.claims(&served).signed(&strange.private)).await;
        assert_eq!(status, 401, "signed with another key");

        // Everything that was refused above has changed nothing: the next good assertion is taken.
        client.enters(&served).await;
    }
}

#[tokio::test]
async fn too_many_failures_from_an_address_have_to_wait() {
    let served = Served::open(remit_store::Engine::Sqlite, DAY).await;
    let client = Client::granted(&served, "lk06", &ALL, &[]).await;
    let strange = KeyPair::new();
    let mut failures = 0;
    loop {
        let assertion = client.claims(&served).signed(&strange.private);
        let response = reqwest::Client::new()
            .post(served.at("/oauth/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!(
                "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
                crate::client::ASSERTION
            ))
            .send()
            .await
            .expect("the server answers");
        if response.status() == 429 {
            assert!(response.headers().contains_key("retry-after"));
            break;
        }
        assert_eq!(response.status(), 401);
        failures += 1;
        assert!(failures < 1_000, "nothing holds the address up");
    }
    // The good key waits too while the address is held up, and is let in afterwards.
    let (status, _) = exchange(&served.url, &client.claims(&served).signed(&client.key.private)).await;
    assert_eq!(status, 429);
    served.clock.pass(chrono::TimeDelta::minutes(31));
    client.enters(&served).await;
}

#[tokio::test]
async fn a_token_opens_only_from_its_addresses_and_until_it_is_revoked() {
    for engine in engines() {
        let served = Served::open(engine, DAY).await;
        // Elsewhere: neither a token nor a call.
        let elsewhere = Client::granted(&served, "lk05", &ALL, &["10.1.2.0/24"]).await;
        let (status, _) = exchange(
            &served.url,
            &elsewhere.claims(&served).signed(&elsewhere.key.private),
        )
        .await;
        assert_eq!(status, 401);

        let client = Client::granted(&served, "lk06", &ALL, &["127.0.0.1"]).await;
        let partner = client.enters(&served).await;
        let body = json!({ "query": "{ changes(first: 1) { more } }" });
        assert_eq!(partner.send(&body).await.status(), 200);

        // The token ends by itself after ten minutes.
        served.clock.pass(chrono::TimeDelta::minutes(11));
        assert_eq!(partner.send(&body).await.status(), 401);

        // A revoked client is refused at once, whatever its token says.
        let partner = client.enters(&served).await;
        assert_eq!(partner.send(&body).await.status(), 200);
        let administrator = served.signed_in("se01").await;
        let revoked = administrator
            .data(
                "mutation($id: ID!) { revokeApiClient(input: { id: $id, version: 1, reason: \"密钥外泄\" }) { problems { code } } }",
                json!({ "id": client.id }),
            )
            .await;
        assert_eq!(revoked["revokeApiClient"]["problems"], json!([]));
        assert_eq!(partner.send(&body).await.status(), 401);
        let (status, _) = exchange(&served.url, &client.claims(&served).signed(&client.key.private)).await;
        assert_eq!(status, 401);
    }
}

#[tokio::test]
async fn a_grant_wants_a_public_key_known_scopes_and_a_person_of_the_unit() {
    let served = Served::open(remit_store::Engine::Sqlite, DAY).await;
    let administrator = served.signed_in("se01").await;
    let key = KeyPair::new();
    let good = Wish {
        name: "新系统",
        owner: "lk06",
        scopes: &["change:read"],
        networks: &[],
        public_key: &key.public,
    };
    for (wish, code, field) in [
        (
            Wish {
                public_key: &key.private,
                ..good
            },
            "E_SECRECY",
            "publicKey",
        ),
        (
            Wish {
                public_key: "-----BEGIN PUBLIC KEY-----",
                ..good
            },
            "E_INPUT",
            "publicKey",
        ),
        (
            Wish {
                scopes: &["everything"],
                ..good
            },
            "E_SCOPE",
            "scopes",
        ),
        (Wish { scopes: &[], ..good }, "E_INPUT", "scopes"),
        (
            Wish {
                networks: &["10.1.2.5/24"],
                ..good
            },
            "E_INPUT",
            "networks",
        ),
        (
            Wish {
                name: "新\u{0}系统",
                ..good
            },
            "E_INPUT",
            "name",
        ),
    ] {
        let payload = ask(&served, &administrator, &wish).await;
        assert_eq!(payload["client"], Value::Null, "{payload}");
        assert_eq!(
            (&payload["problems"][0]["code"], &payload["problems"][0]["field"]),
            (&json!(code), &json!(field)),
            "{payload}"
        );
    }
    // Nobody but the security administrator grants.
    let officer = served.signed_in("ol01").await;
    let answer = officer
        .graphql("{ apiClients { nodes { id } } }", json!({}))
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "E_ROLE", "{answer}");
    let partner = Partner::new(&served.url, "rubbish");
    assert_eq!(
        partner
            .send(&json!({ "query": "{ me { login } }" }))
            .await
            .status(),
        401
    );
}
