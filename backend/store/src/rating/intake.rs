//! What the writer of ratings looks up, for a whole batch at a time, inside its transaction.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::rating::RatingStatus;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use crate::entity::public_rating::{Column, Entity, Model};
use crate::entity::service_receipt;
use crate::error::Result;
use crate::tx::WriteTx;

/// How many counted ratings came from one source at one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// Keyed hash of the device or the network prefix.
    pub source: String,
    /// Window.
    pub window_id: Option<Uuid>,
    /// How many.
    pub count: i64,
}

/// The ratings that the senders have already handed in under these ids.
pub async fn by_client_ids(tx: &WriteTx, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ClientId.is_in(ids.iter().copied()))
        .all(tx)
        .await?)
}

/// Which of these receipt codes are taken.
pub async fn taken_codes(tx: &WriteTx, codes: &[String]) -> Result<Vec<String>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .select_only()
        .column(Column::ReceiptCode)
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ReceiptCode.is_in(codes.iter().cloned()))
        .into_tuple::<String>()
        .all(tx)
        .await?)
}

/// The receipts of these units under these numbers.
pub async fn receipts(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    orgs: &[Uuid],
    numbers: &[String],
) -> Result<Vec<service_receipt::Model>> {
    use service_receipt::Column;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(service_receipt::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.is_in(orgs.iter().copied()))
        .filter(Column::ReceiptNo.is_in(numbers.iter().cloned()))
        .all(conn)
        .await?)
}

/// The receipts that were handed in under these client ids.
pub async fn receipts_by_client_ids(tx: &WriteTx, ids: &[Uuid]) -> Result<Vec<service_receipt::Model>> {
    use service_receipt::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(service_receipt::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ClientId.is_in(ids.iter().copied()))
        .all(tx)
        .await?)
}

/// Which of these receipts have a rating that holds their place (§5.6 a).
pub async fn rated(tx: &WriteTx, receipts: &[Uuid]) -> Result<Vec<Uuid>> {
    if receipts.is_empty() {
        return Ok(Vec::new());
    }
    let holding = [RatingStatus::Accepted.code(), RatingStatus::Flagged.code()];
    let found = Entity::find()
        .select_only()
        .column(Column::ReceiptId)
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ReceiptId.is_in(receipts.iter().copied()))
        .filter(Column::Status.is_in(holding))
        .into_tuple::<Option<Uuid>>()
        .all(tx)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// Ratings without a receipt that were let through: those the limits count.
fn let_through() -> Condition {
    let not = [RatingStatus::Limited.code(), RatingStatus::Duplicate.code()];
    Condition::all()
        .add(Column::ReceiptId.is_null())
        .add(Column::Status.is_not_in(not))
}

/// Ratings of these devices on a day, by window.
pub async fn of_devices(tx: &WriteTx, devices: &[String], day: NaiveDate) -> Result<Vec<SourceCount>> {
    if devices.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::DeviceHash.is_in(devices.iter().cloned()))
        .filter(Column::Day.eq(day))
        .filter(let_through());
    counts(tx, select, Column::DeviceHash).await
}

/// Ratings from these network prefixes since an instant, by window.
pub async fn of_networks(
    tx: &WriteTx,
    networks: &[String],
    since: DateTime<Utc>,
) -> Result<Vec<SourceCount>> {
    if networks.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::NetHash.is_in(networks.iter().cloned()))
        .filter(Column::RatedAt.gt(since))
        .filter(let_through());
    counts(tx, select, Column::NetHash).await
}

async fn counts(tx: &WriteTx, select: Select<Entity>, source: Column) -> Result<Vec<SourceCount>> {
    let rows = select
        .select_only()
        .column(source)
        .column(Column::WindowId)
        .column_as(Column::Id.count(), "count")
        .group_by(source)
        .group_by(Column::WindowId)
        .into_tuple::<(String, Option<Uuid>, i64)>()
        .all(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(source, window_id, count)| SourceCount {
            source,
            window_id,
            count,
        })
        .collect())
}

/// Ratings that wait for one of these receipts of these units (§8: pending receipt), oldest first.
pub async fn waiting(
    tx: &WriteTx,
    orgs: &[Uuid],
    numbers: &[String],
    since: DateTime<Utc>,
) -> Result<Vec<Model>> {
    use sea_orm::QueryOrder;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::OrgId.is_in(orgs.iter().copied()))
        .filter(Column::ReceiptNo.is_in(numbers.iter().cloned()))
        .filter(Column::ReceiptId.is_null())
        .filter(Column::CreatedAt.gt(since))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}

/// A rating by the code that its rater was given. The code is the key: whoever has it may read the follow-up.
pub async fn unscoped_by_code(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    code: &str,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ReceiptCode.eq(code))
        .one(conn)
        .await?)
}
