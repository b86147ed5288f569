//! Numbered steps with the time they took, so that a long command never looks dead.

use std::time::{Duration, Instant};

/// Counts the steps of one command.
pub struct Progress {
    started: Instant,
    step: usize,
    total: usize,
}

impl Progress {
    /// Starts the clock of a command of `total` steps.
    pub fn new(total: usize) -> Self {
        Self {
            started: Instant::now(),
            step: 0,
            total,
        }
    }

    /// Announces the next step.
    pub fn step(&mut self, what: &str) {
        self.step += 1;
        println!(
            "[{}/{}] {:>6}  {what}",
            self.step,
            self.total,
            elapsed(self.started.elapsed())
        );
    }

    /// Adds a remark to the current step.
    #[expect(clippy::unused_self, reason = "a note belongs to a step that was announced")]
    pub fn note(&self, what: &str) {
        println!("{:>14}{what}", "");
    }

    /// Time since the command began.
    pub fn elapsed(&self) -> String {
        elapsed(self.started.elapsed())
    }
}

/// `7.3s`, `2m05s`.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1}s", time.as_secs_f32())
    } else {
        format!("{}m{:02}s", seconds / 60, seconds % 60)
    }
}
