//! Configuration: which layer wins, what is refused, what is printed.

#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::fs;
use std::path::PathBuf;

use remit::config::{Config, REFERENCE, check};
use remit_graphql::guard::{Limits, Tier};
use remit_shared::problem::machine::Deadlines;

fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("remit.toml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
    let (_folder, path) = file(text);
    Config::load(Some(&path), env(variables)).map_err(|error| error.to_string())
}

#[test]
fn the_defaults_are_those_of_the_rules() {
    let config = Config::load(None, []).unwrap();
    assert_eq!(config.deadlines, Deadlines::default());
    for tier in [Tier::Anonymous, Tier::Partner, Tier::SignedIn, Tier::Office] {
        assert_eq!(config.graphql.limits(tier), &Limits::of(tier), "{tier:?}");
    }
    assert!(config.secure_cookies && config.sign_in.totp_required && !config.demo);
}

#[test]
fn every_key_of_the_reference_stands_below_a_comment() {
    let mut explained = false;
    for line in REFERENCE.lines() {
        if line.starts_with('#') {
            explained = true;
        } else if line.is_empty() {
            explained = false;
        } else {
            let is_section = line.starts_with('[');
            assert!(explained || is_section, "no comment above `{line}`");
        }
    }
}

#[test]
fn later_layers_win() {
    let text = "listen = \"127.0.0.1:1\"\n[http]\ntimeout_s = 7\n[graphql.partner]\ncost = 5\n";
    let config = load(
        text,
        &[
            ("REMIT_LISTEN", "127.0.0.1:2"),
            ("REMIT_GRAPHQL__PARTNER__DEPTH", "3"),
        ],
    )
    .unwrap();
    assert_eq!(config.listen, "127.0.0.1:2");
    assert_eq!((config.http.timeout_s, config.http.shutdown_s), (7, 30));
    assert_eq!(
        (
            config.graphql.partner.cost,
            config.graphql.partner.depth,
            config.graphql.partner.aliases
        ),
        (5, 3, 20)
    );
}

#[test]
fn variables_are_read_as_their_setting_wants() {
    let config = Config::load(
        None,
        env(&[
            ("REMIT_JURISDICTION", "037078"),
            ("REMIT_SECURE_COOKIES", "false"),
            ("REMIT_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
            (
                "REMIT_DATA_KEY",
                "0000000000000000000000000000000000000000000000000000000000000001",
            ),
            ("REMIT_TEST_POSTGRES_URL", "postgres://x"),
            ("PATH", "/bin"),
        ]),
    )
    .unwrap();
    assert_eq!(config.jurisdiction, "037078");
    assert!(!config.secure_cookies);
    assert_eq!(config.trusted_proxies.len(), 2);
    assert!(config.data_key.expose().ends_with("01"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, variables, parts) in [
        ("nonsense = 1", &[][..], &["remit.toml", "`nonsense`"][..]),
        ("[graphql.partner]\ncoast = 1", &[], &["`graphql.partner.coast`"]),
        ("[listen]\na = 1", &[], &["`listen` is a value"]),
        ("http = 1", &[], &["`http` is a section"]),
        (
            "[http]\ntimeout_s = \"soon\"",
            &[],
            &["remit.toml", "http.timeout_s"],
        ),
        ("[log]\nformat = \"xml\"", &[], &["log.format", "json"]),
        ("trusted_proxies = [\"nowhere\"]", &[], &["nowhere", "10.0.0.0/8"]),
        ("", &[("REMIT_LISTEM", "x")], &["REMIT_LISTEM"]),
        ("", &[("REMIT_HTTP", "x")], &["REMIT_HTTP"]),
        (
            "",
            &[("REMIT_HTTP__TIMEOUT_S", "x")],
            &["REMIT_HTTP__TIMEOUT_S", "whole number"],
        ),
        ("listen =", &[], &["remit.toml", "line 1"]),
        ("jwt_keys = 5", &[], &["jwt_keys"]),
    ] {
        let message = load(text, variables).unwrap_err();
        for part in parts {
            assert!(message.contains(part), "{text} {variables:?}: {message}");
        }
    }
    let torn = load("jwt_keys = \"k1:5ec4e7\nlisten = 1", &[]).unwrap_err();
    assert!(!torn.contains("5ec4e7"), "{torn}");
    let missing = Config::load(Some(&PathBuf::from("/nowhere/remit.toml")), []).unwrap_err();
    assert!(missing.to_string().contains("/nowhere/remit.toml"));
}

#[test]
fn secrets_come_from_files_and_are_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("jwt.keys");
    let hex = "5ec4e7".repeat(11);
    fs::write(&keys, format!("k1:{hex}\n")).unwrap();
    let mut variables = env(&[
        ("REMIT_DATA_KEY", &hex[..64]),
        ("REMIT_DATABASE_URL", "postgres://remit:5ec4e7@db/remit"),
    ]);
    variables.push(("REMIT_JWT_KEYS_FILE".to_owned(), keys.display().to_string()));
    let config = Config::load(None, variables.clone()).unwrap();
    assert_eq!(config.jwt_keys.expose(), format!("k1:{hex}"));
    assert!(check(&config).is_ok());
    let printed = config.print().unwrap();
    assert!(printed.contains("jwt_keys = \"***\"") && printed.contains("postgres://remit:***@db/remit"));
    assert!(!printed.contains("5ec4e7") && !format!("{config:?}").contains("5ec4e7"));

    variables.push(("REMIT_JWT_KEYS".to_owned(), "k2:00".to_owned()));
    assert!(
        Config::load(None, variables)
            .unwrap_err()
            .to_string()
            .contains("both jwt_keys and jwt_keys_file")
    );
    let gone = env(&[("REMIT_DATA_KEY_FILE", "/nowhere/data.key")]);
    assert!(
        Config::load(None, gone)
            .unwrap_err()
            .to_string()
            .contains("/nowhere/data.key")
    );
}

#[test]
fn a_printed_configuration_can_be_read_again() {
    let (_folder, path) = file(&Config::load(None, []).unwrap().print().unwrap());
    assert_eq!(
        Config::load(Some(&path), []).unwrap(),
        Config::load(None, []).unwrap()
    );
}

#[test]
fn serve_needs_secrets_of_its_own() {
    let say = |config: &Config| {
        let wrong = check(config).err().unwrap_or_default();
        wrong
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let bare = say(&Config::load(None, []).unwrap());
    assert!(
        bare.contains("jwt_keys is not set") && bare.contains("data_key is not set"),
        "{bare}"
    );
    assert_eq!(bare.matches("openssl rand -hex 32").count(), 2);

    let demo = Config::load(None, []).unwrap().for_demo();
    assert_eq!(say(&demo), "");
    let stolen = say(&Config { demo: false, ..demo });
    assert!(
        stolen.contains("jwt_keys holds the demo's key") && stolen.contains("data_key is the demo's"),
        "{stolen}"
    );
}

#[test]
fn values_that_cannot_work_are_named() {
    for (text, part) in [
        ("public_url = \"remit.example\"", "public_url"),
        ("public_url = \"https://a/b\"", "public_url"),
        ("public_url = \"http://a\"", "secure_cookies"),
        ("jurisdiction = \"37\"", "jurisdiction"),
        ("[database]\nread_connections = 0", "database.read_connections"),
        ("[sign_in]\nargon2_memory_kib = 8", "argon2_memory_kib"),
    ] {
        let wrong = check(&load(text, &[]).unwrap()).err().unwrap();
        assert!(
            wrong.iter().any(|error| error.to_string().contains(part)),
            "{text}: {wrong:?}"
        );
    }
}

#[test]
fn the_demo_keeps_to_its_own_database_unless_told() {
    let demo = Config::load(None, []).unwrap().for_demo();
    assert!(demo.database_url.expose().contains("demo.db"));
    let told = Config::load(None, env(&[("REMIT_DATABASE_URL", "sqlite://elsewhere.db")]))
        .unwrap()
        .for_demo();
    assert_eq!(told.database_url.expose(), "sqlite://elsewhere.db");
    assert!(!demo.secure_cookies && !demo.sign_in.totp_required);
}
