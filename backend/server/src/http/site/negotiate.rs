//! Which compressed copy a client takes.

use axum::http::{HeaderMap, header};

/// A way of compressing that copies are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Smallest.
    Brotli,
    /// For clients without brotli.
    Gzip,
}

impl Encoding {
    /// As written into Content-Encoding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Ending of the copy's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }
}

/// The encodings that a client accepts, best first: by its quality, and of equal quality the smaller one.
pub fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let parts: Vec<(&str, f32)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|part| {
            let mut pieces = part.split(';').map(str::trim);
            let name = pieces.next()?;
            let quality = pieces
                .find_map(|piece| piece.strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse().ok())?;
            Some((name, quality))
        })
        .collect();
    let quality = |encoding: Encoding| {
        let named = parts
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(encoding.name()));
        named
            .or_else(|| parts.iter().find(|(name, _)| *name == "*"))
            .map_or(0.0, |(_, quality)| *quality)
    };
    let mut found = vec![Encoding::Brotli, Encoding::Gzip];
    found.retain(|encoding| quality(*encoding) > 0.0);
    found.sort_by(|a, b| quality(*b).total_cmp(&quality(*a)));
    found
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn brotli_unless_the_client_wants_otherwise() {
        use Encoding::{Brotli, Gzip};
        for (value, expected) in [
            ("", &[][..]),
            ("gzip, deflate, br, zstd", &[Brotli, Gzip]),
            ("gzip, deflate", &[Gzip]),
            ("br;q=0.5, gzip;q=0.9", &[Gzip, Brotli]),
            ("br;q=0, *", &[Gzip]),
            ("*;q=0", &[]),
            ("identity", &[]),
            ("BR", &[Brotli]),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(value).unwrap());
            assert_eq!(accepted(&headers), expected, "{value}");
        }
        assert!(accepted(&HeaderMap::new()).is_empty());
    }
}
