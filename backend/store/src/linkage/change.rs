//! The feed of changes (§8): rows in the order of their last change, from a point on.
//!
//! Writers of a jurisdiction commit in the order of their tickets (decision 1), so whoever has seen every row up to
//! a ticket has missed none. The tables have to be read in one snapshot ([`Db::snapshot`](crate::Db::snapshot)):
//! a transaction that commits between two statements would show in the second table only.

use remit_shared::linkage::SubmissionState;
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::entity::{counter, linkage_submission, linkage_window, problem};
use crate::error::Result;
use crate::reach;

/// A place in the feed: the ticket and the row last seen.
pub type Place = (i64, Uuid);

/// A row that changed, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A window.
    Window(Box<linkage_window::Model>),
    /// A submission.
    Submission(Box<linkage_submission::Model>),
    /// A problem.
    Problem(Box<problem::Model>),
}

impl Changed {
    /// Where it stands in the feed.
    pub fn place(&self) -> Place {
        match self {
            Self::Window(row) => (row.change_seq, row.id),
            Self::Submission(row) => (row.change_seq, row.id),
            Self::Problem(row) => (row.change_seq, row.id),
        }
    }
}

/// What a reader follows; a scope for each kind asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Follow<'a> {
    /// Windows, which everybody with a right to linkage sees alike.
    pub windows: Option<&'a Scope>,
    /// Submissions.
    pub submissions: Option<&'a Scope>,
    /// Problems.
    pub problems: Option<&'a Scope>,
}

fn after<C: ColumnTrait>(seq: C, id: C, place: Place) -> Condition {
    Condition::any()
        .add(seq.gt(place.0))
        .add(Condition::all().add(seq.eq(place.0)).add(id.gt(place.1)))
}

/// At most `limit` rows after a place, in the order of the feed. One statement a kind.
pub async fn after_place(
    snapshot: &DatabaseTransaction,
    follow: Follow<'_>,
    place: Place,
    limit: u64,
) -> Result<Vec<Changed>> {
    let mut rows = Vec::new();
    if let Some(scope) = follow.windows {
        use linkage_window::Column;
        let found = linkage_window::Entity::find()
            .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
            .filter(after(Column::ChangeSeq, Column::Id, place))
            .order_by_asc(Column::ChangeSeq)
            .order_by_asc(Column::Id)
            .limit(limit)
            .all(snapshot)
            .await?;
        rows.extend(found.into_iter().map(|row| Changed::Window(Box::new(row))));
    }
    if let Some(scope) = follow.submissions {
        use linkage_submission::Column;
        let found = linkage_submission::Entity::find()
            .filter(reach::submissions(scope))
            .filter(Column::State.ne(SubmissionState::Draft.code()))
            .filter(after(Column::ChangeSeq, Column::Id, place))
            .order_by_asc(Column::ChangeSeq)
            .order_by_asc(Column::Id)
            .limit(limit)
            .all(snapshot)
            .await?;
        rows.extend(found.into_iter().map(|row| Changed::Submission(Box::new(row))));
    }
    if let Some(scope) = follow.problems {
        use problem::Column;
        let found = problem::Entity::find()
            .filter(reach::problems(scope))
            .filter(after(Column::ChangeSeq, Column::Id, place))
            .order_by_asc(Column::ChangeSeq)
            .order_by_asc(Column::Id)
            .limit(limit)
            .all(snapshot)
            .await?;
        rows.extend(found.into_iter().map(|row| Changed::Problem(Box::new(row))));
    }
    rows.sort_by_key(Changed::place);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(rows)
}

/// The last ticket committed in the snapshot: nothing up to it is still to come.
pub async fn watermark(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<i64> {
    use counter::Column;
    let value = counter::Entity::find()
        .select_only()
        .column(Column::Value)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Name.eq("change"))
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(value.unwrap_or_default())
}
