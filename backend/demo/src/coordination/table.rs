//! The matters of §6.1 as a table, in the order in which the departments opened their consultations.

mod earlier;
mod later;

use chrono::NaiveDate;
use remit_shared::coordination::{CaseScope, CitationKind, DecisionKind};

/// A clause: kind, title, article, words relied on.
pub(super) type Clause = (CitationKind, &'static str, &'static str, &'static str);

/// One matter and what came of it.
pub(super) struct Matter {
    pub title: &'static str,
    pub dispute: &'static str,
    pub scope: CaseScope,
    /// Codes of the parties, the lead first.
    pub parties: &'static [&'static str],
    pub opened: NaiveDate,
    pub met: NaiveDate,
    pub minutes: &'static str,
    /// Views of the parties, in their order.
    pub views: &'static [&'static str],
    pub ends: Ends,
    /// Unit named by the suggestion that led here.
    pub suggested: Option<&'static str>,
}

/// How a consultation ended.
#[expect(
    clippy::large_enum_variant,
    reason = "eleven of them, built once and read in place"
)]
pub(super) enum Ends {
    Agreed {
        memo_on: NaiveDate,
        signed_on: NaiveDate,
        memo: &'static str,
    },
    Failed {
        on: NaiveDate,
        reason: &'static str,
        course: Course,
    },
}

/// An application and how it went on.
pub(super) struct Course {
    pub applied: NaiveDate,
    pub statement: &'static str,
    pub basis: Clause,
    /// Opinions in the order of the parties: day, party that should lead, clause. A party without one is silent.
    pub opinions: &'static [(NaiveDate, usize, Clause)],
    pub then: Then,
}

/// How a case went on.
pub(super) enum Then {
    Settled(Settled),
    Refused {
        proposed: NaiveDate,
        confirmed: NaiveDate,
        reason: &'static str,
        clause: Clause,
    },
    Withdrawn {
        asked: NaiveDate,
        supplied: NaiveDate,
        accepted: NaiveDate,
        on: NaiveDate,
        reason: &'static str,
    },
    Hearing {
        accepted: NaiveDate,
        asked: NaiveDate,
    },
}

/// A case that was decided.
pub(super) struct Settled {
    pub accepted: NaiveDate,
    pub asked: NaiveDate,
    /// A coordination meeting with its minutes.
    pub meeting: Option<(NaiveDate, &'static str)>,
    /// Day of the invitation and title of the expert session.
    pub session: Option<(NaiveDate, &'static str)>,
    pub decided: NaiveDate,
    pub kind: DecisionKind,
    /// Party that leads.
    pub lead: usize,
    pub text: &'static str,
    pub basis: Clause,
    pub commission: Option<&'static str>,
    pub published: NaiveDate,
    pub doc_no: &'static str,
}

/// All eleven.
pub(super) const MATTERS: [Matter; 11] = [
    earlier::ROADS,
    earlier::EMERGENCY,
    earlier::CULTURE,
    earlier::WAGES,
    earlier::BICYCLES,
    earlier::MARKETS,
    later::LEADS,
    later::DRAINAGE,
    later::CARE,
    later::PUPILS,
    later::WETLANDS,
];
