//! The row rules of §4 as conditions: which rows of a table a scope opens. Every look-up of the store goes
//! through one of these, so a row out of scope is simply not there.

use remit_shared::identity::Role;
use remit_shared::linkage::SubmissionState;
use remit_shared::policy::{Reach, Scope};
use remit_shared::problem::{SheetDirection, SheetState};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use crate::entity::{ledger_entry, linkage_submission, problem, push_sheet};
use crate::portable::nothing;

/// Problems: all; those of the opened units, and of the section where the hat is limited to one (R1, R5); or
/// those that grew out of the actor's own report (R4).
pub(crate) fn problems(scope: &Scope) -> Condition {
    use problem::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within
            .add(Column::OrgId.is_in(scope.units().iter().copied()))
            .add_option(scope.section_id().map(|section| Column::SectionId.eq(section))),
        Reach::Own => within.add(own_problems(scope)),
        Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// Problems that grew out of the actor's own report, and for a linkage department out of any of its submissions,
/// whoever wrote them (R2, R4, R8).
fn own_problems(scope: &Scope) -> Condition {
    use linkage_submission::Column as Submission;
    let linkage = matches!(scope.role(), Role::Lk | Role::Pc);
    let submitted = linkage.then(|| {
        let problems = Query::select()
            .column(Submission::ProblemId)
            .from(linkage_submission::Entity)
            .cond_where(
                Condition::all()
                    .add(Submission::JurisdictionId.eq(scope.jurisdiction_id()))
                    .add(Submission::OrgId.is_in(scope.units().iter().copied()))
                    .add(Submission::ProblemId.is_not_null()),
            )
            .to_owned();
        problem::Column::Id.in_subquery(problems)
    });
    Condition::any()
        .add(problem::Column::ReporterRef.eq(scope.person_id().to_string()))
        .add_option(submitted)
}

/// Linkage submissions: the office sees all that were sent, a department its own (R2), drafts included.
pub(crate) fn submissions(scope: &Scope) -> Condition {
    use linkage_submission::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within.add(Column::State.ne(SubmissionState::Draft.code())),
        Reach::Unit => within.add(Column::OrgId.is_in(scope.units().iter().copied())),
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// The ids of [`submissions`], for files that hang on one.
pub(crate) fn submission_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(linkage_submission::Column::Id)
        .from(linkage_submission::Entity)
        .cond_where(submissions(scope))
        .to_owned()
}

/// The ids of [`problems`], for tables that hang on one.
fn problem_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(problem::Column::Id)
        .from(problem::Entity)
        .cond_where(problems(scope))
        .to_owned()
}

/// Rows that hang on a problem, given the columns that name the jurisdiction and the problem.
pub(crate) fn children<C: ColumnTrait>(scope: &Scope, jurisdiction: C, problem: C) -> Condition {
    let within = Condition::all().add(jurisdiction.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        _ => within.add(problem.in_subquery(problem_ids(scope))),
    }
}

/// Ledger entries: those of the problems the scope opens.
pub(crate) fn ledger(scope: &Scope) -> Condition {
    children(
        scope,
        ledger_entry::Column::JurisdictionId,
        ledger_entry::Column::ProblemId,
    )
}

/// Push sheets: all; those pushed to the opened units (K18: a unit sees the sheets assigned to it, never a
/// draft or the office's inner ones); or those of the actor's own hand or section.
pub(crate) fn sheets(scope: &Scope) -> Condition {
    use push_sheet::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within
            .add(Column::Direction.eq(SheetDirection::ToUnit.code()))
            .add(Column::State.ne(SheetState::Draft.code()))
            .add(Column::OrgId.is_in(scope.units().iter().copied()))
            .add_option(
                scope
                    .section_id()
                    .map(|_| Column::ProblemId.in_subquery(problem_ids(scope))),
            ),
        Reach::Own => within.add(own_sheets(scope)),
        Reach::None | Reach::Published => within.add(nothing()),
    }
}

fn own_sheets(scope: &Scope) -> Condition {
    use push_sheet::Column;
    Condition::any()
        .add(Column::AuthorId.eq(scope.person_id()))
        .add_option(
            scope
                .section_id()
                .map(|section| Column::FromSectionId.eq(section)),
        )
}

/// The ids of [`sheets`], for files that hang on one.
pub(crate) fn sheet_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(push_sheet::Column::Id)
        .from(push_sheet::Entity)
        .cond_where(sheets(scope))
        .to_owned()
}

/// [`problem_ids`] as an expression on a column that is not in the problem table's own list of columns.
pub(crate) fn in_problems(scope: &Scope, column: impl ColumnTrait) -> Expr {
    column.in_subquery(problem_ids(scope))
}
