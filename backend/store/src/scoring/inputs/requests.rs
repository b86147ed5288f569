//! Requests addressed to units, and when they were answered (A31).

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::end_of_day_utc;
use remit_shared::policy::Scope;
use remit_shared::problem::{ProblemEventKind, SheetDirection};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::{problem_event, push_sheet};
use crate::error::Result;
use crate::reach;

/// A sheet to a unit and the unit's first answer to the problem it carries.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AnswerLine {
    /// Unit.
    pub org_id: Uuid,
    /// Number of the sheet.
    pub no: Option<String>,
    /// When it was pushed.
    pub pushed_at: DateTime<Utc>,
    /// When the unit accepted or contested; none while it has not, or when the clock answered for it.
    pub answered_at: Option<DateTime<Utc>>,
}

/// The sheets pushed to units in the days, both included, by number: one statement.
pub async fn answers(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<AnswerLine>> {
    use problem_event::Column as Event;
    use push_sheet::Column;
    let begin = from.pred_opt().unwrap_or(from);
    let kinds = [
        ProblemEventKind::AcceptNow,
        ProblemEventKind::AcceptPlan,
        ProblemEventKind::Contest,
    ];
    let answered = Query::select()
        .expr(Expr::col((problem_event::Entity, Event::At)).min())
        .from(problem_event::Entity)
        .and_where(
            Expr::col((problem_event::Entity, Event::ProblemId))
                .equals((push_sheet::Entity, Column::ProblemId)),
        )
        .and_where(
            Expr::col((problem_event::Entity, Event::At))
                .gte(Expr::col((push_sheet::Entity, Column::PushedAt))),
        )
        .and_where(Expr::col((problem_event::Entity, Event::Event)).is_in(kinds.map(Wire::code)))
        .to_owned();
    Ok(push_sheet::Entity::find()
        .select_only()
        .columns([Column::OrgId, Column::No, Column::PushedAt])
        .expr_as(Expr::SubQuery(None, Box::new(answered.into())), "answered_at")
        .filter(reach::sheets(scope))
        .filter(Column::Direction.eq(SheetDirection::ToUnit.code()))
        .filter(Column::PushedAt.gte(end_of_day_utc(begin)))
        .filter(Column::PushedAt.lt(end_of_day_utc(to)))
        .order_by_asc(Column::No)
        .into_model()
        .all(conn)
        .await?)
}
