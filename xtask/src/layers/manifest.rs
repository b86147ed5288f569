//! Manifests: who may depend on whom, lints on everywhere, every dependency explained.

use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

use crate::repository;

/// What a crate of ours may depend on among the crates of ours, and what it must not depend on at all.
struct Layer {
    name: &'static str,
    may: &'static [&'static str],
    never: &'static [&'static str],
}

/// One line a crate; the corridor of docs/architecture.md §1.
const LAYERS: [Layer; 10] = [
    Layer {
        name: "remit-shared",
        may: &[],
        // No input or output, and nothing that keeps it from wasm32.
        never: &[
            "tokio",
            "sea-orm",
            "axum",
            "reqwest",
            "async-graphql",
            "leptos",
            "web-sys",
            "figment",
            "rand",
        ],
    },
    Layer {
        name: "remit-migrations",
        may: &["remit-shared"],
        never: &["axum", "async-graphql"],
    },
    Layer {
        name: "remit-store",
        may: &["remit-shared"],
        never: &["axum", "async-graphql"],
    },
    Layer {
        name: "remit-service",
        may: &["remit-shared", "remit-store"],
        never: &["axum", "async-graphql"],
    },
    Layer {
        name: "remit-graphql",
        may: &["remit-shared", "remit-service"],
        never: &["axum", "sea-orm"],
    },
    Layer {
        name: "remit-demo",
        may: &["remit-shared", "remit-store", "remit-service"],
        never: &["axum", "async-graphql"],
    },
    Layer {
        name: "remit",
        may: &[
            "remit-shared",
            "remit-store",
            "remit-service",
            "remit-graphql",
            "remit-demo",
            "remit-migrations",
        ],
        never: &["leptos"],
    },
    Layer {
        name: "remit-web",
        may: &["remit-shared"],
        never: &["tokio", "sea-orm", "axum", "async-graphql"],
    },
    Layer {
        name: "remit-tests",
        may: &[
            "remit",
            "remit-shared",
            "remit-store",
            "remit-service",
            "remit-graphql",
            "remit-demo",
            "remit-migrations",
        ],
        never: &[],
    },
    Layer {
        name: "xtask",
        may: &[],
        never: &["tokio", "sea-orm"],
    },
];

/// Tests of one crate, and what a crate offers to tests behind a feature, may set up a database; nothing else
/// crosses layers.
const TESTS_ALSO: [&str; 1] = ["remit-migrations"];

/// Checks the workspace's manifest and every member's.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let text = repository::read(&root.join("Cargo.toml"))?;
    let workspace: Table = text.parse().context("Cargo.toml is not understood")?;
    let mut breaches = unexplained(&text);
    for member in members(&workspace) {
        let path = root.join(&member).join("Cargo.toml");
        let manifest: Table = repository::read(&path)?
            .parse()
            .with_context(|| format!("{member}/Cargo.toml"))?;
        breaches.extend(
            breaches_of(&manifest)
                .into_iter()
                .map(|breach| format!("{member}/Cargo.toml: {breach}")),
        );
    }
    Ok(breaches)
}

fn members(workspace: &Table) -> Vec<String> {
    let members = workspace
        .get("workspace")
        .and_then(|table| table.get("members"))
        .and_then(Value::as_array);
    members
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Entries of `[workspace.dependencies]` without a comment on the line above. Our own crates need none.
fn unexplained(workspace: &str) -> Vec<String> {
    let section = workspace
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1);
    let mut above = "";
    let mut found = Vec::new();
    for line in section.take_while(|line| !line.starts_with('[')) {
        if let Some((name, value)) = line.split_once('=')
            && !line.starts_with(['#', ' ', '}', ']'])
            && !above.starts_with('#')
            && !value.contains("path =")
        {
            found.push(format!(
                "Cargo.toml: no comment above `{}` that says what it is for",
                name.trim()
            ));
        }
        above = line;
    }
    found
}

fn breaches_of(manifest: &Table) -> Vec<String> {
    let name = manifest
        .get("package")
        .and_then(|table| table.get("name"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mut found = Vec::new();
    let lints = manifest
        .get("lints")
        .and_then(|lints| lints.get("workspace"))
        .and_then(Value::as_bool);
    if lints != Some(true) {
        found.push("`[lints] workspace = true` is missing".to_owned());
    }
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        found.push(format!(
            "`{name}` has no line in the table of layers (xtask/src/layers/manifest.rs)"
        ));
        return found;
    };
    for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (dependency, value) in manifest
            .get(table)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
        {
            let is_for_tests = table == "dev-dependencies" || flag(value, "optional");
            let breach = breach_of(layer, is_for_tests, dependency, value);
            found.extend(breach.map(|breach| format!("{table}: {breach}")));
        }
    }
    found
}

fn breach_of(layer: &Layer, is_for_tests: bool, dependency: &str, value: &Value) -> Option<String> {
    if is_for_tests && dependency == layer.name {
        // A crate's own tests with one of its features switched on.
        return None;
    }
    let is_ours = LAYERS.iter().any(|other| other.name == dependency);
    let may = layer.may.contains(&dependency) || (is_for_tests && TESTS_ALSO.contains(&dependency));
    if (is_ours && !may) || layer.never.contains(&dependency) {
        return Some(format!("{} must not depend on {dependency}", layer.name));
    }
    if !flag(value, "workspace") {
        return Some(format!("`{dependency}` must come from [workspace.dependencies]"));
    }
    None
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::{breaches_of, unexplained};

    fn breaches(manifest: &str) -> Vec<String> {
        breaches_of(&manifest.parse().unwrap())
    }

    #[test]
    fn the_corridor_runs_one_way() {
        let graphql = "package.name = \"remit-graphql\"\nlints.workspace = true\n[dependencies]\n";
        assert_eq!(
            breaches(&format!("{graphql}remit-service.workspace = true")),
            Vec::<String>::new()
        );
        for wrong in [
            "remit-store.workspace = true",
            "remit.workspace = true",
            "sea-orm.workspace = true",
        ] {
            assert_eq!(breaches(&format!("{graphql}{wrong}")).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn tests_of_a_crate_may_migrate_a_database() {
        let store = "package.name = \"remit-store\"\nlints.workspace = true\n";
        let line = "remit-migrations.workspace = true";
        assert_eq!(
            breaches(&format!("{store}[dev-dependencies]\n{line}")),
            Vec::<String>::new()
        );
        assert_eq!(breaches(&format!("{store}[dependencies]\n{line}")).len(), 1);
        let optional = "[dependencies]\nremit-migrations = { workspace = true, optional = true }";
        assert_eq!(breaches(&format!("{store}{optional}")), Vec::<String>::new());
        let itself = "[dev-dependencies]\nremit-store = { path = \".\", features = [\"test-support\"] }";
        assert_eq!(breaches(&format!("{store}{itself}")), Vec::<String>::new());
    }

    #[test]
    fn lints_and_versions_come_from_the_workspace() {
        assert_eq!(
            breaches("package.name = \"xtask\"\n[dependencies]\nclap = \"4\"").len(),
            2
        );
        assert_eq!(
            breaches("package.name = \"stranger\"\nlints.workspace = true").len(),
            1
        );
    }

    #[test]
    fn a_dependency_says_what_it_is_for() {
        let manifest = "[workspace.dependencies]\nours = { path = \"x\" }\n# Why.\na = \"1\"\nb = \"1\"\n\n[profile]\nc = 1\n";
        let found = unexplained(manifest);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("`b`"), "{found:?}");
    }
}
