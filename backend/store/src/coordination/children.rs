//! What hangs on consultations and cases that a scope has opened, for many at once.

use std::collections::HashMap;

use remit_shared::panel::SessionState;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    case_citation, case_decision, case_opinion, case_party, consultation_party, coordination_case,
    coordination_event, coordination_meeting, follow_up_check, meeting_attendance,
};
use crate::error::Result;
use crate::panel::session;
use crate::tx::WriteTx;

/// Rows by the record they hang on, each list in its natural order. Records without rows are absent.
pub type ByRecord<T> = HashMap<Uuid, Vec<T>>;

macro_rules! loader {
    ($(#[$doc:meta])* $name:ident, $table:ident, $parent:ident, $field:ident, [$($order:ident),+]) => {
        $(#[$doc])*
        pub async fn $name(
            conn: &impl ConnectionTrait,
            jurisdiction_id: Uuid,
            ids: &[Uuid],
        ) -> Result<ByRecord<$table::Model>> {
            use $table::Column;
            let mut found = ByRecord::new();
            if ids.is_empty() {
                return Ok(found);
            }
            let rows = $table::Entity::find()
                .filter(Column::JurisdictionId.eq(jurisdiction_id))
                .filter(Column::$parent.is_in(ids.iter().copied()))
                $(.order_by_asc(Column::$order))+
                .all(conn)
                .await?;
            for row in rows {
                found.entry(row.$field).or_insert_with(Vec::new).push(row);
            }
            Ok(found)
        }
    };
}

loader!(
    /// The parties to consultations, the lead first.
    parties, consultation_party, ConsultationId, consultation_id, [CreatedAt, Id]
);
loader!(
    /// The parties to cases, the lead first.
    case_parties, case_party, CaseId, case_id, [CreatedAt, Id]
);
loader!(
    /// The opinions asked for and given, by round.
    opinions, case_opinion, CaseId, case_id, [Round, Id]
);
loader!(
    /// The clauses cited, in the order they were cited in.
    citations, case_citation, CaseId, case_id, [Sort, Id]
);
loader!(
    /// The decisions; a case has one at most.
    decisions, case_decision, CaseId, case_id, [Id]
);
loader!(
    /// The checks after the decision, in their order.
    checks, follow_up_check, CaseId, case_id, [Seq]
);
loader!(
    /// Histories of consultations or cases, oldest step first.
    events, coordination_event, SubjectId, subject_id, [Seq]
);
loader!(
    /// Who attended meetings.
    attendance, meeting_attendance, MeetingId, meeting_id, [Id]
);

/// The meetings of consultations or cases with the parties that attended, oldest first.
pub async fn meetings(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<ByRecord<(coordination_meeting::Model, Vec<Uuid>)>> {
    use coordination_meeting::Column;
    let mut found = ByRecord::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = coordination_meeting::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(
            sea_orm::Condition::any()
                .add(Column::ConsultationId.is_in(ids.iter().copied()))
                .add(Column::CaseId.is_in(ids.iter().copied())),
        )
        .order_by_asc(Column::HeldOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    let meetings: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut present = attendance(conn, jurisdiction_id, &meetings).await?;
    for row in rows {
        let Some(subject) = row.consultation_id.or(row.case_id) else {
            continue;
        };
        let came = present.remove(&row.id).unwrap_or_default();
        let came = came.into_iter().map(|line| line.org_id).collect();
        found.entry(subject).or_insert_with(Vec::new).push((row, came));
    }
    Ok(found)
}

/// Everything that hangs on cases and that their machine has to know.
#[derive(Debug, Default)]
pub struct Hanging {
    /// Parties by case.
    pub parties: ByRecord<case_party::Model>,
    /// Opinions by case.
    pub opinions: ByRecord<case_opinion::Model>,
    /// Clauses by case.
    pub citations: ByRecord<case_citation::Model>,
    /// Decisions by case.
    pub decisions: ByRecord<case_decision::Model>,
    /// Checks by case.
    pub checks: ByRecord<follow_up_check::Model>,
    /// States of the expert sessions, by session.
    pub sessions: HashMap<Uuid, SessionState>,
}

/// Loads it: a fixed number of statements for any number of cases.
pub async fn hanging(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    rows: &[coordination_case::Model],
) -> Result<Hanging> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let sessions: Vec<Uuid> = rows.iter().filter_map(|row| row.session_id).collect();
    Ok(Hanging {
        parties: case_parties(conn, jurisdiction_id, &ids).await?,
        opinions: opinions(conn, jurisdiction_id, &ids).await?,
        citations: citations(conn, jurisdiction_id, &ids).await?,
        decisions: decisions(conn, jurisdiction_id, &ids).await?,
        checks: checks(conn, jurisdiction_id, &ids).await?,
        sessions: session::watch_states(conn, jurisdiction_id, &sessions).await?,
    })
}

/// The place of the last step in a history; 0 if it has none yet.
pub async fn last_event_seq(tx: &WriteTx, subject_id: Uuid) -> Result<i32> {
    use coordination_event::Column;
    let last = coordination_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "last")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::SubjectId.eq(subject_id))
        .into_tuple::<Option<i32>>()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}
