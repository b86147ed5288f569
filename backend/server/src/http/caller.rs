//! Who sends a request, as the use cases see it.

use std::net::SocketAddr;

use axum::http::{HeaderMap, StatusCode, header};
use remit_graphql::guard::Tier;
use remit_service::context::{Locale, OpCtx};
use remit_service::failure::Failure;
use remit_service::identity::authenticate::{Authenticated, authenticate};
use remit_service::identity::token::is_client_token;
use remit_service::partner::authenticate as partner;

use super::client;
use super::problem::Problem;
use crate::state::ServerState;

/// Longest client program kept, characters.
const USER_AGENT_MAX: usize = 200;
/// Header of requests that the page sends by itself: answered, but no sign of a person at work.
const BACKGROUND_HEADER: &str = "x-remit-background";

/// A request's context and limits.
pub struct Caller {
    /// Context; with an actor if somebody is signed in.
    pub op: OpCtx,
    /// Which limits hold.
    pub tier: Tier,
    /// Whether cookies came whose session has ended, or whose access token has to be renewed.
    pub lapsed: bool,
}

/// Finds out who sends a request. A cookie that is no longer good makes a stranger, because the page has to be
/// able to renew it; a bearer token that is not good is refused.
pub async fn identify(
    state: &ServerState,
    peer: SocketAddr,
    headers: &HeaderMap,
    trace: &str,
) -> Result<Caller, Problem> {
    let op = context(state, peer, headers, trace);
    let bearer = bearer_token(headers)?;
    let Some(token) = bearer.or_else(|| state.cookies.access_token(headers)) else {
        return Ok(stranger(op, state.cookies.any(headers)));
    };
    if bearer.is_some() && is_client_token(token) {
        return machine(state, op, token, trace).await;
    }
    let background = headers.contains_key(BACKGROUND_HEADER);
    match authenticate(&state.app, &op, token, background).await {
        Ok(authenticated) => Ok(known(op, authenticated)),
        Err(Failure::Refused(_)) if bearer.is_none() => Ok(stranger(op, true)),
        Err(failure) => Err(Problem::of_failure(&failure, trace)),
    }
}

/// A partner's machine (§8); only ever by bearer token.
async fn machine(state: &ServerState, op: OpCtx, token: &str, trace: &str) -> Result<Caller, Problem> {
    match partner::authenticate(&state.app, op, token).await {
        Ok(op) => Ok(Caller {
            op,
            tier: Tier::Partner,
            lapsed: false,
        }),
        Err(failure) => Err(Problem::of_failure(&failure, trace)),
    }
}

/// The context under a verified actor.
pub fn known(op: OpCtx, authenticated: Authenticated) -> Caller {
    let tier = Tier::of(Some(authenticated.actor.role));
    Caller {
        op: authenticated.enter(op),
        tier,
        lapsed: false,
    }
}

fn stranger(op: OpCtx, lapsed: bool) -> Caller {
    Caller {
        op,
        tier: Tier::Anonymous,
        lapsed,
    }
}

/// A voter: no session is looked at, and nothing is kept that says who asks or from where (F1).
pub fn voter(state: &ServerState, headers: &HeaderMap) -> Caller {
    let mut op = state.anonymous("");
    op.locale = locale(text(headers, header::ACCEPT_LANGUAGE).unwrap_or_default());
    stranger(op, false)
}

/// The context of a request, without an actor.
pub fn context(state: &ServerState, peer: SocketAddr, headers: &HeaderMap, trace: &str) -> OpCtx {
    let mut op = state.anonymous(trace);
    op.address = Some(client::address(peer.ip(), headers, &state.config.trusted_proxies).to_string());
    op.user_agent = text(headers, header::USER_AGENT).map(|agent| {
        agent
            .chars()
            .filter(|c| !c.is_control())
            .take(USER_AGENT_MAX)
            .collect()
    });
    op.locale = locale(text(headers, header::ACCEPT_LANGUAGE).unwrap_or_default());
    op
}

fn bearer_token(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|value| value.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() => {
            Ok(Some(token.trim()))
        }
        _ => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "E_UNAUTHENTICATED",
            "授权头格式不正确，应为 Bearer 令牌。",
            "The Authorization header has to be a bearer token.",
        )),
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// English if it is asked for before Chinese; Chinese otherwise.
fn locale(accepted: &str) -> Locale {
    let mut ranked: Vec<(f32, &str)> = accepted
        .split(',')
        .filter_map(|part| {
            let (language, quality) = part.split_once(";q=").unwrap_or((part, "1"));
            let quality = quality.trim().parse().ok().filter(|quality| *quality > 0.0)?;
            Some((quality, language.trim()))
        })
        .collect();
    // Stable: of equal quality the first one counts.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let is = |language: &str, prefix: &str| {
        language
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let wanted = ranked
        .iter()
        .find(|(_, language)| is(language, "zh") || is(language, "en"));
    match wanted {
        Some((_, language)) if is(language, "en") => Locale::En,
        _ => Locale::Zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_unless_english_is_preferred() {
        for (accepted, expected) in [
            ("", Locale::Zh),
            ("en", Locale::En),
            ("en-GB,en;q=0.9", Locale::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::Zh),
            ("fr,en;q=0.5", Locale::En),
            ("fr", Locale::Zh),
            ("en;q=0.3, zh;q=0.8", Locale::Zh),
            ("en;q=0, zh;q=0.1", Locale::Zh),
            ("*", Locale::Zh),
        ] {
            assert_eq!(locale(accepted), expected, "{accepted}");
        }
    }

    #[test]
    fn only_bearer_tokens_are_read() {
        let with = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            bearer_token(&headers)
                .map(|token| token.map(str::to_owned))
                .map_err(|problem| problem.status)
        };
        assert_eq!(with("Bearer a.b.c"), Ok(Some("a.b.c".to_owned())));
        assert_eq!(with("bearer a"), Ok(Some("a".to_owned())));
        for wrong in ["Basic YTpi", "Bearer", "Bearer ", "a.b.c"] {
            assert_eq!(with(wrong), Err(StatusCode::UNAUTHORIZED), "{wrong}");
        }
    }
}
