//! The panel's year (§6.1): suggestions, recusals, sessions.

use std::collections::BTreeSet;

use remit_shared::panel::{AppointmentKind, SessionKind, SessionState, SuggestionLink, SuggestionState as S};
use remit_shared::problem::ProblemSource;

use crate::made::cities;

#[test]
fn thirty_nine_suggestions_of_which_twenty_one_are_valid() {
    for city in cities() {
        let kind = |id| {
            let found = city.appointments.iter().find(|row| row.id == id);
            found.map(|row| row.kind.get())
        };
        let of = |wanted| {
            let authors = city.suggestions.iter().filter_map(|row| kind(row.author_id));
            authors.filter(|kind| *kind == wanted).count()
        };
        assert_eq!(
            (of(AppointmentKind::InfoOfficer), of(AppointmentKind::Expert)),
            (31, 8)
        );
        let valid = city.suggestions.iter().filter(|row| row.state.get().is_valid());
        assert_eq!(valid.count(), 21);
        let linked = |link| {
            city.suggestions
                .iter()
                .filter(|row| row.linked == Some(remit_store::Text(link)))
                .count()
        };
        assert_eq!(
            [
                SuggestionLink::Problem,
                SuggestionLink::Case,
                SuggestionLink::Note
            ]
            .map(linked),
            [6, 2, 13]
        );
        let state = |state| city.suggestions.iter().filter(|row| row.state == state).count();
        assert_eq!((state(S::Invalid), state(S::Duplicate)), (13, 5));
        assert!(
            city.suggestions.iter().all(|row| row.reply.is_some()),
            "each author has a reply"
        );
    }
}

#[test]
fn the_six_problems_from_suggestions_name_theirs_and_hold_none_of_its_words() {
    for city in cities() {
        let problems = city
            .problems
            .iter()
            .filter(|row| row.source == ProblemSource::Suggestion);
        let mut sources = BTreeSet::new();
        for problem in problems {
            let found = city
                .suggestions
                .iter()
                .find(|row| Some(row.id) == problem.source_id);
            let row = found.unwrap_or_else(|| panic!("{} has no source", problem.code));
            assert_eq!(row.linked_id, Some(problem.id));
            assert_eq!(row.text_for_unit.as_deref(), Some(problem.facts.as_str()));
            assert_ne!(row.text, problem.facts);
            assert_eq!(Some(row.person_id.to_string()), problem.reporter_ref);
            assert!(row.created_at < problem.created_at);
            assert!(sources.insert(row.id));
        }
        assert_eq!(sources.len(), 6);
    }
}

#[test]
fn two_persons_screen_where_the_rule_asks_for_it() {
    for city in cities() {
        for row in &city.suggestions {
            let lines: Vec<_> = city
                .screenings
                .iter()
                .filter(|line| line.suggestion_id == row.id)
                .collect();
            let persons: BTreeSet<_> = lines.iter().map(|line| line.screener_id).collect();
            let wanted = if row.two_persons || row.second_look { 2 } else { 1 };
            assert_eq!((lines.len(), persons.len()), (wanted, wanted), "{}", row.no);
            let days = row.judged_on.map(|day| (day - row.submitted_on).num_days());
            assert!(days.is_some_and(|days| days <= 24), "{}", row.no);
        }
        let experts = city.suggestions.iter().filter(|row| row.two_persons).count();
        assert!(experts >= 8);
    }
}

#[test]
fn six_sessions_are_closed_and_no_recused_expert_judged() {
    for city in cities() {
        let of = |kind| city.sessions.iter().filter(|row| row.kind == kind).count();
        assert_eq!((of(SessionKind::Seminar), of(SessionKind::Evaluation)), (4, 2));
        assert!(city.sessions.iter().all(|row| row.state == SessionState::Closed));
        for review in &city.reviews {
            let own = city.persons.iter().any(|row| {
                row.id == review.person_id && row.org_id == review.org_id && review.org_id.is_some()
            });
            let noted = city
                .recusals
                .iter()
                .any(|row| row.person_id == review.person_id && Some(row.org_id) == review.org_id);
            assert_eq!(own || noted, review.submitted_at.is_none());
        }
    }
}
