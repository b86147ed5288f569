//! What a client holds: an access token and a refresh token.
//!
//! A refresh token is the session's id and 32 random bytes, 64 characters of base64url. Storage has only its
//! SHA-256. The id in front finds the session by its key, and lets a token from any earlier generation be
//! recognised as used up, not only the last one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use remit_shared::identity::session::access_expires_at;
use remit_store::entity::session;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

const ID_BYTES: usize = 16;
const SECRET_BYTES: usize = 32;

/// What a client gets: in cookies for the SPA, in the payload for programs.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Short-lived, sent with every request.
    pub access_token: String,
    /// Good for one renewal. `None` only where a renewal came second within its grace, see [`super::refresh`].
    pub refresh_token: Option<String>,
    /// When the access token ends.
    pub access_expires_at: DateTime<Utc>,
    /// When the session ends at the latest.
    pub session_expires_at: DateTime<Utc>,
}

impl core::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tokens")
            .field("access_expires_at", &self.access_expires_at)
            .field("session_expires_at", &self.session_expires_at)
            .finish_non_exhaustive()
    }
}

impl Tokens {
    /// An access token for a session, beside a refresh token if there is a new one.
    pub(crate) fn issue(
        app: &App,
        session: &session::Model,
        refresh_token: Option<String>,
        now: DateTime<Utc>,
    ) -> Answer<Self> {
        let access_expires_at = access_expires_at(session.created_at, now);
        Ok(Self {
            access_token: app
                .keys
                .issue(session.account_id, session.id, now, access_expires_at - now)?,
            refresh_token,
            access_expires_at,
            session_expires_at: session.expires_at,
        })
    }
}

/// A refresh token and the digest that is stored.
pub(crate) struct RefreshToken {
    pub session_id: Uuid,
    pub text: String,
    pub hash: String,
}

impl RefreshToken {
    /// A new one for a session.
    pub fn new(ctx: &OpCtx, session_id: Uuid) -> Self {
        let secret = ctx.random::<SECRET_BYTES>();
        Self::of(&[session_id.as_bytes().as_slice(), &secret].concat(), session_id)
    }

    /// Reads what a client sent; `None` if it cannot be one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (id, secret) = bytes.split_at_checked(ID_BYTES)?;
        let session_id = Uuid::from_slice(id).ok()?;
        (secret.len() == SECRET_BYTES).then(|| Self::of(&bytes, session_id))
    }

    fn of(bytes: &[u8], session_id: Uuid) -> Self {
        Self {
            session_id,
            text: URL_SAFE_NO_PAD.encode(bytes),
            hash: hex::encode(Sha256::digest(bytes)),
        }
    }
}
