//! Turns `locales/{zh,en}/*.toml` into `t.rs`: one constant a sentence, one function a sentence with arguments,
//! which stand in the order of the Chinese sentence.
//!
//! A key that only one language has stops the build. An unknown key does not compile; a key that nothing uses is
//! a dead-code warning, which the checks deny.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use toml::{Table, Value};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=../backend/graphql/schema.graphql");
    let mut out = String::new();
    for feature in features()? {
        let zh = read("zh", &feature)?;
        let en = read("en", &feature)?;
        writeln!(out, "/// Sentences of `locales/*/{feature}.toml`.")?;
        module(&mut out, &feature, &feature, &zh, &en)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("t.rs"), out)?;
    Ok(())
}

/// Names of the message files; both languages must have the same ones.
fn features() -> Result<BTreeSet<String>, Box<dyn Error>> {
    let list = |language: &str| -> Result<BTreeSet<String>, Box<dyn Error>> {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(Path::new("locales").join(language))? {
            let path = entry?.path();
            println!("cargo::rerun-if-changed={}", path.display());
            if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
                names.insert(stem.to_owned());
            }
        }
        Ok(names)
    };
    let (zh, en) = (list("zh")?, list("en")?);
    match zh.symmetric_difference(&en).next() {
        Some(name) => Err(format!("locales: {name}.toml exists in one language only").into()),
        None => Ok(zh),
    }
}

fn read(language: &str, feature: &str) -> Result<Table, Box<dyn Error>> {
    let path = format!("locales/{language}/{feature}.toml");
    fs::read_to_string(&path)?
        .parse()
        .map_err(|error| format!("{path}: {error}").into())
}

/// Writes one module; nested tables become nested modules.
fn module(out: &mut String, at: &str, name: &str, zh: &Table, en: &Table) -> Result<(), Box<dyn Error>> {
    if let Some(key) = en.keys().find(|key| !zh.contains_key(*key)) {
        return Err(format!("locales: {at}.{key} is missing in Chinese").into());
    }
    writeln!(out, "pub(crate) mod {name} {{")?;
    for (key, value) in zh {
        let other = en
            .get(key)
            .ok_or_else(|| format!("locales: {at}.{key} is missing in English"))?;
        match (value, other) {
            (Value::String(zh), Value::String(en)) => entry(out, &format!("{at}.{key}"), key, zh, en)?,
            (Value::Table(zh), Value::Table(en)) => module(out, &format!("{at}.{key}"), key, zh, en)?,
            _ => {
                return Err(
                    format!("locales: {at}.{key} must be a sentence or a table in both languages").into(),
                );
            }
        }
    }
    writeln!(out, "}}")?;
    Ok(())
}

/// Writes one sentence.
fn entry(out: &mut String, at: &str, key: &str, zh: &str, en: &str) -> Result<(), Box<dyn Error>> {
    let arguments = placeholders(zh);
    if BTreeSet::from_iter(&arguments) != BTreeSet::from_iter(&placeholders(en)) {
        return Err(format!("locales: {at} has other arguments in English than in Chinese").into());
    }
    if arguments.is_empty() {
        writeln!(
            out,
            "/// {zh}\npub(crate) const {}: crate::i18n::Text = crate::i18n::Text::new({zh:?}, {en:?});",
            key.to_uppercase()
        )?;
        return Ok(());
    }
    let parameters: Vec<_> = arguments
        .iter()
        .map(|name| format!("{name}: impl ::core::fmt::Display"))
        .collect();
    let pairs: Vec<_> = arguments
        .iter()
        .map(|name| format!("({name:?}, &{name})"))
        .collect();
    writeln!(
        out,
        "/// {zh}\npub(crate) fn {key}({}) -> String {{ crate::i18n::fill(crate::i18n::Text::new({zh:?}, {en:?}), &[{}]) }}",
        parameters.join(", "),
        pairs.join(", ")
    )?;
    Ok(())
}

/// The names between braces, each once, in the order in which they first stand: that of the function's arguments.
fn placeholders(sentence: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for rest in sentence.split('{').skip(1) {
        if let Some((name, _)) = rest.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
