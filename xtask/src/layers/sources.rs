//! Source files: small, and named after what they hold.

use std::path::Path;

use anyhow::Result;

use crate::repository;

/// No source file is longer, tests and generated files apart.
const MAX_LINES: usize = 500;
/// Names that say nothing about what a module holds.
const EMPTY_NAMES: [&str; 10] = [
    "utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers", "mod",
];

/// Checks every Rust source file of the workspace.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for file in repository::files_below(root, &|path| {
        path.extension().is_some_and(|extension| extension == "rs")
    })? {
        let shown = repository::shown(&file);
        if let Some(name) = empty_name(&shown) {
            breaches.push(format!(
                "{shown}: `{name}` says nothing; name the module after what it holds"
            ));
        }
        let lines = repository::read(&file)?.lines().count();
        if lines > MAX_LINES && !is_test(&shown) {
            breaches.push(format!("{shown}: {lines} lines, {MAX_LINES} at most"));
        }
    }
    Ok(breaches)
}

/// The first component of a path that is a forbidden name.
fn empty_name(path: &str) -> Option<&str> {
    path.trim_end_matches(".rs")
        .split('/')
        .find(|part| EMPTY_NAMES.contains(part))
}

/// Test files may be long: tables of cases read best in one piece.
fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("tests/")
        || path.contains("/tests/")
        || name == "tests.rs"
        || name.ends_with("_tests.rs")
}

#[cfg(test)]
mod tests {
    use super::{empty_name, is_test};

    #[test]
    fn names_that_say_nothing_are_found() {
        assert_eq!(empty_name("backend/store/src/utils.rs"), Some("utils"));
        assert_eq!(empty_name("frontend/src/common/list.rs"), Some("common"));
        assert_eq!(empty_name("shared/src/mod.rs"), Some("mod"));
        assert_eq!(empty_name("shared/src/score.rs"), None);
        assert_eq!(empty_name("shared/src/commonwealth.rs"), None);
    }

    #[test]
    fn tests_are_recognised() {
        assert!(is_test("tests/tests/api/problem.rs") && is_test("shared/src/problem/tests.rs"));
        assert!(!is_test("shared/src/testament.rs"));
    }
}
