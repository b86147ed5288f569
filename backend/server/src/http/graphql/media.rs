//! Media types: what a request may be, and what an answer shall be.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::super::problem::Problem;

/// Media type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status says how it went.
    Response,
    /// `application/json`: legacy, nearly always 200.
    Json,
}

impl Media {
    /// As written into Content-Type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Response => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Response => ("application", "graphql-response+json"),
            Self::Json => ("application", "json"),
        }
    }
}

/// The best of ours that the client accepts; without an Accept header the specification's own.
pub fn negotiate(headers: &HeaderMap) -> Result<Media, Problem> {
    let mut ranges = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .peekable();
    if ranges.peek().is_none() {
        return Ok(Media::Response);
    }
    let ranges: Vec<Range> = ranges.filter_map(Range::parse).collect();
    let quality = |media: Media| {
        // The most specific range that fits decides.
        let best = ranges
            .iter()
            .filter(|range| range.fits(media))
            .max_by_key(|range| range.precision);
        best.map_or(0.0, |range| range.quality)
    };
    let (response, json) = (quality(Media::Response), quality(Media::Json));
    if response <= 0.0 && json <= 0.0 {
        return Err(Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            "NOT_ACCEPTABLE",
            "Accept 请求头应包含 application/graphql-response+json 或 application/json。",
            "The Accept header has to name application/graphql-response+json or application/json.",
        ));
    }
    Ok(if response >= json && !is_json_first(&ranges, response, json) {
        Media::Response
    } else {
        Media::Json
    })
}

/// Of equal quality and both named, the one that is named first.
fn is_json_first(ranges: &[Range], response: f32, json: f32) -> bool {
    let place = |media: Media| {
        ranges
            .iter()
            .position(|range| range.precision == 2 && range.fits(media))
    };
    let equal = (response - json).abs() < f32::EPSILON;
    equal && matches!((place(Media::Response), place(Media::Json)), (Some(a), Some(b)) if b < a)
}

/// One range of an Accept header.
struct Range {
    kind: String,
    subtype: String,
    /// 0: `*/*`, 1: `application/*`, 2: the type itself.
    precision: u8,
    quality: f32,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let mut quality = 1.0;
        for parameter in parts {
            let (name, value) = parameter.split_once('=')?;
            match name.trim().to_ascii_lowercase().as_str() {
                "q" => quality = value.trim().parse().ok()?,
                "charset" if !is_utf8(value) => return None,
                _ => {}
            }
        }
        let precision = match (kind, subtype) {
            ("*", "*") => 0,
            (_, "*") => 1,
            _ => 2,
        };
        Some(Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            precision,
            quality,
        })
    }

    fn fits(&self, media: Media) -> bool {
        let (kind, subtype) = media.name();
        (self.kind == "*" || self.kind == kind) && (self.subtype == "*" || self.subtype == subtype)
    }
}

fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// The body has to be uncompressed JSON in UTF-8. Forms are refused: browsers send them across sites unasked.
pub fn check_request(headers: &HeaderMap) -> Result<(), Problem> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut parts = content_type.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let is_utf8 = parts
        .filter_map(|parameter| parameter.split_once('='))
        .all(|(name, value)| !name.trim().eq_ignore_ascii_case("charset") || is_utf8(value));
    let encoding = headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes);
    let is_plain = encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case(b"identity"));
    if is_json && is_utf8 && is_plain {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "MEDIA_TYPE",
        "请求体须为未压缩的 application/json（UTF-8）。",
        "The body has to be application/json in UTF-8, not compressed.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(value: &str) -> Option<Media> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(value).unwrap());
        negotiate(&headers).ok()
    }

    #[test]
    fn the_best_accepted_type_is_answered() {
        use Media::{Json, Response};
        assert_eq!(negotiate(&HeaderMap::new()).ok(), Some(Response));
        for (value, expected) in [
            ("", Some(Response)),
            ("*/*", Some(Response)),
            ("application/*", Some(Response)),
            ("application/json", Some(Json)),
            ("Application/JSON; charset=UTF-8", Some(Json)),
            ("application/graphql-response+json", Some(Response)),
            (
                "application/graphql-response+json, application/json;q=0.9",
                Some(Response),
            ),
            ("application/json, application/graphql-response+json", Some(Json)),
            ("application/json;q=0.5, */*;q=0.1", Some(Json)),
            ("application/graphql-response+json;q=0, */*", Some(Json)),
            ("text/html, application/xhtml+xml, */*;q=0.8", Some(Response)),
            ("text/html", None),
            ("application/json; charset=latin1", None),
            ("application/json;q=0", None),
        ] {
            assert_eq!(accept(value), expected, "{value}");
        }
    }
}
