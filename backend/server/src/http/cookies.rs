//! The sign-in cookies: made here only, readable by no script.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, Utc};
use remit_graphql::session_slot::CookieChange;

/// Names and marks of the cookies. With TLS the names carry the prefixes that browsers enforce.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    secure: bool,
}

/// Refresh tokens go where sessions are renewed, and nowhere else.
const REFRESH_PATH: &str = "/graphql";

impl Cookies {
    /// Cookies for TLS, or for a machine of one's own without it.
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn access(self) -> &'static str {
        if self.secure {
            "__Host-remit_access"
        } else {
            "remit_access"
        }
    }

    fn refresh(self) -> &'static str {
        if self.secure {
            "__Secure-remit_refresh"
        } else {
            "remit_refresh"
        }
    }

    /// The access token that came with a request.
    pub fn access_token(self, headers: &HeaderMap) -> Option<&str> {
        find(headers, self.access())
    }

    /// The refresh token that came with a request.
    pub fn refresh_token(self, headers: &HeaderMap) -> Option<&str> {
        find(headers, self.refresh())
    }

    /// Whether a request carries any of ours.
    pub fn any(self, headers: &HeaderMap) -> bool {
        self.access_token(headers).is_some() || self.refresh_token(headers).is_some()
    }

    /// Writes what the sign-in resolvers asked for. The age counts from the operation's clock.
    pub fn write(self, change: &CookieChange, now: DateTime<Utc>, headers: &mut HeaderMap) {
        match change {
            CookieChange::Set {
                access,
                refresh,
                expires,
            } => {
                let age = (*expires - now).num_seconds().max(0);
                self.append(headers, self.access(), access, "/", age);
                if let Some(refresh) = refresh {
                    self.append(headers, self.refresh(), refresh, REFRESH_PATH, age);
                }
            }
            CookieChange::Clear => {
                self.append(headers, self.access(), "", "/", 0);
                self.append(headers, self.refresh(), "", REFRESH_PATH, 0);
            }
        }
    }

    fn append(self, headers: &mut HeaderMap, name: &str, value: &str, path: &str, age: i64) {
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
        // Tokens are base64url and dots; anything else is no header and would be no token.
        if let Ok(mut value) = HeaderValue::from_str(&cookie) {
            value.set_sensitive(true);
            headers.append(header::SET_COOKIE, value);
        }
    }
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, value)| *known == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(secure: bool, change: &CookieChange) -> Vec<String> {
        let mut headers = HeaderMap::new();
        Cookies::new(secure).write(change, DateTime::UNIX_EPOCH, &mut headers);
        headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
        let change = CookieChange::Set {
            access: "a.b.c".to_owned(),
            refresh: Some("r".to_owned()),
            expires: DateTime::UNIX_EPOCH + chrono::Duration::hours(8),
        };
        assert_eq!(
            written(true, &change),
            [
                "__Host-remit_access=a.b.c; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure",
                "__Secure-remit_refresh=r; Path=/graphql; Max-Age=28800; HttpOnly; SameSite=Strict; Secure",
            ]
        );
        assert_eq!(
            written(false, &change)[0],
            "remit_access=a.b.c; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict"
        );
        assert!(
            written(true, &CookieChange::Clear)
                .iter()
                .all(|cookie| cookie.contains("=; ") && cookie.contains("Max-Age=0"))
        );
    }

    #[test]
    fn cookies_are_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("lang=zh; remit_access=a.b ; other=1"),
        );
        headers.append(header::COOKIE, HeaderValue::from_static("remit_refresh="));
        let cookies = Cookies::new(false);
        assert_eq!(cookies.access_token(&headers), Some("a.b"));
        assert_eq!(cookies.refresh_token(&headers), None);
        assert!(cookies.any(&headers) && !Cookies::new(true).any(&headers));
    }
}
