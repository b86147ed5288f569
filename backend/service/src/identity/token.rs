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
        let (kid, key, _) = &self.keys[0];
        let header = Header {
            kid: Some(kid.clone()),
            ..Header::new(ALGORITHM)
        };
        Ok(encode(&header, &claims, key).map_err(|_| Fault::Broken("a token could not be signed".into()))?)
    }

    /// Verifies a token strictly: known key, the one algorithm, issuer, audience, expiry without leeway.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Refusal> {
        let header = decode_header(token).map_err(|_| ended())?;
        let key = self
            .keys
            .iter()
            .find(|(kid, ..)| Some(kid) == header.kid.as_ref())
            .ok_or_else(ended)?;
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Expiry is judged below by the operation's clock, not by the library's.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &key.2, &validation)
            .map_err(|_| ended())?
            .claims;
        if claims.exp <= now.timestamp() || claims.iat > now.timestamp() + 5 {
            return Err(ended());
        }
        Ok(claims)
    }
}

/// The one answer to a token or session that is not good any more, whatever is wrong with it.
pub(crate) fn ended() -> Refusal {
    Refusal::new(
        RefusalCode::Unauthenticated,
        "登录已失效,请重新登录。",
        "Your session has ended; please sign in again.",
    )
}
