//! Evidence files (K45): they follow the record they hang on.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use remit_shared::policy::Scope;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::file_content;
use crate::entity::file_object::{
    ACTIVITY, ADJUSTMENT, APPEAL, CASE, Column, Entity, FINDING, LINKAGE, Model, POINT, PROBLEM, REGULATION,
    SHEET, SUGGESTION, TRIGGER, VIOLATION,
};
use crate::error::Result;
use crate::panel::suggestion;
use crate::reach;
use crate::row;
use crate::scoring;
use crate::tx::WriteTx;

/// What a reader of files may read: problems, push sheets, or both; and always what he or she has uploaded and
/// not attached yet.
#[derive(Debug, Clone, Copy)]
pub struct Readable<'a> {
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// The reader.
    pub person_id: Uuid,
    /// Scope of the problems, if any.
    pub problems: Option<&'a Scope>,
    /// Scope of the push sheets, if any.
    pub sheets: Option<&'a Scope>,
    /// Scope of the effectiveness points, if any.
    pub points: Option<&'a Scope>,
    /// Scope of the suggestions, if any: the office and the author (F2).
    pub suggestions: Option<&'a Scope>,
    /// Scope of the appeals against results, if any.
    pub appeals: Option<&'a Scope>,
    /// Scope of the regulations, if any.
    pub regulations: Option<&'a Scope>,
    /// Scope of the linkage submissions, if any.
    pub submissions: Option<&'a Scope>,
    /// Scope of the negative records, if any.
    pub violations: Option<&'a Scope>,
    /// Scope of duty adjustments and occasions to revise lists, if any.
    pub adjustments: Option<&'a Scope>,
    /// Scope of the joint activities and their findings, if any.
    pub activities: Option<&'a Scope>,
    /// Scope of the coordination cases, if any.
    pub cases: Option<&'a Scope>,
}

impl Readable<'_> {
    fn condition(self) -> Condition {
        let own = Condition::all()
            .add(Column::SubjectId.is_null())
            .add(Column::UploadedBy.eq(self.person_id));
        let problems = self.problems.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(PROBLEM))
                .add(reach::in_problems(scope, Column::SubjectId))
        });
        let sheets = self.sheets.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(SHEET))
                .add(Column::SubjectId.in_subquery(reach::sheet_ids(scope)))
        });
        let suggestions = self.suggestions.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(SUGGESTION))
                .add(Column::SubjectId.in_subquery(suggestion::ids(scope)))
        });
        let appeals = self.appeals.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(APPEAL))
                .add(Column::SubjectId.in_subquery(scoring::appeal_ids(scope)))
        });
        let regulations = self.regulations.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(REGULATION))
                .add(Column::SubjectId.in_subquery(reach::regulation_ids(scope)))
        });
        let points = self.points.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(POINT))
                .add(Column::SubjectId.in_subquery(reach::point_ids(scope)))
        });
        let submissions = self.submissions.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(LINKAGE))
                .add(Column::SubjectId.in_subquery(reach::submission_ids(scope)))
        });
        let violations = self.violations.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(VIOLATION))
                .add(Column::SubjectId.in_subquery(reach::violation_ids(scope)))
        });
        let adjustments = self.adjustments.map(|scope| {
            Condition::any()
                .add(
                    Condition::all()
                        .add(Column::SubjectKind.eq(ADJUSTMENT))
                        .add(Column::SubjectId.in_subquery(reach::adjustment_ids(scope))),
                )
                .add(
                    Condition::all()
                        .add(Column::SubjectKind.eq(TRIGGER))
                        .add(Column::SubjectId.in_subquery(reach::trigger_ids(scope))),
                )
        });
        let activities = self.activities.map(|scope| {
            Condition::any()
                .add(
                    Condition::all()
                        .add(Column::SubjectKind.eq(ACTIVITY))
                        .add(Column::SubjectId.in_subquery(reach::activity_ids(scope))),
                )
                .add(
                    Condition::all()
                        .add(Column::SubjectKind.eq(FINDING))
                        .add(Column::SubjectId.in_subquery(reach::finding_ids(scope))),
                )
        });
        let cases = self.cases.map(|scope| {
            Condition::all()
                .add(Column::SubjectKind.eq(CASE))
                .add(Column::SubjectId.in_subquery(reach::case_ids(scope)))
        });
        let hanging = [
            problems,
            sheets,
            suggestions,
            appeals,
            regulations,
            points,
            submissions,
            violations,
            adjustments,
            activities,
            cases,
        ];
        let readable = hanging
            .into_iter()
            .flatten()
            .fold(Condition::any().add(own), Condition::add);
        Condition::all()
            .add(Column::JurisdictionId.eq(self.jurisdiction_id))
            .add(readable)
    }
}

/// One file, if the reader may read what it hangs on.
pub async fn find(conn: &impl ConnectionTrait, readable: Readable<'_>, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(readable.condition())
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The files that hang on problems, oldest first.
pub async fn of_problems(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    problem_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    of(
        conn,
        scope,
        PROBLEM,
        problem_ids,
        reach::in_problems(scope, Column::SubjectId),
    )
    .await
}

/// The files that hang on coordination cases, oldest first.
pub async fn of_cases(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    case_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    of(
        conn,
        scope,
        CASE,
        case_ids,
        Column::SubjectId.in_subquery(reach::case_ids(scope)),
    )
    .await
}

/// The files that hang on push sheets, oldest first.
pub async fn of_sheets(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    sheet_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    of(
        conn,
        scope,
        SHEET,
        sheet_ids,
        Column::SubjectId.in_subquery(reach::sheet_ids(scope)),
    )
    .await
}

/// The files that hang on suggestions, oldest first.
pub async fn of_suggestions(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    suggestion_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    of(
        conn,
        scope,
        SUGGESTION,
        suggestion_ids,
        Column::SubjectId.in_subquery(suggestion::ids(scope)),
    )
    .await
}

/// The files that hang on regulations, oldest first.
pub async fn of_regulations(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    regulation_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::regulation_ids(scope));
    of(conn, scope, REGULATION, regulation_ids, opened).await
}

/// The files that hang on effectiveness points, oldest first.
pub async fn of_points(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    point_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::point_ids(scope));
    of(conn, scope, POINT, point_ids, opened).await
}

/// The files that hang on linkage submissions, oldest first.
pub async fn of_submissions(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    submission_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::submission_ids(scope));
    of(conn, scope, LINKAGE, submission_ids, opened).await
}

/// The files that hang on negative records, oldest first.
pub async fn of_violations(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    violation_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::violation_ids(scope));
    of(conn, scope, VIOLATION, violation_ids, opened).await
}

/// The files that hang on appeals against results, oldest first.
pub async fn of_appeals(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    appeal_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(scoring::appeal_ids(scope));
    of(conn, scope, APPEAL, appeal_ids, opened).await
}

/// The files that hang on duty adjustments, oldest first.
pub async fn of_adjustments(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    adjustment_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::adjustment_ids(scope));
    of(conn, scope, ADJUSTMENT, adjustment_ids, opened).await
}

/// The files that hang on joint activities, oldest first.
pub async fn of_activities(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    activity_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::activity_ids(scope));
    of(conn, scope, ACTIVITY, activity_ids, opened).await
}

/// The files that hang on findings, oldest first.
pub async fn of_findings(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    finding_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::finding_ids(scope));
    of(conn, scope, FINDING, finding_ids, opened).await
}

/// Hangs files that hang on one record on another one as well, sharing the contents: the evidence of a finding goes
/// with the problem it becomes. Returns how many.
pub async fn copy(
    tx: &WriteTx,
    (from_kind, from_id): (&str, Uuid),
    (kind, subject_id): (&str, Uuid),
    mut fresh: impl FnMut() -> Uuid,
    now: DateTime<Utc>,
) -> Result<usize> {
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::SubjectKind.eq(from_kind))
        .filter(Column::SubjectId.eq(from_id))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?;
    let copies: Vec<Model> = rows
        .into_iter()
        .map(|row| Model {
            id: fresh(),
            subject_kind: Some(kind.to_owned()),
            subject_id: Some(subject_id),
            created_at: now,
            updated_at: now,
            version: 1,
            ..row
        })
        .collect();
    let copied = copies.len();
    row::insert_all(tx, copies).await?;
    Ok(copied)
}

/// The files that hang on occasions to revise lists, oldest first.
pub async fn of_triggers(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    trigger_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let opened = Column::SubjectId.in_subquery(reach::trigger_ids(scope));
    of(conn, scope, TRIGGER, trigger_ids, opened).await
}

async fn of(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    kind: &str,
    ids: &[Uuid],
    opened: Expr,
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut files: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if ids.is_empty() {
        return Ok(files);
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.is_in(ids.iter().copied()))
        .filter(opened)
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        if let Some(id) = row.subject_id {
            files.entry(id).or_default().push(row);
        }
    }
    Ok(files)
}

/// Keeps the bytes of a file; the same content is kept once.
pub async fn keep(tx: &WriteTx, sha256: &str, bytes: Vec<u8>) -> Result<()> {
    let row = file_content::ActiveModel {
        sha256: ActiveValue::Set(sha256.to_owned()),
        bytes: ActiveValue::Set(bytes),
    };
    file_content::Entity::insert(row)
        .on_conflict(
            OnConflict::column(file_content::Column::Sha256)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The bytes of a file whose row the reader has been given.
pub async fn content(conn: &impl ConnectionTrait, file: &Model) -> Result<Option<Vec<u8>>> {
    Ok(file_content::Entity::find_by_id(file.sha256.clone())
        .one(conn)
        .await?
        .map(|row| row.bytes))
}

/// Hangs files on a record: those of `ids` that the person uploaded and has not attached yet. Returns how many;
/// the caller refuses if some are missing.
pub async fn attach(
    tx: &WriteTx,
    person_id: Uuid,
    ids: &[Uuid],
    (kind, subject_id): (&str, Uuid),
    now: DateTime<Utc>,
) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let changed = Entity::update_many()
        .col_expr(Column::SubjectKind, Expr::val(kind))
        .col_expr(Column::SubjectId, Expr::val(subject_id))
        .col_expr(Column::UpdatedAt, Expr::val(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::ChangeSeq, Expr::val(tx.change_seq()))
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::UploadedBy.eq(person_id))
        .filter(Column::SubjectId.is_null())
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}
