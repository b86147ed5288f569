//! An evaluator of the pool.

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::evaluation::pool::Evaluator as Row;
use remit_service::rows::PoolCount;
use remit_shared::evaluation::{EvaluatorClass, EvaluatorState};
use remit_shared::id::NodeKind;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::page::Listed;

/// A grassroots evaluator (K19). Town contacts see their own town's (R7).
#[derive(Description)]
pub struct Evaluator(pub Row);

impl Listed for Evaluator {}

#[Object(use_type_description)]
impl Evaluator {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Evaluator, self.0.row.id)
    }

    /// Number by which the pool speaks of the person.
    async fn label(&self) -> &str {
        &self.0.row.label
    }

    /// Town or subdistrict.
    async fn town(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.row.town_id).await
    }

    /// Class.
    async fn class(&self) -> Code<EvaluatorClass> {
        self.0.row.class.get().into()
    }

    /// Name, where the pool keeps one.
    async fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Phone number with its middle hidden.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// State.
    async fn state(&self) -> Code<EvaluatorState> {
        self.0.row.state.get().into()
    }

    /// First day in the pool.
    async fn since(&self) -> Option<NaiveDate> {
        self.0.row.since
    }

    /// Why the person left the pool.
    async fn removed_reason(&self) -> Option<&str> {
        self.0.row.removed_reason.as_deref()
    }

    /// Version to name when changing it.
    async fn version(&self) -> i32 {
        self.0.row.version
    }
}

/// Evaluators of one town, class and state.
#[derive(SimpleObject)]
pub struct EvaluatorCount {
    /// Global id of the town.
    town_id: ID,
    /// Class.
    class: Code<EvaluatorClass>,
    /// State.
    state: Code<EvaluatorState>,
    /// How many.
    count: i64,
}

impl From<PoolCount> for EvaluatorCount {
    fn from(row: PoolCount) -> Self {
        Self {
            town_id: global(NodeKind::Org, row.town_id),
            class: row.class.into(),
            state: row.state.into(),
            count: row.count,
        }
    }
}
