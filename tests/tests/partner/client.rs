//! A partner's program: signs its assertion, fetches a token, speaks GraphQL through documents compiled against the
//! schema. Nothing of it comes from the product.

use std::fmt;

use chrono::{DateTime, Utc};
use graphql_client::{GraphQLQuery, Response};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::ecdsa::SigningKey;
use p256::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};
use rand_core::OsRng;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

/// Kind of assertion that the token endpoint takes.
pub const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A key pair, both halves as PEM.
pub struct KeyPair {
    pub private: String,
    pub public: String,
}

impl KeyPair {
    pub fn new() -> Self {
        let key = SigningKey::random(&mut OsRng);
        Self {
            private: key.to_pkcs8_pem(LineEnding::LF).expect("a key").to_string(),
            public: key
                .verifying_key()
                .to_public_key_pem(LineEnding::LF)
                .expect("a key"),
        }
    }
}

/// What an assertion claims; a test spoils one claim at a time.
#[derive(Clone)]
pub struct Claims {
    pub issuer: String,
    pub subject: String,
    pub audience: String,
    pub issued: i64,
    pub expires: i64,
    pub jti: String,
}

impl Claims {
    /// Good ones for two minutes.
    pub fn of(client: &str, now: DateTime<Utc>) -> Self {
        Self {
            issuer: client.to_owned(),
            subject: client.to_owned(),
            audience: "/oauth/token".to_owned(),
            issued: now.timestamp(),
            expires: now.timestamp() + 120,
            jti: new_id().to_string(),
        }
    }

    /// Signs them.
    pub fn signed(&self, private_pem: &str) -> String {
        let claims = json!({ "iss": self.issuer, "sub": self.subject, "aud": self.audience,
            "iat": self.issued, "exp": self.expires, "jti": self.jti });
        let key = EncodingKey::from_ec_pem(private_pem.as_bytes()).expect("a private key");
        jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &key).expect("a signed assertion")
    }
}

/// A fresh id of the partner's making.
#[expect(
    clippy::disallowed_methods,
    reason = "a partner's program has no source of ids of ours"
)]
pub fn new_id() -> Uuid {
    Uuid::new_v4()
}

/// Exchanges an assertion; the status and the body whatever they are.
pub async fn exchange(url: &str, assertion: &str) -> (StatusCode, Value) {
    let form = format!(
        "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
        ASSERTION.replace(':', "%3A")
    );
    let response = reqwest::Client::new()
        .post(format!("{url}/oauth/token"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form)
        .send()
        .await
        .expect("the server answers");
    let status = response.status();
    (status, response.json().await.expect("an answer in JSON"))
}

/// A program with a token.
pub struct Partner {
    client: reqwest::Client,
    url: String,
    token: String,
}

impl Partner {
    pub fn new(url: &str, token: &str) -> Self {
        Self {
            client: reqwest::Client::new(),
            url: url.to_owned(),
            token: token.to_owned(),
        }
    }

    /// Sends a body and returns the raw response.
    pub async fn send(&self, body: &impl serde::Serialize) -> reqwest::Response {
        let request = self.client.post(format!("{}/graphql", self.url));
        let request = request.bearer_auth(&self.token).json(body);
        request.send().await.expect("the server answers")
    }

    /// Runs a compiled document; its data and the extensions of the answer.
    pub async fn run<Op: GraphQLQuery>(&self, variables: Op::Variables) -> (Op::ResponseData, Value)
    where
        Op::ResponseData: fmt::Debug,
    {
        let response = self.send(&Op::build_query(variables)).await;
        assert_eq!(response.status(), StatusCode::OK);
        let answer: Response<Op::ResponseData> =
            response.json().await.expect("an answer of the schema's shape");
        assert!(answer.errors.is_none(), "{:?}", answer.errors);
        let extensions = serde_json::to_value(&answer.extensions).expect("extensions");
        (answer.data.expect("data"), extensions)
    }

    /// Asks a document of the moment; the code of the first error or refusal.
    pub async fn refused(&self, query: &str, variables: Value) -> String {
        let body = json!({ "query": query, "variables": variables });
        let answer: Value = self.send(&body).await.json().await.expect("an answer in JSON");
        let error = &answer["errors"][0]["extensions"]["code"];
        let refusal = answer["data"]
            .as_object()
            .and_then(|data| data.values().next())
            .map(|payload| payload["problems"][0]["code"].clone())
            .unwrap_or_default();
        error
            .as_str()
            .or(refusal.as_str())
            .unwrap_or_else(|| panic!("it was allowed: {answer}"))
            .to_owned()
    }
}
