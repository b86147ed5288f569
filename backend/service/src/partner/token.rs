//! A partner's machine proves itself by an assertion that it signs with its ES256 key (RFC 7523), and gets an access
//! token for ten minutes. Each assertion is good once.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::api_client;
use remit_store::partner as rows;
use serde::Deserialize;
use uuid::Uuid;

use super::TOKEN_PATH;
use super::authenticate::admitted;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// How long an access token lives.
pub const TOKEN_LIFE: Duration = Duration::minutes(10);
/// How far ahead an assertion may end.
const ASSERTION_LIFE: Duration = Duration::minutes(5);
/// How far a partner's clock may be ahead of ours.
const SKEW: Duration = Duration::minutes(1);
/// Longest assertion, bytes, and longest `jti`, characters.
const ASSERTION_MAX: usize = 4096;
const JTI_MAX: usize = 100;

/// What an assertion has to say.
#[derive(Debug, Deserialize)]
struct Assertion {
    iss: String,
    sub: String,
    jti: String,
    exp: i64,
    iat: Option<i64>,
}

/// What a client gets.
#[derive(Clone, PartialEq, Eq)]
pub struct Granted {
    /// Sent as a bearer token with every request.
    pub access_token: String,
    /// Seconds it lives.
    pub expires_in: i64,
    /// The scopes it carries, separated by spaces.
    pub scope: String,
}

/// The one answer to an assertion or token that is not good, whatever is wrong with it.
pub(crate) fn refused() -> Refusal {
    Refusal::new(
        RefusalCode::Unauthenticated,
        "对接系统身份验证未通过：请核对客户端编号、密钥、签发时间、编号（jti）是否重复以及来源地址。",
        "The client could not be authenticated: check its id, key, times, that the jti is new, and the address it calls from.",
    )
}

/// Exchanges an assertion for an access token. `audience` is the endpoint's public address.
pub async fn grant(app: &App, ctx: &OpCtx, audience: &str, assertion: &str) -> Answer<Granted> {
    let address = ctx.address.clone().unwrap_or_default();
    if app.throttle.blocked_until(&address, ctx.now()).is_some() {
        return Err(throttled().into());
    }
    let mut work = Work::begin(app, ctx, "partner.token").await?;
    let result = grant_in(&mut work, audience, assertion).await;
    if let Err(crate::failure::Failure::Refused(_)) = &result {
        app.throttle.note_failure(&address, ctx.now());
    }
    work.finish(result).await
}

async fn grant_in(work: &mut Work<'_>, audience: &str, assertion: &str) -> Answer<Granted> {
    let now = work.ctx.now();
    let id = claimed(assertion).ok_or_else(refused)?;
    work.tried_by(id.to_string());
    let client = rows::unscoped_client(&work.tx, work.tx.jurisdiction_id(), id)
        .await?
        .ok_or_else(refused)?;
    work.subject("api_client", client.id, client.name.clone());
    admitted(&client, work.ctx.address.as_deref())?;
    let (jti, ends) = verified(&client, audience, assertion, now)?;
    if !rows::use_up(&work.tx, client.id, &jti, ends, now).await? {
        return Err(refused().into());
    }
    rows::note_token(&work.tx, client.id, now).await?;
    Ok(Granted {
        access_token: work.app.keys.issue_client(client.id, now, TOKEN_LIFE)?,
        expires_in: TOKEN_LIFE.num_seconds(),
        scope: client.scopes,
    })
}

/// Which client an assertion speaks of, before its signature is checked with that client's key.
fn claimed(assertion: &str) -> Option<Uuid> {
    if assertion.len() > ASSERTION_MAX {
        return None;
    }
    let claims: Assertion = jsonwebtoken::dangerous::insecure_decode_claims(assertion).ok()?;
    client_of(&claims.iss)
}

/// A client's id as partners write it.
fn client_of(text: &str) -> Option<Uuid> {
    remit_shared::id::decode(remit_shared::id::NodeKind::ApiClient, text).ok()
}

/// Checks the signature and every claim; returns the `jti` and the end.
fn verified(
    client: &api_client::Model,
    audience: &str,
    assertion: &str,
    now: DateTime<Utc>,
) -> Result<(String, DateTime<Utc>), Refusal> {
    let key = DecodingKey::from_ec_pem(client.public_key.as_bytes()).map_err(|_| refused())?;
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&[audience, TOKEN_PATH]);
    validation.set_required_spec_claims(&["exp", "iss", "sub", "aud"]);
    // Times are judged below by the operation's clock, not by the library's.
    validation.validate_exp = false;
    let claims = decode::<Assertion>(assertion, &key, &validation)
        .map_err(|_| refused())?
        .claims;
    let ends = DateTime::from_timestamp(claims.exp, 0).ok_or_else(refused)?;
    let begins = claims.iat.and_then(|iat| DateTime::from_timestamp(iat, 0));
    let in_time =
        now < ends && ends <= now + ASSERTION_LIFE + SKEW && begins.is_none_or(|begins| begins <= now + SKEW);
    let named = claims.iss == claims.sub && client_of(&claims.sub) == Some(client.id);
    let numbered = !claims.jti.is_empty() && claims.jti.chars().count() <= JTI_MAX;
    if in_time && named && numbered {
        Ok((claims.jti, ends))
    } else {
        Err(refused())
    }
}

fn throttled() -> Refusal {
    Refusal::new(
        RefusalCode::Throttled,
        "该地址验证失败次数过多，请10分钟后再试。",
        "Too many failed attempts from this address; try again in 10 minutes.",
    )
}
