//! The tree of indicators, its weights and what it lacks (§5.2).

use std::sync::Arc;

use async_graphql::{Context, Description, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::rows::ExceptionRow;
use remit_shared::plan::tree::{Gap, Node, WeightReport};
use remit_shared::plan::{IndicatorChannel, IndicatorMethod, IndicatorPart, Perspective};
use remit_shared::refusal::{Refusal, RefusalCode};
use rust_decimal::Decimal;

use crate::code::Code;
use crate::context::RequestContext;
use crate::organisation::{Org, Person};

/// A node of a plan's tree (§5.2).
#[derive(Description)]
pub struct Indicator(pub Node);

#[Object(use_type_description)]
impl Indicator {
    /// Code such as `A11`, unique in the plan.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// 1 a part, 2, or 3 where values are measured.
    async fn level(&self) -> i32 {
        i32::from(self.0.level)
    }

    /// Part it belongs to.
    async fn part(&self) -> Code<IndicatorPart> {
        self.0.part.into()
    }

    /// Code of the node above; null for a part.
    async fn parent(&self) -> Option<&str> {
        self.0.parent.as_deref()
    }

    /// Chinese name.
    async fn name_zh(&self) -> &str {
        &self.0.name_zh
    }

    /// English name.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// Weight in points, of positive third-level indicators.
    async fn weight(&self) -> Option<Decimal> {
        self.0.weight
    }

    /// Most points it may cost, of negative third-level indicators.
    async fn cap(&self) -> Option<Decimal> {
        self.0.cap
    }

    /// How values become points; third level only.
    async fn method(&self) -> Option<Code<IndicatorMethod>> {
        self.0.method.map(Code)
    }

    /// Lower bound of LINEAR.
    async fn low(&self) -> Option<Decimal> {
        self.0.low
    }

    /// Upper bound of LINEAR.
    async fn high(&self) -> Option<Decimal> {
        self.0.high
    }

    /// Where its values come from.
    async fn channel(&self) -> Option<Code<IndicatorChannel>> {
        self.0.channel.map(Code)
    }

    /// What it looks at; null in the negative part, which looks at everything.
    async fn perspective(&self) -> Option<Code<Perspective>> {
        self.0.perspective.map(Code)
    }
}

/// A node of the tree as a draft is to have it.
#[derive(Debug, InputObject)]
pub struct IndicatorInput {
    /// Code: a capital letter, then capitals and digits, at most 8.
    pub code: String,
    /// 1, 2 or 3.
    pub level: i32,
    /// Part it belongs to.
    pub part: Code<IndicatorPart>,
    /// Code of the node above; left out for a part.
    pub parent: Option<String>,
    /// Chinese name, at most 60 characters.
    pub name_zh: String,
    /// English name, at most 120 characters.
    pub name_en: String,
    /// Weight in points, at most three decimal places.
    pub weight: Option<Decimal>,
    /// Most points it may cost.
    pub cap: Option<Decimal>,
    /// How values become points.
    pub method: Option<Code<IndicatorMethod>>,
    /// Lower bound of LINEAR.
    pub low: Option<Decimal>,
    /// Upper bound of LINEAR.
    pub high: Option<Decimal>,
    /// Where its values come from.
    pub channel: Option<Code<IndicatorChannel>>,
    /// What it looks at.
    pub perspective: Option<Code<Perspective>>,
}

impl TryFrom<IndicatorInput> for Node {
    type Error = Refusal;

    fn try_from(input: IndicatorInput) -> Result<Self, Refusal> {
        let level = u8::try_from(input.level).map_err(|_| {
            Refusal::new(
                RefusalCode::Input,
                "指标层级应为1至3。",
                "The level of an indicator is 1, 2 or 3.",
            )
            .on("indicators")
        })?;
        Ok(Self {
            code: input.code,
            level,
            part: input.part.0,
            parent: input.parent,
            name_zh: input.name_zh,
            name_en: input.name_en,
            weight: input.weight,
            cap: input.cap,
            method: input.method.map(|method| method.0),
            low: input.low,
            high: input.high,
            channel: input.channel.map(|channel| channel.0),
            perspective: input.perspective.map(|perspective| perspective.0),
        })
    }
}

/// How the weights of a tree add up; the positive third level has to sum to 100.000 (§3.1).
#[derive(Description)]
pub struct PlanWeights(pub WeightReport);

#[Object(use_type_description)]
impl PlanWeights {
    /// Sum of the positive third-level weights.
    async fn sum(&self) -> Decimal {
        self.0.sum
    }

    /// What is missing to 100; negative when there is too much.
    async fn missing(&self) -> Decimal {
        self.0.missing
    }

    /// Sums below the first- and second-level nodes.
    async fn branches(&self) -> Vec<WeightBranch> {
        self.0.branches.iter().cloned().map(WeightBranch::from).collect()
    }

    /// Third-level indicators without a weight.
    async fn without(&self) -> Vec<Indicator> {
        self.0.without.iter().cloned().map(Indicator).collect()
    }
}

/// The weights below one node.
#[derive(SimpleObject)]
pub struct WeightBranch {
    /// Code of the node.
    code: String,
    /// Its Chinese name.
    name_zh: String,
    /// Its English name.
    name_en: String,
    /// Sum of the weights below it.
    sum: Decimal,
}

impl From<(String, String, String, Decimal)> for WeightBranch {
    fn from((code, name_zh, name_en, sum): (String, String, String, Decimal)) -> Self {
        Self {
            code,
            name_zh,
            name_en,
            sum,
        }
    }
}

/// One thing that a tree lacks, and where.
#[derive(Description)]
pub struct PlanGap(pub Gap);

#[Object(use_type_description)]
impl PlanGap {
    /// Code of the node concerned; null when a whole part is missing.
    async fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What is missing, in Chinese.
    async fn text_zh(&self) -> &str {
        &self.0.zh
    }

    /// The same in English.
    async fn text_en(&self) -> &str {
        &self.0.en
    }
}

/// A third-level indicator that does not apply to a unit (§5.8).
#[derive(Description)]
pub struct PlanException(pub ExceptionRow);

#[Object(use_type_description)]
impl PlanException {
    /// The unit.
    async fn org(&self) -> Org {
        Org::known(&Arc::new(self.0.org.clone()))
    }

    /// Code of the indicator.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Why it does not apply.
    async fn reason(&self) -> &str {
        &self.0.row.reason
    }

    /// Name of the person who approved it, with the plan.
    async fn approved_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.row.approved_by).await
    }

    /// When it was approved.
    async fn approved_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.approved_at
    }
}
