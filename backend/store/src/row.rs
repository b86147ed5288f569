//! Writing rows: the same few functions for every table.
//!
//! [`insert`] and [`update`] are for the tables with the common columns (id, version, change_seq …) and keep
//! them; [`append`] is for the histories and logs that have none; [`raise`] is for counters. Nothing here deletes: business rows never are.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter,
};
use uuid::Uuid;

use crate::entity;
use crate::error::{Result, StoreError};
use crate::tx::WriteTx;

/// Bound values one statement may carry; SQLite's limit is 32 766, PostgreSQL's 65 535.
const MAX_VALUES: usize = 30_000;

/// A row with the common columns.
pub trait Row: ModelTrait + IntoActiveModel<Self::Active> + Send + Sync {
    /// The table's active model.
    type Active: ActiveModelTrait<Entity = Self::Entity> + Send;
    /// The table's name.
    const TABLE: &'static str;
    /// Row id.
    fn id(&self) -> Uuid;
    /// The version read.
    fn version(&self) -> i32;
    /// Sets what the transaction knows: jurisdiction, write ticket, version.
    fn stamp(&mut self, tx: &WriteTx, version: i32);
    /// The columns `id`, `jurisdiction_id` and `version`.
    fn keys() -> [<Self::Entity as EntityTrait>::Column; 3];
}

macro_rules! rows {
    ($($table:ident),+ $(,)?) => { $(
        impl Row for entity::$table::Model {
            type Active = entity::$table::ActiveModel;
            const TABLE: &'static str = stringify!($table);
            fn id(&self) -> Uuid {
                self.id
            }
            fn version(&self) -> i32 {
                self.version
            }
            fn stamp(&mut self, tx: &WriteTx, version: i32) {
                self.jurisdiction_id = tx.jurisdiction_id();
                self.change_seq = tx.change_seq();
                self.version = version;
            }
            fn keys() -> [entity::$table::Column; 3] {
                use entity::$table::Column;
                [Column::Id, Column::JurisdictionId, Column::Version]
            }
        }
    )+ };
}

rows!(
    account,
    activity_check,
    activity_member,
    activity_share,
    activity_unit,
    finding,
    joint_activity,
    adjustment_party,
    appeal,
    applicability,
    appointment,
    api_client,
    assessment_export,
    countermeasure,
    duty,
    duty_adjustment,
    duty_task_list,
    expert_review,
    expert_session,
    campaign,
    evaluator_profile,
    effectiveness_point,
    bad_rating_case,
    consultation,
    consultation_party,
    coordination_case,
    case_party,
    case_opinion,
    case_decision,
    follow_up_check,
    extension,
    file_object,
    indicator,
    ledger_entry,
    linkage_member,
    linkage_submission,
    linkage_window,
    list_change,
    list_trigger,
    notification,
    org,
    org_section,
    person,
    plan_opinion,
    point_change,
    point_draw,
    power_list_item,
    power_list_version,
    problem,
    public_rating,
    push_sheet,
    recusal,
    rating_flag,
    regime_node,
    regulation,
    role_grant,
    score_correction,
    score_run,
    staffing_proposal,
    supervision_plan,
    session_member,
    suggestion,
    service_receipt,
    window_point,
    work_day,
    voice_window,
    leader_comment,
    mutual_ballot,
    import_batch,
    appraisal_row,
    violation,
);

/// Writes a new row as version 1 (or the version it already has, for loaded histories) and returns it as stored.
pub async fn insert<R: Row>(tx: &WriteTx, mut row: R) -> Result<R> {
    let version = row.version().max(1);
    row.stamp(tx, version);
    append(tx, row.clone()).await?;
    Ok(row)
}

/// [`insert`] for many rows, in as few statements as the engines' limits allow.
pub async fn insert_all<R: Row>(tx: &WriteTx, mut rows: Vec<R>) -> Result<Vec<R>> {
    for row in &mut rows {
        let version = row.version().max(1);
        row.stamp(tx, version);
    }
    append_all(tx, rows.clone()).await?;
    Ok(rows)
}

/// Writes a changed row if its version is still the one stored, and returns it with the next version; otherwise
/// [`StoreError::Stale`]. The caller sets `updated_at`; `created_at` and `created_by` keep their first values.
pub async fn update<R: Row>(tx: &WriteTx, mut row: R) -> Result<R> {
    let (id, expected) = (row.id(), row.version());
    row.stamp(tx, expected.saturating_add(1));
    let [id_column, jurisdiction_column, version_column] = R::keys();
    let changed = R::Entity::update_many()
        .set(changes(row.clone()))
        .filter(jurisdiction_column.eq(tx.jurisdiction_id()))
        .filter(id_column.eq(id))
        .filter(version_column.eq(expected))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        Err(StoreError::Stale { table: R::TABLE })
    } else {
        Ok(row)
    }
}

/// Every column as a change, but those that are written once.
fn changes<R: Row>(row: R) -> R::Active {
    use sea_orm::IdenStatic;
    let mut active = row.into_active_model().reset_all();
    for column in <R::Entity as EntityTrait>::Column::iter() {
        if matches!(
            column.as_str(),
            "id" | "jurisdiction_id" | "created_at" | "created_by"
        ) {
            active.not_set(column);
        }
    }
    active
}

/// Writes a row of a history or log table.
pub async fn append<M, A>(tx: &WriteTx, row: M) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + Send,
{
    M::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// [`append`] for many rows.
pub async fn append_all<M, A>(tx: &WriteTx, rows: Vec<M>) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + Send,
{
    for part in parts::<M, A>(rows) {
        M::Entity::insert_many(part).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Adds counts to the cells of a counter table, whose primary key is what is counted by. No cell may come twice.
pub async fn raise<M, A>(tx: &WriteTx, cells: Vec<M>, count: <M::Entity as EntityTrait>::Column) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + Send,
{
    use sea_orm::sea_query::ExprTrait as _;
    let key = <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let sum = Expr::col((M::Entity::default(), count)).add(Expr::col(("excluded", count)));
    let known = OnConflict::columns(key).value(count, sum).to_owned();
    for part in parts::<M, A>(cells) {
        let insert = M::Entity::insert_many(part).on_conflict(known.clone());
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The rows in parts that one statement can carry.
fn parts<M, A>(rows: Vec<M>) -> impl Iterator<Item = Vec<A>>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + Send,
{
    let size = MAX_VALUES / <M::Entity as EntityTrait>::Column::iter().count().max(1);
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    std::iter::from_fn(move || {
        let part: Vec<A> = rows.by_ref().take(size).collect();
        (!part.is_empty()).then_some(part)
    })
}
