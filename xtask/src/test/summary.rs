//! The table at the end of `cargo xtask test`.

use std::time::Duration;

use anyhow::Result;

use super::tally::Tally;
use crate::progress::elapsed;

/// One step's outcome.
pub struct Line {
    step: String,
    time: Duration,
    tally: Tally,
    reason: Option<String>,
}

impl Line {
    /// Takes in what a step returned; a step that could not finish is one failure.
    pub fn new(step: String, time: Duration, result: Result<Tally>) -> Self {
        let (tally, reason) = match result {
            Ok(tally) => (tally, None),
            Err(error) => {
                println!("{step} failed: {error:#}");
                let first = format!("{error:#}").lines().next().unwrap_or_default().to_owned();
                (Tally::one_failed(), Some(first))
            }
        };
        Self {
            step,
            time,
            tally,
            reason,
        }
    }

    fn verdict(&self) -> &'static str {
        if self.tally.failed > 0 { "FAILED" } else { "passed" }
    }
}

/// All outcomes.
#[derive(Default)]
pub struct Summary {
    lines: Vec<Line>,
    left_out: Vec<String>,
}

impl Summary {
    /// Adds a step that ran, or should have.
    pub fn add(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a step that was not asked for.
    pub fn left_out(&mut self, step: String) {
        self.left_out.push(step);
    }

    /// Whether a step ran and failed.
    pub fn has_failed(&self, step: &str) -> bool {
        self.lines
            .iter()
            .any(|line| line.step == step && line.tally.failed > 0)
    }

    /// All steps together.
    pub fn tally(&self) -> Tally {
        let mut sum = Tally::default();
        self.lines.iter().for_each(|line| sum += line.tally);
        sum
    }

    /// Prints the table; its last line is `N passed, N failed` and nothing else.
    pub fn print(&self) {
        println!(
            "\n{:<12} {:<7} {:>7} {:>7} {:>8}  reason",
            "step", "result", "passed", "failed", "time"
        );
        for line in &self.lines {
            let Tally { passed, failed } = line.tally;
            let (verdict, time) = (line.verdict(), elapsed(line.time));
            let reason = line.reason.as_deref().unwrap_or_default();
            println!(
                "{:<12} {verdict:<7} {passed:>7} {failed:>7} {time:>8}  {reason}",
                line.step
            );
        }
        if !self.left_out.is_empty() {
            println!("left out as asked: {}", self.left_out.join(", "));
        }
        let sum = self.tally();
        println!("{} passed, {} failed", sum.passed, sum.failed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Line, Summary};
    use crate::test::tally::Tally;

    #[test]
    fn a_step_that_could_not_run_is_a_failure() {
        let mut summary = Summary::default();
        summary.add(Line::new(
            "tests".to_owned(),
            Duration::ZERO,
            Ok(Tally { passed: 5, failed: 0 }),
        ));
        summary.add(Line::new(
            "web".to_owned(),
            Duration::ZERO,
            Err(anyhow::anyhow!("no node")),
        ));
        assert_eq!(summary.tally(), Tally { passed: 5, failed: 1 });
        assert!(summary.has_failed("web") && !summary.has_failed("tests"));
    }
}
