//! `remit score FILE`: anybody recomputes a result from a file, without a database and without an account.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use remit_shared::scoring::input::{Fault, ScoreInput};
use remit_shared::scoring::report;
use serde_path_to_error::Segment;

use super::out;

/// Options of `remit score`.
#[derive(Debug, Args)]
pub struct Options {
    /// The inputs, as docs/scoring-input.md describes them; docs/examples/score-three-units.json is an example
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Prints the result with its breakdown as JSON; or says where the file is wrong, and fails.
pub fn run(options: &Options) -> Result<ExitCode> {
    let shown = options.file.display();
    let text = std::fs::read_to_string(&options.file).with_context(|| format!("{shown} cannot be read"))?;
    let scored = read(&text).and_then(|input| report::run(&input));
    let faults = match scored {
        Ok(report) => {
            out(&serde_json::to_string_pretty(&report).context("the result cannot be written")?)?;
            out("\n")?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(faults) => faults,
    };
    say(&options.file, &faults);
    Ok(ExitCode::FAILURE)
}

fn read(text: &str) -> Result<ScoreInput, Vec<Fault>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let input = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        vec![Fault {
            path: pointer(error.path()),
            reason_zh: format!("无法识别：{}", error.inner()),
            reason_en: format!("cannot be read: {}", error.inner()),
        }]
    })?;
    json.end().map_err(|error| {
        vec![Fault {
            path: String::new(),
            reason_zh: format!("文件末尾有多余内容：{error}"),
            reason_en: format!("something follows the end: {error}"),
        }]
    })?;
    Ok(input)
}

/// The place as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => "/?".to_owned(),
        })
        .collect()
}

#[expect(clippy::print_stderr, reason = "the command's answer to a bad file")]
fn say(file: &Path, faults: &[Fault]) {
    eprintln!(
        "{}: {} fault(s), nothing was scored",
        file.display(),
        faults.len()
    );
    for fault in faults {
        let path = if fault.path.is_empty() { "/" } else { &fault.path };
        eprintln!("  {path}: {} ({})", fault.reason_en, fault.reason_zh);
    }
}
