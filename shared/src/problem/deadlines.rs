//! The deadlines that the machines take: those of the plan's parameters (§5.13 `deadlines_wd`), one set for all.

use super::Severity;

pub use crate::plan::params::DeadlinesWd as Deadlines;

impl Deadlines {
    /// Longest plan, and default deadline, for a severity (§3.3: 20, 30, 40).
    pub fn rectify(&self, severity: Severity) -> u32 {
        match severity {
            Severity::Minor => self.rectify_minor,
            Severity::Moderate => self.rectify_moderate,
            Severity::Severe => self.rectify_severe,
        }
    }
}
