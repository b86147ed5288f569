//! The lock file: one version of each crate that we name, exceptions explained in `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

use crate::repository;

/// Crates of `[workspace.dependencies]` that occur in several versions without a line under `[bans] skip` of
/// `deny.toml`, and lines there that nothing needs any longer.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let load = |name: &str| -> Result<Table> {
        repository::read(&root.join(name))?
            .parse()
            .with_context(|| format!("{name} is not understood"))
    };
    Ok(compare(
        &load("Cargo.toml")?,
        &load("Cargo.lock")?,
        &load("deny.toml")?,
    ))
}

fn compare(workspace: &Table, lock: &Table, deny: &Table) -> Vec<String> {
    let ours = workspace
        .get("workspace")
        .and_then(|table| table.get("dependencies"))
        .and_then(Value::as_table);
    let ours: BTreeSet<&str> = ours
        .into_iter()
        .flat_map(Table::keys)
        .map(String::as_str)
        .collect();
    let skip = deny.get("bans").and_then(|bans| bans.get("skip"));
    let explained: BTreeSet<&str> = array(skip).filter_map(|entry| text(entry, "crate")).collect();
    let mut versions = BTreeMap::<&str, Vec<&str>>::new();
    for package in array(lock.get("package")) {
        if let (Some(name), Some(version)) = (text(package, "name"), text(package, "version")) {
            versions.entry(name).or_default().push(version);
        }
    }
    versions.retain(|name, found| ours.contains(name) && found.len() > 1);
    let twice = versions
        .iter()
        .filter(|(name, _)| !explained.contains(*name))
        .map(|(name, found)| {
            format!(
                "Cargo.lock: {name} in versions {}; bring them together or explain it in deny.toml",
                found.join(", ")
            )
        });
    let needless = explained
        .iter()
        .filter(|name| !versions.contains_key(**name))
        .map(|name| format!("deny.toml: `{name}` needs no exception"));
    twice.chain(needless).collect()
}

fn array(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::compare;

    const WORKSPACE: &str = "[workspace.dependencies]\na = \"2\"\n";
    const LOCK: &str = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n\
        [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\n";

    fn breaches(lock: &str, deny: &str) -> usize {
        compare(
            &WORKSPACE.parse().unwrap(),
            &lock.parse().unwrap(),
            &deny.parse().unwrap(),
        )
        .len()
    }

    #[test]
    fn two_versions_of_what_we_name_need_an_explanation() {
        assert_eq!(breaches(LOCK, ""), 1);
        assert_eq!(
            breaches(
                LOCK,
                "[bans]\nskip = [{ crate = \"a\", reason = \"b is behind\" }]"
            ),
            0
        );
    }

    #[test]
    fn an_explanation_of_nothing_is_a_breach() {
        assert_eq!(
            breaches(
                "",
                "[bans]\nskip = [{ crate = \"a\", reason = \"b was behind\" }]"
            ),
            1
        );
    }
}
