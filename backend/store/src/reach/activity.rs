//! Joint activities and their findings (K06, K07).

use remit_shared::activity::{ActivityState, FindingState};
use remit_shared::identity::Role;
use remit_shared::policy::{Reach, Scope};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::of_units;
use crate::entity::{activity_member, activity_share, activity_unit, finding, joint_activity};
use crate::portable::nothing;

/// Joint activities (K06, K07): all; for a unit those announced to it; for another section of the office those that one
/// leads, planned or takes part in, and the reported ones that are shared with the section; for experts and linkage
/// departments those they take part in, a department's by any of its people.
pub(crate) fn activities(scope: &Scope) -> Condition {
    use joint_activity::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All => within,
        Reach::Unit => {
            let units = Query::select()
                .column(activity_unit::Column::ActivityId)
                .from(activity_unit::Entity)
                .cond_where(of_units(
                    scope,
                    activity_unit::Column::JurisdictionId,
                    activity_unit::Column::OrgId,
                ))
                .to_owned();
            within
                .add(Column::NotifiedOn.is_not_null())
                .add(Column::Id.in_subquery(units))
        }
        Reach::Own => within.add(own_activities(scope)),
        Reach::None | Reach::Published => within.add(nothing()),
    }
}

fn own_activities(scope: &Scope) -> Condition {
    use joint_activity::Column;
    let own = Condition::any()
        .add(Column::LeaderId.eq(scope.person_id()))
        .add(Column::Id.in_subquery(memberships(scope)));
    match scope.role() {
        Role::Os => own
            .add(Column::CreatedBy.eq(scope.account_id()))
            .add_option(scope.section_id().map(|section| {
                let shared = Query::select()
                    .column(activity_share::Column::ActivityId)
                    .from(activity_share::Entity)
                    .cond_where(Condition::all().add(activity_share::Column::SectionId.eq(section)))
                    .to_owned();
                Condition::all()
                    .add(Column::State.is_in([ActivityState::Reported.code(), ActivityState::Closed.code()]))
                    .add(Column::Id.in_subquery(shared))
            })),
        _ => own,
    }
}

/// The activities whose team the actor is on; for a linkage contact those of anybody of the department (R2).
fn memberships(scope: &Scope) -> SelectStatement {
    use activity_member::Column;
    let department = (scope.role() == Role::Lk).then(|| Column::OrgId.is_in(scope.units().iter().copied()));
    Query::select()
        .column(Column::ActivityId)
        .from(activity_member::Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(
                    Condition::any()
                        .add(Column::PersonId.eq(scope.person_id()))
                        .add_option(department),
                ),
        )
        .to_owned()
}

/// The ids of [`activities`], for what hangs on one.
pub(crate) fn activity_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(joint_activity::Column::Id)
        .from(joint_activity::Entity)
        .cond_where(activities(scope))
        .to_owned()
}

/// Findings: those of the activities the scope opens; a unit's own, once they have been put to it.
pub(crate) fn findings(scope: &Scope) -> Condition {
    use finding::Column;
    let within = Condition::all()
        .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .add_option(
            (scope.reach() != Reach::All).then(|| Column::ActivityId.in_subquery(activity_ids(scope))),
        );
    match scope.reach() {
        Reach::Unit => within
            .add(Column::OrgId.is_in(scope.units().iter().copied()))
            .add(Column::AnswerDueOn.is_not_null())
            .add(Column::State.ne(FindingState::Recorded.code())),
        Reach::All | Reach::Own => within,
        Reach::None | Reach::Published => within.add(nothing()),
    }
}

/// The ids of [`findings`], for files that hang on one.
pub(crate) fn finding_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(finding::Column::Id)
        .from(finding::Entity)
        .cond_where(findings(scope))
        .to_owned()
}

/// The units of activities that a scope shows: all, or a unit's own line.
pub(crate) fn activity_units(scope: &Scope) -> Condition {
    use activity_unit::Column;
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::Unit => within.add(Column::OrgId.is_in(scope.units().iter().copied())),
        _ => within,
    }
}
