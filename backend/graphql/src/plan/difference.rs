//! What a version changes in another (§3.1).

use async_graphql::{Description, Object};
use remit_service::plan::read::Changes;
use remit_shared::plan::difference::{Difference, DifferenceKind, DifferenceSubject, Words};

use super::version::SupervisionPlan;
use crate::code::Code;

/// What a plan changes in the version that it amends or was copied from.
#[derive(Description)]
pub struct PlanChanges(pub Changes);

#[Object(use_type_description)]
impl PlanChanges {
    /// The version compared with; null when it is the default of a first plan.
    async fn previous(&self) -> Option<SupervisionPlan> {
        self.0.previous.clone().map(SupervisionPlan)
    }

    /// The lines: indicators in the order of the tree, then parameters, then applicability.
    async fn lines(&self) -> Vec<PlanDifference> {
        self.0.lines.iter().cloned().map(PlanDifference).collect()
    }
}

/// One line of a difference.
#[derive(Description)]
pub struct PlanDifference(Difference);

#[Object(use_type_description)]
impl PlanDifference {
    /// Added, removed or changed.
    async fn kind(&self) -> Code<DifferenceKind> {
        self.0.kind.into()
    }

    /// What it is about.
    async fn subject(&self) -> Code<DifferenceSubject> {
        self.0.subject.into()
    }

    /// Code of the indicator, or key of the parameter.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What changed, in Chinese.
    async fn what_zh(&self) -> &str {
        &self.0.what.zh
    }

    /// The same in English.
    async fn what_en(&self) -> &str {
        &self.0.what.en
    }

    /// Before, in Chinese; null when added.
    async fn before_zh(&self) -> Option<&str> {
        zh(self.0.before.as_ref())
    }

    /// Before, in English.
    async fn before_en(&self) -> Option<&str> {
        en(self.0.before.as_ref())
    }

    /// After, in Chinese; null when removed.
    async fn after_zh(&self) -> Option<&str> {
        zh(self.0.after.as_ref())
    }

    /// After, in English.
    async fn after_en(&self) -> Option<&str> {
        en(self.0.after.as_ref())
    }
}

fn zh(words: Option<&Words>) -> Option<&str> {
    words.map(|words| words.zh.as_str())
}

fn en(words: Option<&Words>) -> Option<&str> {
    words.map(|words| words.en.as_str())
}
