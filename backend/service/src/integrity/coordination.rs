//! Coordination: consultations against their parties and signatures, cases against opinions, decisions and checks, and
//! the index of precedents against the published decisions.

use std::collections::BTreeSet;

use remit_shared::coordination::{CaseState, CheckResult, CitationSource, ConsultationState};
use remit_store::coordination::children;
use remit_store::coordination::precedent::{terms, texts};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::coordination::Known;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let consultations = rows::consultations(&snapshot, jurisdiction).await?;
    report
        .looked_at
        .push(("consultation", consultations.len() as u64));
    let ids: Vec<Uuid> = consultations.iter().map(|row| row.id).collect();
    let parties = children::parties(&snapshot, jurisdiction, &ids).await?;
    for row in &consultations {
        let parties = parties.get(&row.id).map_or(&[][..], Vec::as_slice);
        let signed = parties.iter().filter(|party| party.signed_on.is_some()).count();
        if parties.len() < 2 {
            report.find(
                "consultation.parties",
                row.no.as_str(),
                "has fewer than two parties",
            );
        }
        let agreed = row.state.get() == ConsultationState::Agreed;
        if agreed != (signed == parties.len() && !parties.is_empty()) {
            report.find(
                "consultation.signed",
                row.no.as_str(),
                "is agreed without every signature, or the other way round",
            );
        }
    }
    let cases = rows::cases(&snapshot, jurisdiction).await?;
    report.looked_at.push(("coordination_case", cases.len() as u64));
    let hanging = children::hanging(&snapshot, jurisdiction, &cases).await?;
    let mut expected = BTreeSet::new();
    for known in Known::of(cases, hanging) {
        case(&known, report);
        if let Some(decision) = known.decision.as_ref().filter(|row| row.published_on.is_some()) {
            let cited: Vec<_> = known
                .cited(CitationSource::Decision, decision.id)
                .cloned()
                .collect();
            let texts = texts(&known.row, decision, &cited);
            let entries = terms(jurisdiction, known.row.id, &texts).into_iter();
            expected.extend(entries.map(|row| (row.case_id, row.field, row.term)));
        }
    }
    let index = rows::precedent_terms(&snapshot, jurisdiction).await?;
    let index: BTreeSet<_> = index
        .into_iter()
        .map(|row| (row.case_id, row.field, row.term))
        .collect();
    if index != expected {
        report.find(
            "precedent.index",
            "precedent_term",
            "does not hold exactly the pairs of the published decisions",
        );
    }
    Ok(())
}

/// A decided case was heard and has one lead that is a party; a closed one has its checks, the last effective.
fn case(known: &Known, report: &mut Report) {
    use CaseState as S;
    let (row, state) = (&known.row, known.row.state.get());
    let decided = matches!(state, S::Decided | S::Published | S::FollowUp | S::Closed);
    if decided != known.decision.is_some() {
        report.find(
            "case.decision",
            row.no.as_str(),
            "is decided without a decision, or the other way round",
        );
    }
    let waiting = known
        .opinions
        .iter()
        .any(|opinion| opinion.replied_on.is_none() && !opinion.lapsed);
    if decided && (waiting || known.opinions.is_empty()) {
        report.find(
            "case.heard",
            row.no.as_str(),
            "was decided before every party was heard",
        );
    }
    if known
        .decision
        .as_ref()
        .is_some_and(|decision| !known.party_ids().contains(&decision.lead_org_id))
    {
        report.find("case.lead", row.no.as_str(), "is led by a unit that is no party");
    }
    let cites = known.cited(CitationSource::Application, row.id).next().is_some();
    if !cites {
        report.find("case.basis", row.no.as_str(), "was applied for without a basis");
    }
    let last = known.checks.iter().rfind(|check| check.done_on.is_some());
    let effective = last
        .and_then(|check| check.result)
        .is_some_and(|result| result == CheckResult::Effective);
    if state == S::Closed && (known.open_checks().next().is_some() || !effective) {
        report.find(
            "case.checks",
            row.no.as_str(),
            "is closed without its checks, the last one effective",
        );
    }
}
