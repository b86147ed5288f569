//! Requests addressed to units by consultations and cases, with the day they were due and the day they were answered:
//! what A31 is counted from (§5.7). The scoring engine reads them; no person does.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use uuid::Uuid;

use crate::entity::{case_opinion, consultation, consultation_party, coordination_case};
use crate::error::Result;

/// One request to a unit: its view in a consultation, or its written opinion on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Number of the consultation; of the case with the round behind a stroke, `XT-2022-0001/2`. Once a unit.
    pub reference: String,
    /// Unit asked.
    pub org_id: Uuid,
    /// Last day of the answer.
    pub due_on: NaiveDate,
    /// Day of the answer; none was given otherwise.
    pub answered_on: Option<NaiveDate>,
}

type Line = (String, Uuid, NaiveDate, Option<NaiveDate>);
type OpinionLine = (String, i32, Uuid, NaiveDate, Option<NaiveDate>);

/// All requests that fell due between two days, both included, by number: two statements for the whole jurisdiction.
pub async fn due_between(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Request>> {
    use case_opinion::Column as Opinion;
    use consultation::Column as Consultation;
    use consultation_party::Column as Party;
    use coordination_case::Column as Case;
    let of_case = case_opinion::Entity::belongs_to(coordination_case::Entity)
        .from(Opinion::CaseId)
        .to(Case::Id);
    let opinions = case_opinion::Entity::find()
        .select_only()
        .column(Case::No)
        .columns([Opinion::Round, Opinion::OrgId, Opinion::DueOn, Opinion::RepliedOn])
        .join(JoinType::InnerJoin, of_case.into())
        .filter(Opinion::JurisdictionId.eq(jurisdiction_id))
        .filter(Opinion::DueOn.between(from, to))
        .order_by_asc(Case::No)
        .order_by_asc(Opinion::Round)
        .order_by_asc(Opinion::OrgId)
        .into_tuple::<OpinionLine>()
        .all(conn)
        .await?;
    // Parties that answered after the consultation had ended otherwise were not late: it ended without them.
    let parties = consultation_party::Entity::find()
        .select_only()
        .column(Consultation::No)
        .column(Party::OrgId)
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
        .order_by_asc(Consultation::No)
        .order_by_asc(Party::OrgId)
        .into_tuple::<Line>()
        .all(conn)
        .await?;
    let opinions = opinions
        .into_iter()
        .map(|(no, round, org_id, due_on, answered_on)| {
            (format!("{no}/{round}"), org_id, due_on, answered_on)
        });
    let requests = parties.into_iter().chain(opinions);
    Ok(requests
        .map(|(reference, org_id, due_on, answered_on)| Request {
            reference,
            org_id,
            due_on,
            answered_on,
        })
        .collect())
}
