//! How many tests passed and failed, read from what the test runners print.

use std::ops::AddAssign;

/// Passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests, or checks that are one test, that passed.
    pub passed: usize,
    /// Those that failed.
    pub failed: usize,
}

impl Tally {
    /// A check that is one test and passed.
    pub fn one_passed() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// A check that is one test and failed.
    pub fn one_failed() -> Self {
        Self { passed: 0, failed: 1 }
    }

    /// Takes in a line of `cargo test`: `test result: ok. 12 passed; 0 failed; ...`.
    pub fn read_cargo(&mut self, line: &str) {
        let Some(counts) = line.trim_start().strip_prefix("test result: ") else {
            return;
        };
        let number_before = |word: &str| -> usize {
            let before = counts
                .split(word)
                .next()
                .filter(|before| before.len() < counts.len());
            before
                .and_then(|text| text.split_whitespace().last()?.parse().ok())
                .unwrap_or_default()
        };
        *self += Self {
            passed: number_before(" passed"),
            failed: number_before(" failed"),
        };
    }

    /// Takes in a line of `node --test`: `ℹ pass 3`, `# fail 0`; a cancelled test has failed.
    pub fn read_node(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        if !matches!(words.next(), Some("ℹ" | "#")) {
            return;
        }
        let (Some(word), Some(Ok(number))) = (words.next(), words.next().map(str::parse::<usize>)) else {
            return;
        };
        match word {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn cargo_results_add_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ] {
            tally.read_cargo(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn node_results_add_up() {
        let mut tally = Tally::default();
        for line in [
            "✔ signs in (12ms)",
            "ℹ tests 4",
            "ℹ pass 2",
            "ℹ fail 1",
            "# cancelled 1",
            "ℹ duration_ms 81.2",
        ] {
            tally.read_node(line);
        }
        assert_eq!(tally, Tally { passed: 2, failed: 2 });
    }
}
