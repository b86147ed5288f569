//! What may be shown of a counted campaign (F3).

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use remit_service::evaluation::aggregate::{Aggregate, Shown};
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;

/// One unit's aggregates; cells with too few ballots are withheld, and one more with them (F3).
#[derive(Description)]
pub struct CampaignAggregate(pub Aggregate);

/// A group of ballots as it may be shown.
#[derive(SimpleObject)]
pub struct AggregateCell {
    /// Global id of the town, or code of the class; empty for the unit as a whole.
    group: String,
    /// The town's name.
    name: Option<String>,
    /// Ballots; null if withheld.
    n: Option<u32>,
    /// Their mean of 100 points; null if withheld or without ballots.
    mean: Option<String>,
    /// Whether it is withheld because too few answered.
    suppressed: bool,
}

impl From<&Shown> for AggregateCell {
    fn from(shown: &Shown) -> Self {
        let group = shown
            .group
            .parse()
            .map_or_else(|_| shown.group.clone(), |town| global(NodeKind::Org, town).0);
        Self {
            group,
            name: shown.name.clone(),
            n: shown.n,
            mean: shown.mean.clone(),
            suppressed: shown.suppressed,
        }
    }
}

#[Object(use_type_description)]
impl CampaignAggregate {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Global id of the unit.
    async fn org_id(&self) -> ID {
        global(NodeKind::Org, self.0.org_id)
    }

    /// The unit as a whole.
    async fn total(&self) -> AggregateCell {
        AggregateCell::from(&self.0.total)
    }

    /// Mean of each question of 100 points, in the campaign's order; null if too few have answered it.
    async fn questions(&self) -> &[Option<String>] {
        &self.0.questions
    }

    /// Whether groups were merged because too few have answered, and have no cell here.
    async fn rest(&self) -> bool {
        self.0.rest
    }

    /// The cells of the cut asked for, in the registry's order.
    async fn cells(&self) -> Vec<AggregateCell> {
        self.0.cells.iter().map(AggregateCell::from).collect()
    }
}
