//! Campaigns and their groups of voters (§3.8).

use remit_shared::evaluation::{CampaignKind, CampaignState};
use remit_shared::policy::{Capability, Scope};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::campaign::{Column, Entity, Model};
use crate::entity::campaign_stratum;
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::row;
use crate::tx::WriteTx;

/// What to narrow a list of campaigns to. Empty fields do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CampaignFilter {
    /// Year.
    pub year: Option<i32>,
    /// Kind.
    pub kind: Option<CampaignKind>,
    /// Any of these states.
    pub states: Vec<CampaignState>,
}

/// Campaigns: all for those who manage them; for everybody else the published ones (R6).
fn reach(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.capability() {
        Capability::CampaignManage => within,
        _ => within.add(Column::State.eq(CampaignState::Published.code())),
    }
}

/// A page of campaigns, newest first: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &CampaignFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let states = (!filter.states.is_empty())
        .then(|| Column::State.is_in(filter.states.iter().map(|state| state.code())));
    let select = Entity::find().filter(reach(scope)).filter(
        Condition::all()
            .add_option(filter.year.map(|year| Column::Year.eq(year)))
            .add_option(filter.kind.map(|kind| Column::Kind.eq(kind.code())))
            .add_option(states),
    );
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_desc(Column::OpensOn).order_by_desc(Column::Code);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One campaign, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The campaign that this account has already drafted under this id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// One campaign for the clock and for voters, who act without an account.
pub async fn watch_find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Campaigns that the clock opens or closes.
pub async fn watch_live(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    let live = [CampaignState::Approved.code(), CampaignState::Open.code()];
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.is_in(live))
        .all(conn)
        .await?)
}

/// Every campaign of a year in some states, for scoring and for checks.
pub async fn watch_year(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: Option<i32>,
    states: &[CampaignState],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Condition::all().add_option(year.map(|year| Column::Year.eq(year))))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// The groups of a campaign, in their order.
pub async fn strata(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<campaign_stratum::Model>> {
    use campaign_stratum::Column;
    Ok(campaign_stratum::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?)
}

/// Writes the groups of a campaign.
pub async fn add_strata(tx: &WriteTx, strata: Vec<campaign_stratum::Model>) -> Result<()> {
    row::append_all(tx, strata).await
}

/// Changes a group: its invitations at opening, its keys at closing.
pub async fn update_stratum(tx: &WriteTx, stratum: campaign_stratum::Model) -> Result<()> {
    use sea_orm::{ActiveModelTrait, IntoActiveModel};
    stratum.into_active_model().reset_all().update(&**tx).await?;
    Ok(())
}
