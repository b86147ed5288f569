//! The environment as a layer of the configuration.
//!
//! A variable's text is read as the type that the default has, so that `REMIT_JURISDICTION=370782` stays a text
//! and a key that looks like a number stays a key.

use figment::value::{Dict, Value};

use super::ConfigError;

/// What every variable of ours begins with.
const PREFIX: &str = "REMIT_";
/// Variables of the test harness, which may run the server as a child, and of the build.
const IGNORED: [&str; 2] = ["REMIT_TEST_", "REMIT_BUILD_"];

/// The settings that the environment makes. `defaults` knows every key and its type.
pub fn read(
    environment: impl IntoIterator<Item = (String, String)>,
    defaults: &Dict,
) -> Result<Dict, ConfigError> {
    let mut settings = Dict::new();
    for (variable, text) in environment {
        let Some(name) = variable
            .strip_prefix(PREFIX)
            .filter(|_| !IGNORED.iter().any(|ignored| variable.starts_with(ignored)))
        else {
            continue;
        };
        let name = name.to_lowercase();
        let path: Vec<&str> = name.split("__").collect();
        let Some(default) = find(defaults, &path) else {
            return Err(ConfigError(format!(
                "the environment variable {variable} names no setting; `remit config reference` lists them"
            )));
        };
        let value = typed(default, &text).map_err(|expected| {
            ConfigError(format!("the environment variable {variable} is not {expected}"))
        })?;
        insert(&mut settings, &path, value);
    }
    Ok(settings)
}

/// The value at a path, sections apart.
fn find<'a>(defaults: &'a Dict, path: &[&str]) -> Option<&'a Value> {
    let (last, sections) = path.split_last()?;
    let mut dict = defaults;
    for section in sections {
        dict = dict.get(*section)?.as_dict()?;
    }
    dict.get(*last).filter(|value| value.as_dict().is_none())
}

fn insert(dict: &mut Dict, path: &[&str], value: Value) {
    match path {
        [] => {}
        [last] => {
            dict.insert((*last).to_owned(), value);
        }
        [section, rest @ ..] => {
            let entry = dict
                .entry((*section).to_owned())
                .or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, inner) = entry {
                insert(inner, rest, value);
            }
        }
    }
}

/// The text as the default's type, or what was expected.
fn typed(default: &Value, text: &str) -> Result<Value, &'static str> {
    let text = text.trim();
    match default {
        Value::Bool(..) => text.parse::<bool>().map(Value::from).map_err(|_| "true or false"),
        Value::Num(..) => text.parse::<u64>().map(Value::from).map_err(|_| "a whole number"),
        Value::Array(..) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(Value::from(items.map(Value::from).collect::<Vec<_>>()))
        }
        _ => Ok(Value::from(text)),
    }
}
