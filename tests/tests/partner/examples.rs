//! The examples of `docs/partner-api.md`, taken out of the document and run against the server as they are printed.
//!
//! They need `bash`, `curl`, `openssl` and `python3`; a test that lacks one fails and says which. Java is run where
//! there is a `java` of version 17 or later.

use std::path::Path;
use std::process::Command;

use remit_tests::Served;
use tempfile::TempDir;

use crate::granted::{ALL, Wish, grant};
use crate::{DAY, engines};

/// The code blocks of a language, in the document's order.
fn blocks(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/partner-api.md");
    let text = std::fs::read_to_string(path).expect("the document");
    let mut found = Vec::new();
    let mut rest = text.as_str();
    let opening = format!("```{language}\n");
    while let Some(at) = rest.find(&opening) {
        rest = &rest[at + opening.len()..];
        let end = rest.find("\n```").expect("a block ends");
        found.push(rest[..=end].to_owned());
        rest = &rest[end..];
    }
    assert!(!found.is_empty(), "the document has {language} examples");
    found
}

/// Programs that an example needs; the name of one that is missing is the reason of the failure.
fn need(programs: &[&str]) {
    for program in programs {
        let argument = if *program == "openssl" {
            "version"
        } else {
            "--version"
        };
        let answers = Command::new(program).arg(argument).output();
        assert!(
            answers.is_ok_and(|output| output.status.success()),
            "the examples of docs/partner-api.md cannot be run: `{program}` is not installed"
        );
    }
}

/// Runs a program in a folder; what it printed.
async fn run(folder: &TempDir, program: &str, script: &str, settings: &[(&str, &str)]) -> String {
    let mut command = tokio::process::Command::new(program);
    command.arg(script).current_dir(folder.path());
    for (name, value) in settings {
        command.env(name, value);
    }
    let output = command.output().await.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{program} {script}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// A client with a key made by the document's first block.
async fn client(served: &Served, owner: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    save(&folder, "keys.sh", &blocks("sh")[0]);
    run(&folder, "bash", "keys.sh", &[]).await;
    let public = std::fs::read_to_string(folder.path().join("client.pub.pem")).expect("the public key");
    let wish = Wish {
        name: owner,
        owner,
        scopes: &ALL,
        networks: &[],
        public_key: &public,
    };
    let id = grant(served, &wish).await;
    (folder, id)
}

fn save(folder: &TempDir, name: &str, text: &str) {
    std::fs::write(folder.path().join(name), text).expect("the example is saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_the_document_run() {
    need(&["bash", "curl", "openssl", "python3"]);
    for engine in engines() {
        let served = Served::open(engine, DAY).await;

        let (folder, id) = client(&served, "lk06").await;
        let script = format!("set -eu -o pipefail\n{}", blocks("sh")[1..].join("\n"));
        save(&folder, "partner.sh", &script);
        let said = run(
            &folder,
            "bash",
            "partner.sh",
            &[("BASE", &served.url), ("CLIENT", &id)],
        )
        .await;
        let lines: Vec<_> = said.lines().collect();
        assert!(
            lines[0].contains("\"nilReturn\":{\"receipt\":\"LD-2023-"),
            "{said}"
        );
        assert!(
            lines[1].contains("\"replayed\":false") && lines[1].contains("\"problems\":[]"),
            "{said}"
        );
        assert!(lines[2].contains("\"replayed\":true"), "{said}");
        assert!(lines[3].contains("\"state\":\"SUBMITTED\""), "{said}");
        assert!(
            lines[4].contains("\"op\":\"TOMBSTONE\"") && lines[4].contains("\"op\":\"PUT\""),
            "{said}"
        );

        let (folder, id) = client(&served, "lk05").await;
        save(&folder, "partner.py", &blocks("python").join("\n"));
        let settings = [
            ("BASE", served.url.as_str()),
            ("CLIENT", id.as_str()),
            ("PYTHONIOENCODING", "utf-8"),
        ];
        let said = run(&folder, "python3", "partner.py", &settings).await;
        assert!(said.contains("replayed True LD-2023-"), "{said}");
        assert!(
            said.contains("state SUBMITTED") && said.contains("TOMBSTONE"),
            "{said}"
        );

        if !has_java() {
            eprintln!("no java of version 17 or later: the Java example was not run");
            continue;
        }
        let (folder, id) = client(&served, "lk08").await;
        save(&folder, "Partner.java", &blocks("java").join("\n"));
        let settings = [
            ("BASE", served.url.as_str()),
            ("CLIENT", id.as_str()),
            ("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8"),
        ];
        let said = run(&folder, "java", "Partner.java", &settings).await;
        assert!(
            said.contains("\"replayed\":true") && said.contains("TOMBSTONE"),
            "{said}"
        );
    }
}

fn has_java() -> bool {
    let version = Command::new("java").arg("-version").output();
    let said = version.map(|output| String::from_utf8_lossy(&output.stderr).into_owned());
    said.is_ok_and(|said| {
        let number = said
            .split('"')
            .nth(1)
            .and_then(|version| version.split('.').next()?.parse::<u32>().ok());
        number.is_some_and(|number| number >= 17)
    })
}
