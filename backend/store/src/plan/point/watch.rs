//! What the clock looks after: points that an automatic event may be due on. No request handler calls these.

use chrono::NaiveDate;
use remit_shared::plan::point::PointState;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::effectiveness_point::{Column, Entity, Model};
use crate::entity::supervision_plan;
use crate::error::Result;

/// Points in the ledger's course that may have to move today: approved ones, active ones that are overdue or of
/// a past year, ended ones of a year whose plan is archived. In the order of their ids, after `after`.
pub async fn watch_due(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (today, year): (NaiveDate, i32),
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    let state = |state: PointState| Column::State.eq(state.code());
    let ended = [PointState::Verified, PointState::NotDone, PointState::Cancelled];
    let archived = sea_orm::sea_query::Query::select()
        .column(supervision_plan::Column::Year)
        .from(supervision_plan::Entity)
        .and_where(supervision_plan::Column::JurisdictionId.eq(jurisdiction_id))
        .and_where(supervision_plan::Column::State.eq("ARCHIVED"))
        .to_owned();
    let due = Condition::any()
        .add(state(PointState::Approved))
        .add(
            Condition::all().add(state(PointState::Active)).add(
                Condition::any().add(Column::Year.lt(year)).add(
                    Condition::all()
                        .add(Column::ProblemId.is_null())
                        .add(Column::DueOn.lt(today)),
                ),
            ),
        )
        .add(
            Condition::all()
                .add(Column::State.is_in(ended.map(Wire::code)))
                .add(Column::Year.in_subquery(archived)),
        );
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(due)
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// One point of the jurisdiction, for the clock.
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
