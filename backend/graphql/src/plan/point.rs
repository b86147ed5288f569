//! Effectiveness points and the daily ledger (K04, K05; §3.2).

pub mod draw;
pub mod hanging;
pub mod history;
pub mod input;
pub mod mutation;
mod object;
pub mod payload;
pub mod query;

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result};
use remit_service::plan::point::read::{self, Reader};
use remit_service::rows::{PointRow, effectiveness_point};
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;
use crate::page::Listed;

/// What a unit promises for the year: written, signed, reviewed, followed month by month, verified (K04, §3.2).
#[derive(Description)]
pub struct EffectivenessPoint {
    row: PointRow,
    reader: Arc<Reader>,
}

impl Listed for EffectivenessPoint {
    fn list_name() -> std::borrow::Cow<'static, str> {
        "EffectivenessPoint".into()
    }
}

impl EffectivenessPoint {
    /// A point with what was read beside it.
    pub fn new(row: PointRow, reader: &Arc<Reader>) -> Self {
        Self {
            row,
            reader: Arc::clone(reader),
        }
    }

    /// A point that the actor has just acted on.
    pub async fn acted_on(request: &RequestContext, row: effectiveness_point::Model) -> Result<Option<Self>> {
        let reader = request.value(read::reader(&request.app, &request.op, Some(row.year)).await)?;
        let found = request.value(read::point(&request.app, &reader.scope, row.id).await)?;
        let reader = Arc::new(reader);
        Ok(found.map(|row| Self::new(row, &reader)))
    }
}

/// A point by its name only, where another record stands for it.
#[derive(Description)]
pub struct PointRef(effectiveness_point::Model);

impl PointRef {
    /// The name of a point.
    pub fn of(point: &effectiveness_point::Model) -> Self {
        Self(point.clone())
    }
}

#[Object(use_type_description)]
impl PointRef {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Point, self.0.id)
    }

    /// Code.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Unit that promised it.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }
}
