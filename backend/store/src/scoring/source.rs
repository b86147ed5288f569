//! From the name that a trace gives a record to the record itself: a statement a kind, within the reader's scope.

use remit_shared::policy::Scope;
use remit_shared::scoring::measure::TraceSource;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    consultation, coordination_case, effectiveness_point, list_trigger, problem, push_sheet, violation,
};
use crate::error::Result;
use crate::reach;

/// What a row of a trace stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceRecord {
    /// Effectiveness point.
    Point(Uuid),
    /// Problem.
    Problem(Uuid),
    /// Sheet to the unit.
    Sheet(Uuid),
    /// Consultation.
    Consultation(Uuid),
    /// Coordination case.
    Case(Uuid),
    /// Occasion to revise a list.
    Trigger(Uuid),
    /// Negative record.
    Violation(Uuid),
}

/// The records behind these names of one unit's trace. A name that two records share, or that the scope does not open,
/// finds none.
pub async fn records(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    org_id: Uuid,
    names: &[(TraceSource, &str)],
) -> Result<Vec<(String, SourceRecord)>> {
    macro_rules! find {
        ($found:ident, $entity:ident, $name:ident, $reach:expr, $names:expr, $record:ident) => {{
            use $entity::Column;
            let names: Vec<&str> = $names;
            if !names.is_empty() {
                let rows: Vec<(Uuid, String)> = $entity::Entity::find()
                    .select_only()
                    .columns([Column::Id, Column::$name])
                    .filter($reach)
                    .filter(Column::$name.is_in(names))
                    .into_tuple()
                    .all(conn)
                    .await?;
                $found.extend(
                    rows.into_iter()
                        .map(|(id, name)| (name, SourceRecord::$record(id))),
                );
            }
        }};
    }
    let of = |kind: TraceSource| {
        names
            .iter()
            .filter(move |(other, _)| *other == kind)
            .map(|(_, name)| *name)
    };
    // Behind the stroke stands the round of a case.
    let requests = |series: &'static str| -> Vec<&str> {
        of(TraceSource::Request)
            .filter_map(|name| name.split('/').next())
            .filter(|name| name.starts_with(series))
            .collect()
    };
    let own_triggers = Condition::all()
        .add(reach::triggers(scope))
        .add(list_trigger::Column::OrgId.eq(org_id));
    let mut found: Vec<(String, SourceRecord)> = Vec::new();
    find!(
        found,
        effectiveness_point,
        Code,
        reach::points(scope),
        of(TraceSource::Point).collect(),
        Point
    );
    find!(
        found,
        problem,
        Code,
        reach::problems(scope),
        of(TraceSource::Problem).collect(),
        Problem
    );
    find!(
        found,
        push_sheet,
        No,
        reach::sheets(scope),
        requests("TS-"),
        Sheet
    );
    find!(
        found,
        consultation,
        No,
        reach::consultations(scope),
        requests("XS-"),
        Consultation
    );
    find!(
        found,
        coordination_case,
        No,
        reach::cases(scope),
        requests("XT-"),
        Case
    );
    find!(
        found,
        list_trigger,
        Title,
        own_triggers,
        of(TraceSource::Trigger).collect(),
        Trigger
    );
    find!(
        found,
        violation,
        Code,
        reach::violations(scope),
        of(TraceSource::Violation).collect(),
        Violation
    );
    Ok(found)
}
