//! Scoring of a year (K30, K31; §5): raw inputs → indicator scores → contributions → totals, ranks, grades, bands,
//! and how firmly the ranks stand.
//!
//! Three steps, each a pure function that the server, the command line and the browser share:
//! [`measure::measure`] turns a checked [`input::ScoreInput`] into indicator scores and deductions,
//! [`standing::standings`] turns those and the weights into totals and ranks, [`simulation::Simulation`] draws the
//! weights again and again. Decimal arithmetic throughout (§5.1); `f64` only in the simulation (§5.10).
//!
//! [`run`] does all of it, for one jurisdiction.

pub mod canonical;
pub mod deductions;
pub mod indicator;
pub mod influence;
pub mod input;
pub mod life;
pub mod measure;
pub mod number;
pub mod period;
mod raw;
pub mod redistribution;
pub mod report;
pub mod simulation;
pub mod splitmix;
pub mod standing;
#[cfg(test)]
mod tests;

pub use indicator::{IndicatorCode, Weights};
pub use report::{ScoreReport, run};

/// Version of the engine, stored with every run. It changes whenever the same inputs could give other digits.
pub const ENGINE_VERSION: &str = "remit-score/2";

crate::wire_enum! {
    /// How an indicator of a unit came to its score, or why it has none (§5.8).
    pub enum ScoreStatus {
        Scored = "SCORED", "已计分", "scored";
        NotApplicable = "NOT_APPLICABLE", "不适用", "not applicable";
        NoData = "NO_DATA", "无数据", "no data";
        NotSubmitted = "NOT_SUBMITTED", "应报未报", "not submitted";
    }
}

impl ScoreStatus {
    /// Whether the indicator keeps its weight; the others hand it to their siblings.
    pub fn keeps_weight(self) -> bool {
        matches!(self, Self::Scored | Self::NotSubmitted)
    }
}

crate::wire_enum! {
    /// Grade of the year (§5.9).
    pub enum Grade {
        Excellent = "EXCELLENT", "优秀", "excellent";
        Good = "GOOD", "良好", "good";
        Qualified = "QUALIFIED", "合格", "qualified";
        Poor = "POOR", "较差", "poor";
    }
}

crate::wire_enum! {
    /// Where a unit stands in its ranking group (§5.9); staffing uses it.
    pub enum Band {
        Front = "FRONT", "靠前", "front";
        Middle = "MIDDLE", "居中", "middle";
        Back = "BACK", "靠后", "back";
        Unranked = "UNRANKED", "不排名", "unranked";
    }
}
