//! The frame of the public's pages: escaping, style, script, and the policy that allows just these.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use remit_service::context::Locale;
use remit_shared::refusal::Refusal;
use remit_shared::wire::Wire;
use sha2::{Digest, Sha256};

/// Which language the pages speak.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Locale);

impl Words {
    /// One of two sentences.
    pub fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Locale::Zh => zh,
            Locale::En => en,
        }
    }

    /// A refusal's sentence.
    pub fn of(self, refusal: &Refusal) -> &str {
        self.say(&refusal.zh, &refusal.en)
    }

    /// An enumeration's word.
    pub fn word<E: Wire>(self, value: E) -> &'static str {
        match self.0 {
            Locale::Zh => value.zh(),
            Locale::En => value.en(),
        }
    }
}

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The only inline texts that the policy lets run are named by their digests.
static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
    HeaderValue::from_str(&format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; \
         img-src data: blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        digest(STYLE),
        digest(SCRIPT)
    ))
    .ok()
});

/// Text made safe to stand in HTML and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

/// A whole page around its main part.
pub fn page(words: Words, title: &str, main: &str) -> String {
    let mut html = String::with_capacity(main.len() + STYLE.len() + SCRIPT.len() + 400);
    let _ = write!(
        html,
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\
         <body><main>{main}</main><script>{SCRIPT}</script></body></html>",
        words.say("zh-CN", "en"),
        escape(title)
    );
    html
}

/// The answer that carries a page.
pub fn shown(status: StatusCode, html: &str) -> Response {
    let mut response = (status, html.to_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(policy) = POLICY.clone() {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_cannot_become_markup() {
        assert_eq!(
            escape("<script>\"&'</script>"),
            "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"
        );
    }

    #[test]
    fn the_script_runs_in_browsers_of_2011() {
        for modern in ["=>", "let ", "const ", "`", "fetch(", "async ", "class "] {
            assert!(!SCRIPT.contains(modern), "{modern}");
        }
    }
}
