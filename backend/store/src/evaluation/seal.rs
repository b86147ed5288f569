//! Closing the ballot box: what could join an invitation to a ballot is erased, in the tables and under them.
//!
//! The one place of the store that deletes: rows are taken out and put back in the order of their random keys, so
//! that neither their places nor the numbers of their transactions keep the order of arrival.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::ballot;
use crate::db::{Db, Engine};
use crate::entity::{ballot_credential, ballot_issue, ballot_response};
use crate::error::Result;
use crate::row;
use crate::tx::WriteTx;

/// Before a transaction that rewrites ballots on SQLite: what it frees is overwritten, not left lying.
pub async fn prepare(db: &Db) -> Result<()> {
    if db.engine() == Engine::Sqlite {
        db.writer()
            .execute_unprepared("PRAGMA secure_delete = ON")
            .await?;
    }
    Ok(())
}

/// What is kept of a ballot box once it is closed.
#[derive(Debug, Clone)]
pub struct Keep {
    /// Groups whose ballots and credentials are kept with those of another one.
    pub with: BTreeMap<Uuid, Uuid>,
    /// The day that all ballots bear from now on.
    pub day: NaiveDate,
}

/// Forgets codes, evaluations, who drew a credential, groups that are too small and the days of the ballots, and
/// rewrites the three tables of a campaign in key order.
pub async fn rewrite(tx: &WriteTx, campaign_id: Uuid, keep: &Keep) -> Result<()> {
    let jurisdiction = tx.jurisdiction_id();
    let mut issues = ballot::issues(tx, jurisdiction, campaign_id, None).await?;
    for issue in &mut issues {
        (issue.code_hash, issue.code_enc) = (None, None);
        (issue.blinded, issue.evaluation) = (None, None);
        issue.issued = false;
    }
    issues.sort_unstable_by_key(|issue| issue.id);
    let mut credentials = ballot::credentials(tx, jurisdiction, campaign_id).await?;
    let mut ballots = ballot::ballots(tx, jurisdiction, campaign_id).await?;
    let kept = |group: Uuid| keep.with.get(&group).copied().unwrap_or(group);
    for credential in &mut credentials {
        credential.stratum_id = kept(credential.stratum_id);
    }
    for ballot in &mut ballots {
        ballot.stratum_id = kept(ballot.stratum_id);
        ballot.answered_on = keep.day;
    }
    ballot_issue::Entity::delete_many()
        .filter(ballot_issue::Column::JurisdictionId.eq(jurisdiction))
        .filter(ballot_issue::Column::CampaignId.eq(campaign_id))
        .exec(tx)
        .await?;
    ballot_credential::Entity::delete_many()
        .filter(ballot_credential::Column::JurisdictionId.eq(jurisdiction))
        .filter(ballot_credential::Column::CampaignId.eq(campaign_id))
        .exec(tx)
        .await?;
    ballot_response::Entity::delete_many()
        .filter(ballot_response::Column::JurisdictionId.eq(jurisdiction))
        .filter(ballot_response::Column::CampaignId.eq(campaign_id))
        .exec(tx)
        .await?;
    row::append_all(tx, issues).await?;
    row::append_all(tx, credentials).await?;
    row::append_all(tx, ballots).await
}

/// After that transaction: empties SQLite's write-ahead file, drops PostgreSQL's dead rows. `CLUSTER` rather than
/// `VACUUM (FULL)`, because the rewritten rows may have filled holes and would lie out of the order of their keys.
pub async fn scrub(db: &Db) -> Result<()> {
    match db.engine() {
        Engine::Sqlite => {
            db.writer()
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Engine::Postgres => {
            for table in ["ballot_issue", "ballot_credential", "ballot_response"] {
                db.writer()
                    .execute_unprepared(&format!("CLUSTER {table} USING {table}_pkey"))
                    .await?;
            }
        }
    }
    Ok(())
}
