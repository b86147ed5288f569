//! Access tokens: short-lived, one algorithm, keys with ids that rotate (§4).

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use remit_shared::refusal::{Refusal, RefusalCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::{Answer, Fault};

/// The one algorithm that is signed with and accepted.
const ALGORITHM: Algorithm = Algorithm::HS256;

/// A named secret.
#[derive(Clone)]
pub struct TokenKey {
    /// Key id, written into the token's header.
    pub kid: String,
    /// At least 32 random bytes.
    pub secret: Vec<u8>,
}

/// The keys in use: the first signs, all verify, so that a rotation ends no session.
pub struct TokenKeys {
    keys: Vec<(String, EncodingKey, DecodingKey)>,
    issuer: String,
    audience: String,
}

/// What an access token says. Rights are not in it: they are read from the grant at each request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// Account.
    pub sub: Uuid,
    /// Session.
    pub sid: Uuid,
    /// Issued at, seconds.
    pub iat: i64,
    /// Expires at, seconds.
    pub exp: i64,
}

/// Type of partners' tokens in the header: neither kind is ever taken for the other.
const CLIENT_TYPE: &str = "partner+jwt";

/// What a partner's access token says (§8). Scopes are not in it: they are read from the client at each request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ClientClaims {
    iss: String,
    aud: String,
    sub: Uuid,
    iat: i64,
    exp: i64,
}

/// Whether a bearer token says that it is a partner's; nothing is verified yet.
pub fn is_client_token(token: &str) -> bool {
    decode_header(token).is_ok_and(|header| header.typ.as_deref() == Some(CLIENT_TYPE))
}

impl TokenKeys {
    /// Keys in order of preference; at least one, each of at least 32 bytes, ids unique.
    pub fn new(keys: Vec<TokenKey>, issuer: &str, audience: &str) -> Answer<Self> {
        if keys.is_empty() || keys.iter().any(|key| key.secret.len() < 32 || key.kid.is_empty()) {
            return Err(Fault::Broken("every token key needs an id and at least 32 bytes".into()).into());
        }
        if keys
            .iter()
            .enumerate()
            .any(|(at, key)| keys[..at].iter().any(|other| other.kid == key.kid))
        {
            return Err(Fault::Broken("two token keys have the same id".into()).into());
        }
        let keys = keys
            .into_iter()
            .map(|key| {
                (
                    key.kid,
                    EncodingKey::from_secret(&key.secret),
                    DecodingKey::from_secret(&key.secret),
                )
            })
            .collect();
        Ok(Self {
            keys,
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
        })
    }

    /// Signs a token for a session.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>, life: Duration) -> Answer<String> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            exp: (now + life).timestamp(),
        };
        self.sign(&claims, None)
    }

    /// Signs a token for a partner's machine.
    pub fn issue_client(&self, client: Uuid, now: DateTime<Utc>, life: Duration) -> Answer<String> {
        let claims = ClientClaims {
            iss: self.issuer.clone(),
            aud: self.client_audience(),
            sub: client,
            iat: now.timestamp(),
            exp: (now + life).timestamp(),
        };
        self.sign(&claims, Some(CLIENT_TYPE))
    }

    fn client_audience(&self) -> String {
        format!("{}/partner", self.audience)
    }

    fn sign(&self, claims: &impl Serialize, kind: Option<&str>) -> Answer<String> {
        let (kid, key, _) = &self.keys[0];
        let plain = Header::new(ALGORITHM);
        let header = Header {
            kid: Some(kid.clone()),
            typ: kind.map(str::to_owned).or(plain.typ.clone()),
            ..plain
        };
        Ok(encode(&header, claims, key).map_err(|_| Fault::Broken("a token could not be signed".into()))?)
    }

    /// Verifies a partner's token as strictly as a person's; returns the client.
    pub fn verify_client(&self, token: &str, now: DateTime<Utc>) -> Result<Uuid, Refusal> {
        if !is_client_token(token) {
            return Err(ended());
        }
        let claims: ClientClaims = self.claims(token, &self.client_audience())?;
        if claims.exp <= now.timestamp() || claims.iat > now.timestamp() + 5 {
            return Err(ended());
        }
        Ok(claims.sub)
    }

    /// Verifies a token strictly: known key, the one algorithm, issuer, audience, expiry without leeway.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Refusal> {
        let claims: Claims = self.claims(token, &self.audience)?;
        if claims.exp <= now.timestamp() || claims.iat > now.timestamp() + 5 {
            return Err(ended());
        }
        Ok(claims)
    }

    /// The claims of a token signed by us for an audience; times are the caller's to judge.
    fn claims<T: serde::de::DeserializeOwned + Clone>(
        &self,
        token: &str,
        audience: &str,
    ) -> Result<T, Refusal> {
        let header = decode_header(token).map_err(|_| ended())?;
        let key = self
            .keys
            .iter()
            .find(|(kid, ..)| Some(kid) == header.kid.as_ref())
            .ok_or_else(ended)?;
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Expiry is judged by the operation's clock, not by the library's.
        validation.validate_exp = false;
        decode::<T>(token, &key.2, &validation)
            .map(|token| token.claims)
            .map_err(|_| ended())
    }
}

/// The one answer to a token or session that is not good any more, whatever is wrong with it.
pub(crate) fn ended() -> Refusal {
    Refusal::new(
        RefusalCode::Unauthenticated,
        "登录已失效，请重新登录。",
        "Your session has ended; please sign in again.",
    )
}
