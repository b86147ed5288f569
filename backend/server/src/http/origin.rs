//! Whether a browser's request comes from our own pages.
//!
//! Cookies travel with every request that a browser sends, whoever made it send it. SameSite=Strict keeps them
//! from other sites; these checks keep out sibling domains and old browsers.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::cookies::Cookies;
use super::problem::Problem;

/// Header that only a script of our own pages can set; a form or a picture cannot.
pub const CSRF_HEADER: &str = "x-remit-csrf";

/// Refuses a request that changes something and that a browser may have been tricked into. Programs send neither
/// Origin nor cookies.
pub fn check_post(headers: &HeaderMap, cookies: Cookies, public_url: &str) -> Result<(), Problem> {
    if !is_own(headers, public_url, false) {
        return Err(foreign());
    }
    if cookies.any(headers)
        && !headers.contains_key(header::AUTHORIZATION)
        && !headers.contains_key(CSRF_HEADER)
    {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "CSRF",
            "请求缺少安全标识，请刷新页面后重试。",
            "The header x-remit-csrf is missing; reload the page and try again.",
        ));
    }
    Ok(())
}

/// Refuses a read with cookies from a page of somebody else. Typing the address is allowed.
pub fn check_get(headers: &HeaderMap, public_url: &str) -> Result<(), Problem> {
    if is_own(headers, public_url, true) {
        Ok(())
    } else {
        Err(foreign())
    }
}

/// Whether Origin and Sec-Fetch-Site, where they are sent, name our own pages.
fn is_own(headers: &HeaderMap, public_url: &str, typed: bool) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let site_is_own = match site {
        None | Some(b"same-origin") => true,
        Some(b"none") => typed,
        Some(_) => false,
    };
    site_is_own && origin_is_own(headers, public_url)
}

fn origin_is_own(headers: &HeaderMap, public_url: &str) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else { return false };
    if !public_url.is_empty() {
        return origin.eq_ignore_ascii_case(public_url);
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority
        .zip(host)
        .is_some_and(|(authority, host)| authority.eq_ignore_ascii_case(host))
}

fn foreign() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "ORIGIN",
        "请求来自其他网站，已拒绝。",
        "The request comes from another site and was refused.",
    )
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    fn post(pairs: &[(&'static str, &'static str)], public_url: &str) -> Option<&'static str> {
        check_post(&headers(pairs), Cookies::new(false), public_url)
            .err()
            .map(|problem| problem.code)
    }

    #[test]
    fn posts_come_from_our_pages_or_from_programs() {
        const COOKIE: (&str, &str) = ("cookie", "remit_access=a");
        const HOST: (&str, &str) = ("host", "remit.example:8080");
        const CSRF: (&str, &str) = ("x-remit-csrf", "1");
        for (pairs, public_url, refused) in [
            (&[][..], "", None),
            (&[HOST, ("origin", "http://remit.example:8080")], "", None),
            (&[HOST, ("origin", "http://evil.example")], "", Some("ORIGIN")),
            (&[HOST, ("origin", "null")], "", Some("ORIGIN")),
            (
                &[HOST, ("origin", "https://remit.example")],
                "https://remit.example",
                None,
            ),
            (
                &[HOST, ("origin", "http://remit.example:8080")],
                "https://remit.example",
                Some("ORIGIN"),
            ),
            (&[("sec-fetch-site", "same-origin")], "", None),
            (&[("sec-fetch-site", "same-site")], "", Some("ORIGIN")),
            (&[("sec-fetch-site", "cross-site")], "", Some("ORIGIN")),
            (&[("sec-fetch-site", "none")], "", Some("ORIGIN")),
            (&[COOKIE], "", Some("CSRF")),
            (&[COOKIE, CSRF], "", None),
            (&[COOKIE, ("authorization", "Bearer x")], "", None),
            (
                &[COOKIE, CSRF, ("sec-fetch-site", "cross-site")],
                "",
                Some("ORIGIN"),
            ),
        ] {
            assert_eq!(post(pairs, public_url), refused, "{pairs:?} {public_url}");
        }
    }

    #[test]
    fn reads_may_be_typed_but_not_embedded() {
        assert!(check_get(&headers(&[("sec-fetch-site", "none")]), "").is_ok());
        assert!(check_get(&headers(&[("sec-fetch-site", "cross-site")]), "").is_err());
    }
}
