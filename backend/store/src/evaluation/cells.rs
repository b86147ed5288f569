//! The counted cells of campaigns (§3.8 TALLIED).

use remit_shared::evaluation::{AggregateCut, CampaignKind, CampaignState};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::campaign_cell::{Column, Entity, Model};
use crate::error::Result;
use crate::row;
use crate::tx::WriteTx;

/// Writes the cells of a tally.
pub async fn add(tx: &WriteTx, cells: Vec<Model>) -> Result<()> {
    row::append_all(tx, cells).await
}

/// The cells of one unit in one cut, whole; the caller withholds what may not be shown.
pub async fn of_unit(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
    org_id: Uuid,
    cut: AggregateCut,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::Cut.eq(cut.code()))
        .order_by_asc(Column::GroupCode)
        .all(conn)
        .await?)
}

/// The whole-unit cells of a campaign, one a unit.
pub async fn of_campaign(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .filter(Column::Cut.eq(AggregateCut::Unit.code()))
        .order_by_asc(Column::OrgId)
        .all(conn)
        .await?)
}

/// Every cell of a campaign, for checks.
pub async fn all_of(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .all(conn)
        .await?)
}

/// What a year's campaigns of one kind say about each unit as a whole, for scoring (§5.4 B11, B51, B61): campaigns
/// that are tallied or published, never one that is still open.
pub async fn of_year(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    kind: CampaignKind,
) -> Result<Vec<Model>> {
    let states = [CampaignState::Tallied, CampaignState::Published];
    let campaigns = super::campaign::watch_year(conn, jurisdiction_id, Some(year), &states).await?;
    let ids: Vec<Uuid> = campaigns
        .iter()
        .filter(|campaign| campaign.kind.get() == kind)
        .map(|campaign| campaign.id)
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.is_in(ids))
        .filter(Column::Cut.eq(AggregateCut::Unit.code()))
        .order_by_asc(Column::OrgId)
        .all(conn)
        .await?)
}
