//! What the scoring reads of other nouns, a function a source. Each takes a fixed number of statements, and where
//! rows are many it reads their counters, so that a run costs the same however many people have rated.

mod ballots;
mod points;
mod ratings;
mod requests;

use chrono::NaiveDate;
use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use ballots::{CampaignTally, tallies};
pub use points::{PointLine, points};
pub use ratings::{CellLine, late_bad_ratings, ratings, receipts};
pub use requests::{AnswerLine, answers};

use crate::entity::{org, problem};
use crate::error::Result;
use crate::organisation::existing;
use crate::reach;

/// The supervised units on a day, in the registry's order.
pub async fn units(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<org::Model>> {
    use org::Column;
    Ok(org::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Supervised.eq(true))
        .filter(existing(on))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The problems raised within the days, both included.
pub async fn problems(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<problem::Model>> {
    use problem::Column;
    Ok(problem::Entity::find()
        .filter(reach::problems(scope))
        .filter(Column::RaisedOn.between(from, to))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}
