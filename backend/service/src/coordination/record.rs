//! What every act writes down: the history, and the clauses cited.

use remit_shared::coordination::CitationSource;
use remit_shared::coordination::citation::Citation;
use remit_shared::policy::Capability;
use remit_store::coordination::children;
use remit_store::entity::{case_citation, coordination_event};
use remit_store::{Text, plan, row};
use uuid::Uuid;

use crate::failure::Answer;
use crate::work::Work;

/// Characters of a statement that the history keeps.
const REMARK: usize = 200;

/// One step of a history.
pub(super) struct Line<'a> {
    pub subject: Uuid,
    pub event: String,
    pub from: Option<String>,
    pub to: String,
    pub org: Option<Uuid>,
    pub remark: Option<&'a str>,
    pub automatic: bool,
}

/// Appends a step to the history of a consultation or a case.
pub(super) async fn note(work: &Work<'_>, line: Line<'_>) -> Answer<()> {
    let seq = children::last_event_seq(&work.tx, line.subject).await? + 1;
    let actor = work.ctx.actor.as_ref().filter(|_| !line.automatic);
    let remark = line.remark.map(str::trim).filter(|text| !text.is_empty());
    let event = coordination_event::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        subject_id: line.subject,
        seq,
        at: work.ctx.now(),
        event: line.event,
        from_state: line.from,
        to_state: line.to,
        actor_id: actor.map(|actor| actor.person_id),
        actor_label: actor.map_or_else(String::new, |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        org_id: line.org,
        remark: remark.map(|text| text.chars().take(REMARK).collect()),
        automatic: line.automatic,
    };
    row::append(&work.tx, event).await?;
    Ok(())
}

/// Writes the clauses that a statement cites; one that is a regulation of the library is linked to it.
pub(super) async fn cite(
    work: &Work<'_>,
    case: Uuid,
    (source, source_id, org): (CitationSource, Uuid, Option<Uuid>),
    citations: &[Citation],
) -> Answer<()> {
    if citations.is_empty() {
        return Ok(());
    }
    let library = match work.authorise(Capability::RegulationRead) {
        Ok(scope) => {
            let titles: Vec<&str> = citations.iter().map(|citation| citation.title.as_str()).collect();
            plan::regulation::by_titles(&work.tx, &scope, &titles).await?
        }
        Err(_) => Vec::new(),
    };
    let known = children::citations(&work.tx, work.tx.jurisdiction_id(), &[case]).await?;
    let last = known
        .get(&case)
        .and_then(|rows| rows.last())
        .map_or(0, |row| row.sort);
    let rows = citations
        .iter()
        .zip(last + 1..)
        .map(|(citation, sort)| case_citation::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: work.tx.jurisdiction_id(),
            case_id: case,
            source: Text(source),
            source_id,
            org_id: org,
            sort,
            kind: Text(citation.kind),
            title: citation.title.clone(),
            article: citation.article.clone(),
            quote: citation.quote.clone(),
            regulation_id: library
                .iter()
                .find(|regulation| regulation.title == citation.title)
                .map(|regulation| regulation.id),
        });
    row::append_all(&work.tx, rows.collect()).await?;
    Ok(())
}
