//! Values that are never printed.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize, Serializer};

use super::ConfigError;

/// What is printed in the place of a secret.
const MASK: &str = "***";

/// A secret. Debug and serialisation show `***`; only [`Secret::expose`] gives it out.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// A secret from text; white space around it does not count.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }

    /// Whether it is not set.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The secret itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn shown(&self) -> &'static str {
        if self.is_empty() { "" } else { MASK }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.shown(), f)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.shown())
    }
}

/// A database's address; its password is not printed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// An address.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The address with its password.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return f.write_str(MASK);
        };
        // Parameters may hold a password too; SQLite's do not.
        let (rest, parameters) = match rest.split_once('?') {
            Some((rest, parameters)) if scheme == "sqlite" => (rest, format!("?{parameters}")),
            Some((rest, _)) => (rest, format!("?{MASK}")),
            None => (rest, String::new()),
        };
        match rest.rsplit_once('@') {
            Some((user, host)) => {
                let name = user.split(':').next().unwrap_or_default();
                let password = if user.contains(':') { ":***" } else { "" };
                write!(f, "{scheme}://{name}{password}@{host}{parameters}")
            }
            None => write!(f, "{scheme}://{rest}{parameters}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads `<key>_file`, if it is set. A secret has one source.
pub fn from_file(key: &str, file: &Path, is_set: bool) -> Result<Option<String>, ConfigError> {
    if file.as_os_str().is_empty() {
        return Ok(None);
    }
    if is_set {
        return Err(ConfigError(format!(
            "both {key} and {key}_file are set; keep one of them"
        )));
    }
    let content = fs::read_to_string(file)
        .map_err(|error| ConfigError(format!("{key}_file {} cannot be read: {error}", file.display())))?;
    Ok(Some(content.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked() {
        let secret = Secret::new(" abc ");
        assert_eq!(
            (format!("{secret}"), format!("{secret:?}")),
            ("***".to_owned(), "\"***\"".to_owned())
        );
        assert_eq!(secret.expose(), "abc");
        assert_eq!(format!("{}", Secret::default()), "");
    }

    #[test]
    fn the_password_of_a_database_is_masked() {
        for (url, shown) in [
            (
                "sqlite://data/remit.db?mode=rwc",
                "sqlite://data/remit.db?mode=rwc",
            ),
            (
                "postgres://remit@localhost/remit",
                "postgres://remit@localhost/remit",
            ),
            (
                "postgres://remit:p@ss:word@localhost:5432/remit",
                "postgres://remit:***@localhost:5432/remit",
            ),
            (
                "postgres://localhost/remit?password=x",
                "postgres://localhost/remit?***",
            ),
            ("nonsense:secret", "***"),
        ] {
            assert_eq!(DatabaseUrl::new(url).to_string(), shown);
        }
    }
}
