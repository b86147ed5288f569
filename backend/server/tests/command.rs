//! The program itself: what its commands print, and what it refuses to start with.

#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs `remit` with no settings but these.
fn remit(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let ours = std::env::vars_os()
        .map(|(name, _)| name)
        .filter(|name| name.to_string_lossy().starts_with("REMIT_"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    for name in ours {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn done(arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let output = remit(arguments, settings);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let output = remit(arguments, settings);
    assert!(
        !output.status.success(),
        "{arguments:?} succeeded: {}",
        said(&output)
    );
    said(&output)
}

fn database(folder: &TempDir) -> String {
    format!("sqlite://{}?mode=rwc", folder.path().join("remit.db").display())
}

#[test]
fn the_contracts_are_what_is_checked_in() {
    let checked_in =
        |path: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    assert_eq!(
        done(&["config", "reference"], &[]),
        checked_in("config.default.toml")
    );
    assert_eq!(
        done(&["schema", "--database"], &[]),
        done(&["schema", "--database"], &[])
    );
    assert!(done(&["schema"], &[]).contains("type Query"));
    let matrix = done(&["matrix"], &[]);
    let close = matrix
        .lines()
        .find(|line| line.contains("problem.close"))
        .unwrap();
    assert!(close.starts_with("K09") && close.contains(" A  A  -"), "{close}");
}

#[test]
fn help_explains_every_command() {
    let help = done(&["--help"], &[]);
    for command in [
        "serve", "migrate", "found", "demo", "schema", "matrix", "figures", "score", "check", "user",
        "config",
    ] {
        let line = help
            .lines()
            .find(|line| line.trim_start().starts_with(command))
            .unwrap();
        assert!(line.trim().len() > command.len() + 10, "{line}");
    }
}

#[test]
fn figures_of_the_demo_need_no_database() {
    let json: serde_json::Value =
        serde_json::from_str(&done(&["figures", "--year", "2022", "--demo", "--json"], &[])).unwrap();
    assert_eq!(json["year"], 2022);
    assert!(
        json["figures"]
            .as_array()
            .unwrap()
            .iter()
            .any(|figure| figure["key"] == "coverage"),
        "{json}"
    );
}

#[test]
fn a_real_installation_is_set_up_step_by_step() {
    let folder = tempfile::tempdir().unwrap();
    let url = database(&folder);
    let settings = [("REMIT_DATABASE_URL", url.as_str())];
    assert!(refused(&["check"], &settings).contains("remit migrate"));
    done(&["migrate"], &settings);
    assert!(done(&["migrate"], &settings).contains("is current"));
    assert!(refused(&["check"], &settings).contains("remit found"));
    assert!(refused(&["found", "--code", "37", "--name", "诸城市"], &settings).contains("six digits"));
    done(&["found", "--code", "370782", "--name", "诸城市"], &settings);
    assert!(
        refused(&["found", "--code", "370782", "--name", "诸城市"], &settings).contains("exists already")
    );
    assert!(done(&["check"], &settings).contains("everything holds"));

    let admin = [
        "user",
        "create-admin",
        "--login",
        "sa01",
        "--name",
        "甲",
        "--post",
        "系统管理员",
        "--document-no",
        "诸编办〔2022〕1号",
        "--role",
    ];
    let opened = done(&[&admin[..], &["SA"]].concat(), &settings);
    assert!(
        opened.contains("login     sa01") && opened.contains("password  "),
        "{opened}"
    );
    assert!(refused(&[&admin[..], &["OL"]].concat(), &settings).contains("first three administrators"));
    assert!(refused(&[&admin[..], &["XX"]].concat(), &settings).contains("no role"));
    assert!(
        done(
            &["user", "rescue", "--login", "sa01", "--reason", "遗失口令牌"],
            &settings
        )
        .contains("password  ")
    );
    assert!(done(&["check"], &settings).contains("everything holds"));

    // The demo keeps its hands off it.
    assert!(refused(&["demo", "--load-only", "--database-url", &url], &[]).contains("real installation"));
}

#[test]
fn serve_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let url = database(&folder);
    let bare = refused(&["serve"], &[("REMIT_DATABASE_URL", &url)]);
    assert!(
        bare.contains("jwt_keys is not set") && bare.contains("data_key is not set"),
        "{bare}"
    );
    assert!(
        !folder.path().join("remit.db").exists(),
        "nothing is touched before the settings are complete"
    );

    done(&["demo", "--load-only", "--database-url", &url], &[]);
    assert!(done(&["demo", "--load-only", "--database-url", &url], &[]).contains("loaded already"));
    assert!(done(&["demo", "--load-only", "--fresh", "--database-url", &url], &[]).contains("rows in"));
    let keys = format!("k1:{}", "5e".repeat(32));
    let own = [
        ("REMIT_DATABASE_URL", url.as_str()),
        ("REMIT_JWT_KEYS", &keys),
        ("REMIT_DATA_KEY", &keys[3..]),
    ];
    assert!(refused(&["serve"], &own).contains("remit demo"));
    assert!(refused(&["serve"], &[own[0], own[1], ("REMIT_LISTEM", "x")]).contains("REMIT_LISTEM"));
}

#[test]
fn the_settings_are_printed_without_secrets() {
    let settings = [
        ("REMIT_DATA_KEY", "5ec4e7"),
        ("REMIT_DATABASE_URL", "postgres://remit:5ec4e7@db/remit"),
    ];
    let printed = done(&["config", "print"], &settings);
    assert!(
        printed.contains("data_key = \"***\"") && !printed.contains("5ec4e7"),
        "{printed}"
    );
    let checked = refused(&["config", "check"], &settings);
    assert!(
        checked.contains("64 hexadecimal digits") && !checked.contains("5ec4e7"),
        "{checked}"
    );
}

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/score-three-units.json");
    path.to_string_lossy().into_owned()
}

/// §9 step 22: the three-unit example gives the digits of §5.14.
#[test]
fn score_prints_the_worked_example_to_the_last_digit() {
    let report: serde_json::Value = serde_json::from_str(&done(&["score", &example()], &[])).unwrap();
    let wanted = [
        (
            "X",
            "52.0444",
            "37.4734",
            "0.5000",
            "89.0178",
            1,
            "GOOD",
            "3.5607",
            [1, 1],
        ),
        (
            "Y",
            "44.3444",
            "36.2128",
            "5.0000",
            "75.5572",
            2,
            "QUALIFIED",
            "3.0223",
            [2, 3],
        ),
        (
            "Z",
            "43.2910",
            "32.8677",
            "0.7500",
            "75.4087",
            3,
            "QUALIFIED",
            "3.0163",
            [2, 3],
        ),
    ];
    for (unit, (code, part_a, part_b, deduction, total, rank, grade, points, interval)) in
        report["units"].as_array().unwrap().iter().zip(wanted)
    {
        assert_eq!(unit["code"], code);
        assert_eq!(unit["part_a"], part_a);
        assert_eq!(unit["part_b"], part_b);
        assert_eq!(unit["deduction"], deduction);
        assert_eq!(unit["total"], total);
        assert_eq!(unit["rank"], rank);
        assert_eq!(unit["grade"], grade);
        assert_eq!(unit["export_points"], points);
        let findings = &unit["weights_only"];
        assert_eq!(
            [&findings["rank_p5"], &findings["rank_p95"]],
            interval.map(serde_json::Value::from).each_ref()
        );
    }
    assert_eq!(report["units"][1]["weights_only"]["wins"][2], 6875);
    assert_eq!(report["units"][2]["indicators"][0]["contribution"], "21.9415");
    assert_eq!(report["inputs_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(
        done(&["score", &example()], &[]),
        done(&["score", &example()], &[])
    );
}

#[test]
fn score_refuses_a_bad_file_with_path_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let sample = std::fs::read_to_string(example()).unwrap();
    let with = |from: &str, to: &str| {
        let path = folder.path().join("bad.json");
        assert!(sample.contains(from));
        std::fs::write(&path, sample.replacen(from, to, 1)).unwrap();
        refused(&["score", &path.to_string_lossy()], &[])
    };
    for (from, to, path, reason) in [
        (
            "\"importance\": 3",
            "\"importance\": 9",
            "/units/0/inputs/A11/0/importance",
            "between 1 and 5",
        ),
        (
            "\"LATE_MONTH\"",
            "\"SOON\"",
            "/units/0/inputs/A11/2/outcome",
            "SOON",
        ),
        (
            "\"receipts\": 400",
            "\"receipts\": -1",
            "/units/0/inputs/B21/receipts",
            "-1",
        ),
        (
            "\"year\": 2022",
            "\"year\": 2022, \"weights\": {\"A11\": \"99.5\"}",
            "/plan/weights",
            "100",
        ),
        (
            "\"year\": 2022",
            "\"year\": 2022, \"params\": {\"mc_drws\": 9}",
            "/plan/params",
            "mc_drws",
        ),
    ] {
        let said = with(from, to);
        assert!(
            said.contains(path) && said.contains(reason),
            "{path}, {reason}: {said}"
        );
    }
    let missing = refused(
        &["score", &folder.path().join("none.json").to_string_lossy()],
        &[],
    );
    assert!(missing.contains("none.json"), "{missing}");
}
