//! The regime and the figures of the year (K37, §1), yearly plans (K03) and regulations (K01).

pub mod difference;
pub mod indicator;
pub mod input;
pub mod mutation;
pub mod opinion;
pub mod param;
pub mod query;
pub mod regulation;
pub mod version;

pub mod point;

use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::figures as service;
use remit_service::rows::regime_node;

use crate::context::RequestContext;

/// A node of the 2-3-3-3 tree: two sets of measures, three mechanisms, three moves, three linkages (K37).
#[derive(Description)]
pub struct RegimeNode(regime_node::Model);

#[Object(use_type_description)]
impl RegimeNode {
    /// Code, unique in the tree.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Code of the node above; null for the roots.
    async fn parent(&self) -> Option<&str> {
        self.0.parent_code.as_deref()
    }

    /// Name in Chinese.
    async fn name_zh(&self) -> &str {
        &self.0.name_zh
    }

    /// Name in English.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// Place among its siblings.
    async fn sort(&self) -> i32 {
        self.0.sort
    }
}

/// One figure of the year and the rule it was counted by (§1).
#[derive(Description)]
pub struct Figure(service::Figure);

#[Object(use_type_description)]
impl Figure {
    /// Stable key.
    async fn key(&self) -> &str {
        self.0.key
    }

    /// Name in Chinese.
    async fn name_zh(&self) -> &str {
        self.0.zh
    }

    /// Name in English.
    async fn name_en(&self) -> &str {
        self.0.en
    }

    /// The value as shown, with its unit where it has one.
    async fn value(&self) -> &str {
        &self.0.value
    }

    /// Counting rule in Chinese.
    async fn rule_zh(&self) -> &str {
        self.0.rule_zh
    }

    /// Counting rule in English.
    async fn rule_en(&self) -> &str {
        self.0.rule_en
    }

    /// Path of the interface's list that shows exactly the rows counted, where there is one.
    async fn list(&self) -> Option<&str> {
        self.0.list.as_ref().map(|(path, _)| *path)
    }

    /// Query string of that list.
    async fn filter(&self) -> Option<&str> {
        self.0.list.as_ref().map(|(_, filter)| filter.as_str())
    }
}

/// The figures of a year, each counted from rows, never written down (§1).
#[derive(SimpleObject)]
pub struct YearFigures {
    /// The year.
    year: i32,
    /// Day they were counted for: 31 March of the next year, or today if that is earlier.
    as_of: NaiveDate,
    /// The figures, in the order of the report's table.
    figures: Vec<Figure>,
}

impl From<service::YearFigures> for YearFigures {
    fn from(view: service::YearFigures) -> Self {
        Self {
            year: view.year,
            as_of: view.as_of,
            figures: view.figures.into_iter().map(Figure).collect(),
        }
    }
}

/// Reads of the regime and the year's figures.
#[derive(Debug, Default)]
pub struct PlanQuery;

#[Object]
impl PlanQuery {
    /// The 2-3-3-3 tree, parents before children (K37).
    async fn regime(&self, ctx: &Context<'_>) -> Result<Vec<RegimeNode>> {
        let request = RequestContext::of(ctx)?;
        let nodes = request.value(service::regime(&request.app, &request.op).await)?;
        Ok(nodes.into_iter().map(RegimeNode).collect())
    }

    /// The figures of a year (§1).
    async fn year_figures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year, 2000 to 2100.")] year: i32,
    ) -> Result<YearFigures> {
        let request = RequestContext::of(ctx)?;
        Ok(request
            .value(service::year(&request.app, &request.op, year).await)?
            .into())
    }
}
