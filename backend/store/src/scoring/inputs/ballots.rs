//! Counted campaigns (B11, B51, B61): tallies, never a ballot.

use std::collections::HashMap;

use remit_shared::evaluation::{AggregateCut, CampaignState};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{campaign, campaign_cell};
use crate::error::Result;
use crate::evaluation::campaign as campaigns;

/// A counted campaign with what it says about each unit as a whole.
#[derive(Debug, Clone)]
pub struct CampaignTally {
    /// The campaign.
    pub campaign: campaign::Model,
    /// One cell a unit, by unit.
    pub cells: Vec<campaign_cell::Model>,
}

/// The tallied and published campaigns of a year, by code: two statements.
pub async fn tallies(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<CampaignTally>> {
    use campaign_cell::Column;
    let states = [CampaignState::Tallied, CampaignState::Published];
    let counted = campaigns::watch_year(conn, jurisdiction_id, Some(year), &states).await?;
    if counted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = campaign_cell::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.is_in(counted.iter().map(|campaign| campaign.id)))
        .filter(Column::Cut.eq(AggregateCut::Unit.code()))
        .order_by_asc(Column::OrgId)
        .all(conn)
        .await?;
    let mut cells: HashMap<Uuid, Vec<campaign_cell::Model>> = HashMap::new();
    for row in rows {
        cells.entry(row.campaign_id).or_default().push(row);
    }
    Ok(counted
        .into_iter()
        .map(|campaign| CampaignTally {
            cells: cells.remove(&campaign.id).unwrap_or_default(),
            campaign,
        })
        .collect())
}
