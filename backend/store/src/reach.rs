//! The row rules of §4 as conditions: which rows of a table a scope opens. Every look-up of the store goes
//! through one of these, so a row out of scope is simply not there.

mod activity;

use remit_shared::identity::Role;
use remit_shared::linkage::SubmissionState;
use remit_shared::panel::ReviewState;
use remit_shared::plan::{PlanState, RegulationState};
use remit_shared::policy::{Reach, Scope};
use remit_shared::problem::{SheetDirection, SheetState};
use remit_shared::voice::ViolationState;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use crate::entity::{adjustment_party, duty_adjustment, list_trigger};
use crate::entity::{
    appraisal_row, bad_rating_case, rating_flag, rating_rollup, receipt_rollup, violation, window_point,
};
use crate::entity::{
    case_party, consultation, consultation_party, coordination_case, expert_review, session_member,
};
use crate::entity::{
    effectiveness_point, ledger_entry, linkage_submission, plan_opinion, problem, push_sheet, regulation,
    supervision_plan,
};
use crate::portable::nothing;

pub(crate) use activity::{activities, activity_ids, activity_units, finding_ids, findings};

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

/// Points: all, or those of the opened units, and of the section where the hat is limited to one (R1). Experts
/// read the points of the sessions they are assigned to (R3); without one they read none.
pub(crate) fn points(scope: &Scope) -> Condition {
    use effectiveness_point::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within
            .add(Column::OrgId.is_in(scope.units().iter().copied()))
            .add_option(scope.section_id().map(|section| Column::SectionId.eq(section))),
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// The ids of [`points`], for tables that hang on one.
pub(crate) fn point_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(effectiveness_point::Column::Id)
        .from(effectiveness_point::Entity)
        .cond_where(points(scope))
        .to_owned()
}

/// Rows that hang on a point, given the columns that name the jurisdiction and the point.
pub(crate) fn of_points<C: ColumnTrait>(scope: &Scope, jurisdiction: C, point: C) -> Condition {
    let within = Condition::all().add(jurisdiction.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        _ => within.add(point.in_subquery(point_ids(scope))),
    }
}

/// Ledger entries: those of the problems and of the points the scope opens.
pub(crate) fn ledger(scope: &Scope) -> Condition {
    use ledger_entry::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        _ => within.add(
            Condition::any()
                .add(Column::ProblemId.in_subquery(problem_ids(scope)))
                .add(Column::PointId.in_subquery(point_ids(scope))),
        ),
    }
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

/// Yearly plans: all; or those published, and for the units that are asked also the versions put to them (§3.1).
pub(crate) fn plans(scope: &Scope) -> Condition {
    use supervision_plan::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    let asked = matches!(scope.role(), Role::Dl | Role::Dc);
    match scope.reach() {
        Reach::All => within,
        Reach::Published if asked => within.add(Column::State.ne(PlanState::Draft.code())),
        Reach::Published => within.add(Column::State.is_in([
            PlanState::Published.code(),
            PlanState::Amended.code(),
            PlanState::Archived.code(),
        ])),
        Reach::None | Reach::Own | Reach::Unit => within.add(nothing()),
    }
}

/// Opinions on plans: all, or the unit's own.
pub(crate) fn opinions(scope: &Scope) -> Condition {
    use plan_opinion::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        _ => within.add(Column::OrgId.is_in(scope.units().iter().copied())),
    }
}

/// Regulations: those in force or repealed; drafts only for those who draft and publish them.
pub(crate) fn regulations(scope: &Scope) -> Condition {
    use regulation::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match (scope.reach(), scope.role()) {
        (Reach::All, Role::Ol | Role::Ov) => within,
        (Reach::All | Reach::Published, _) => within.add(Column::State.ne(RegulationState::Draft.code())),
        _ => within.add(nothing()),
    }
}

/// The ids of [`regulations`], for files that hang on one.
pub(crate) fn regulation_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(regulation::Column::Id)
        .from(regulation::Entity)
        .cond_where(regulations(scope))
        .to_owned()
}

/// Rows of one unit: all, those of the opened units, or none.
fn of_units<C: ColumnTrait>(scope: &Scope, jurisdiction: C, org: C) -> Condition {
    let within = Condition::all().add(jurisdiction.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within.add(org.is_in(scope.units().iter().copied())),
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// Cases of bad ratings: all, or those of the opened units (K23).
pub(crate) fn bad_cases(scope: &Scope) -> Condition {
    use bad_rating_case::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// Groups of flagged ratings: all of them, to those who review (K24).
pub(crate) fn flags(scope: &Scope) -> Condition {
    use rating_flag::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// Counters of ratings (K21): all, or those of the opened units.
pub(crate) fn rollups(scope: &Scope) -> Condition {
    use rating_rollup::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// Service windows: all, or those of the opened units.
pub(crate) fn windows(scope: &Scope) -> Condition {
    use window_point::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// Counters of receipts: all, or those of the opened units.
pub(crate) fn receipt_rollups(scope: &Scope) -> Condition {
    use receipt_rollup::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// Appraisals of institutions (K29): all, or those that count for the opened units.
pub(crate) fn appraisals(scope: &Scope) -> Condition {
    use appraisal_row::Column;
    of_units(scope, Column::JurisdictionId, Column::ParentOrgId)
}

/// Negative records (C21): all; a unit's own from their confirmation on, since before that they may still fall.
pub(crate) fn violations(scope: &Scope) -> Condition {
    use violation::Column;
    let within = of_units(scope, Column::JurisdictionId, Column::OrgId);
    match scope.role() {
        Role::Dl | Role::Dc => within.add(
            Condition::any()
                .add(Column::Contested.eq(true))
                .add(Column::State.is_in([ViolationState::Confirmed.code(), ViolationState::Upheld.code()])),
        ),
        Role::Cl => within.add(Column::State.ne(ViolationState::Recorded.code())),
        _ => within,
    }
}

/// The ids of [`violations`], for histories and files.
pub(crate) fn violation_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(violation::Column::Id)
        .from(violation::Entity)
        .cond_where(violations(scope))
        .to_owned()
}

/// Duty adjustments: all, or those that concern the opened units or were proposed by them (§3.12).
pub(crate) fn adjustments(scope: &Scope) -> Condition {
    use duty_adjustment::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => {
            let parties = Query::select()
                .column(adjustment_party::Column::AdjustmentId)
                .from(adjustment_party::Entity)
                .cond_where(of_units(
                    scope,
                    adjustment_party::Column::JurisdictionId,
                    adjustment_party::Column::OrgId,
                ))
                .to_owned();
            within.add(
                Condition::any()
                    .add(Column::ProposerOrgId.is_in(scope.units().iter().copied()))
                    .add(Column::Id.in_subquery(parties)),
            )
        }
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// The ids of [`adjustments`], for files that hang on one.
pub(crate) fn adjustment_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(duty_adjustment::Column::Id)
        .from(duty_adjustment::Entity)
        .cond_where(adjustments(scope))
        .to_owned()
}

/// Occasions to revise lists: all, or those of the opened units.
pub(crate) fn triggers(scope: &Scope) -> Condition {
    use list_trigger::Column;
    of_units(scope, Column::JurisdictionId, Column::OrgId)
}

/// The ids of [`triggers`], for files that hang on one.
pub(crate) fn trigger_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(list_trigger::Column::Id)
        .from(list_trigger::Entity)
        .cond_where(triggers(scope))
        .to_owned()
}

/// The consultations to which one of these units is a party.
pub(crate) fn consultation_parties(units: &[Uuid]) -> SelectStatement {
    use consultation_party::Column;
    Query::select()
        .column(Column::ConsultationId)
        .from(consultation_party::Entity)
        .cond_where(Condition::all().add(Column::OrgId.is_in(units.iter().copied())))
        .to_owned()
}

/// The cases to which one of these units is a party.
pub(crate) fn case_parties(units: &[Uuid]) -> SelectStatement {
    use case_party::Column;
    Query::select()
        .column(Column::CaseId)
        .from(case_party::Entity)
        .cond_where(Condition::all().add(Column::OrgId.is_in(units.iter().copied())))
        .to_owned()
}

/// Consultations: all, or those to which an opened unit is a party (K10).
pub(crate) fn consultations(scope: &Scope) -> Condition {
    use consultation::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => within.add(Column::Id.in_subquery(consultation_parties(scope.units()))),
        Reach::Own | Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// Cases: all; those to which an opened unit is a party; an expert's by the sessions he or she is invited to, but for
/// recusals (R3); another section's by who is in charge (K11). What is published is read elsewhere.
pub(crate) fn cases(scope: &Scope) -> Condition {
    use coordination_case::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match (scope.reach(), scope.role()) {
        (Reach::All, _) => within,
        (Reach::Unit, _) => within.add(Column::Id.in_subquery(case_parties(scope.units()))),
        (Reach::Own, Role::Ex) => within
            .add(Column::SessionId.in_subquery(invitations(scope)))
            .add(Column::SessionId.not_in_subquery(recused_sessions(scope))),
        (Reach::Own, _) => within.add(Column::HandlerId.eq(scope.person_id())),
        (Reach::None | Reach::Published, _) => within.add(nothing()),
    }
}

/// The ids of [`cases`], for files that hang on one.
pub(crate) fn case_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(coordination_case::Column::Id)
        .from(coordination_case::Entity)
        .cond_where(cases(scope))
        .to_owned()
}

fn invitations(scope: &Scope) -> SelectStatement {
    use session_member::Column;
    Query::select()
        .column(Column::SessionId)
        .from(session_member::Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(Column::PersonId.eq(scope.person_id())),
        )
        .to_owned()
}

fn recused_sessions(scope: &Scope) -> SelectStatement {
    use expert_review::Column;
    Query::select()
        .column(Column::SessionId)
        .from(expert_review::Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(Column::PersonId.eq(scope.person_id()))
                .add(Column::State.eq(ReviewState::Recused.code())),
        )
        .to_owned()
}
