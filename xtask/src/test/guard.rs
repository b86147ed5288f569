//! A background program that ends when we do, however we end.
//!
//! The program runs under a shell that waits for our end of a pipe to close. That happens when a [`Guard`] is
//! dropped, and also when this process is interrupted or killed, which no destructor would see.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

/// Keeps a background program alive.
pub struct Guard {
    child: Child,
    /// Closed on drop; the shell waits for it.
    lifeline: Option<ChildStdin>,
    /// Kept open, or the shell could not write any more.
    _output: BufReader<ChildStdout>,
}

impl Guard {
    /// Starts a shell script, which must print a line when the program is up and then read its standard input.
    pub fn start(name: &str, script: &str, arguments: &[&str]) -> Result<Self> {
        let mut child = Command::new("sh")
            .args(["-c", script, name])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start a shell")?;
        let lifeline = child.stdin.take();
        let Some(output) = child.stdout.take() else {
            bail!("the shell has no output")
        };
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line)?;
        if line.trim().is_empty() {
            drop(lifeline);
            let status = child.wait()?;
            bail!("{name} did not start ({status}); its messages are above");
        }
        Ok(Self {
            child,
            lifeline,
            _output: output,
        })
    }

    /// Whether the shell, and with it the program, still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(error) = self.child.wait() {
            println!("a background program could not be waited for: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Guard;

    /// Starts a program and leaves a file when the pipe closes.
    const SCRIPT: &str = "echo up; read _; touch \"$1\"";

    #[test]
    fn dropping_a_guard_ends_the_program() {
        let mark = std::env::temp_dir().join(format!("remit-guard-{}", std::process::id()));
        let mut guard = Guard::start("guard-test", SCRIPT, &[&mark.to_string_lossy()]).unwrap();
        assert!(guard.is_alive() && !mark.exists());
        drop(guard);
        assert!(mark.exists());
        std::fs::remove_file(mark).unwrap();
    }

    #[test]
    fn a_program_that_does_not_start_is_an_error() {
        assert!(Guard::start("guard-test", "exit 3", &[]).is_err());
    }
}
