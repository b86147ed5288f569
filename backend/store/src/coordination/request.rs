//! Requests addressed to units by consultations and cases, with the day they were due and the day they were answered:
//! what A31 is counted from (§5.7). The scoring engine reads them; no person does.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::entity::{case_opinion, consultation, consultation_party};
use crate::error::Result;

/// What a unit was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// Its view in a consultation.
    Consultation,
    /// Its written opinion on a case.
    Opinion,
}

/// One request to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Row that holds it.
    pub id: Uuid,
    /// What was asked for.
    pub kind: RequestKind,
    /// Unit asked.
    pub org_id: Uuid,
    /// Last day of the answer.
    pub due_on: NaiveDate,
    /// Day of the answer; none was given otherwise.
    pub answered_on: Option<NaiveDate>,
}

type Line = (Uuid, Uuid, NaiveDate, Option<NaiveDate>);

fn request(kind: RequestKind, (id, org_id, due_on, answered_on): Line) -> Request {
    Request {
        id,
        kind,
        org_id,
        due_on,
        answered_on,
    }
}

/// All requests that fell due between two days, both included: two statements for the whole jurisdiction.
pub async fn due_between(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Request>> {
    use case_opinion::Column as Opinion;
    use consultation::Column as Consultation;
    use consultation_party::Column as Party;
    let opinions = case_opinion::Entity::find()
        .select_only()
        .columns([Opinion::Id, Opinion::OrgId, Opinion::DueOn, Opinion::RepliedOn])
        .filter(Opinion::JurisdictionId.eq(jurisdiction_id))
        .filter(Opinion::DueOn.between(from, to))
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    // Parties that answered after the consultation had ended otherwise were not late: it ended without them.
    let parties = consultation_party::Entity::find()
        .select_only()
        .columns([Party::Id, Party::OrgId])
        .column(Consultation::DueOn)
        .column(Party::AnsweredOn)
        .join(
            JoinType::InnerJoin,
            consultation_party::Relation::Consultation.def(),
        )
        .filter(Party::JurisdictionId.eq(jurisdiction_id))
        .filter(Consultation::DueOn.between(from, to))
        .filter(
            Condition::any()
                .add(Party::AnsweredOn.is_not_null())
                .add(Consultation::EndedOn.is_null()),
        )
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    let parties = parties
        .into_iter()
        .map(|line| request(RequestKind::Consultation, line));
    let opinions = opinions
        .into_iter()
        .map(|line| request(RequestKind::Opinion, line));
    Ok(parties.chain(opinions).collect())
}
