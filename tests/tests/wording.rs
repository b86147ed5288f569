//! docs/wording.md, as far as a machine can read it: Chinese sentences carry Chinese punctuation.

#![expect(clippy::unwrap_used, reason = "helpers of a test fail it")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where sentences for people are written.
const PLACES: [&str; 8] = [
    "shared/src",
    "backend/store/src",
    "backend/service/src",
    "backend/graphql/src",
    "backend/server/src",
    "backend/demo/src",
    "frontend/src",
    "frontend/locales/zh",
];

/// Whether a character belongs to Chinese text, its quotation marks included.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '“' | '”' | '《' | '》')
}

/// The first western mark between two Chinese characters, with what stands around it.
fn western_mark(line: &str) -> Option<String> {
    let characters: Vec<char> = line.chars().collect();
    characters
        .windows(3)
        .position(|three| {
            is_chinese(three[0]) && matches!(three[1], ',' | ';' | ':' | '!' | '?') && is_chinese(three[2])
        })
        .map(|at| characters.iter().skip(at.saturating_sub(6)).take(15).collect())
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn chinese_sentences_have_no_western_punctuation_between_their_characters() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for place in PLACES {
        files(&root.join(place), &mut found);
    }
    assert!(found.len() > 500, "the sources were not found");
    let mut breaches = Vec::new();
    for path in found {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(around) = western_mark(line) {
                breaches.push(format!("{}:{}: {around}", path.display(), number + 1));
            }
        }
    }
    assert!(
        breaches.is_empty(),
        "write ，；：！？ in these:\n{}",
        breaches.join("\n")
    );
}

#[test]
fn the_rule_tells_sentences_from_lists() {
    assert!(western_mark("请核对,再提交").is_some());
    assert!(western_mark("见“办法”;另附").is_some());
    assert_eq!(western_mark("请核对，再提交"), None);
    assert_eq!(western_mark("[\"甲\",\"乙\"]"), None);
}
