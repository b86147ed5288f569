//! Changes of powers lists (K36). Whoever reads an adjustment reads its drafts; what has taken effect is read by all
//! who read the lists.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::list::ListOp;
use remit_shared::policy::{Reach, Scope};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::list_change::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::problem::filter::any_of;

/// What to narrow a list of changes to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ChangeFilter {
    /// Part of the code or of the item's words.
    pub text: Option<String>,
    /// Any of these operations.
    pub ops: Vec<ListOp>,
    /// Held by this unit before or after.
    pub org_id: Option<Uuid>,
    /// Published on or after this day.
    pub published_from: Option<NaiveDate>,
    /// Published on or before this day.
    pub published_to: Option<NaiveDate>,
    /// Of this adjustment.
    pub adjustment_id: Option<Uuid>,
}

/// A page of the changes that have taken effect, published last first; the published part only where the scope says
/// so. One statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &ChangeFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::EffectiveOn.is_not_null())
        .filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = select
        .order_by_desc(Column::EffectiveOn)
        .order_by_asc(Column::AdjustmentId)
        .order_by_asc(Column::Seq);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

fn condition(engine: Engine, scope: &Scope, filter: &ChangeFilter) -> Condition {
    let published = scope.reach() == Reach::Published;
    let of_unit = |org: Uuid| {
        Condition::any()
            .add(Column::FromOrgId.eq(org))
            .add(Column::ToOrgId.eq(org))
    };
    let all = Condition::all()
        .add_option(published.then(|| Column::PublishedOn.is_not_null()))
        .add_option(filter.org_id.map(of_unit))
        .add_option(filter.adjustment_id.map(|id| Column::AdjustmentId.eq(id)))
        .add_option(filter.published_from.map(|day| Column::PublishedOn.gte(day)))
        .add_option(filter.published_to.map(|day| Column::PublishedOn.lte(day)));
    let all = any_of(all, Column::Op, &filter.ops);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    all.add_option(text.map(|text| {
        Condition::any()
            .add(contains(engine, Column::Code, text))
            .add(contains(engine, Column::Before, text))
            .add(contains(engine, Column::After, text))
    }))
}

/// The changes of adjustments that the reader has been given, in their order, dropped ones too.
pub async fn of_adjustments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut found: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AdjustmentId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.adjustment_id).or_default().push(row);
    }
    Ok(found)
}

/// The changes among `ids`: those that made or ended what a reader of the lists sees.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::EffectiveOn.is_not_null())
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}
