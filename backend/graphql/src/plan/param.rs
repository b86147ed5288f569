//! Parameters of a plan with their meaning (§5.13).

use async_graphql::{Description, InputObject, Object};
use remit_shared::plan::params::Leaf;
use remit_shared::plan::params::spec::ParamGroup;
use rust_decimal::Decimal;

use crate::code::Code;

/// A parameter of a plan: its value and what it means (§5.13).
#[derive(Description)]
pub struct PlanParam(pub Leaf);

#[Object(use_type_description)]
impl PlanParam {
    /// Key, such as `prior_k.B21`.
    async fn key(&self) -> &str {
        self.0.spec.key
    }

    /// Heading under which it is shown.
    async fn group(&self) -> Code<ParamGroup> {
        self.0.spec.group.into()
    }

    /// What it means, in Chinese.
    async fn meaning_zh(&self) -> &str {
        self.0.spec.zh
    }

    /// The same in English.
    async fn meaning_en(&self) -> &str {
        self.0.spec.en
    }

    /// The value.
    async fn value(&self) -> Decimal {
        self.0.value.normalize()
    }

    /// The value that a first plan starts with.
    async fn default(&self) -> Decimal {
        self.0.default.normalize()
    }

    /// Smallest value allowed.
    async fn min(&self) -> Decimal {
        Decimal::from(self.0.spec.min)
    }

    /// Largest value allowed.
    async fn max(&self) -> Decimal {
        Decimal::from(self.0.spec.max)
    }

    /// Decimal places allowed; 0 is a whole number.
    async fn places(&self) -> u32 {
        self.0.spec.places
    }
}

/// A parameter and its new value.
#[derive(Debug, InputObject)]
pub struct PlanParamInput {
    /// Key, such as `prior_k.B21`.
    pub key: String,
    /// The new value, as a number is written.
    pub value: String,
}
