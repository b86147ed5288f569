//! The panel: suggestions against their screening and their problems, terms against each other, sessions against
//! their reviews.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use remit_shared::panel::appointment::{longest_to, overlap};
use remit_shared::panel::{AppointmentState, SessionState, SuggestionLink, SuggestionState, session};
use remit_shared::problem::ProblemState;
use remit_store::entity::{appointment, problem, screening, suggestion};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let problems = rows::problems(&snapshot, jurisdiction).await?;
    let problems: HashMap<Uuid, problem::Model> = problems.into_iter().map(|row| (row.id, row)).collect();
    let suggestions = rows::suggestions(&snapshot, jurisdiction).await?;
    let mut lines: HashMap<Uuid, Vec<screening::Model>> = HashMap::new();
    for line in rows::screenings(&snapshot, jurisdiction).await? {
        lines.entry(line.suggestion_id).or_default().push(line);
    }
    for row in &suggestions {
        let lines = lines.remove(&row.id).unwrap_or_default();
        screened(row, &lines, report);
        linked(row, &problems, report);
    }
    let terms = rows::appointments(&snapshot, jurisdiction).await?;
    report.looked_at.push(("appointment", terms.len() as u64));
    for row in &terms {
        term(app, row, report);
    }
    overlapping(&terms, report);
    let sessions = rows::expert_sessions(&snapshot, jurisdiction).await?;
    let reviews = rows::expert_reviews(&snapshot, jurisdiction).await?;
    report.looked_at.push(("expert_session", sessions.len() as u64));
    for row in sessions {
        let states = reviews.iter().filter(|review| review.session_id == row.id);
        let all_in = session::all_in(states.map(|review| review.state.get()));
        let closed = row.state.get() == SessionState::Closed;
        if closed != all_in && matches!(row.state.get(), SessionState::Closed | SessionState::Held) {
            report.find(
                "session.closed",
                row.title,
                "is closed although reviews are missing, or open although all are in",
            );
        }
    }
    Ok(())
}

/// The verdict that stands was given by enough different persons.
fn screened(row: &suggestion::Model, lines: &[screening::Model], report: &mut Report) {
    let judged = !matches!(
        row.state.get(),
        SuggestionState::Submitted | SuggestionState::Screening
    );
    let settled = lines.iter().filter(|line| line.settles).count();
    if judged && settled == 0 {
        report.find(
            "suggestion.screening",
            row.no.as_str(),
            "has a verdict that nobody gave",
        );
    }
    let persons: BTreeSet<Uuid> = lines.iter().map(|line| line.screener_id).collect();
    if judged && row.two_persons && persons.len() < 2 {
        report.find(
            "suggestion.two_persons",
            row.no.as_str(),
            "was screened by one person only",
        );
    }
}

/// A suggestion made into a problem names it, and the problem holds the redacted words only (F2).
fn linked(row: &suggestion::Model, problems: &HashMap<Uuid, problem::Model>, report: &mut Report) {
    let linked = row.linked.map(remit_store::Text::get);
    if linked != Some(SuggestionLink::Problem) {
        return;
    }
    let Some(problem) = row.linked_id.and_then(|id| problems.get(&id)) else {
        report.find("suggestion.problem", row.no.as_str(), "names no problem");
        return;
    };
    if problem.source_id == Some(row.id) && problem.facts == row.text {
        report.find(
            "suggestion.redacted",
            row.no.as_str(),
            "reached the unit in its author's words",
        );
    }
    let over = matches!(problem.state.get(), ProblemState::Closed | ProblemState::Rejected);
    if over && row.outcome_on.is_none() {
        report.find(
            "suggestion.outcome",
            row.no.as_str(),
            "waits for an outcome that is known",
        );
    }
}

/// An appointment in force has its letter, and its term is not longer than three years.
fn term(app: &App, row: &appointment::Model, report: &mut Report) {
    let name = || format!("{} {}", row.letter_no, row.person_id);
    if row.term_to > longest_to(row.term_from, &app.settings.deadlines) {
        report.find("appointment.term", name(), "lasts longer than it may");
    }
    if row.letter_no.is_empty() && row.state.get() != AppointmentState::Nominated {
        report.find("appointment.letter", name(), "is in force without a letter");
    }
}

/// No two terms of one person and kind overlap; dismissed ones end on their last day in fact.
fn overlapping(terms: &[appointment::Model], report: &mut Report) {
    let real = |row: &appointment::Model| -> (NaiveDate, NaiveDate) {
        (row.term_from, row.ended_on.unwrap_or(row.term_to))
    };
    for pair in terms.windows(2) {
        let same = pair[0].person_id == pair[1].person_id && pair[0].kind == pair[1].kind;
        if same && overlap(real(&pair[0]), real(&pair[1])) {
            report.find(
                "appointment.overlap",
                pair[1].letter_no.as_str(),
                "overlaps another term of the same person",
            );
        }
    }
}
