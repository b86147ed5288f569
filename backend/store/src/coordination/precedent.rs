//! The index of published decisions by pairs of characters: a plain table with its key, so that a word of two Chinese
//! characters is looked up alike on both engines. What is asked costs as much as the pairs asked for have entries, not
//! as much as there are cases. Published decisions are for everybody (F10), so these functions take no scope.

use std::collections::BTreeSet;

use remit_shared::coordination::precedent::{Field, pairs};
use remit_shared::coordination::{CaseState, CitationSource};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{ExprTrait, Order};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::case::SOLVED;
use super::children;
use crate::entity::{case_citation, case_decision, case_party, coordination_case, precedent_term};
use crate::error::Result;
use crate::row::append_all;
use crate::tx::WriteTx;

/// Pairs of one query that are looked up.
const PAIRS_MAX: usize = 64;

/// A published decision with what everybody may read of its case.
#[derive(Debug, Clone)]
pub struct Published {
    /// The case.
    pub case: coordination_case::Model,
    /// Its decision.
    pub decision: case_decision::Model,
    /// Clauses that the decision cites.
    pub citations: Vec<case_citation::Model>,
    /// The parties with the roles that the decision gives them.
    pub parties: Vec<case_party::Model>,
}

/// The texts of a decision by which it is found.
pub fn texts(
    case: &coordination_case::Model,
    decision: &case_decision::Model,
    citations: &[case_citation::Model],
) -> Vec<(Field, String)> {
    let clause = |row: &case_citation::Model| format!("{} {} {}", row.title, row.article, row.quote);
    let mut texts = vec![
        (Field::Matter, case.matter.clone()),
        (Field::Decision, decision.text.clone()),
    ];
    texts.extend(citations.iter().map(|row| (Field::Clause, clause(row))));
    texts
}

/// The index entries of a decision.
pub fn terms(jurisdiction_id: Uuid, case_id: Uuid, texts: &[(Field, String)]) -> Vec<precedent_term::Model> {
    let entries: BTreeSet<(String, &'static str)> = texts
        .iter()
        .flat_map(|(field, text)| pairs(text).into_iter().map(|pair| (pair, field.letter())))
        .collect();
    entries
        .into_iter()
        .map(|(term, field)| precedent_term::Model {
            jurisdiction_id,
            term,
            field: field.to_owned(),
            case_id,
        })
        .collect()
}

/// Enters a decision in the index, in the transaction that publishes it.
pub async fn enter(tx: &WriteTx, case_id: Uuid, texts: &[(Field, String)]) -> Result<()> {
    append_all(tx, terms(tx.jurisdiction_id(), case_id, texts)).await
}

/// The cases that have most of the pairs asked for; pairs marked have to stand in a clause.
pub async fn candidates(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    wanted: &[(String, bool)],
    limit: u64,
) -> Result<Vec<Uuid>> {
    use precedent_term::Column;
    let wanted = &wanted[..wanted.len().min(PAIRS_MAX)];
    let of = |clause: bool| {
        let terms: Vec<&str> = wanted
            .iter()
            .filter(|(_, of)| *of == clause)
            .map(|(term, _)| term.as_str())
            .collect();
        (!terms.is_empty()).then(|| {
            let within = Condition::all().add(Column::Term.is_in(terms));
            within.add_option(clause.then(|| Column::Field.eq(Field::Clause.letter())))
        })
    };
    let pairs = [of(true), of(false)]
        .into_iter()
        .flatten()
        .fold(Condition::any(), Condition::add);
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    Ok(precedent_term::Entity::find()
        .select_only()
        .column(Column::CaseId)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(pairs)
        .group_by(Column::CaseId)
        .order_by(Column::Term.into_expr().count_distinct(), Order::Desc)
        .order_by_desc(Column::CaseId)
        .limit(limit)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?)
}

/// The published decisions of these cases, the last published first.
pub async fn published(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Published>> {
    use coordination_case::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let cases = coordination_case::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.is_in(SOLVED.map(CaseState::code)))
        .order_by_desc(Column::PublishedOn)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?;
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    let mut decisions = children::decisions(conn, jurisdiction_id, &ids).await?;
    let mut citations = children::citations(conn, jurisdiction_id, &ids).await?;
    let mut parties = children::case_parties(conn, jurisdiction_id, &ids).await?;
    let whole = cases.into_iter().filter_map(|case| {
        let decision = decisions.remove(&case.id)?.pop()?;
        let mut cited = citations.remove(&case.id).unwrap_or_default();
        cited.retain(|row| row.source.get() == CitationSource::Decision);
        Some(Published {
            parties: parties.remove(&case.id).unwrap_or_default(),
            citations: cited,
            case,
            decision,
        })
    });
    Ok(whole.collect())
}

/// The decisions published last.
pub async fn latest(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    limit: u64,
) -> Result<Vec<Published>> {
    use coordination_case::Column;
    let ids = coordination_case::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.is_in(SOLVED.map(CaseState::code)))
        .order_by_desc(Column::PublishedOn)
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    published(conn, jurisdiction_id, &ids).await
}
