//! Puts the layers on top of each other and refuses what no default knows.

use std::path::Path;

use figment::providers::{Format, Serialized, Toml};
use figment::value::Dict;
use figment::{Figment, Profile, Provider};

use super::{Config, ConfigError, REFERENCE, environment};

/// Defaults, file, environment; the later wins.
pub fn merge(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let defaults = dict_of(&Toml::string(REFERENCE))?;
    let mut figment = Figment::from(Toml::string(REFERENCE));
    if let Some(path) = file {
        if !path.is_file() {
            return Err(ConfigError(format!(
                "the configuration file {} does not exist",
                path.display()
            )));
        }
        let layer = Toml::file_exact(path);
        let settings =
            dict_of(&layer).map_err(|error| ConfigError(format!("{}: {error}", path.display())))?;
        refuse_unknown(&settings, &defaults, "", path)?;
        figment = figment.merge(layer);
    }
    let variables = environment::read(environment, &defaults)?;
    figment = figment.merge(Serialized::defaults(variables));
    figment.extract().map_err(|error| sentence(&error))
}

fn dict_of(provider: &impl Provider) -> Result<Dict, ConfigError> {
    let mut profiles = provider.data().map_err(|error| sentence(&error))?;
    Ok(profiles.remove(&Profile::Default).unwrap_or_default())
}

/// Every key of the file must have a default, and be a section exactly where that is one.
fn refuse_unknown(layer: &Dict, defaults: &Dict, section: &str, path: &Path) -> Result<(), ConfigError> {
    for (key, value) in layer {
        let name = if section.is_empty() {
            key.clone()
        } else {
            format!("{section}.{key}")
        };
        match (defaults.get(key), value.as_dict()) {
            (None, _) => {
                return Err(ConfigError(format!(
                    "{}: `{name}` is not a setting; `remit config reference` lists them",
                    path.display()
                )));
            }
            (Some(default), Some(inner)) => match default.as_dict() {
                Some(defaults) => refuse_unknown(inner, defaults, &name, path)?,
                None => {
                    return Err(ConfigError(format!(
                        "{}: `{name}` is a value, not a section",
                        path.display()
                    )));
                }
            },
            (Some(default), None) if default.as_dict().is_some() => {
                return Err(ConfigError(format!(
                    "{}: `{name}` is a section, not a value",
                    path.display()
                )));
            }
            (Some(_), None) => {}
        }
    }
    Ok(())
}

/// The first error, without the value it is about: that may be a secret.
fn sentence(error: &figment::Error) -> ConfigError {
    use figment::error::Kind;
    let what = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("{expected} is expected"),
        Kind::UnknownVariant(_, known) => format!("one of {} is expected", known.join(", ")),
        Kind::Message(message) => without_excerpt(message),
        other => other.to_string(),
    };
    let key = error.path.join(".");
    let source = error
        .metadata
        .as_ref()
        .and_then(|metadata| metadata.source.as_ref());
    let place = source.map(|source| format!("{source}: ")).unwrap_or_default();
    ConfigError(if key.is_empty() {
        format!("{place}{what}")
    } else {
        format!("{place}`{key}`: {what}")
    })
}

/// The TOML parser shows the line that it stumbled over, which may hold a secret: first and last line will do.
fn without_excerpt(message: &str) -> String {
    let mut lines = message.lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.next_back()) {
        (Some(first), Some(last)) => format!("{first}: {last}"),
        (first, _) => first.unwrap_or_default().to_owned(),
    }
}
