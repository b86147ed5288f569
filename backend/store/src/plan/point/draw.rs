//! The draw of the sample: who takes part, what it gave, and where it is kept.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::effectiveness_point::{Column, Entity};
use crate::entity::point_draw;
use crate::error::Result;
use crate::portable::bytewise;
use crate::tx::WriteTx;

/// Points whose lots are written in one statement.
const CHUNK: usize = 200;

/// A point that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrant {
    /// Point.
    pub id: Uuid,
    /// Its unit.
    pub org_id: Uuid,
    /// Its code, the order of the draw.
    pub code: String,
}

/// The points of a year that have entered the ledger, in the order of their codes' bytes.
pub async fn entrants(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, year: i32) -> Result<Vec<Entrant>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::OrgId, Column::Code])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::ApprovedOn.is_not_null())
        .order_by_asc(bytewise(Engine::of(conn), Column::Code))
        .into_tuple::<(Uuid, Uuid, String)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, org_id, code)| Entrant { id, org_id, code })
        .collect())
}

/// The year's draw, if it was made. It is open to all who read points, so it takes no scope.
pub async fn find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Option<point_draw::Model>> {
    Ok(point_draw::Entity::find()
        .filter(point_draw::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(point_draw::Column::Year.eq(year))
        .one(conn)
        .await?)
}

/// Writes the lots on the points, a few statements for all: (point, lot, chosen).
pub async fn write(tx: &WriteTx, lots: &[(Uuid, String, bool)], now: DateTime<Utc>) -> Result<()> {
    for part in lots.chunks(CHUNK) {
        let mut lot = CaseStatement::new();
        let mut chosen = CaseStatement::new();
        for (id, number, sampled) in part {
            lot = lot.case(Column::Id.eq(*id), number.clone());
            chosen = chosen.case(Column::Id.eq(*id), *sampled);
        }
        Entity::update_many()
            .col_expr(Column::Lot, lot.into())
            .col_expr(Column::Sampled, chosen.into())
            .col_expr(Column::UpdatedAt, Expr::val(now))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::ChangeSeq, Expr::val(tx.change_seq()))
            .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
            .filter(Column::Id.is_in(part.iter().map(|(id, ..)| *id)))
            .exec(tx)
            .await?;
    }
    Ok(())
}
