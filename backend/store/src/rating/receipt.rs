//! Counters of receipts: raised in the transaction that writes the rows, read instead of them (K22, §5.5).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use remit_shared::calendar::shanghai_day;
use remit_shared::policy::Scope;
use remit_shared::rating::ReceiptChannel;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::receipt_rollup::{Column, Entity, Model};
use crate::entity::service_receipt;
use crate::error::Result;
use crate::text::Text;
use crate::tx::WriteTx;
use crate::{reach, row};

/// The cell a receipt is counted in, with a count of one.
pub fn cell_of(receipt: &service_receipt::Model) -> Model {
    Model {
        jurisdiction_id: receipt.jurisdiction_id,
        place_id: receipt.window_id.unwrap_or(receipt.org_id),
        day: shanghai_day(receipt.finished_at),
        channel: receipt.channel,
        org_id: receipt.org_id,
        window_id: receipt.window_id,
        n: 1,
    }
}

/// Sums equal cells.
pub fn gather(cells: impl IntoIterator<Item = Model>) -> Vec<Model> {
    let mut sums: BTreeMap<_, Model> = BTreeMap::new();
    for cell in cells {
        let key = (cell.place_id, cell.day, cell.channel.get());
        let add = cell.n;
        let sum = sums.entry(key).or_insert(Model { n: 0, ..cell });
        sum.n = sum.n.saturating_add(add);
    }
    sums.into_values().collect()
}

/// Counts receipts that this transaction has written; they are never changed nor deleted.
pub async fn count(tx: &WriteTx, receipts: &[service_receipt::Model]) -> Result<()> {
    row::raise(tx, gather(receipts.iter().map(cell_of)), Column::N).await
}

/// Receipts issued at each window in the days, both included; windows without any are absent.
pub async fn by_window(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::WindowId)
        .column_as(Expr::expr(Column::N.sum()).cast_as("bigint"), "n")
        .filter(reach::receipt_rollups(scope))
        .filter(Column::WindowId.is_not_null())
        .filter(Column::Day.between(from, to))
        .group_by(Column::WindowId)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Every counter, for `remit check`.
pub async fn unscoped_all(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .all(conn)
        .await?)
}

/// The same counted from the rows, for `remit check`.
pub async fn unscoped_recount(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    use service_receipt::Column as C;
    type Line = (Uuid, Option<Uuid>, NaiveDate, Text<ReceiptChannel>, i64);
    let day = Expr::cust(match Engine::of(conn) {
        Engine::Sqlite => "date(finished_at, '+8 hours')",
        Engine::Postgres => "(finished_at AT TIME ZONE 'Asia/Shanghai')::date",
    });
    let rows = service_receipt::Entity::find()
        .select_only()
        .columns([C::OrgId, C::WindowId])
        .column_as(day.clone(), "day")
        .column(C::Channel)
        .column_as(C::Id.count(), "n")
        .filter(C::JurisdictionId.eq(jurisdiction_id))
        .group_by(C::OrgId)
        .group_by(C::WindowId)
        .group_by(day)
        .group_by(C::Channel)
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    Ok(gather(rows.into_iter().map(
        |(org_id, window_id, day, channel, n)| Model {
            jurisdiction_id,
            place_id: window_id.unwrap_or(org_id),
            day,
            channel,
            org_id,
            window_id,
            n,
        },
    )))
}
