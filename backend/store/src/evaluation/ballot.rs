//! Invitations, credentials and ballots. Nothing here takes a scope, a time or an order; see [`super`].

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::{ballot_credential, ballot_issue, ballot_response};
use crate::error::Result;
use crate::row;
use crate::tx::WriteTx;

/// Writes the invitations of a campaign.
pub async fn invite(tx: &WriteTx, issues: Vec<ballot_issue::Model>) -> Result<()> {
    row::append_all(tx, issues).await
}

/// The invitation of a code, while its campaign is open.
pub async fn issue_of_code(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    code_hash: &str,
) -> Result<Option<ballot_issue::Model>> {
    use ballot_issue::Column;
    Ok(ballot_issue::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CodeHash.eq(code_hash))
        .one(conn)
        .await?)
}

/// Remembers what was handed out for an invitation, so that the same device can ask for it again.
pub async fn hand_out(tx: &WriteTx, issue: Uuid, blinded: &str, evaluation: &str) -> Result<()> {
    use ballot_issue::Column;
    ballot_issue::Entity::update_many()
        .col_expr(Column::Issued, Expr::val(true))
        .col_expr(Column::Blinded, Expr::val(blinded))
        .col_expr(Column::Evaluation, Expr::val(evaluation))
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.eq(issue))
        .exec(tx)
        .await?;
    Ok(())
}

/// The invitations of a campaign by the number of their envelope; of one group if it is named.
pub async fn issues(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
    stratum_id: Option<Uuid>,
) -> Result<Vec<ballot_issue::Model>> {
    use ballot_issue::Column;
    let select = ballot_issue::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id));
    let select = match stratum_id {
        Some(stratum) => select.filter(Column::StratumId.eq(stratum)),
        None => select,
    };
    Ok(select
        .order_by_asc(Column::StratumId)
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// Whether a credential was spent.
pub async fn is_spent(conn: &impl ConnectionTrait, nonce: &str) -> Result<bool> {
    let found = ballot_credential::Entity::find_by_id(nonce.to_owned())
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// Whether a ballot with this hash lies in the box.
pub async fn has_ballot(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
    hash: &str,
) -> Result<bool> {
    use ballot_response::Column;
    let count = ballot_response::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .filter(Column::Hash.eq(hash))
        .count(conn)
        .await?;
    Ok(count > 0)
}

/// Spends a credential and drops the ballot into the box: both or neither.
pub async fn cast(
    tx: &WriteTx,
    credential: ballot_credential::Model,
    ballot: ballot_response::Model,
) -> Result<()> {
    row::append(tx, credential).await?;
    row::append(tx, ballot).await
}

/// The ballots of a campaign in the order of their random keys.
pub async fn ballots(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<ballot_response::Model>> {
    use ballot_response::Column;
    Ok(ballot_response::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The spent credentials of a campaign in the order of their random keys.
pub async fn credentials(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<ballot_credential::Model>> {
    use ballot_credential::Column;
    Ok(ballot_credential::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .order_by_asc(Column::Nonce)
        .all(conn)
        .await?)
}

/// Ballots in each group of a campaign. To be read once the box is closed: before that nobody is told.
pub async fn by_group(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<BTreeMap<Uuid, i64>> {
    let answered = ballot_response::Entity::find()
        .select_only()
        .column(ballot_response::Column::StratumId)
        .column_as(ballot_response::Column::Id.count(), "n")
        .filter(ballot_response::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(ballot_response::Column::CampaignId.eq(campaign_id))
        .group_by(ballot_response::Column::StratumId)
        .into_tuple::<(Uuid, i64)>()
        .all(conn)
        .await?;
    Ok(answered.into_iter().collect())
}

/// Ballots cast in each campaign, and invitations, in two statements.
pub async fn totals(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaigns: &[Uuid],
) -> Result<BTreeMap<Uuid, (i64, i64)>> {
    if campaigns.is_empty() {
        return Ok(BTreeMap::new());
    }
    let invited = ballot_issue::Entity::find()
        .select_only()
        .column(ballot_issue::Column::CampaignId)
        .column_as(ballot_issue::Column::Id.count(), "n")
        .filter(ballot_issue::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(ballot_issue::Column::CampaignId.is_in(campaigns.iter().copied()))
        .group_by(ballot_issue::Column::CampaignId)
        .into_tuple::<(Uuid, i64)>()
        .all(conn)
        .await?;
    let answered = ballot_response::Entity::find()
        .select_only()
        .column(ballot_response::Column::CampaignId)
        .column_as(ballot_response::Column::Id.count(), "n")
        .filter(ballot_response::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(ballot_response::Column::CampaignId.is_in(campaigns.iter().copied()))
        .group_by(ballot_response::Column::CampaignId)
        .into_tuple::<(Uuid, i64)>()
        .all(conn)
        .await?;
    let mut totals: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    for (campaign, count) in invited {
        totals.entry(campaign).or_default().0 = count;
    }
    for (campaign, count) in answered {
        totals.entry(campaign).or_default().1 = count;
    }
    Ok(totals)
}

/// Ballots by day, for the audit's one line a day.
pub async fn by_day(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    campaign_id: Uuid,
) -> Result<Vec<(NaiveDate, i64)>> {
    use ballot_response::Column;
    Ok(ballot_response::Entity::find()
        .select_only()
        .column(Column::AnsweredOn)
        .column_as(Column::Id.count(), "n")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::CampaignId.eq(campaign_id))
        .group_by(Column::AnsweredOn)
        .order_by_asc(Column::AnsweredOn)
        .into_tuple::<(NaiveDate, i64)>()
        .all(conn)
        .await?)
}
