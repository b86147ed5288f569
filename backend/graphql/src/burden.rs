//! The burden meter (K46).

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use remit_service::burden as service;
use remit_shared::burden::{RequestKind, is_many};
use remit_shared::id::NodeKind;

use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::organisation::Org;

/// What one unit or town was asked in a year (K46).
#[derive(Description)]
pub struct UnitBurden(service::Burden);

#[Object(use_type_description)]
impl UnitBurden {
    /// The unit or town.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org.id).await
    }

    /// Requests by month, January first: twelve numbers.
    async fn months(&self) -> Vec<i64> {
        self.0.months.to_vec()
    }

    /// Requests of the year.
    async fn total(&self) -> i64 {
        self.0.total()
    }

    /// Requests by kind; those without any left out.
    async fn kinds(&self) -> Vec<KindBurden> {
        let kinds = self.0.kinds.iter();
        kinds
            .map(|(kind, count)| KindBurden {
                kind: (*kind).into(),
                count: *count,
            })
            .collect()
    }
}

/// Requests of one kind.
#[derive(SimpleObject)]
pub struct KindBurden {
    /// What for.
    kind: Code<RequestKind>,
    /// How many.
    count: i64,
}

/// What a unit has been asked this month.
#[derive(SimpleObject)]
pub struct MonthBurden {
    /// Global id of the unit.
    org_id: ID,
    /// Requests so far.
    count: i64,
    /// Whether they are many (§9: more than five).
    many: bool,
}

/// Reads of the burden meter.
#[derive(Debug, Default)]
pub struct BurdenQuery;

#[Object]
impl BurdenQuery {
    /// Requests made to each unit and town in a year, by month (K46); a unit reads its own.
    async fn burden(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year.")] year: i32,
        #[graphql(desc = "Any of these kinds only.")] kinds: Option<Vec<Code<RequestKind>>>,
    ) -> Result<Vec<UnitBurden>> {
        let request = RequestContext::of(ctx)?;
        let rows = service::of_year(&request.app, &request.op, year, &plain(kinds)).await;
        Ok(request.value(rows)?.into_iter().map(UnitBurden).collect())
    }

    /// What units have been asked this month, for whoever is about to ask once more (K46).
    async fn month_burden(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The units.")] org_ids: Vec<ID>,
    ) -> Result<Vec<MonthBurden>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let orgs = id::read_all(NodeKind::Org, &org_ids, "orgIds")?;
            service::this_month(&request.app, &request.op, &orgs).await
        };
        let found = request.value(found.await)?.into_iter();
        Ok(found
            .map(|(org, count)| MonthBurden {
                org_id: id::global(NodeKind::Org, org),
                count,
                many: is_many(count),
            })
            .collect())
    }
}
